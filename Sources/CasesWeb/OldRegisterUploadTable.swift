import Acts
import Kernel
import Storage

/// Files of old registers on their way through the pages, each sealed under a key that stands in no table.
enum OldRegisterUploadTable {
    /// A file is kept so many seconds from when it came.
    static let lifetime = 86_400

    /// It is the only one of that officer: another file in another browser is gone.
    static func save(
        _ hash: [UInt8], _ sealed: [UInt8], of account: AccountID, begun: Instant, _ tx: any Transaction
    ) throws {
        try tx.run("delete from register_upload where account = \(account) and token_hash <> \(hash)")
        try tx.run(
            """
            insert into register_upload (token_hash, account, begun, sealed) \
            values (\(hash), \(account), \(begun), \(sealed)) \
            on conflict (token_hash) do update set sealed = excluded.sealed
            """)
    }

    static func find(
        _ hash: [UInt8], at now: Instant, _ tx: any ReadTransaction
    ) throws -> (sealed: [UInt8], begun: Instant)? {
        try tx.first(
            """
            select sealed, begun from register_upload \
            where token_hash = \(hash) and begun > \(now.adding(seconds: -lifetime))
            """
        ) { row in (try row(0), try row(1)) }
    }

    static func delete(_ hash: [UInt8], _ tx: any Transaction) throws {
        try tx.run("delete from register_upload where token_hash = \(hash)")
    }

    static func deleteExpired(at now: Instant, _ tx: any Transaction) throws {
        try tx.run("delete from register_upload where begun <= \(now.adding(seconds: -lifetime))")
    }
}

extension Module {
    /// Files of old registers on their way through the pages.
    public static let oldRegisters = Module(
        "oldRegisters",
        migrations: [
            Migration(
                "oldRegisters.001",
                [
                    .table(
                        "register_upload", .working,
                        """
                        (token_hash \(.bytes) not null primary key, account \(.id) not null, \
                        begun \(.int) not null, sealed \(.bytes) not null)
                        """),
                    .run("create index register_upload_account on register_upload (account)"),
                    .run("create index register_upload_begun on register_upload (begun)"),
                ])
        ],
        jobs: [
            Job("oldRegisters.forgetUploads", everySeconds: 600) { context in
                let now = context.performer.world.now()
                try await context.store.write(.shared) { tx in
                    try OldRegisterUploadTable.deleteExpired(at: now, tx)
                }
            }
        ])
}
