import Acts
import Foundation
import Kernel
import Language
import Registry
import Storage

/// One matter found by words of its extract.
public struct SearchHit: Hashable, Sendable {
    public let matter: MatterKey
    public let stage: Stage
    public let opened: Day
    public let title: String
    public let code: LetterCode
    let text: String
}

/// What a search is narrowed to.
public struct SearchFilter: Hashable, Sendable {
    public var kind: Kind?
    public var stage: Stage?
    /// Open matters only, or ended ones only; nil for both.
    public var isEnded: Bool?

    public init(kind: Kind? = nil, stage: Stage? = nil, isEnded: Bool? = nil) {
        self.kind = kind
        self.stage = stage
        self.isEnded = isEnded
    }

    fileprivate var sql: SQL {
        let ended = Stage.allCases.filter(\.isClosed).map(\.rawValue)
        var all: [SQL] = []
        if let kind { all.append("m.kind = \(kind.rawValue)") }
        if let stage { all.append("m.stage = \(stage.rawValue)") }
        if let isEnded { all.append(isEnded ? "m.stage in \(in: ended)" : "m.stage not in \(in: ended)") }
        return SQL.joined(all, by: " and ", empty: .always)
    }
}

/// Search over the extracts within a scope: the newest 200 hits, those with the exact marks first.
public enum SearchList {
    public static let longest = 200
    /// How many of them a page shows.
    public static let shown = 50

    /// All words must occur, the last one as a beginning. Empty if the query has no letters or digits.
    public static func find(
        _ query: String, _ scope: Scope, by filter: SearchFilter = SearchFilter(), _ tx: any ReadTransaction
    ) throws -> [SearchHit] {
        let words = Folding.fold(query).split(separator: " ").prefix(12).map(String.init)
        guard !words.isEmpty else { return [] }
        let tokens = try tokens(scope, tx)
        guard tokens?.isEmpty != true else { return [] }
        // A word of every letter is read newest first and no further than is shown; as a beginning, all that begin so
        // would have to be gathered first. So whole words are looked for, and beginnings only where they are few.
        var hits = try tx.all(search(words, tokens, scope, filter, asBeginning: false), hit)
        if hits.count < shown { hits = try tx.all(search(words, tokens, scope, filter, asBeginning: true), hit) }
        guard let marks = MarkedQuery(query) else { return hits }
        let isExact = hits.map { marks.stands(in: $0.text) }
        return zip(hits, isExact).filter(\.1).map(\.0) + zip(hits, isExact).filter { !$0.1 }.map(\.0)
    }

    /// What a letter must bear to be within the scope: a few bodies, or the provinces of many; nil where that would
    /// narrow nothing.
    private static func tokens(_ scope: Scope, _ tx: any ReadTransaction) throws -> [String]? {
        if let organizations = scope.organizations { return organizations.map { "o\($0)" } }
        let bodies = try scope.reached(tx).bodies.map(\.organization)
        return try OrganizationTable.homes(of: bodies, atMost: mostSlots, tx)?.map { "s\($0.slot)" }
    }

    /// More provinces than these are as good as all.
    private static let mostSlots = 8

    /// The matter of a letter by its code; nil if there is none within the scope.
    public static func matter(of code: LetterCode, _ scope: Scope, _ tx: any ReadTransaction) throws -> MatterKey? {
        guard let letter = try LetterTable.find(code, tx) else { return nil }
        let key = MatterKey(letter.key.home, letter.matter)
        guard let matter = try MatterTable.load(key, tx), try matter.isIn(scope, tx) else { return nil }
        return key
    }

    private static func search(
        _ words: [String], _ tokens: [String]?, _ scope: Scope, _ filter: SearchFilter, asBeginning: Bool
    ) -> SQL {
        // Words are letters and digits only, so they mean nothing else to either engine.
        let last = asBeginning ? words.count - 1 : words.count
        let sqlite =
            words.enumerated().map { "folded : \"\($1)\"\($0 == last ? "*" : "")" }.joined(separator: " AND ")
            + (tokens.map { " AND scope : (\($0.joined(separator: " OR ")))" } ?? "")
        let postgresql = SearchWords.query(words, asBeginning: asBeginning)
        let postgresqlScope = tokens.map { $0.map { "'\($0)'" }.joined(separator: " | ") }
        let columns: SQL = "m.home, m.id, m.stage, m.opened, e.title, l.code, e.body"
        let joins: SQL = """
            join letter l on l.home = e.home and l.id = e.letter \
            join matter m on m.home = l.home and m.id = l.matter
            """
        let leads = scope.sql(
            ScopeColumns(home: "m.home", matter: "m.id", organization: "m.organization", kind: "m.kind"))
        let takesPart = scope.sql(
            ScopeColumns(home: "m.home", matter: "m.id", organization: "x.organization", kind: "m.kind"))
        let isOffered = scope.sql(
            ScopeColumns(home: "m.home", matter: "m.id", organization: "m.offered_to", kind: "m.kind"))
        let inScope: SQL = """
            (\(leads) or (m.offered_to is not null and \(isOffered)) or exists (select 1 from matter_part x \
            where x.home = m.home and x.matter = m.id and \(takesPart)))
            """
        let scopeMatches: SQL =
            postgresqlScope.map { "s.scope @@ cast(\($0) as tsquery)" } ?? .always
        return SQL.dialect(
            sqlite: """
                select \(columns) from extract_search s join extract e on e.letter = s.rowid \(joins) \
                where extract_search match \(sqlite) and \(inScope) and \(filter.sql) \
                order by s.rowid desc limit \(longest)
                """,
            postgresql: """
                select \(columns) from extract_search s \
                join extract e on e.letter = s.letter and e.home = s.home \(joins) \
                where s.words @@ cast(\(postgresql) as tsquery) and \(scopeMatches) and \(inScope) and \(filter.sql) \
                order by s.letter desc limit \(longest)
                """)
    }

    private static func hit(_ row: any Row) throws -> SearchHit {
        guard let stage = Stage(rawValue: try row(2)), let code = LetterCode(typed: try row(5) as String) else {
            throw ProcedureError.unreadable
        }
        let title: String = try row(4)
        return SearchHit(
            matter: MatterKey(try row(0), try row(1)), stage: stage, opened: try row(3), title: title, code: code,
            text: title + "\n" + (try row(6) as String))
    }
}

/// A query with marks, looked for as it was typed, in small letters, with a capital, and in capitals.
private struct MarkedQuery {
    private let spellings: [[UInt8]]

    /// Nil for a query without marks: every hit fits it alike.
    init?(_ query: String) {
        let text = query.tidied
        guard text.utf8.contains(where: { $0 >= 128 }) else { return nil }
        let small = text.lowercased()
        spellings = Set([text, small, small.prefix(1).uppercased() + small.dropFirst(), text.uppercased()])
            .map { Array($0.utf8) }
    }

    /// `text` is composed, as everything that is stored.
    func stands(in text: String) -> Bool {
        var text = text
        return text.withUTF8 { bytes in spellings.contains { Self.find($0, in: bytes) } }
    }

    private static func find(_ word: [UInt8], in bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        guard let first = word.first, bytes.count >= word.count else { return false }
        for start in 0...(bytes.count - word.count) where bytes[start] == first {
            if bytes[start..<(start + word.count)].elementsEqual(word) { return true }
        }
        return false
    }
}
