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
        for statement in Self.bookkeeping.statements(for: tx.dialect) { try tx.run(statement) }
        let applied = try Self.applied(tx)
        try refuseStrangers(in: applied)
        for migration in migrations where try !isApplied(migration, in: applied, tx.dialect) {
            let hash = migration.hash(for: tx.dialect)
            for statement in migration.statements(for: tx.dialect) { try tx.run(statement) }
            try tx.run("insert into schema_migration (id, hash) values (\(migration.id), \(hash))")
            for table in migration.tables {
                try tx.run("insert into schema_table (name, kind) values (\(table.name), \(table.kind.rawValue))")
            }
        }
    }

    /// Migrations that `migrate` would apply, in order; nothing is written. Throws `StoreError.schema` as `migrate` does.
    public func pending(_ tx: any ReadTransaction) throws -> [String] {
        let applied = try Self.applied(tx)
        try refuseStrangers(in: applied)
        return try migrations.filter { try !isApplied($0, in: applied, tx.dialect) }.map(\.id)
    }

    private typealias Applied = [String: Int64]

    private static func applied(_ tx: any ReadTransaction) throws -> Applied {
        Dictionary(
            uniqueKeysWithValues: try tx.all("select id, hash from schema_migration order by id") { row in
                (try row(0) as String, try row(1) as Int64)
            })
    }

    private func refuseStrangers(in applied: Applied) throws {
        let known = Set(migrations.map(\.id))
        if let stranger = applied.keys.sorted().first(where: { !known.contains($0) }) {
            throw StoreError.schema("the store has migration \(stranger), which this program does not know")
        }
    }

    private func isApplied(_ migration: Migration, in applied: Applied, _ dialect: Dialect) throws -> Bool {
        guard let earlier = applied[migration.id] else { return false }
        guard earlier == migration.hash(for: dialect) else {
            throw StoreError.schema(
                """
                the store was made by another version of this program (migration \(migration.id)); \
                nothing was changed. A demonstration can be removed and made again
                """)
        }
        return true
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
