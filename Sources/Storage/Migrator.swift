/// Brings a store's schema up to the migrations given; the same code on both engines.
public struct Migrator: Sendable {
    private let migrations: [Migration]

    /// `migrations` in the order in which modules depend on each other.
    public init(_ migrations: [Migration]) {
        self.migrations = migrations
    }

    /// All migrations are applied when it returns, and `schema_table` tells which tables are records.
    ///
    /// Throws `StoreError.schema` if a migration applied earlier has another text today, or if the store was
    /// written by a newer program. Must run in one transaction that excludes other migrators.
    public func migrate(_ tx: any Transaction) throws {
        for statement in Self.bookkeeping.statements { try tx.run(statement) }
        let applied = try tx.all("select id, hash from schema_migration order by id") { row in
            (id: try row(0) as String, hash: try row(1) as Int64)
        }
        let known = Set(migrations.map(\.id))
        if let stranger = applied.first(where: { !known.contains($0.id) }) {
            throw StoreError.schema("the store has migration \(stranger.id), which this program does not know")
        }
        let hashes = Dictionary(uniqueKeysWithValues: applied.map { ($0.id, $0.hash) })
        for migration in migrations {
            let hash = migration.hash(for: tx.dialect)
            if let earlier = hashes[migration.id] {
                guard earlier == hash else {
                    throw StoreError.schema("migration \(migration.id) is not the one that was applied")
                }
                continue
            }
            for statement in migration.statements { try tx.run(statement) }
            try tx.run("insert into schema_migration (id, hash) values (\(migration.id), \(hash))")
            for table in migration.tables {
                try tx.run("insert into schema_table (name, kind) values (\(table.name), \(table.kind.rawValue))")
            }
        }
    }

    /// The names of tables of a kind, in order.
    public static func tables(_ kind: TableKind, _ tx: any ReadTransaction) throws -> [String] {
        try tx.all("select name from schema_table where kind = \(kind.rawValue) order by name") { try $0(0) }
    }

    private static let bookkeeping = Migration(
        "storage.000",
        [
            .run(
                """
                create table if not exists schema_migration \
                (id \(.text) not null primary key, hash \(.int) not null)
                """),
            .run(
                """
                create table if not exists schema_table \
                (name \(.text) not null primary key, kind \(.text) not null check (kind in ('record', 'working')))
                """),
        ])
}
