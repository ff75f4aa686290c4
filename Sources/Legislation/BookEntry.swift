/// What stands in a file of the rule books: a provision, or days for which there is none.
enum BookEntry {
    case rule(Rule)
    case gap(Gap)

    var id: RuleID {
        switch self {
        case .rule(let rule): rule.id
        case .gap(let gap): gap.id
        }
    }

    /// All entries of a file, each of them valid.
    static func entries(in file: LawFile) throws(LawError) -> [BookEntry] {
        var entries: [BookEntry] = []
        for (index, written) in try file.decode([Written].self).enumerated() {
            do {
                switch written {
                case .rule(let wire): entries.append(.rule(try wire.rule()))
                case .gap(let wire): entries.append(.gap(try wire.marked()))
                }
            } catch {
                throw file.locating(error, at: index)
            }
        }
        return entries
    }

    private enum Written: Decodable {
        case rule(RuleWire)
        case gap(GapWire)

        private enum Mark: CodingKey { case gap }

        init(from decoder: any Decoder) throws {
            if try decoder.container(keyedBy: Mark.self).contains(.gap) {
                self = .gap(try Strict<GapWire>(from: decoder).wire)
            } else {
                self = .rule(try Strict<RuleWire>(from: decoder).wire)
            }
        }
    }
}
