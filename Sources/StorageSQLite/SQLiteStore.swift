import Foundation
import GRDB
import Storage

/// A store in one SQLite file: write-ahead log, one writer loop, several readers.
///
/// Other processes may open the same file: writers take the lock with BEGIN IMMEDIATE and wait ten seconds.
public final class SQLiteStore: RecordStore {
    public let dialect = Dialect.sqlite
    let pool: DatabasePool
    private let checkpointer: DatabaseQueue
    private let queue = WriterQueue()
    private let writerThread = WriterThread()
    private let configuration: Configuration
    private let writerFigures = WriterFigures()

    /// Pages of log above which the writer itself empties it: 256 MB.
    private static let largestLog = 65_536

    private let memory = StoreMemory()
    var onStatement: (@Sendable (Storage.SQL, CallSite) -> Void)? { configuration.onStatement }

    /// The store is open, its schema is that of `migrations`, and its writer runs. Unless the configuration says that it
    /// migrates, the schema is as it was.
    public init(path: String, migrations: [Migration], _ configuration: Configuration = .init()) throws {
        let act = ActFlag()
        self.configuration = configuration
        do {
            pool = try Self.patiently {
                try DatabasePool(path: path, configuration: Self.grdb(configuration, act, log: "hoidap.pool"))
            }
            try Self.prepare(pool, migrations, configuration)
            checkpointer = try Self.patiently {
                try DatabaseQueue(
                    path: path, configuration: Self.grdb(configuration, act, log: "hoidap.checkpoint"))
            }
        } catch let error as DatabaseError {
            throw StoreError(error)
        }
        let writer = Writer(pool, queue, act: act, figures: writerFigures, onStatement: configuration.onStatement)
        writerThread.start { writer.run() }
    }

    /// Everything taken is written and answered; then the file is closed.
    public func close() async {
        queue.close()
        await writerThread.ended()
        // The last to close empties the log into the file, which a reader of the pool could not.
        try? pool.close()
        try? checkpointer.close()
    }

    public func read<T: Sendable>(
        _ body: @escaping @Sendable (any ReadTransaction) throws -> T
    ) async throws -> T {
        let (onStatement, memory) = (configuration.onStatement, memory)
        do {
            return try await pool.read { connection in
                try body(SQLiteTransaction(connection, memory: memory, onStatement: onStatement))
            }
        } catch let error as DatabaseError {
            throw StoreError(error)
        }
    }

    @discardableResult
    public func write<T: Sendable>(
        _ commit: WorkingCommit, _ body: @escaping @Sendable (any Transaction) throws -> T
    ) async throws -> T {
        try await withCheckedThrowingContinuation { continuation in
            let write = PendingWrite(body, continuation)
            if !queue.addWorking(write, commit: commit) { write.fail(StoreError.closed) }
        }
    }

    @discardableResult
    public func record<T: Sendable>(
        _ body: @escaping @Sendable (any Transaction) throws -> T
    ) async throws -> T {
        try await withCheckedThrowingContinuation { continuation in
            let write = PendingWrite(body, continuation)
            if !queue.addRecord(write) { write.fail(StoreError.closed) }
        }
    }

    /// Moves what it can of the log into the file, beside the writer and the readers.
    public func maintain() async throws {
        let pages = try await checkpointer.writeWithoutTransaction { connection in
            try connection.checkpoint(.passive).walFrameCount
        }
        if pages > Self.largestLog { queue.requestCheckpoint() }
    }

    public func check() async throws -> [String] {
        do {
            let lines = try await pool.read { connection in
                try String.fetchAll(connection, sql: "pragma quick_check")
            }
            return lines == ["ok"] ? [] : lines
        } catch let error as DatabaseError {
            // A page that cannot be read ends the check itself.
            guard [.SQLITE_CORRUPT, .SQLITE_NOTADB].contains(error.resultCode) else { throw StoreError(error) }
            return [error.message ?? "\(error.resultCode)"]
        }
    }

    public var figures: StoreFigures {
        var figures = writerFigures.now
        figures.waiting = queue.count
        return figures
    }

    /// Tries again for ten seconds while the file is busy: two processes that open a new file at the same moment both
    /// switch it to write-ahead logging, and the engine does not wait for that by itself.
    private static func patiently<T>(_ open: () throws -> T) throws -> T {
        for _ in 0..<200 {
            do {
                return try open()
            } catch let error as DatabaseError where error.resultCode == .SQLITE_BUSY {
                usleep(50_000)
            }
        }
        return try open()
    }

    private static func prepare(
        _ pool: DatabasePool, _ migrations: [Migration], _ configuration: Configuration
    ) throws {
        guard configuration.migrates else { return }
        try pool.writeWithoutTransaction { connection in
            try connection.inTransaction(.immediate) {
                try Migrator(migrations).migrate(
                    SQLiteTransaction(connection, onStatement: configuration.onStatement))
                if configuration.guardsRecords { try RecordGuards.install(connection) }
                return .commit
            }
        }
    }

    private static func grdb(
        _ configuration: Configuration, _ act: ActFlag, log label: String
    ) -> GRDB.Configuration {
        var grdb = GRDB.Configuration()
        grdb.label = label
        grdb.busyMode = .timeout(10)
        grdb.maximumReaderCount = configuration.readers
        grdb.foreignKeysEnabled = true
        grdb.prepareDatabase { connection in
            connection.add(function: act.function)
            let synchronous = configuration.durability == .full ? "full" : "off"
            try connection.execute(sql: "pragma synchronous = \(synchronous)")
            // A job moves the log into the file: never a commit that somebody waits for.
            try connection.execute(sql: "pragma wal_autocheckpoint = 0")
            // In KiB. What readers need is in the system's memory; only the writer comes back to the same pages at once.
            let cache = connection.configuration.readonly ? 4096 : 16384
            try connection.execute(sql: "pragma cache_size = -\(cache)")
            try connection.execute(sql: "pragma temp_store = memory")
            if let pages = configuration.maximumPages {
                try connection.execute(sql: "pragma max_page_count = \(pages)")
            }
        }
        return grdb
    }
}
