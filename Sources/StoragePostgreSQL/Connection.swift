import CPostgreSQL
import Foundation
import Storage

/// One connection to the server, used by one thread. Always in libpq's pipeline mode: what is queued goes to the server
/// together, and nothing is waited for until somebody wants an answer.
final class Connection {
    /// What the server has yet to answer, in order.
    private enum Expected {
        case prepare([UInt8])
        case command(isCommit: Bool)
        case sync
    }

    let handle: OpaquePointer
    private let address: DatabaseAddress
    private let types: ParameterTypes
    private var statements: StatementCache
    private var expected: [Expected] = []
    /// The first failure of the transaction.
    private(set) var failure: Failure?

    /// So many answers are left unread at most: they must fit into the socket's buffer.
    private static let mostExpected = 300
    /// Statements with more parameters than this (long lists) are not worth keeping.
    private static let mostParameters = 48

    /// Connects and sets the session up. Throws `Failure.lost` with the server's reason.
    init(_ address: DatabaseAddress, _ configuration: PostgreSQLStore.Configuration, _ types: ParameterTypes) throws {
        self.address = address
        self.types = types
        statements = StatementCache(limit: configuration.preparedStatements)
        // What stands before the address can be set otherwise in it; what stands behind it cannot.
        let options = [
            ("connect_timeout", String(configuration.connectSeconds)), ("application_name", "hoidap"),
            ("keepalives_idle", "30"), ("keepalives_interval", "10"), ("keepalives_count", "3"),
            ("tcp_user_timeout", "30000"), ("dbname", address.uri), ("client_encoding", "UTF8"),
        ]
        handle = Self.connect(options)
        guard PQstatus(handle) == CONNECTION_OK else {
            // What threw is taken down by `deinit`.
            let message = address.redacted(String(cString: PQerrorMessage(handle)))
            throw Failure.lost(message: message, isCommitUnknown: false)
        }
        PQsetNoticeProcessor(handle, { _, _ in }, nil)
        let session = """
            set statement_timeout = \(configuration.statementSeconds * 1000); \
            set lock_timeout = \(configuration.lockSeconds * 1000); \
            set idle_in_transaction_session_timeout = \(configuration.idleInTransactionSeconds * 1000); \
            set client_min_messages = error; set jit = off
            """
        let answer = PQexec(handle, session)
        defer { PQclear(answer) }
        guard PQresultStatus(answer) == PGRES_COMMAND_OK, PQenterPipelineMode(handle) == 1 else {
            let message = address.redacted(String(cString: PQerrorMessage(handle)))
            throw Failure.lost(message: message, isCommitUnknown: false)
        }
    }

    deinit { PQfinish(handle) }

    private static func connect(_ options: [(String, String)]) -> OpaquePointer {
        let keywords = options.map { strdup($0.0) }
        let values = options.map { strdup($0.1) }
        defer { for text in keywords + values { free(text) } }
        return (keywords.map { UnsafePointer($0) } + [nil]).withUnsafeBufferPointer { keywords in
            (values.map { UnsafePointer($0) } + [nil]).withUnsafeBufferPointer { values in
                PQconnectdbParams(keywords.baseAddress, values.baseAddress, 1)
            }
        }!
    }

    var isLost: Bool { PQstatus(handle) != CONNECTION_OK }

    /// Whether nothing may be begun on it: a transaction still stands open, or the server has ended it while nobody used
    /// it, and the first write on it would be one of unknown fate.
    var isStale: Bool {
        PQconsumeInput(handle) == 0 || isLost || PQtransactionStatus(handle) != PQTRANS_IDLE
    }

    // Transactions

    /// The transaction begins together with its first statement.
    func begin(_ statement: StaticString) {
        failure = nil
        tell(statement)
    }

    /// Queues a statement without parameters that stands in this module. That it could not be sent is seen later.
    func tell(_ statement: StaticString, isCommit: Bool = false) {
        do {
            try send(Array(statement.description.utf8), [], text: { statement.description }, isCommit: isCommit)
        } catch {}
    }

    /// Everything queued is on disk. Throws the transaction's failure; then nothing was kept, unless it says that this
    /// is unknown.
    func commit() throws(Failure) {
        if failure == nil {
            tell("commit", isCommit: true)
            _ = settle()
        }
        if let failure { throw failure }
    }

    /// Nothing of the transaction is left. Never fails: a connection that cannot do this is lost.
    func rollBack() {
        let kept = failure
        // Or the statement itself would not be sent.
        failure = nil
        tell("rollback")
        _ = settle()
        failure = kept
    }

    // Statements

    /// Queues a statement whose answer nobody reads.
    func queue(_ sql: SQL) throws(Failure) {
        if let failure { throw failure }
        try send(sql.postgresqlForm, sql.postgresqlBinds, text: { sql.rendered(for: .postgresql) })
        if expected.count >= Self.mostExpected { _ = settle() }
        if let failure { throw failure }
    }

    /// The same for a statement of this module with numbers.
    func queue(_ text: String, _ numbers: [Int64]) throws(Failure) {
        try send(Array(text.utf8), numbers.map { .int($0) }, text: { text })
    }

    /// Runs a statement and everything queued before it.
    func rows(_ sql: SQL) throws(Failure) -> ServerRows {
        try queue(sql)
        let rows = settle()
        if let failure { throw failure }
        guard let rows else { throw .lost(message: "the server gave no answer", isCommitUnknown: false) }
        return rows
    }

