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
        try tx.run(
            SQL.dialect(
                sqlite: """
                    insert into extract_search (rowid, folded, scope) \
                    values (\(letter.id), \(indexed.folded), \(indexed.scope))
                    """,
                postgresql: """
                    insert into extract_search (letter, home, words, scope) values (\(letter.id), \(letter.home), \
                    to_tsvector('simple', \(indexed.folded)), to_tsvector('simple', \(indexed.scope)))
                    """))
    }

    static func find(_ letter: LetterKey, _ tx: any ReadTransaction) throws -> Extract? {
        try tx.first(
            "select title, body from extract where letter = \(letter.id) and home = \(letter.home)"
        ) { row in Extract(title: try row(0), body: try row(1)) }
    }
}
