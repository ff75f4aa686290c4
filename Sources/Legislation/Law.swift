import Kernel

/// Everything the calculator needs: rule books and calendars, read once at start.
public struct Law: Sendable {
    /// Names the state of the books, `vn-1a2b3c4d5e6f`; stands in every leaf of the ledger.
    public let version: String
    /// Every provision, by id and then by date of force.
    public let rules: [Rule]
    /// In the order of years, without a gap.
    public let calendars: [WorkingCalendar]

    private let provisions: [RuleID: [Rule]]
    private let workingDays: WorkingDays

    /// Books in which at most one provision of a rule holds on any day, and calendars of consecutive years.
    public init(
        rules: [Rule], calendars: [WorkingCalendar], version: String = "vn-given"
    ) throws(LawError) {
        self.version = version
        self.rules = rules.sorted { ($0.id.text, $0.inForceFrom) < ($1.id.text, $1.inForceFrom) }
        self.calendars = calendars.sorted { $0.year < $1.year }
        provisions = Dictionary(grouping: self.rules, by: \.id)
        workingDays = WorkingDays(self.calendars)
        try checkSuccession()
        try checkYears()
    }

    /// The provision in force on that day.
    public func rule(_ id: RuleID, on day: Day) throws(LawError) -> Rule {
        guard let versions = provisions[id] else { throw .unknownRule(id) }
        for rule in versions where rule.isInForce(on: day) { return rule }
        throw .notInForce(id, day)
    }

    /// Whether a provision of the rule is in force on that day.
    public func isInForce(_ id: RuleID, on day: Day) -> Bool { (try? rule(id, on: day)) != nil }

    /// The deadline under the provision in force on the day the clock starts.
    public func deadline(_ id: RuleID, from start: Day) throws(LawError) -> Deadline {
        let rule = try rule(id, on: start)
        let (nominal, due) = try lastDay(of: rule.length, from: start, rolls: rule.rolls)
        return Deadline(rule: id, provision: rule.provision, start: start, nominal: nominal, due: due)
    }

    /// The deadline under a body's own promise. Its last day never moves: no more was promised.
    public func deadline(promise: Promise, from start: Day) throws(LawError) -> Deadline {
        guard promise.since <= start else { throw .notInForce(promise.rule, start) }
        guard Length.bounds.contains(promise.length.days) else {
            throw .lengthOutOfBounds(promise.length.days)
        }
        let (nominal, due) = try lastDay(of: promise.length, from: start, rolls: false)
        return Deadline(
            rule: promise.rule, provision: promise.provision, start: start, nominal: nominal, due: due)
    }

    /// Whether state bodies work on that day.
    public func isWorkingDay(_ day: Day) throws(LawError) -> Bool { try workingDays.contains(day) }

    /// The calendar that knows the day.
    public func calendar(of day: Day) throws(LawError) -> WorkingCalendar {
        let year = day.year
        guard let first = calendars.first?.year, calendars.indices.contains(year - first) else {
            throw .calendarMissing(year: year)
        }
        return calendars[year - first]
    }

    /// The last day by counting alone, and the one on which the duty can still be met.
    func lastDay(
        of length: Length, from start: Day, rolls: Bool
    ) throws(LawError) -> (nominal: Day, due: Day) {
        // Article 147, Civil Code 91/2015/QH13: the first day is not counted, counting begins on the next.
        switch length {
        case .workingDays(let days):
            let due = try workingDays.day(days, after: start)
            return (due, due)
        case .calendarDays(let days):
            let nominal = start.adding(days)
            // Article 148.5: a last day that is a weekend day or a holiday moves to the next working day.
            guard rolls, try !workingDays.contains(nominal) else { return (nominal, nominal) }
            return (nominal, try workingDays.day(1, after: nominal))
        }
    }

    private func checkSuccession() throws(LawError) {
        for (earlier, later) in zip(rules, rules.dropFirst()) where earlier.id == later.id {
            guard let until = earlier.inForceUntil, until < later.inForceFrom else {
                throw .overlap(later.id, on: later.inForceFrom)
            }
            guard until.adding(1) == later.inForceFrom else { throw .gap(later.id, on: until.adding(1)) }
        }
    }

    private func checkYears() throws(LawError) {
        for (earlier, later) in zip(calendars, calendars.dropFirst()) {
            if earlier.year == later.year { throw .calendarTwice(year: later.year) }
            if earlier.year + 1 < later.year { throw .calendarMissing(year: earlier.year + 1) }
        }
    }
}
