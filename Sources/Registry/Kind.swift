/// The kinds of matter, decided by content, not by title. `rawValue` is stored and never changes.
///
/// A new case makes every `switch` that must know it refuse to compile; docs/PATTERNS.md walks through them.
public enum Kind: String, Sendable, CaseIterable {
    /// Khiếu nại: against a decision or act that touches the sender's own right.
    case complaint
    /// Tố cáo: a breach of law is reported; the sender's identity is protected.
    case denunciation
    /// Kiến nghị: a measure or a change is asked for.
    case petition
    /// Phản ánh: a trouble is reported.
    case feedback
    /// Yêu cầu cung cấp thông tin.
    case information
}
