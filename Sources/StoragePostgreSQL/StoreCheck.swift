import Storage

extension PostgreSQLStore {
    /// Every table is read from end to end, which is where the server finds damaged pages (all of them only if the
    /// cluster keeps checksums); indexes the server itself calls invalid are told.
    public func check() async throws -> [String] {
        let invalid = try await read { tx in
            try tx.all(
                """
                select c.relname from pg_index i join pg_class c on c.oid = i.indexrelid \
                where not i.indisvalid and c.relnamespace = \
                (select oid from pg_namespace where nspname = current_schema()) order by c.relname
                """
            ) { row in "the index \(try row(0) as String) is not valid" }
        }
        let tables = try await read { tx in
            try Migrator.tables(.record, tx) + Migrator.tables(.working, tx)
        }
        return try await onConnection { connection in
            var lines = invalid
            for table in tables {
                connection.begin("begin isolation level repeatable read read only")
                connection.tell("set local statement_timeout = 0")
                connection.tell("set local enable_indexonlyscan = off")
                do {
                    try connection.queue("select count(*) from \"\(table)\"", [])
                    try connection.commit()
                } catch let failure as Failure {
                    connection.rollBack()
                    guard case .refused(let state, let message) = failure, Self.isDamage(state) else { throw failure }
                    lines.append("\(table): \(message)")
                }
            }
            return lines
        }
    }

    /// Corrupted data or index, or a file the server cannot read.
    private static func isDamage(_ state: String) -> Bool { state.hasPrefix("XX") || state.hasPrefix("58") }
}
