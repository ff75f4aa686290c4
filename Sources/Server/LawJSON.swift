import CasesWeb
import Foundation
import Kernel
import Language
import Legislation

extension LawReport {
    /// The provisions as JSON: one object each, as the list shows them.
    public func listJSON(on day: Day?) throws -> String {
        try json(provisions(on: day).map { ProvisionWire($0, words) })
    }

    /// The period and its working as JSON.
    public func json(_ period: CountedPeriod) throws -> String {
        try json(PeriodWire(period, try law.working(of: period), words))
    }

    private func json(_ value: some Encodable) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(value), as: UTF8.self)
    }
}

/// Null where there is nothing, so that a reader need not ask whether the key is there.
private struct Nullable: Encodable {
    let text: String?

    func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        if let text { try container.encode(text) } else { try container.encodeNil() }
    }
}

private struct SourceWire: Encodable {
    let act: String
    let article: String
    let words: String
    let reference: String

    init(_ rule: Rule) {
        act = rule.act
        article = rule.article
        words = rule.source.words
        reference = rule.source.reference
    }
}

private struct ProvisionWire: Encodable {
    struct Under: Encodable {
        let conditions: [String]
        let days: Int
    }

    let rule: String
    let title: String
    let inForceFrom: String
    let inForceUntil: Nullable
    let datesVerified: Bool
    let start: String
    let minimum: Bool
    let backwards: Bool
    let counted: String
    let days: Int
    let lengths: [Under]
    let extensions: Int
    let pauses: [String]
    let rolls: Bool
    let source: SourceWire
    let verified: Bool
    let says: String
    let note: String

    init(_ rule: Rule, _ words: LawWording) {
        self.rule = rule.id.text
        title = words.t.pick(rule.title)
        inForceFrom = rule.inForceFrom.description
        inForceUntil = Nullable(text: rule.inForceUntil?.description)
        datesVerified = rule.inForceVerified
        start = rule.start.rawValue
        minimum = rule.bound != .atMost
        backwards = rule.bound == .atLeastBefore
        counted = rule.length.countsEveryDay ? "calendarDays" : "workingDays"
        days = rule.length.days
        lengths = rule.variants.map {
            Under(conditions: $0.conditions.map(\.rawValue).sorted(), days: $0.days)
        }
        extensions = rule.extensions?.most ?? 0
        pauses = rule.pauses.map(\.rawValue).sorted()
        rolls = rule.rolls
        source = SourceWire(rule)
        verified = rule.verified
        says = words.t.pick(rule.says)
        note = words.t.pick(rule.note)
    }
}

private struct PeriodWire: Encodable {
    struct Step: Encodable {
        let day: String
        let weekday: Int
        let counts: Bool
        /// Which counted day it is, in the period or in its extension; 0 for one that does not count.
        let number: Int
        let `extension`: Int
        let reason: String
        let says: String
    }

    let rule: String
    let inForceFrom: String
    let source: SourceWire
    let verified: Bool
    let datesVerified: Bool
    let start: String
    let nominalEnd: Nullable
    let due: Nullable
    let minimum: Bool
    let backwards: Bool
    let isOpen: Bool
    let provisional: Bool
    let conditions: [String]
    let extensions: Int
    let steps: [Step]

    init(_ period: CountedPeriod, _ working: Working, _ words: LawWording) {
        rule = period.rule.id.text
        inForceFrom = period.rule.inForceFrom.description
        source = SourceWire(period.rule)
        verified = period.rule.verified
        datesVerified = period.rule.inForceVerified
        start = period.start.description
        nominalEnd = Nullable(text: period.nominal?.description)
        due = Nullable(text: period.due?.description)
        minimum = period.isMinimum
        backwards = period.rule.bound == .atLeastBefore
        isOpen = period.due == nil
        provisional = working.isProvisional
        conditions = period.circumstances.conditions.map(\.rawValue).sorted()
        extensions = period.circumstances.extensions
        steps = working.steps.map { step in
            Step(
                day: step.day.description, weekday: step.day.weekday.rawValue, counts: step.counted != nil,
                number: step.counted ?? 0, extension: step.part, reason: step.reason.code, says: words.reason(step))
        }
    }
}
