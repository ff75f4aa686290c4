import Foundation
import Storage
import StoragePostgreSQL
import Synchronization

/// A cluster of PostgreSQL that belongs to the tests alone: `Tests/PostgreSQL/with_cluster.py` makes it and takes it away.
public final class TestCluster: Sendable {
    /// The cluster that HOIDAP_TEST_DATABASE is the address of; nil if tests are to run on SQLite.
    public static let shared: TestCluster? = ProcessInfo.processInfo.environment["HOIDAP_TEST_DATABASE"]
        .map(TestCluster.init)

    private let uri: String
    private let administration = Administration()
    private let made = Mutex<Set<UInt64>>([])

    private init(_ uri: String) { self.uri = uri }

    /// The address of a place's database.
    public func address(of place: TestPlace) -> String { address("test_\(place.number)") }

    private func address(_ database: String) -> String {
        let parts = uri.split(separator: "?", maxSplits: 1)
        let base = parts[0].split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(separator: "/")
        return "\(base)/\(database)" + (parts.count > 1 ? "?\(parts[1])" : "")
    }

    /// The store at a place; its database is made first if it is not there, and stays.
    func open(
        _ place: TestPlace, _ migrations: [Migration], _ onStatement: (@Sendable (SQL, CallSite) -> Void)?
    ) async throws -> any RecordStore {
        if made.withLock({ $0.insert(place.number).inserted }) { try await create(place) }
        return try await PostgreSQLStore.open(
            address(of: place), migrations: migrations, Self.configuration(migrates: true, onStatement))
    }

    /// An empty database at a place.
    public func create(_ place: TestPlace) async throws {
        _ = made.withLock { $0.insert(place.number) }
        try await administration.run("create database \"test_\(place.number)\" template template0", at: uri)
    }

    /// A store of its own with everything a closed one has; its database is gone when nobody uses it any more.
    func copy(
        _ template: TestPlace, to place: TestPlace, _ onStatement: (@Sendable (SQL, CallSite) -> Void)?
    ) async throws -> any RecordStore {
        try await administration.run(
            "create database \"test_\(place.number)\" template \"test_\(template.number)\"", at: uri)
        let store = try await PostgreSQLStore.open(
            address(of: place), migrations: [], Self.configuration(migrates: false, onStatement))
        return PassingStore(store) { [self] in
            await store.close()
            try? await administration.run("drop database if exists \"test_\(place.number)\" with (force)", at: uri)
        }
    }

    private static func configuration(
        migrates: Bool, _ onStatement: (@Sendable (SQL, CallSite) -> Void)?
    ) -> PostgreSQLStore.Configuration {
        var configuration = PostgreSQLStore.Configuration()
        configuration.writers = 4
        configuration.readers = 2
        configuration.waitSeconds = 60
        configuration.connectSeconds = 60
        // Hundreds of tests share two cores, and each act is compared with its replay while it holds its locks.
        configuration.lockSeconds = 120
        configuration.statementSeconds = 120
        configuration.guardsRecords = true
        configuration.migrates = migrates
        configuration.onStatement = onStatement
        return configuration
    }
}

/// Makes and removes databases.
private actor Administration {
    private var store: Task<PostgreSQLStore, any Error>?

    func run(_ statement: String, at uri: String) async throws {
        if store == nil {
            store = Task {
                var configuration = PostgreSQLStore.Configuration()
                configuration.migrates = false
                configuration.writers = 2
                configuration.waitSeconds = 120
                return try await PostgreSQLStore.open(uri, migrations: [], configuration)
            }
        }
        try await store?.value.administer(statement)
    }
}

/// A store that clears up after itself when its last user is gone.
private final class PassingStore: RecordStore {
    private let inner: PostgreSQLStore
    private let pass: @Sendable () async -> Void

    init(_ inner: PostgreSQLStore, pass: @escaping @Sendable () async -> Void) {
        self.inner = inner
        self.pass = pass
    }

    // Not awaited: whoever lets the store go has no use for its end.
    deinit { Task { [pass] in await pass() } }

    var dialect: Dialect { inner.dialect }

    func read<T: Sendable>(_ body: @escaping @Sendable (any ReadTransaction) throws -> T) async throws -> T {
        try await inner.read(body)
    }

    func write<T: Sendable>(
        _ commit: WorkingCommit, _ body: @escaping @Sendable (any Transaction) throws -> T
    ) async throws -> T {
        try await inner.write(commit, body)
    }

    func record<T: Sendable>(_ body: @escaping @Sendable (any Transaction) throws -> T) async throws -> T {
        try await inner.record(body)
    }

    func maintain() async throws { try await inner.maintain() }
    func copy(to path: String) async throws { try await inner.copy(to: path) }
    func check() async throws -> [String] { try await inner.check() }
    var figures: StoreFigures { inner.figures }
    func close() async { await inner.close() }
}
