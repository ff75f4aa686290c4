import Storage
import Synchronization

/// A store whose disk can be full for a while: everything is read, nothing is written.
public final class FillableStore: RecordStore {
    private let store: any RecordStore
    private let full = Mutex(false)

    public init(_ store: any RecordStore) { self.store = store }

    /// Whether every write is refused with `StoreError.full`.
    public var isFull: Bool {
        get { full.withLock { $0 } }
        set { full.withLock { $0 = newValue } }
    }

    public var dialect: Dialect { store.dialect }
    public var figures: StoreFigures { store.figures }

    public func read<T: Sendable>(
        _ body: @escaping @Sendable (any ReadTransaction) throws -> T
    ) async throws -> T {
        try await store.read(body)
    }

    @discardableResult
    public func write<T: Sendable>(
        _ commit: WorkingCommit, _ body: @escaping @Sendable (any Transaction) throws -> T
    ) async throws -> T {
        if isFull { throw StoreError.full }
        return try await store.write(commit, body)
    }

    @discardableResult
    public func record<T: Sendable>(_ body: @escaping @Sendable (any Transaction) throws -> T) async throws -> T {
        if isFull { throw StoreError.full }
        return try await store.record(body)
    }

    public func copy(to path: String) async throws { try await store.copy(to: path) }
    public func maintain() async throws { try await store.maintain() }
    public func check() async throws -> [String] { try await store.check() }
    public func close() async { await store.close() }
}
