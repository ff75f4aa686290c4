import Storage
import Synchronization

/// One body waiting for the writer, with whoever waits for its outcome.
struct PendingWrite: Sendable {
    /// Runs the body; its outcome is kept until the commit.
    let attempt: @Sendable (SQLiteTransaction) throws -> Void
    /// The body was refused before it wrote: keeps the error until the commit.
    let refuse: @Sendable (any Error) -> Void
    /// Answers with what was kept. Called once, after the commit.
    let settle: @Sendable () -> Void
    /// Answers with an error whatever the body said. Called once, instead of `settle`.
    let fail: @Sendable (any Error) -> Void

    init<T: Sendable>(
        _ body: @escaping @Sendable (any Transaction) throws -> T, _ continuation: CheckedContinuation<T, any Error>
    ) {
        let kept = Kept<T>()
        attempt = { tx in kept.outcome = .success(try body(tx)) }
        refuse = { error in kept.outcome = .failure(error) }
        settle = { continuation.resume(with: kept.outcome ?? .failure(StoreError.closed)) }
        fail = { error in continuation.resume(throwing: error) }
    }
}

private final class Kept<T: Sendable>: Sendable {
    private let storage = Mutex<Result<T, any Error>?>(nil)

    var outcome: Result<T, any Error>? {
        get { storage.withLock { $0 } }
        set { storage.withLock { $0 = newValue } }
    }
}
