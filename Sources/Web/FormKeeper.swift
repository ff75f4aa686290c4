import Hummingbird

/// Puts what was typed back into its form when somebody whose session had ended has signed in again.
public protocol FormKeeper: Sendable {
    /// Whether a form sent to this address is one of its own.
    func keeps(_ path: String) -> Bool

    /// Where that form stands on its page, such as `#do-answer`; empty if nowhere of its own.
    func anchor(sentTo path: String) -> String

    /// The page with the form as it was typed, to be sent by a press of its own; nil for a form of others.
    func restore(_ form: Form, sentTo path: String, _ request: Request, _ context: OfficerContext) async throws
        -> Response?
}
