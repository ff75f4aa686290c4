import Storage

/// Why a transaction on a connection ended.
enum Failure: Error {
    /// The server refused a statement, by its SQLSTATE; nothing of the transaction was kept.
    case refused(state: String, message: String)
    /// The connection is gone. Whether the transaction was kept is unknown if its commit was on the way.
    case lost(message: String, isCommitUnknown: Bool)
    /// The client's own refusal, before anything was sent: U+0000 in a text.
    case unfit(StoreError)

    /// What whoever called the store is told.
    var error: StoreError {
        switch self {
        case .unfit(let error): error
        case .lost(let message, let isCommitUnknown):
            isCommitUnknown ? .commitFailed(message) : .unreachable(message)
        case .refused(let state, let message):
            switch state {
            // Statements that waited too long for a lock or ran too long; no connection left; shutting down.
            case "55P03", "57014", "40001", "40P01", "53300", "57P01", "57P02", "57P03": .busy
            case "53100": .full
            case let state where state.hasPrefix("23"): .constraint(message)
            default: .engine("\(message) (\(state))")
            }
        }
    }

    /// What a second try may mend.
    var remedy: Remedy {
        switch self {
        case .refused("40001", _), .refused("40P01", _): .again
        case .refused("23505", _): .afterLook
        case .refused("57P01", _), .refused("57P02", _), .lost(_, isCommitUnknown: false): .reconnect
        default: .none
        }
    }

    enum Remedy {
        /// Somebody else was in the way.
        case again
        /// Somebody else took the key: the second time the body sees it.
        case afterLook
        /// On another connection.
        case reconnect
        case none
    }
}
