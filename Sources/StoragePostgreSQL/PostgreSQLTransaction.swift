import Storage

/// A transaction on one connection. Writes are queued and sent together with the next reading or the commit: an act
/// costs as many round trips as it reads, and one.
final class PostgreSQLTransaction: Transaction {
    let dialect = Dialect.postgresql
    let memory: StoreMemory?
    private let connection: Connection
    private let onStatement: (@Sendable (SQL, CallSite) -> Void)?

    init(_ connection: Connection, memory: StoreMemory?, onStatement: (@Sendable (SQL, CallSite) -> Void)?) {
        self.memory = memory
        self.connection = connection
        self.onStatement = onStatement
    }

    func each(_ sql: SQL, at site: CallSite, _ body: (any Row) throws -> Void) throws {
        let rows = try rows(sql, at: site)
        for index in 0..<rows.count { try body(PostgreSQLRow(rows: rows, index: CInt(index))) }
    }

    func run(_ sql: SQL, at site: CallSite) throws {
        onStatement?(sql, site)
        do { try connection.queue(sql) } catch { throw error.error }
    }

    func changed(_ sql: SQL, at site: CallSite) throws -> Int { try rows(sql, at: site).changed }

    /// Advisory locks, taken by one statement from left to right.
    func lock(_ locks: [Lock]) throws {
        let inOrder = Lock.inOrder(locks)
        guard !inOrder.isEmpty else { return }
        let calls = inOrder.enumerated().map { index, lock in
            lock.mode == .shared
                ? "pg_advisory_xact_lock_shared($\(index + 1))" : "pg_advisory_xact_lock($\(index + 1))"
        }
        do {
            try connection.queue("select \(calls.joined(separator: ", "))", inOrder.map(\.name))
        } catch { throw error.error }
    }

    private func rows(_ sql: SQL, at site: CallSite) throws -> ServerRows {
        onStatement?(sql, site)
        do { return try connection.rows(sql) } catch { throw error.error }
    }
}
