import Kernel

/// What can go wrong in a store, the same for both engines.
public enum StoreError: DomainError {
    /// A constraint of the schema refused the write: a bug, or a race that the act did not foresee.
    case constraint(String)
    /// A text with U+0000, which PostgreSQL cannot hold.
    case nulCharacter
    case unreadable(column: Int, wanted: String)
    /// No room left: nothing was kept.
    case full
    /// Another process held the store for too long: nothing was kept.
    case busy
    /// The commit failed: nothing is acknowledged. Look the act up before trying again.
    case commitFailed(String)
    case engine(String)
    /// The server of the store cannot be reached, or ended the connection: nothing was kept.
    case unreachable(String)
    /// The server is shutting down: nothing was kept.
    case closed
    /// The schema in the store is not one this program can use.
    case schema(String)

    /// Whether nothing was kept and the same may go well a little later.
    public var isPassing: Bool {
        switch self {
        case .busy, .unreachable: true
        default: false
        }
    }

    public var problem: Problem {
        switch self {
        case .nulCharacter:
            Problem("request.nulCharacter", status: 400, StorageMessages.nulCharacter)
        case .full, .busy, .commitFailed, .closed, .unreachable:
            Problem("store.unavailable", status: 503, StorageMessages.unavailable, retryAfter: 5)
        case .constraint, .unreadable, .engine, .schema:
            Problem("server.failed", status: 500, StorageMessages.failed)
        }
    }
}