    private func send(
        _ form: [UInt8], _ values: [Value], text: () -> String, isCommit: Bool = false
    ) throws(Failure) {
        let statement: StatementCache.Prepared
        if let known = statements.use(form) {
            statement = known
        } else if values.count > Self.mostParameters || Self.isPlannedEachTime(form) {
            try sendOnce(text(), values)
            return
        } else {
            statement = try prepare(form, text)
        }
        let parameters = try encode(values, statement.types)
        let isSent = parameters.withPointers { pointers, lengths, formats in
            PQsendQueryPrepared(handle, statement.name, CInt(parameters.count), pointers, lengths, formats, 1)
        }
        try note(.command(isCommit: isCommit), isSent)
    }

    /// Without a name: planned for these values, not kept.
    private func sendOnce(_ text: String, _ values: [Value]) throws(Failure) {
        let parameters = try encode(values, [])
        let isSent = parameters.withPointers { pointers, lengths, formats in
            PQsendQueryParams(handle, text, CInt(parameters.count), nil, pointers, lengths, formats, 1)
        }
        try note(.command(isCommit: false), isSent)
    }

    /// What defines the schema is run once. A search is planned with its words: a common one is read newest first, a
    /// rare one from the index of words, and only the server's statistics know which it is.
    private static func isPlannedEachTime(_ form: [UInt8]) -> Bool {
        form.starts(with: "create ".utf8) || form.starts(with: "alter ".utf8) || form.starts(with: "drop ".utf8)
            || form.firstRange(of: Array("@@".utf8)) != nil
    }

    private func encode(_ values: [Value], _ types: [Oid]) throws(Failure) -> Parameters {
        do {
            return try Parameters(values, types: types)
        } catch {
            failure = failure ?? .unfit(error)
            throw .unfit(error)
        }
    }

    private func prepare(_ form: [UInt8], _ text: () -> String) throws(Failure) -> StatementCache.Prepared {
        let name = statements.newName()
        try note(.prepare(form), PQsendPrepare(handle, name, text(), 0, nil))
        let types: [Oid]
        if let known = self.types.find(form) {
            types = known
        } else {
            // The first time in this process: ask for the types of its parameters.
            try note(.command(isCommit: false), PQsendDescribePrepared(handle, name))
            let described = settle()
            if let failure { throw failure }
            types = described?.parameterTypes ?? []
            self.types.add(form, types)
        }
        if let gone = statements.add(form, name: name, types: types) { try sendOnce("deallocate \(gone)", []) }
        return statements.use(form)!
    }

    private func note(_ answer: Expected, _ isSent: CInt) throws(Failure) {
        guard isSent == 1 else {
            let lost = Failure.lost(message: lastMessage, isCommitUnknown: false)
            failure = failure ?? lost
            throw lost
        }
        expected.append(answer)
    }

    private var lastMessage: String { address.redacted(String(cString: PQerrorMessage(handle))) }

    // Answers

    /// Sends what is queued and reads all answers; returns the last one. A failure is kept in `failure`.
    func settle() -> ServerRows? {
        var last: ServerRows?
        if PQpipelineSync(handle) == 1 { expected.append(.sync) }
        for (index, answer) in expected.enumerated() {
            if case .sync = answer {
                if let result = PQgetResult(handle) { PQclear(result) }
                continue
            }
            guard let result = PQgetResult(handle) else {
                // The connection broke; which command it was that the server did not answer, nobody knows.
                lose(expected[index...])
                break
            }
            switch PQresultStatus(result) {
            case PGRES_TUPLES_OK, PGRES_COMMAND_OK:
                last = ServerRows(result)
            default:
                refuse(answer, result)
                PQclear(result)
            }
            if isLost {
                lose(expected[index...])
                break
            }
            // The end of this command's answer.
            while let more = PQgetResult(handle) { PQclear(more) }
        }
        expected.removeAll(keepingCapacity: true)
        return last
    }

    private func refuse(_ answer: Expected, _ result: OpaquePointer) {
        if case .prepare(let form) = answer { statements.remove(form) }
        // What came after a failure was not tried.
        guard failure == nil, PQresultStatus(result) != PGRES_PIPELINE_ABORTED else { return }
        guard let code = field("C", of: result) else { return }
        // The message alone: the details that come with it name values of rows.
        let message = address.redacted(field("M", of: result) ?? "")
        var isCommit = false
        if case .command(isCommit: true) = answer { isCommit = true }
        // The server went down over the commit: it may have been kept.
        failure =
            isCommit && code.hasPrefix("57P")
            ? .lost(message: message, isCommitUnknown: true) : .refused(state: code, message: message)
    }

    /// What a command outside the pipeline failed with.
    func failure(of result: OpaquePointer?) -> Failure {
        guard let result, let code = field("C", of: result) else {
            return .lost(message: lastMessage, isCommitUnknown: false)
        }
        return .refused(state: code, message: address.redacted(field("M", of: result) ?? ""))
    }

    private func field(_ name: Unicode.Scalar, of result: OpaquePointer) -> String? {
        PQresultErrorField(result, CInt(name.value)).map { String(cString: $0) }
    }

    private func lose(_ unanswered: ArraySlice<Expected>) {
        guard failure == nil else { return }
        let hasCommit = unanswered.contains { if case .command(isCommit: true) = $0 { true } else { false } }
        failure = .lost(message: lastMessage, isCommitUnknown: hasCommit)
    }
}
