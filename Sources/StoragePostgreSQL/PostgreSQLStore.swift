import Dispatch
import Foundation
import Storage
import Synchronization

/// A store in a PostgreSQL database: one transaction for each act, on one of many connections. The server shares the
/// commits of those that wait for its disk at the same moment.
///
/// Reading is REPEATABLE READ, writing READ COMMITTED: an act locks what it is about before it reads it.
public final class PostgreSQLStore: RecordStore {
    public let dialect = Dialect.postgresql
    let address: DatabaseAddress
    let configuration: Configuration
    private let writers: ConnectionPool
    private let readers: ConnectionPool
    private let counted = Mutex(StoreFigures())
    private let memory = StoreMemory()

    /// How a transaction begins, and what else is told to the server with it.
    private enum Lane: Sendable {
        case reading
        case acts
        case working(WorkingCommit)

        var isReading: Bool {
            if case .reading = self { true } else { false }
        }

        func begin(_ connection: Connection, guarded: Bool) {
            switch self {
            case .reading: connection.begin("begin isolation level repeatable read read only")
            case .acts:
                connection.begin("begin isolation level read committed")
                if guarded { connection.tell("set local hoidap.in_act = '1'") }
            case .working(.through): connection.begin("begin isolation level read committed")
            case .working(.shared):
                connection.begin("begin isolation level read committed")
                // May be lost with a power cut, as may any working table; nobody waits for the disk.
                connection.tell("set local synchronous_commit = off")
            }
        }
    }

    /// The store is open and its schema is that of `migrations`. Unless the configuration says that it migrates, the
    /// schema is as it was. `uri` is an address as libpq reads it; passwords may stand in PGPASSFILE or PGPASSWORD.
    public static func open(
        _ uri: String, migrations: [Migration], _ configuration: Configuration = .init()
    ) async throws -> PostgreSQLStore {
        let store = try PostgreSQLStore(DatabaseAddress(uri), configuration)
        do {
            try await store.prepare(migrations)
        } catch {
            await store.close()
            throw error
        }
        return store
    }

    private init(_ address: DatabaseAddress, _ configuration: Configuration) {
        self.address = address
        self.configuration = configuration
        let types = ParameterTypes()
        let connect: @Sendable () throws -> Connection = { try Connection(address, configuration, types) }
        writers = ConnectionPool(
            "writer", limit: configuration.writers, waitSeconds: configuration.waitSeconds, connect: connect)
        readers = ConnectionPool(
            "reader", limit: configuration.readers, waitSeconds: configuration.waitSeconds, connect: connect)
    }

    deinit {
        writers.close()
        readers.close()
    }

    /// Everything taken is written and answered; then the connections are closed.
    public func close() async {
        writers.close()
        readers.close()
        await writers.ended()
        await readers.ended()
    }

    public func read<T: Sendable>(
        _ body: @escaping @Sendable (any ReadTransaction) throws -> T
    ) async throws -> T {
        try await perform(.reading) { tx in try body(tx) }
    }

    @discardableResult
    public func write<T: Sendable>(
        _ commit: WorkingCommit, _ body: @escaping @Sendable (any Transaction) throws -> T
    ) async throws -> T {
        try await perform(.working(commit)) { tx in try body(tx) }
    }

    @discardableResult
    public func record<T: Sendable>(
        _ body: @escaping @Sendable (any Transaction) throws -> T
    ) async throws -> T {
        try await perform(.acts) { tx in try body(tx) }
    }

    /// Nothing: the server vacuums and analyzes by itself.
    public func maintain() async throws {}

    public var figures: StoreFigures {
        var figures = counted.withLock { $0 }
        figures.waiting = writers.waiting
        return figures
    }

    /// Runs `body` on a connection of its own thread that has nothing else to do; nothing of it is tried again.
    func onConnection<T: Sendable>(_ body: @escaping @Sendable (Connection) throws -> T) async throws -> T {
        try await withCheckedThrowingContinuation { continuation in
            writers.submit(
                ConnectionPool.Job(
                    run: { slot in
                        continuation.resume(
                            with: Result {
                                do {
                                    return try body(try slot.connected())
                                } catch let failure as Failure {
                                    throw failure.error
                                }
                            })
                    },
                    fail: { error in continuation.resume(throwing: error) }))
        }
    }

    private func perform<T: Sendable>(
        _ lane: Lane, _ body: @escaping @Sendable (PostgreSQLTransaction) throws -> T
    ) async throws -> T {
        let pool = lane.isReading ? readers : writers
        return try await withCheckedThrowingContinuation { continuation in
            pool.submit(
                ConnectionPool.Job(
                    run: { slot in
                        var tries = Tries()
                        while true {
                            do {
                                let connection = try slot.connected()
                                let value = try self.once(lane, connection, body)
                                continuation.resume(returning: value)
                                // The answer is on its way; the end of a reading can follow it.
                                if lane.isReading { try? connection.commit() }
                                return
                            } catch let failure as Failure {
                                guard let pause = tries.pause(after: failure.remedy) else {
                                    continuation.resume(throwing: failure.error)
                                    return
                                }
                                usleep(pause)
                            } catch {
                                continuation.resume(throwing: error)
                                return
                            }
                        }
                    },
                    fail: { error in continuation.resume(throwing: error) }))
        }
    }

    /// One try. Throws a `Failure` if the connection or the server was the reason, else what the body threw.
    private func once<T>(
        _ lane: Lane, _ connection: Connection, _ body: (PostgreSQLTransaction) throws -> T
    ) throws -> T {
        lane.begin(connection, guarded: configuration.guardsRecords)
        let value: T
        do {
            value = try body(
                PostgreSQLTransaction(
                    connection, memory: lane.isReading ? memory : nil, onStatement: configuration.onStatement))
        } catch {
            connection.rollBack()
            throw connection.failure ?? error
        }
        if lane.isReading {
            // A body that swallowed a failure has read nothing true.
            guard let failure = connection.failure else { return value }
            connection.rollBack()
            throw failure
        }
        let began = DispatchTime.now().uptimeNanoseconds
        do {
            try connection.commit()
        } catch {
            connection.rollBack()
            throw error
        }
        let nanoseconds = DispatchTime.now().uptimeNanoseconds - began
        counted.withLock { figures in
            if case .acts = lane { figures.acts.add(1) }
            figures.commitSeconds.add(Double(nanoseconds) / 1e9)
        }
        return value
    }
}

/// How often a transaction is tried again, and how long it waits before.
struct Tries {
    private var conflicts = 0
    private var takenKeys = 0
    private var reconnections = 0

    /// In microseconds; nil if it is not to be tried again.
    mutating func pause(after remedy: Failure.Remedy) -> UInt32? {
        switch remedy {
        case .again:
            conflicts += 1
            // More and more, and never the same for two that were in each other's way.
            return conflicts > 8 ? nil : UInt32.random(in: 200...2_000) * UInt32(conflicts)
        case .afterLook:
            takenKeys += 1
            return takenKeys > 3 ? nil : UInt32.random(in: 0...500)
        case .reconnect:
            reconnections += 1
            return reconnections > 2 ? nil : UInt32.random(in: 20_000...100_000)
        case .none: return nil
        }
    }
}
