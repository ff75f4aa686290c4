/// The name of a rule in the books, `feedback.transfer`; one rule has one or more provisions over time.
public struct RuleID: Hashable, Sendable, ExpressibleByStringLiteral, CustomStringConvertible {
    /// As written in the books, in clocks and in the ledger; never changes.
    public let text: String

    public init(stringLiteral text: String) { self.text = text }

    /// For reading a name back from the store or from a file.
    public init(stored text: String) { self.text = text }

    public var description: String { text }

    /// Whether this names a body's own promise, which is never called law and stands in no rule book.
    public var isPromise: Bool { text.hasPrefix("promise.") }
}

extension RuleID {
    /// Passing on feedback that is another body's to answer.
    public static let feedbackTransfer: RuleID = "feedback.transfer"

    /// Answering feedback within the time that the body itself has published.
    public static let feedbackAnswerPromise: RuleID = "promise.feedback.answer"
}
