import Kernel

/// What is to be counted: lengths one after the other from a day, or backwards from it.
struct Count {
    var parts: [Length]
    var start: Day
    var rolls = false
    var isBackwards = false
    /// Merged, in the order of time.
    var pauses: [Pause] = []
}

/// Where a count ends; without days while a pause is open.
struct End {
    var nominal: Day?
    var due: Day?

    /// The days of a count without pauses, which always ends.
    var closed: (nominal: Day, due: Day) {
        guard let nominal, let due else { preconditionFailure("a count without pauses did not end") }
        return (nominal, due)
    }
}

extension WorkingDays {
    func end(of count: Count) throws(LawError) -> End {
        if count.isBackwards {
            let day = try day(of: count.parts[0], before: count.start)
            return End(nominal: day, due: day)
        }
        // Article 147, Civil Code 91/2015/QH13: the first day is not counted, counting begins on the next.
        var nominal = count.start
        for part in count.parts {
            guard let end = try day(of: part, after: nominal, count.pauses) else { return End() }
            nominal = end
        }
        guard count.rolls, count.parts.last?.countsEveryDay == true, try !contains(nominal) else {
            return End(nominal: nominal, due: nominal)
        }
        return try rolled(from: nominal, count.pauses)
    }

    /// Article 148.5: a last day that is a weekend day or a holiday moves to the next working day – the next one that
    /// is not paused, if a pause begins in between.
    private func rolled(from nominal: Day, _ pauses: [Pause]) throws(LawError) -> End {
        var due = try day(1, after: nominal)
        for pause in pauses where pause.contains(due) {
            guard let resumption = pause.resumption else { return End() }
            due = try day(1, after: resumption.adding(-1))
        }
        return End(nominal: nominal, due: due)
    }

    /// The last day of one length, days within pauses not counted; nil if a pause that has begun by then is open.
    private func day(of length: Length, after start: Day, _ pauses: [Pause]) throws(LawError) -> Day? {
        var end = try length.countsEveryDay ? start.adding(length.days) : day(length.days, after: start)
        var lost = 0
        for pause in pauses where pause.from <= end {
            guard let resumption = pause.resumption else { return nil }
            let first = max(pause.from, start.adding(1))
            guard first < resumption else { continue }
            if length.countsEveryDay {
                end = end.adding(first.days(until: resumption))
            } else {
                lost += try number(from: first, before: resumption)
                end = try day(length.days + lost, after: start)
            }
        }
        return end
    }

    private func day(of length: Length, before event: Day) throws(LawError) -> Day {
        try length.countsEveryDay ? event.adding(-length.days) : day(length.days, before: event)
    }
}

extension Rule {
    var isBackwards: Bool { bound == .atLeastBefore }

    /// The lengths to be counted one after the other.
    func parts(_ circumstances: Circumstances) throws(LawError) -> [Length] {
        let base = try length(under: circumstances.conditions)
        guard circumstances.extensions != 0 else { return [base] }
        let most = extensions?.most ?? 0
        guard let extensions, (0...most).contains(circumstances.extensions) else {
            throw .tooManyExtensions(id, circumstances.extensions, most: most)
        }
        return [base] + Array(repeating: extensions.length, count: circumstances.extensions)
    }

    /// Refuses a pause that neither the provision nor a transition knows.
    func checkPauses(_ given: [Pause]) throws(LawError) {
        guard pauses.isEmpty, !given.isEmpty else { return }
        guard let transition = transitions.first(where: { !$0.pauses.isEmpty }) else { throw .pauseUnknown(id) }
        for pause in given where pause.from < transition.on {
            throw .pauseTooEarly(id, pause.from, since: transition.on)
        }
    }
}
