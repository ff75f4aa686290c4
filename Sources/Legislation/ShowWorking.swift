import Kernel

extension Law {
    /// The deadline counted again, each day with its reason. The stored due day stays the one that holds.
    public func working(of deadline: Deadline, length: Length) throws(LawError) -> Working {
        guard Length.bounds.contains(length.days) else { throw .lengthOutOfBounds(length.days) }
        let rolls = deadline.isPromise ? false : try rule(deadline.rule, on: deadline.start).rolls
        let (nominal, due) = try lastDay(of: length, from: deadline.start, rolls: rolls)

        var steps = [Working.Step(day: deadline.start, counted: nil, reason: .start)]
        var day = deadline.start
        var ordinal = 0
        while day < due {
            day = day.adding(1)
            let reason = try reason(for: day, length, nominal: nominal, due: due)
            let counts = day <= nominal && length.counts(reason)
            if counts { ordinal += 1 }
            steps.append(Working.Step(day: day, counted: counts ? ordinal : nil, reason: reason))
        }
        return Working(
            steps: steps, due: due, agrees: nominal == deadline.nominal && due == deadline.due,
            isProvisional: (rolls || length == .workingDays(length.days))
                && calendars.contains {
                    $0.isProvisional && deadline.start.year <= $0.year && $0.year <= due.year
                })
    }

    private func reason(
        for day: Day, _ length: Length, nominal: Day, due: Day
    ) throws(LawError) -> Working.Reason {
        if case .calendarDays = length {
            // On the way every day counts alike; a last day off shows what it is, because that moved it.
            if day < nominal || due == nominal { return .counted }
            if day == due { return .rolled }
        }
        let calendar = try calendar(of: day)
        if let holiday = calendar.holiday(on: day) { return .holiday(holiday.names) }
        guard day.weekday.isWeekend else { return .counted }
        return calendar.isWorkingWeekendDay(day) ? .swappedWorkingDay : .weekend
    }
}

extension Length {
    fileprivate func counts(_ reason: Working.Reason) -> Bool {
        switch (self, reason) {
        case (.calendarDays, _), (.workingDays, .counted), (.workingDays, .swappedWorkingDay): true
        case (.workingDays, _): false
        }
    }
}
