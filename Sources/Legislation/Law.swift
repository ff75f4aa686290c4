import Kernel

/// Everything the calculator needs: rule books and calendars, read once at start.
public struct Law: Sendable {
    /// Names the state of the books, `vn-1a2b3c4d5e6f`; stands in every leaf of the ledger.
    public let version: String
    /// Every provision, by id and then by date of force.
    public let rules: [Rule]
    /// The days for which the books say themselves that they hold no provision.
    public let gaps: [Gap]
    /// In the order of years, without a gap.
    public let calendars: [WorkingCalendar]

    private let provisions: [RuleID: [Rule]]
    let workingDays: WorkingDays

    /// Books in which at most one provision of a rule holds on any day, and calendars of consecutive years.
    public init(
        rules: [Rule], gaps: [Gap] = [], calendars: [WorkingCalendar], version: String = "vn-given"
    ) throws(LawError) {
        self.version = version
        self.rules = rules.sorted { ($0.id.text, $0.inForceFrom) < ($1.id.text, $1.inForceFrom) }
        self.gaps = gaps.sorted { ($0.id.text, $0.until) < ($1.id.text, $1.until) }
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
        if let gap = gap(id, on: day) { throw .notInBooks(id, day, until: gap.until) }
        throw .notInForce(id, day)
    }

    /// Whether a provision of the rule is in force on that day.
    public func isInForce(_ id: RuleID, on day: Day) -> Bool { (try? rule(id, on: day)) != nil }

    /// The days for which the books knowingly hold no provision of the rule, if this is one of them.
    public func gap(_ id: RuleID, on day: Day) -> Gap? { gaps.first { $0.id == id && $0.contains(day) } }

    /// Every version of a rule, in the order of force; empty if there is no such rule.
    public func provisions(of id: RuleID) -> [Rule] { provisions[id] ?? [] }

    /// The deadline under the provision in force on the day the clock starts, in the plain case.
    public func deadline(_ id: RuleID, from start: Day) throws(LawError) -> Deadline {
        let rule = try rule(id, on: start)
        let count = Count(parts: [rule.length], start: start, rolls: rule.rolls, isBackwards: rule.isBackwards)
        let (nominal, due) = try workingDays.end(of: count).closed
        return Deadline(rule: id, provision: rule.provision, start: start, nominal: nominal, due: due)
    }

    /// The period under the provision in force on the day the clock starts, in the circumstances of a case.
    public func period(
        _ id: RuleID, from start: Day, _ circumstances: Circumstances = .none
    ) throws(LawError) -> CountedPeriod {
        let rule = try rule(id, on: start)
        let parts = try rule.parts(circumstances)
        try rule.checkPauses(circumstances.pauses)
        let count = Count(
            parts: parts, start: start, rolls: rule.rolls, isBackwards: rule.isBackwards,
            pauses: circumstances.pauses.merged)
        let end = try workingDays.end(of: count)
        return CountedPeriod(
            rule: rule, start: start, circumstances: circumstances, parts: parts, nominal: end.nominal, due: end.due)
    }

    /// The deadline under a body's own promise. Its last day never moves: no more was promised.
    public func deadline(promise: Promise, from start: Day) throws(LawError) -> Deadline {
        guard promise.since <= start else { throw .notInForce(promise.rule, start) }
        guard Length.bounds.contains(promise.length.days) else {
            throw .lengthOutOfBounds(promise.length.days)
        }
        let (nominal, due) = try workingDays.end(of: Count(parts: [promise.length], start: start)).closed
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

    /// One version after the other: on no day two, on none nothing, unless the books mark it.
    private func checkSuccession() throws(LawError) {
        for gap in gaps {
            guard let versions = provisions[gap.id] else {
                throw .invalidRule(gap.id, "a gap of a rule that has no provision")
            }
            for rule in versions where rule.inForceFrom <= gap.until {
                let from = gap.from ?? rule.inForceFrom
                guard (rule.inForceUntil ?? .never) < from else {
                    throw .overlap(gap.id, on: max(from, rule.inForceFrom))
                }
            }
            let next = gap.until.adding(1)
            guard versions.contains(where: { $0.inForceFrom == next }) else { throw .gap(gap.id, on: next) }
        }
        for (earlier, later) in zip(rules, rules.dropFirst()) where earlier.id == later.id {
            guard let until = earlier.inForceUntil, until < later.inForceFrom else {
                throw .overlap(later.id, on: later.inForceFrom)
            }
            let next = until.adding(1)
            guard next == later.inForceFrom || gaps.contains(where: { $0.id == later.id && $0.from == next }) else {
                throw .gap(later.id, on: next)
            }
        }
    }

    private func checkYears() throws(LawError) {
        for (earlier, later) in zip(calendars, calendars.dropFirst()) {
            if earlier.year == later.year { throw .calendarTwice(year: later.year) }
            if earlier.year + 1 < later.year { throw .calendarMissing(year: earlier.year + 1) }
        }
    }
}
