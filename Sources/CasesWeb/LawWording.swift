import Kernel
import Language
import Legislation

/// How the law is named to a person, on pages and at the command line.
public struct LawWording: Sendable {
    public let t: Translator

    public init(_ t: Translator) { self.t = t }

    /// "Điều 28, văn bản số 02/2011/QH13".
    public func basis(_ act: String, _ article: String) -> String {
        t(LawMessages.basis, ["act": act, "article": self.article(article)])
    }

    /// "9.1d" as each language cites it: point d of clause 1 of Article 9.
    public func article(_ text: String) -> String {
        let parts = text.split(separator: ".")
        guard parts.count == 2 else { return t(CasesWebMessages.article, ["article": text]) }
        let clause = parts[1].prefix(while: \.isNumber)
        let point = parts[1].dropFirst(clause.count)
        return t(
            point.isEmpty ? CasesWebMessages.articleClause : CasesWebMessages.articlePoint,
            ["article": String(parts[0]), "clause": String(clause)].merging(
                point.isEmpty ? [:] : ["point": String(point)]
            ) { $1 })
    }

    /// "30 days", "5 working days", "at once".
    public func length(_ length: Length) -> String {
        length.days == 0
            ? t(LegislationMessages.atOnce) : t.count(LegislationMessages.length(length), length.days)
    }

    /// Each length of a provision with the conditions under which it holds, the plain one first.
    public func lengths(_ rule: Rule) -> [String] {
        var lines = [length(rule.length)]
        for variant in rule.variants {
            lines.append(
                t(
                    LawMessages.lengthUnder,
                    ["length": length(rule.length.with(variant.days)), "conditions": conditions(variant.conditions)]))
        }
        return lines
    }

    public func conditions(_ conditions: Set<Condition>) -> String {
        Condition.allCases.filter(conditions.contains).map { t(LegislationMessages.condition($0)) }
            .joined(separator: "; ")
    }

    /// "At most", "at least", "at least this long before", with the length.
    public func bound(_ rule: Rule, _ length: Length) -> String {
        t(LegislationMessages.bound(rule.bound)) + " " + self.length(length)
    }

    /// From when until when a provision holds.
    public func force(_ rule: Rule) -> String {
        let from = t.day(rule.inForceFrom)
        guard let until = rule.inForceUntil else { return t(LawMessages.from, ["from": from]) }
        return t(LawMessages.fromUntil, ["from": from, "until": t.day(until)])
    }

    /// How the days are counted: which begin, how often they can be prolonged, what interrupts them, how they end.
    public func counting(_ rule: Rule) -> [String] {
        var lines = [t(rule.bound == .atLeastBefore ? LawMessages.countedBackwards : LawMessages.counted)]
        if rule.bound != .atMost { lines.append(t(LawMessages.isMinimum)) }
        if rule.isConsecutive { lines.append(t(LawMessages.consecutive)) }
        if let extensions = rule.extensions {
            lines.append(
                t.count(LawMessages.extensions, extensions.most, ["length": length(extensions.length)]))
        }
        if !rule.pauses.isEmpty { lines.append(t(LawMessages.pauses, ["pauses": pauses(rule.pauses)])) }
        for transition in rule.transitions where !transition.pauses.isEmpty {
            lines.append(
                t(LawMessages.pausesSince, ["pauses": pauses(transition.pauses), "day": t.day(transition.on)]))
        }
        if rule.bound == .atMost, rule.length.countsEveryDay || rule.rolls {
            lines.append(t(rule.rolls ? LawMessages.rolls : LawMessages.staysPut))
        }
        return lines
    }

    /// Why a day counts or does not.
    public func reason(_ step: Working.Step) -> String {
        var places: [String: String] = [:]
        if !step.reason.names.isEmpty { places["name"] = t.pick(step.reason.names) }
        if let counted = step.counted { places["n"] = t.number(counted) }
        let text = t(LegislationMessages.reason(step.reason), places)
        guard step.part > 0, step.counted != nil else { return text }
        return t(LawMessages.inExtension, ["text": text, "n": String(step.part)])
    }

    /// What of a provision was not read in its source; nil if all was.
    public func unverified(_ rule: Rule) -> String? {
        if !rule.verified { return t(LawMessages.unverifiedLong) }
        return rule.inForceVerified ? nil : t(LawMessages.datesUnverified)
    }

    private func pauses(_ grounds: Set<Rule.PauseGround>) -> String {
        Rule.PauseGround.allCases.filter(grounds.contains).map { t(LegislationMessages.pause($0)) }
            .joined(separator: "; ")
    }
}
