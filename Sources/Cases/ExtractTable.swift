import Acts
import Kernel
import Registry
import Storage

/// Folded words as PostgreSQL's index of words takes them.
enum SearchWords {
    /// In bytes; the index takes no longer word.
    private static let longest = 2_000

    /// The words of a folded text, parted by one space, each no longer than the index takes it.
    static func indexed(_ folded: String) -> String {
        guard folded.utf8.count > longest else { return folded }
        return folded.split(separator: " ").map(cut).joined(separator: " ")
    }

    /// All of these words, the last one as a beginning if so wanted. They are letters and digits only, so they mean
    /// nothing else to the engine.
    static func query(_ words: [String], asBeginning: Bool) -> String {
        words.enumerated().map { "'\(cut($1))'\(asBeginning && $0 == words.count - 1 ? ":*" : "")" }
            .joined(separator: " & ")
    }

    private static func cut(_ word: some StringProtocol) -> String {
        guard word.utf8.count > longest else { return String(word) }
        var kept = ""
        // Between scalars: half of one is none.
        for scalar in word.unicodeScalars {
            guard kept.utf8.count + String(scalar).utf8.count <= longest else { break }
            kept.unicodeScalars.append(scalar)
        }
        return kept
    }
}

/// The extracts and the index over them, which sees nothing else.
enum ExtractTable {
    /// An extract ready for its rows: folding is done before the transaction.
    struct Indexed: Sendable {
        let extract: Extract
        let folded: String
        let scope: String
    }

    static func insert(_ indexed: Indexed, of letter: LetterKey, _ tx: ActTransaction) throws {
        try tx.run(
            """
            insert into extract (letter, home, title, body, folded, scope) values (\(letter.id), \
            \(letter.home), \(indexed.extract.title), \(indexed.extract.body), \(indexed.folded), \
            \(indexed.scope))
            """)
        try index(letter.id, letter.home, indexed.folded, indexed.scope, tx)
    }

    /// Another text is the letter's extract from now on, and the index finds that one.
    static func replace(
        by indexed: Indexed, of letter: LetterID, _ matter: Matter, _ tx: ActTransaction
    ) throws {
        let home = matter.key.home
        try remove(letter, home, tx)
        try tx.run(
            """
            update extract set title = \(indexed.extract.title), body = \(indexed.extract.body), \
            folded = \(indexed.folded), scope = \(indexed.scope) where letter = \(letter) and home = \(home)
            """)
        try index(letter, home, indexed.folded, indexed.scope, tx)
    }

    /// The index finds the letter for every body that has to do with its matter now, and for no other.
    static func reach(_ letter: LetterID, _ matter: Matter, _ tx: ActTransaction) throws {
        let scope = try scope(of: matter, tx)
        let row = try stored(letter, matter.key.home, tx)
        guard let row, row.scope != scope else { return }
        try remove(letter, matter.key.home, tx)
        try tx.run(
            "update extract set scope = \(scope) where letter = \(letter) and home = \(matter.key.home)")
        try index(letter, matter.key.home, row.folded, scope, tx)
    }

    /// The tokens under which the letters of a matter are found.
    static func scope(of matter: Matter, _ tx: any ReadTransaction) throws -> String {
        let bodies = matter.organizations.sorted()
        return Scope.tokens(
            organizations: bodies, at: try OrganizationTable.homes(of: bodies, atMost: .max, tx) ?? [],
            home: matter.key.home, kind: matter.kind)
    }

    private static func stored(
        _ letter: LetterID, _ home: Home, _ tx: any ReadTransaction
    ) throws -> (folded: String, scope: String)? {
        try tx.first("select folded, scope from extract where letter = \(letter) and home = \(home)") { row in
            (folded: try row(0), scope: try row(1))
        }
    }

    private static func remove(_ letter: LetterID, _ home: Home, _ tx: ActTransaction) throws {
        guard let row = try stored(letter, home, tx) else { return }
        try tx.run(
            SQL.dialect(
                sqlite: """
                    insert into extract_search (extract_search, rowid, folded, scope) \
                    values ('delete', \(letter), \(row.folded), \(row.scope))
                    """,
                postgresql: "delete from extract_search where letter = \(letter) and home = \(home)"))
    }

    private static func index(
        _ letter: LetterID, _ home: Home, _ folded: String, _ scope: String, _ tx: ActTransaction
    ) throws {
        try tx.run(
            SQL.dialect(
                sqlite: """
                    insert into extract_search (rowid, folded, scope) values (\(letter), \(folded), \(scope))
                    """,
                postgresql: """
                    insert into extract_search (letter, home, words, scope) values (\(letter), \(home), \
                    array_to_tsvector(string_to_array(\(SearchWords.indexed(folded)), ' ')), \
                    array_to_tsvector(string_to_array(\(scope), ' ')))
                    """))
    }

    static func find(_ letter: LetterKey, _ tx: any ReadTransaction) throws -> Extract? {
        try tx.first(
            "select title, body from extract where letter = \(letter.id) and home = \(letter.home)"
        ) { row in Extract(title: try row(0), body: try row(1)) }
    }
}
