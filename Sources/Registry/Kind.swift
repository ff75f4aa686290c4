/// The kinds of matter, decided by content, not by title. `rawValue` is stored and never changes.
///
/// A new case makes every `switch` that must know it refuse to compile; docs/PATTERNS.md walks through them.
public enum Kind: String, Sendable, CaseIterable {
    /// Phản ánh.
    case feedback
}
