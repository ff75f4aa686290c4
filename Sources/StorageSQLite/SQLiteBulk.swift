import GRDB
import GRDBSQLite
import Storage

extension SQLiteStore: BulkStore {
    public func load(
        _ tables: [StaticString], _ fill: @escaping @Sendable (any BulkLoad) throws -> Void
    ) async throws {
        let onStatement = onStatement
        do {
            try await pool.barrierWriteWithoutTransaction { connection in
                let load = SQLiteBulk(connection, onStatement: onStatement)
                try load.begin(tables)
                do {
                    try fill(load)
                    try load.end()
                } catch {
                    load.abandon()
                    throw error
                }
            }
        } catch let error as DatabaseError {
            throw StoreError(error)
        }
    }
}

/// Rows by prepared statements in transactions of some hundred thousand, on the writer's connection.
private final class SQLiteBulk: BulkLoad {
    /// A transaction is closed after so many rows: the log stays smaller than the machine's memory.
    private static let rowsInTransaction = 400_000

    private let connection: Database
    private let onStatement: (@Sendable (SQL, CallSite) -> Void)?
    private var statements: [String: Statement] = [:]
    private var indexes: [String] = []
    private var rows = 0

    init(_ connection: Database, onStatement: (@Sendable (SQL, CallSite) -> Void)?) {
        self.connection = connection
        self.onStatement = onStatement
    }

    func begin(_ tables: [StaticString]) throws {
        // Nobody is answered before the end: only then it has to be on disk.
        try connection.execute(sql: "pragma synchronous = off; pragma cache_size = -800000")
        for table in tables {
            let found = try GRDB.Row.fetchAll(
                connection,
                sql: "select name, sql from sqlite_master where type = 'index' and tbl_name = ? and sql is not null",
                arguments: [table.description])
            for index in found {
                indexes.append(index["sql"])
                try connection.execute(sql: "drop index \"\(index["name"] as String)\"")
            }
        }
        try connection.beginTransaction(.immediate)
    }

    func append(to table: StaticString, _ columns: [StaticString], _ rows: [[Value]]) throws {
        let statement = try insert(table, columns).sqliteStatement
        let width = columns.count
        for row in rows {
            precondition(row.count == width, "a row of \(table) has \(row.count) values for \(width) columns")
            for (index, value) in row.enumerated() { try bind(value, CInt(index + 1), statement) }
            guard sqlite3_step(statement) == SQLITE_DONE else {
                let message = String(cString: sqlite3_errmsg(connection.sqliteConnection))
                throw StoreError(code: sqlite3_extended_errcode(connection.sqliteConnection), message: message)
            }
            sqlite3_reset(statement)
        }
        self.rows += rows.count
        if self.rows > Self.rowsInTransaction {
            self.rows = 0
            try connection.commit()
            _ = try connection.checkpoint(.restart)
            try connection.beginTransaction(.immediate)
        }
    }

    func run(_ sql: SQL, at site: CallSite) throws {
        onStatement?(sql, site)
        try SQLiteTransaction(connection, onStatement: nil).run(sql, at: site)
    }

    func end() throws {
        for index in indexes { try connection.execute(sql: index) }
        try connection.commit()
        indexes = []
        try restore()
        _ = try connection.checkpoint(.truncate)
    }

    func abandon() {
        if connection.isInsideTransaction { try? connection.rollback() }
        for index in indexes { try? connection.execute(sql: index) }
        try? restore()
    }

    private func restore() throws {
        statements = [:]
        try connection.execute(sql: "pragma synchronous = full; pragma cache_size = -16384")
    }

    private func insert(_ table: StaticString, _ columns: [StaticString]) throws -> Statement {
        if let known = statements[table.description] { return known }
        let names = columns.map(\.description).joined(separator: ", ")
        let places = columns.map { _ in "?" }.joined(separator: ", ")
        let statement = try connection.makeStatement(sql: "insert into \(table) (\(names)) values (\(places))")
        statements[table.description] = statement
        return statement
    }

    private func bind(_ value: Value, _ position: CInt, _ statement: OpaquePointer) throws {
        let code: CInt
        switch value {
        case .null: code = sqlite3_bind_null(statement, position)
        case .int(let integer): code = sqlite3_bind_int64(statement, position, integer)
        case .text(var text):
            code = text.withUTF8 { utf8 in
                guard let base = utf8.baseAddress else { return sqlite3_bind_text(statement, position, "", 0, copied) }
                return base.withMemoryRebound(to: CChar.self, capacity: utf8.count) {
                    sqlite3_bind_text(statement, position, $0, CInt(utf8.count), copied)
                }
            }
        case .bytes(let bytes):
            code = bytes.withUnsafeBytes {
                sqlite3_bind_blob(statement, position, $0.baseAddress, CInt($0.count), copied)
            }
        }
        guard code == SQLITE_OK else { throw StoreError.engine("a value cannot be bound (\(code))") }
    }
}

// SQLITE_TRANSIENT: the engine copies the value before the call returns.
private let copied = unsafeBitCast(-1, to: sqlite3_destructor_type.self)
