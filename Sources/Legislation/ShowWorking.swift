import Kernel

extension Law {
    /// The deadline counted again, each day with its reason. The stored due day stays the one that holds.
    public func working(of deadline: Deadline, length: Length) throws(LawError) -> Working {
        guard Length.bounds.contains(length.days) || length.days == 0 else { throw .lengthOutOfBounds(length.days) }
        let rule = deadline.isPromise ? nil : try rule(deadline.rule, on: deadline.start)
        return try working(
            of: Count(
                parts: [length], start: deadline.start, rolls: rule?.rolls ?? false,
                isBackwards: rule?.isBackwards ?? false),
            stored: (deadline.nominal, deadline.due))
    }

    /// The period counted again, each day with its reason.
    public func working(of period: CountedPeriod) throws(LawError) -> Working {
        try working(
            of: Count(
                parts: period.parts, start: period.start, rolls: period.rule.rolls,
                isBackwards: period.rule.isBackwards, pauses: period.circumstances.pauses.merged),
            stored: (period.nominal, period.due))
    }

    private func working(of count: Count, stored: (nominal: Day?, due: Day?)) throws(LawError) -> Working {
        let end = try workingDays.end(of: count)
        var walk = Walk(count: count, end: end)
        var steps = [Working.Step(day: count.start, counted: nil, reason: .start)]
        let last = end.due ?? count.pauses.first { $0.resumption == nil }?.from ?? count.start
        var day = count.start
        while day != last, end.due != nil || day < last {
            day = day.adding(count.isBackwards ? -1 : 1)
            steps.append(try walk.step(on: day, self))
        }
        let usesCalendars = count.rolls || count.parts.contains { !$0.countsEveryDay }
        let years = min(count.start, last).year...max(count.start, last).year
        return Working(
            steps: steps, due: end.due, agrees: end.nominal == stored.nominal && end.due == stored.due,
            isProvisional: usesCalendars && calendars.contains { $0.isProvisional && years.contains($0.year) })
    }

    fileprivate func reason(for day: Day) throws(LawError) -> Working.Reason {
        let calendar = try calendar(of: day)
        if let holiday = calendar.holiday(on: day) { return .holiday(holiday.names) }
        guard day.weekday.isWeekend else { return .counted }
        return calendar.isWorkingWeekendDay(day) ? .swappedWorkingDay : .weekend
    }
}

/// Goes from day to day and tells of each whether and why it counts: slowly, as a person does on a wall calendar.
private struct Walk {
    let count: Count
    let end: End
    var part = 0
    var ordinal = 0

    mutating func step(on day: Day, _ law: Law) throws(LawError) -> Working.Step {
        if count.pauses.contains(where: { $0.contains(day) }) { return uncounted(day, .paused) }
        while part < count.parts.count, ordinal == count.parts[part].days { (part, ordinal) = (part + 1, 0) }
        guard part < count.parts.count else {
            return uncounted(day, day == end.due ? .rolled : try law.reason(for: day))
        }
        let reason = try reason(on: day, law)
        guard count.parts[part].countsEveryDay || reason == .counted || reason == .swappedWorkingDay else {
            return uncounted(day, reason)
        }
        ordinal += 1
        return Working.Step(day: day, counted: ordinal, part: part, reason: reason)
    }

    private func reason(on day: Day, _ law: Law) throws(LawError) -> Working.Reason {
        guard count.parts[part].countsEveryDay else { return try law.reason(for: day) }
        // On the way every day counts alike; a last day off shows what it is, because that moved it.
        guard day == end.nominal, day != end.due else { return .counted }
        let reason = try law.reason(for: day)
        if case .holiday(let names) = reason { return .endsOnHoliday(names) }
        return .endsOnWeekend
    }

    private func uncounted(_ day: Day, _ reason: Working.Reason) -> Working.Step {
        Working.Step(day: day, counted: nil, part: min(part, count.parts.count - 1), reason: reason)
    }
}
