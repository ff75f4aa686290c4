import Storage

extension PostgreSQLStore {
    /// Migrators of all programs take this one.
    private static let migrating = Lock(of: "hoidap.migration".utf8, .exclusive)

    /// The schema is that of `migrations`, if the configuration says so. Throws `StoreError.schema` for a database in which
    /// the program would do harm or could not work.
    func prepare(_ migrations: [Migration]) async throws {
        let configuration = configuration
        try await onConnection { connection in
            connection.begin("begin isolation level read committed")
            do {
                let tx = PostgreSQLTransaction(
                    connection, memory: nil, onStatement: configuration.onStatement)
                try Self.requireUnicode(tx)
                if configuration.migrates {
                    connection.tell("set local statement_timeout = 0")
                    connection.tell("set local lock_timeout = 0")
                    connection.tell("set local idle_in_transaction_session_timeout = 0")
                    try tx.lock([Self.migrating])
                    try Self.refuseForeignTables(tx)
                    try Migrator(migrations).migrate(tx)
                    if configuration.guardsRecords { try PostgreSQLGuards.install(connection, tx) }
                }
                try connection.commit()
            } catch {
                connection.rollBack()
                throw connection.failure ?? error
            }
        }
    }

    /// Whether a program of ours has brought the database's schema up.
    public func hasSchema() async throws -> Bool {
        try await read { tx in try Self.tables(tx).contains("schema_migration") }
    }

    private static func requireUnicode(_ tx: any ReadTransaction) throws {
        let encoding = try tx.first("select current_setting('server_encoding')") { row in try row(0) as String }
        guard encoding == "UTF8" else {
            throw StoreError.schema("the database's encoding is \(encoding ?? "unknown"); it has to be UTF8")
        }
    }

    private static func refuseForeignTables(_ tx: any ReadTransaction) throws {
        let tables = try tables(tx)
        guard tables.isEmpty || tables.contains("schema_migration") else {
            throw StoreError.schema(
                "the database holds tables of another program (\(tables[0])); nothing was changed")
        }
    }

    private static func tables(_ tx: any ReadTransaction) throws -> [String] {
        try tx.all(
            """
            select c.relname from pg_class c where c.relkind in ('r', 'p') and c.relnamespace = \
            (select oid from pg_namespace where nspname = current_schema()) order by c.relname
            """
        ) { row in try row(0) as String }
    }
}

/// Triggers that abort a write to a record table outside an act, and any change of an event within one.
///
/// Taken from the schema itself: a new record table is guarded without anybody's doing.
enum PostgreSQLGuards {
    static func install(_ connection: Connection, _ tx: any ReadTransaction) throws {
        let tables = try Migrator.tables(.record, tx)
        connection.tell(
            """
            create or replace function hoidap_guard() returns trigger language plpgsql as $$ begin \
            if coalesce(current_setting('hoidap.in_act', true), '') <> '1' then \
            raise exception '%: % outside an act', tg_table_name, tg_op using errcode = '23000'; \
            end if; return null; end $$
            """)
        connection.tell(
            """
            create or replace function hoidap_guard_kept() returns trigger language plpgsql as $$ begin \
            raise exception 'an event is never changed' using errcode = '23000'; end $$
            """)
        for table in tables {
            try connection.queue(
                """
                create or replace trigger guard_\(table) before insert or update or delete on "\(table)" \
                for each statement execute function hoidap_guard()
                """, [])
        }
        if tables.contains("event") {
            connection.tell(
                """
                create or replace trigger guard_event_kept before update or delete on event \
                for each statement execute function hoidap_guard_kept()
                """)
        }
    }
}
