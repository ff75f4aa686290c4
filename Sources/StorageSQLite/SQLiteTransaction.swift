import GRDB
import GRDBSQLite
import Storage

// GRDB has types of these names; in this module they are ours.
typealias SQL = Storage.SQL
typealias Row = Storage.Row

/// A transaction on one SQLite connection. It speaks to the engine directly: GRDB keeps the connections, the
/// write-ahead log and the prepared statements; values go in and out without a copy in between.
final class SQLiteTransaction: Transaction {
    let dialect = Dialect.sqlite
    let memory: StoreMemory?
    private let connection: Database
    private let onStatement: (@Sendable (SQL, CallSite) -> Void)?

    /// Whether a statement that may write has run since `beginMember`.
    private(set) var hasWritten = false
    /// Whether the engine refused a statement since `beginMember`.
    private(set) var engineFailed = false

    /// Statements that were prepared before, by their place in the source; nil for connections of the pool.
    private let known: StatementCache?

    init(
        _ connection: Database, known: StatementCache? = nil, memory: StoreMemory? = nil,
        onStatement: (@Sendable (SQL, CallSite) -> Void)?
    ) {
        self.memory = memory
        self.connection = connection
        self.known = known
        self.onStatement = onStatement
    }

    /// The next member of a shared commit begins.
    func beginMember() {
        hasWritten = false
        engineFailed = false
    }

    func each(_ sql: SQL, at site: CallSite, _ body: (any Row) throws -> Void) throws {
        onStatement?(sql, site)
        let prepared = try prepare(sql, at: site)
        let statement = prepared.sqliteStatement
        // Also keeps a statement that is not in the cache until it has been read.
        defer { withExtendedLifetime(prepared) { reset(statement) } }
        try bind(sql.binds, to: statement)
        let row = SQLiteRow(statement: statement)
        while try step(statement) { try body(row) }
    }

    func run(_ sql: SQL, at site: CallSite) throws { _ = try changed(sql, at: site) }

    /// The writer is alone: nothing to wait for.
    func lock(_ locks: [Lock]) throws {}

    func changed(_ sql: SQL, at site: CallSite) throws -> Int {
        onStatement?(sql, site)
        let prepared = try prepare(sql, at: site)
        let statement = prepared.sqliteStatement
        // Also keeps a statement that is not in the cache until it has been read.
        defer { withExtendedLifetime(prepared) { reset(statement) } }
        try bind(sql.binds, to: statement)
        hasWritten = true
        while try step(statement) {}
        return Int(sqlite3_changes(connection.sqliteConnection))
    }

    private func prepare(_ sql: SQL, at site: CallSite) throws -> Statement {
        if let statement = known?.find(sql, at: site) { return statement }
        do {
            let text = sql.rendered(for: .sqlite)
            let statement = try connection.cachedStatement(sql: text)
            guard sqlite3_stmt_busy(statement.sqliteStatement) == 0 else {
                // The same statement is being read further out: this use gets one of its own.
                return try connection.makeStatement(sql: text)
            }
            known?.add(statement, for: sql, at: site)
            return statement
        } catch let error as DatabaseError {
            engineFailed = true
            throw StoreError(error)
        }
    }

    private func bind(_ values: [Value], to statement: OpaquePointer) throws {
        for (index, value) in values.enumerated() {
            let position = CInt(index + 1)
            let code: CInt
            switch value {
            case .null:
                code = sqlite3_bind_null(statement, position)
            case .int(let integer):
                code = sqlite3_bind_int64(statement, position, integer)
            case .text(var text):
                code = try text.withUTF8 { utf8 in
                    guard !utf8.contains(0) else { throw StoreError.nulCharacter }
                    guard !utf8.isEmpty else { return sqlite3_bind_text(statement, position, "", 0, copyValue) }
                    return utf8.withMemoryRebound(to: CChar.self) { characters in
                        sqlite3_bind_text(
                            statement, position, characters.baseAddress, CInt(characters.count), copyValue)
                    }
                }
            case .bytes(let bytes):
                code = bytes.withUnsafeBytes { buffer in
                    buffer.isEmpty
                        ? sqlite3_bind_zeroblob(statement, position, 0)
                        : sqlite3_bind_blob(statement, position, buffer.baseAddress, CInt(buffer.count), copyValue)
                }
            }
            if code != SQLITE_OK { throw failure(code) }
        }
    }

    private func step(_ statement: OpaquePointer) throws -> Bool {
        let code = sqlite3_step(statement)
        switch code {
        case SQLITE_ROW: return true
        case SQLITE_DONE: return false
        default: throw failure(code)
        }
    }

    private func reset(_ statement: OpaquePointer) {
        sqlite3_reset(statement)
        sqlite3_clear_bindings(statement)
    }

    private func failure(_ code: CInt) -> StoreError {
        engineFailed = true
        let message = String(cString: sqlite3_errmsg(connection.sqliteConnection))
        return StoreError(code: sqlite3_extended_errcode(connection.sqliteConnection), message: message)
    }
}

// SQLITE_TRANSIENT: the engine copies the value before the call returns.
private let copyValue = unsafeBitCast(-1, to: sqlite3_destructor_type.self)

struct SQLiteRow: Row {
    let statement: OpaquePointer

    func isNull(_ column: Int) -> Bool { sqlite3_column_type(statement, CInt(column)) == SQLITE_NULL }

    func int(_ column: Int) -> Int64 { sqlite3_column_int64(statement, CInt(column)) }

    func text(_ column: Int) -> String {
        guard let characters = sqlite3_column_text(statement, CInt(column)) else { return "" }
        let count = Int(sqlite3_column_bytes(statement, CInt(column)))
        return String(decoding: UnsafeBufferPointer(start: characters, count: count), as: UTF8.self)
    }

    func bytes(_ column: Int) -> [UInt8] {
        guard let blob = sqlite3_column_blob(statement, CInt(column)) else { return [] }
        return Array(UnsafeRawBufferPointer(start: blob, count: Int(sqlite3_column_bytes(statement, CInt(column)))))
    }
}

extension StoreError {
    init(_ error: DatabaseError) {
        self.init(code: error.extendedResultCode.rawValue, message: error.message ?? "\(error.resultCode)")
    }

    init(code: CInt, message: String) {
        switch code & 0xff {
        case SQLITE_CONSTRAINT: self = .constraint(message)
        case SQLITE_FULL: self = .full
        case SQLITE_BUSY, SQLITE_LOCKED: self = .busy
        default: self = .engine("\(message) (\(code))")
        }
    }
}
