import Acts
import Kernel
import Storage

/// Unfinished letters, each sealed under a key that stands in no table.
enum UnfinishedLetterTable {
    /// An unfinished letter is kept so many seconds from its first page; files without a letter are kept longer.
    static let lifetime = 86_400

    static func save(_ hash: [UInt8], _ sealed: [UInt8], begun: Instant, _ tx: any Transaction) throws {
        try tx.run(
            """
            insert into handin_draft (token_hash, begun, sealed) values (\(hash), \(begun), \(sealed)) \
            on conflict (token_hash) do update set sealed = excluded.sealed
            """)
    }

    static func find(
        _ hash: [UInt8], at now: Instant, _ tx: any ReadTransaction
    ) throws -> (sealed: [UInt8], begun: Instant)? {
        try tx.first(
            """
            select sealed, begun from handin_draft \
            where token_hash = \(hash) and begun > \(now.adding(seconds: -lifetime))
            """
        ) { row in (try row(0), try row(1)) }
    }

    static func delete(_ hash: [UInt8], _ tx: any Transaction) throws {
        try tx.run("delete from handin_draft where token_hash = \(hash)")
    }

    static func deleteExpired(at now: Instant, _ tx: any Transaction) throws {
        try tx.run("delete from handin_draft where begun <= \(now.adding(seconds: -lifetime))")
    }
}

extension Module {
    /// Letters on their way through the question pages.
    public static let handIn = Module(
        "handIn",
        migrations: [
            Migration(
                "handIn.001",
                [
                    .table(
                        "handin_draft", .working,
                        """
                        (token_hash \(.bytes) not null primary key, begun \(.int) not null, \
                        sealed \(.bytes) not null)
                        """),
                    .run("create index handin_draft_begun on handin_draft (begun)"),
                ])
        ],
        jobs: [
            Job("handIn.forgetDrafts", everySeconds: 600) { context in
                let now = context.performer.world.now()
                try await context.store.write(.shared) { tx in
                    try UnfinishedLetterTable.deleteExpired(at: now, tx)
                }
            }
        ])
}
