import Acts
import Kernel
import Registry
import Storage

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
                    to_tsvector('simple', \(folded)), to_tsvector('simple', \(scope)))
                    """))
    }

    static func find(_ letter: LetterKey, _ tx: any ReadTransaction) throws -> Extract? {
        try tx.first(
            "select title, body from extract where letter = \(letter.id) and home = \(letter.home)"
        ) { row in Extract(title: try row(0), body: try row(1)) }
    }
}
