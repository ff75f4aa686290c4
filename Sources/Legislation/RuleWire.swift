import Kernel

/// A provision as it stands in `law/vn/*.json`.
struct RuleWire: StrictWire {
    struct InForce: StrictWire {
        let from: DayWire
        let until: DayWire?
        let verified: Bool

        enum CodingKeys: String, CodingKey { case from, until, verified }

        static let required = ["until"]
    }

    struct Source: StrictWire {
        let words: String
        let reference: String

        enum CodingKeys: String, CodingKey { case words, reference }
    }

    struct Variant: StrictWire {
        let when: [String]
        let days: Int

        enum CodingKeys: String, CodingKey { case when, days }
    }

    struct Extensions: StrictWire {
        let most: Int
        let counted: Counted
        let days: Int
        let grounds: [String]?

        enum CodingKeys: String, CodingKey { case most, counted, days, grounds }
    }

    struct Transition: StrictWire {
        let on: DayWire
        let act: String
        let article: String
        let pauses: [String]?
        let says: [String: String]

        enum CodingKeys: String, CodingKey { case on, act, article, pauses, says }
    }

    enum Counted: String, Decodable {
        case calendarDays, workingDays

        func length(_ days: Int) -> Length {
            switch self {
            case .calendarDays: .calendarDays(days)
            case .workingDays: .workingDays(days)
            }
        }
    }

    let id: String
    let title: [String: String]
    let act: String
    let article: String
    let inForce: Strict<InForce>
    let start: String
    let bound: String
    let counted: Counted
    let days: Int
    let lengths: [Strict<Variant>]?
    let extensions: Strict<Extensions>?
    let pauses: [String]?
    let consecutive: Bool?
    let rolls: Bool
    let source: Strict<Source>
    let verified: Bool
    let says: [String: String]
    let note: [String: String]?
    let transitions: [Strict<Transition>]?

    enum CodingKeys: String, CodingKey, CaseIterable {
        case id, title, act, article, inForce, start, bound, counted, days, lengths, extensions, pauses, consecutive
        case rolls, source, verified, says, note, transitions
    }

    func rule() throws(LawError) -> Rule {
        let id = RuleID(stored: id)
        if !id.isPromise, id.subject == nil { throw .invalidRule(id, "its first word is no subject") }
        return try Rule(
            id: id, title: title, act: act, article: article,
            inForceFrom: inForce.wire.from.day, inForceUntil: inForce.wire.until?.day,
            inForceVerified: inForce.wire.verified,
            start: try id.known(start, "start"), bound: try id.known(bound, "bound"), length: counted.length(days),
            variants: try variants(id), extensions: try extensions(id), pauses: try id.all(pauses, "pause"),
            isConsecutive: consecutive ?? false, rolls: rolls,
            source: Rule.Source(words: source.wire.words, reference: source.wire.reference),
            verified: verified, says: says, note: note ?? [:], transitions: try transitions(id))
    }

    private func variants(_ id: RuleID) throws(LawError) -> [Rule.Variant] {
        var variants: [Rule.Variant] = []
        for wire in (lengths ?? []).lazy.map(\.wire) {
            variants.append(Rule.Variant(when: try id.all(wire.when, "condition"), days: wire.days))
        }
        return variants
    }

    private func extensions(_ id: RuleID) throws(LawError) -> Rule.Extensions? {
        guard let wire = extensions?.wire else { return nil }
        return Rule.Extensions(
            most: wire.most, length: wire.counted.length(wire.days), grounds: try id.all(wire.grounds, "condition"))
    }

    private func transitions(_ id: RuleID) throws(LawError) -> [Rule.Transition] {
        var all: [Rule.Transition] = []
        for wire in (transitions ?? []).lazy.map(\.wire) {
            all.append(
                Rule.Transition(
                    on: wire.on.day, act: wire.act, article: wire.article, pauses: try id.all(wire.pauses, "pause"),
                    says: wire.says))
        }
        return all
    }
}

/// Days for which a file knowingly holds no provision of a rule.
struct GapWire: StrictWire {
    struct Days: StrictWire {
        let from: DayWire?
        let until: DayWire

        enum CodingKeys: String, CodingKey { case from, until }

        static let required = ["from"]
    }

    let id: String
    let gap: Strict<Days>
    let says: [String: String]

    enum CodingKeys: String, CodingKey, CaseIterable { case id, gap, says }

    func marked() throws(LawError) -> Gap {
        try Gap(id: RuleID(stored: id), from: gap.wire.from?.day, until: gap.wire.until.day, says: says)
    }
}

extension RuleID {
    /// A word of the file as the case of an enum it must be.
    fileprivate func known<Word: RawRepresentable<String>>(_ text: String, _ what: String) throws(LawError) -> Word {
        guard let word = Word(rawValue: text) else { throw .invalidRule(self, "unknown \(what) \(text)") }
        return word
    }

    /// Words of the file, each of them known and none of them twice.
    fileprivate func all<Word: RawRepresentable<String> & Hashable>(
        _ texts: [String]?, _ what: String
    ) throws(LawError) -> Set<Word> {
        var words: Set<Word> = []
        for text in texts ?? [] {
            guard words.insert(try known(text, what)).inserted else {
                throw .invalidRule(self, "the \(what) \(text) twice")
            }
        }
        return words
    }
}
