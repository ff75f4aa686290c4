/// A store as domain modules and pages see it: reads, and writes to working tables (sessions, throttles, leases).
///
/// Record tables are written through acts only (`Acts.Performer`).
public protocol Store: Sendable {
    var dialect: Dialect { get }

    /// Runs `body` on one consistent state of the store, off the cooperative pool.
    func read<T: Sendable>(_ body: @escaping @Sendable (any ReadTransaction) throws -> T) async throws -> T

    /// Runs `body` and returns once its writes are durable. Working tables only.
    @discardableResult
    func write<T: Sendable>(
        _ commit: WorkingCommit, _ body: @escaping @Sendable (any Transaction) throws -> T
    ) async throws -> T

    /// What the store needs now and then (moving the write-ahead log into the file); called by a job every few seconds.
    func maintain() async throws

    /// What is wrong with the stored data itself, as the engine says it; nothing if it is sound. Beside a running server,
    /// and it reads everything: seconds for each gigabyte.
    func check() async throws -> [String]

    /// What the writer has done since this process opened the store.
    var figures: StoreFigures { get }
}

/// How soon a write to a working table is committed.
public enum WorkingCommit: Sendable {
    /// Together with others, within 50 ms.
    case shared
    /// At once: a wrong password or PIN must be counted before it is answered.
    case through
}

/// The lane of acts. Only the module `Acts`, the stores and the composition root use it; a test holds this.
public protocol RecordStore: Store {
    /// Runs `body` in a transaction and returns once it is durable.
    ///
    /// `body` may run again if a neighbour in the same commit failed, so it has no effect other than through its
    /// transaction. If it throws before its first write, it alone is refused.
    @discardableResult
    func record<T: Sendable>(_ body: @escaping @Sendable (any Transaction) throws -> T) async throws -> T

    /// Writes the whole store, as it is at one moment after the call, to a new file that only its owner may read; on disk
    /// when this returns. Beside everything else that goes on. Throws `StoreError`; what is there then is of no use.
    func copy(to path: String) async throws

    /// Everything taken is written and answered, and nothing new is taken.
    func close() async
}
