import CasesWeb
import Kernel
import Language
import Legislation

/// What the commands of the law print: the books examined, listed, and one period counted day by day.
public struct LawReport {
    public let law: Law
    let words: LawWording
    var t: Translator { words.t }

    public init(_ law: Law, _ t: Translator) {
        self.law = law
        words = LawWording(t)
    }

    /// What was examined, line by line. That the books could be loaded says that each provision is valid, that none
    /// overlap and that no day without one is unmarked.
    public func check() throws -> [String] {
        for id in RuleID.used where law.provisions(of: id).isEmpty {
            throw LawRefusal(t(LawMessages.missing, ["rule": id.text]))
        }
        var lines: [String] = []
        for subject in LawSubject.allCases {
            let rules = law.rules.filter { $0.id.subject == subject }
            lines.append(
                t(
                    LawMessages.checkedRules,
                    [
                        "subject": t(LegislationMessages.subject(subject)),
                        "rules": t.number(Set(rules.map(\.id)).count), "n": t.number(rules.count),
                        "gaps": t.number(law.gaps.count { $0.id.subject == subject }),
                        "unverified": t.number(rules.count { !$0.isWhollyVerified }),
                    ]))
        }
        for calendar in law.calendars {
            let line = t(
                LawMessages.checkedCalendar,
                [
                    "year": String(calendar.year), "n": t.number(calendar.holidays.count),
                    "worked": t.number(calendar.workingWeekendDays.count),
                ])
            lines.append(calendar.isProvisional ? t(LawMessages.provisional, ["text": line]) : line)
        }
        return lines + [t(LawMessages.sound, ["version": law.version])]
    }

    /// The provisions in force on a day, or all that are in the books.
    public func provisions(on day: Day?) -> [Rule] {
        law.rules.filter { rule in day.map(rule.isInForce) ?? true }
    }

    /// One line for each provision.
    public func list(on day: Day?) -> [String] {
        let rules = provisions(on: day)
        guard !rules.isEmpty else {
            return [t(LawMessages.nothingInForce, ["day": day.map(t.day) ?? ""])]
        }
        let width = (rules.map(\.id.text.count).max() ?? 0) + 2
        return rules.map { rule in
            let name = rule.id.text + String(repeating: " ", count: width - rule.id.text.count)
            let until = rule.inForceUntil.map(\.description) ?? ""
            let days = "\(rule.inForceFrom)..\(until)"
            var line = name + days + String(repeating: " ", count: max(2, 24 - days.count))
            line += words.bound(rule, rule.length) + "; " + words.basis(rule.act, rule.article)
            return rule.isWhollyVerified ? line : line + "; " + t(LawMessages.unverified)
        }
    }

    /// The period that somebody asked for, or one line that says what is wrong with the question.
    public func period(_ typed: String, from start: Day, _ circumstances: Circumstances) throws -> CountedPeriod {
        let id = RuleID(stored: typed)
        do {
            return try law.period(id, from: start, circumstances)
        } catch LawError.unknownRule {
            let near = law.near(typed).map(\.text).joined(separator: ", ")
            throw LawRefusal(
                near.isEmpty
                    ? t(LawMessages.unknown, ["rule": typed])
                    : t(LawMessages.near, ["rule": typed, "names": near]))
        } catch LawError.notInBooks {
            let gap = law.gap(id, on: start)
            let says = gap.map { t.pick($0.says) } ?? ""
            throw LawRefusal(t(LawMessages.gap, ["day": t.day(gap?.until ?? start), "says": says]))
        } catch LawError.conditionUnknown(_, let condition) {
            throw LawRefusal(
                t(
                    LegislationMessages.conditionUnknown,
                    ["rule": typed, "condition": t(LegislationMessages.condition(condition))]))
        } catch {
            throw LawRefusal(t(error.problem.message, error.problem.places))
        }
    }

    /// A day as it is typed for an option of a command.
    public func day(_ text: String, of option: String) throws -> Day {
        guard let day = Day(text) else { throw LawRefusal(t(LawMessages.badDay, ["option": option, "text": text])) }
        return day
    }

    /// A number as it is typed for an option of a command.
    public func number(_ text: String, of option: String) throws -> Int {
        guard let number = Int(text) else {
            throw LawRefusal(t(LawMessages.badNumber, ["option": option, "text": text]))
        }
        return number
    }

    /// A pause as it is typed, `2026-07-03..2026-07-10`; without the second day it is open.
    public func pause(_ text: String) throws -> Pause {
        guard let dots = text.firstRange(of: "..") else { throw LawRefusal(t(LawMessages.badPause, ["text": text])) }
        let end = String(text[dots.upperBound...])
        guard let from = Day(String(text[..<dots.lowerBound])), end.isEmpty || Day(end) != nil else {
            throw LawRefusal(t(LawMessages.badPause, ["text": text]))
        }
        do {
            return try Pause(from: from, resumption: Day(end))
        } catch {
            throw LawRefusal(t(error.problem.message, error.problem.places))
        }
    }

    /// The working of a period in words, a line for each day.
    public func lines(_ period: CountedPeriod) throws -> [String] {
        let rule = period.rule
        let working = try law.working(of: period)
        var lines = [
            "\(t.pick(rule.title)) (\(rule.id))", "\(words.basis(rule.act, rule.article)), \(words.force(rule))",
        ]
        lines.append(t.pick(rule.says))
        if let unverified = words.unverified(rule) { lines.append(unverified) }
        if !rule.note.isEmpty { lines.append(t.pick(rule.note)) }
        for transition in rule.transitions { lines.append(t.pick(transition.says)) }
        lines.append("")
        let given = words.conditions(period.circumstances.conditions)
        lines.append(words.bound(rule, period.parts[0]) + (given.isEmpty ? "" : " (\(given))"))
        lines += words.counting(rule)
        lines.append(
            t(
                rule.bound == .atLeastBefore ? LawMessages.event : LawMessages.start,
                ["event": t(LegislationMessages.start(rule.start))]))
        lines.append("")
        let days = working.steps.map { t.weekday($0.day) }
        let width = (days.map(\.count).max() ?? 0) + 2
        for (step, day) in zip(working.steps, days) {
            lines.append(day + String(repeating: " ", count: width - day.count) + words.reason(step))
        }
        return lines + [""] + end(period, working)
    }

    private func end(_ period: CountedPeriod, _ working: Working) -> [String] {
        guard let due = period.due, let nominal = period.nominal else { return [t(LawMessages.open)] }
        var lines: [String] = []
        let day = ["day": t.weekday(due)]
        switch period.rule.bound {
        case .atMost: lines.append(t(LawMessages.due, day))
        case .atLeast: lines.append(t(LawMessages.dueMinimum, day))
        case .atLeastBefore: lines.append(t(LawMessages.dueBefore, day))
        }
        if nominal != due { lines.append(t(LawMessages.dueMoved, ["nominal": t.weekday(nominal)])) }
        if working.isProvisional {
            lines.append(t(LegislationMessages.provisional, ["year": String(max(due, period.start).year)]))
        }
        return lines
    }
}

/// A question about the law that has no answer, in one line.
public struct LawRefusal: Error, CustomStringConvertible {
    public let description: String

    init(_ description: String) { self.description = description }
}
