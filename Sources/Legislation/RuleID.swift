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

    /// Whether the day came with an imported row, from a system whose rules are not in the books.
    public var isImported: Bool { text.hasPrefix("imported.") }
}

extension RuleID {
    /// Passing on feedback or a petition that is another body's to answer.
    public static let feedbackTransfer: RuleID = "feedback.transfer"

    /// Accepting a complaint or saying why not.
    public static let complaintAcceptance: RuleID = "complaint.first.acceptance"

    /// Registering, classifying and checking a denunciation.
    public static let denunciationInitial: RuleID = "denunciation.initial"

    /// Giving information asked for electronically, or saying when.
    public static let informationElectronic: RuleID = "information.electronic"

    /// Giving information asked for at the office that is not ready.
    public static let informationOffice: RuleID = "information.office.complex"

    /// Giving information asked for by post.
    public static let informationPost: RuleID = "information.post"

    /// The outermost day for any letter, after which somebody answers for it.
    public static let letterProcessing: RuleID = "letter.processing"

    /// Answering within the time that the body itself has published.
    public static let answerPromise: RuleID = "promise.answer"

    /// The due day that an imported row bears.
    public static let importedDue: RuleID = "imported.due"

    /// The rules of law by which the platform itself starts clocks; books without them can't be served.
    public static let used: [RuleID] = [
        feedbackTransfer, complaintAcceptance, denunciationInitial, informationElectronic, informationOffice,
        informationPost, letterProcessing,
    ]
}
