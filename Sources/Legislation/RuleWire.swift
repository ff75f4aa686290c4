import Kernel

/// A provision as it stands in `law/vn/*.json`.
struct RuleWire: StrictWire {
    struct InForce: StrictWire {
        let from: DayWire
        let until: DayWire?
        let verified: Bool

        enum CodingKeys: String, CodingKey { case from, until, verified }
    }

    struct Source: StrictWire {
        let words: String
        let reference: String

        enum CodingKeys: String, CodingKey { case words, reference }
    }

    enum Counted: String, Decodable { case calendarDays, workingDays }

    let id: String
    let act: String
    let article: String
    let inForce: Strict<InForce>
    let start: String
    let counted: Counted
    let days: Int
    let rolls: Bool
    let source: Strict<Source>
    let verified: Bool
    let says: [String: String]
    let note: [String: String]?

    enum CodingKeys: String, CodingKey {
        case id, act, article, inForce, start, counted, days, rolls, source, verified, says, note
    }

    /// All provisions of a file, each of them valid.
    static func rules(in file: LawFile) throws(LawError) -> [Rule] {
        var rules: [Rule] = []
        for strict in try file.decode([Strict<RuleWire>].self) {
            do {
                rules.append(try strict.wire.rule())
            } catch {
                throw file.locating(error)
            }
        }
        return rules
    }

    private func rule() throws(LawError) -> Rule {
        let id = RuleID(stored: id)
        guard let start = Rule.Start(rawValue: start) else {
            throw .invalidRule(id, "unknown start \(self.start)")
        }
        let length: Length =
            switch counted {
            case .calendarDays: .calendarDays(days)
            case .workingDays: .workingDays(days)
            }
        return try Rule(
            id: id, act: act, article: article,
            inForceFrom: inForce.wire.from.day, inForceUntil: inForce.wire.until?.day,
            inForceVerified: inForce.wire.verified,
            start: start, length: length, rolls: rolls,
            source: Rule.Source(words: source.wire.words, reference: source.wire.reference),
            verified: verified, says: says, note: note ?? [:])
    }
}
