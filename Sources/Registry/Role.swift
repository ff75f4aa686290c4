/// What an account may do for an organization and its subtree. `rawValue` is stored and never changes.
public enum Role: String, Sendable, CaseIterable {
    /// Handles matters from receipt to answer.
    case officer

    /// The kinds of matter the role may see.
    public var kinds: Set<Kind> {
        switch self {
        case .officer: [.feedback]
        }
    }
}
