import CPostgreSQL
import Storage

extension PostgreSQLStore: BulkStore {
    /// Rows go in by COPY. The tables' indexes that belong to no primary key, and their references, are away meanwhile and
    /// made anew afterwards, which also checks every row; then all is analyzed. If the process dies in between they are
    /// missing: a store that was loaded halfway is to be thrown away.
    public func load(
        _ tables: [StaticString], _ fill: @escaping @Sendable (any BulkLoad) throws -> Void
    ) async throws {
        let names = tables.map(\.description)
        let (indexes, references) = try await read { tx in
            (try BulkSchema.indexes(of: names, tx), try BulkSchema.references(of: names, tx))
        }
        try await onConnection { connection in
            try connection.outsidePipeline { copy in
                try copy.execute("set statement_timeout = 0; set lock_timeout = 0; set maintenance_work_mem = '256MB'")
                defer { try? copy.execute("reset maintenance_work_mem") }
                for part in references + indexes { try copy.execute(part.drop) }
                let filled = Result { try fill(copy) }
                for part in indexes + references { try copy.execute(part.make) }
                try filled.get()
                try copy.execute("analyze")
                let seconds = self.configuration.statementSeconds
                try copy.execute(
                    "set statement_timeout = '\(seconds)s'; set lock_timeout = '\(self.configuration.lockSeconds)s'")
            }
        }
    }
}

/// What stands in the way of many rows, with the statements that take it away and put it back.
private enum BulkSchema {
    struct Part: Sendable {
        let drop: String
        let make: String
    }

    /// Indexes of these tables that belong to no constraint.
    static func indexes(of tables: [String], _ tx: any ReadTransaction) throws -> [Part] {
        try tx.all(
            """
            select quote_ident(c.relname), pg_get_indexdef(i.indexrelid) from pg_index i \
            join pg_class c on c.oid = i.indexrelid join pg_class t on t.oid = i.indrelid \
            where t.relname in \(in: tables) and c.relnamespace = \
            (select oid from pg_namespace where nspname = current_schema()) \
            and not exists (select 1 from pg_constraint k where k.conindid = i.indexrelid) order by c.relname
            """
        ) { row in Part(drop: "drop index \(try row(0) as String)", make: try row(1)) }
    }

    static func references(of tables: [String], _ tx: any ReadTransaction) throws -> [Part] {
        try tx.all(
            """
            select quote_ident(t.relname), quote_ident(c.conname), pg_get_constraintdef(c.oid) from pg_constraint c \
            join pg_class t on t.oid = c.conrelid where c.contype = 'f' and t.relname in \(in: tables) and c.connamespace = \
            (select oid from pg_namespace where nspname = current_schema()) order by t.relname, c.conname
            """
        ) { row in
            let (table, name) = (try row(0) as String, try row(1) as String)
            return Part(
                drop: "alter table \(table) drop constraint \(name)",
                make: "alter table \(table) add constraint \(name) \(try row(2) as String)")
        }
    }
}

extension Connection {
    /// Runs `body` with the connection out of pipeline mode; it is in it again afterwards.
    func outsidePipeline(_ body: (CopyConnection) throws -> Void) throws {
        guard PQexitPipelineMode(handle) == 1 else {
            throw Failure.lost(message: "the connection is in use", isCommitUnknown: false)
        }
        defer { _ = PQenterPipelineMode(handle) }
        try body(CopyConnection(self))
    }
}

/// A connection that takes rows by the thousand.
struct CopyConnection: BulkLoad {
    private let connection: Connection
    private static let largestPiece = 1 << 20

    init(_ connection: Connection) { self.connection = connection }

    /// Only what has no binds.
    func run(_ sql: SQL, at site: CallSite) throws {
        precondition(sql.postgresqlBinds.isEmpty, "a statement over all that was loaded has no values")
        try execute(sql.rendered(for: .postgresql))
    }

    func execute(_ statement: String) throws {
        let result = PQexec(connection.handle, statement)
        defer { PQclear(result) }
        guard [PGRES_COMMAND_OK, PGRES_TUPLES_OK].contains(PQresultStatus(result)) else { throw failure(result) }
    }

    func append(to table: StaticString, _ columns: [StaticString], _ rows: [[Value]]) throws {
        guard !rows.isEmpty else { return }
        let names = columns.map(\.description).joined(separator: ", ")
        let begun = PQexec(connection.handle, "copy \(table.description) (\(names)) from stdin")
        defer { PQclear(begun) }
        guard PQresultStatus(begun) == PGRES_COPY_IN else { throw failure(begun) }
        var piece: [UInt8] = []
        piece.reserveCapacity(Self.largestPiece + 65_536)
        var refused: StoreError?
        for row in rows {
            do { try CopyText.append(row, to: &piece) } catch {
                refused = error
                break
            }
            if piece.count >= Self.largestPiece { try put(&piece) }
        }
        if refused == nil { try put(&piece) }
        let isEnded = PQputCopyEnd(connection.handle, refused == nil ? nil : "refused by the client") == 1
        var result = PQgetResult(connection.handle)
        var failed: (any Error)?
        while let answer = result {
            if PQresultStatus(answer) != PGRES_COMMAND_OK, failed == nil { failed = failure(answer) }
            PQclear(answer)
            result = PQgetResult(connection.handle)
        }
        if let refused { throw refused }
        if let failed { throw failed }
        guard isEnded else { throw failure(nil) }
    }

    private func put(_ piece: inout [UInt8]) throws {
        let isPut = piece.withUnsafeBytes { bytes in
            PQputCopyData(
                connection.handle, bytes.baseAddress?.assumingMemoryBound(to: CChar.self), CInt(bytes.count))
        }
        guard isPut == 1 else { throw failure(nil) }
        piece.removeAll(keepingCapacity: true)
    }

    private func failure(_ result: OpaquePointer?) -> Failure { connection.failure(of: result) }
}

/// The text form of COPY: values parted by tabs, rows by line feeds.
enum CopyText {
    private static let tab = UInt8(ascii: "\t")
    private static let line = UInt8(ascii: "\n")
    private static let escape = UInt8(ascii: "\\")

    /// Throws `StoreError.nulCharacter` for a text that holds one.
    static func append(_ row: [Value], to piece: inout [UInt8]) throws(StoreError) {
        for (index, value) in row.enumerated() {
            if index > 0 { piece.append(tab) }
            switch value {
            case .null: piece.append(contentsOf: [escape, UInt8(ascii: "N")])
            case .int(let number): piece.append(contentsOf: String(number).utf8)
            case .bytes(let bytes):
                piece.append(escape)
                piece.append(contentsOf: Parameters.hexadecimal(bytes))
            case .text(let text):
                for byte in text.utf8 {
                    switch byte {
                    case 0: throw .nulCharacter
                    case escape: piece.append(contentsOf: [escape, escape])
                    case tab: piece.append(contentsOf: [escape, UInt8(ascii: "t")])
                    case line: piece.append(contentsOf: [escape, UInt8(ascii: "n")])
                    case 13: piece.append(contentsOf: [escape, UInt8(ascii: "r")])
                    default: piece.append(byte)
                    }
                }
            }
        }
        piece.append(line)
    }
}
