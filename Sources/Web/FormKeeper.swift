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

/// Several of them as one: each form is kept by the one it belongs to.
public struct FormKeepers: FormKeeper {
    private let keepers: [any FormKeeper]

    public init(_ keepers: any FormKeeper...) { self.keepers = keepers }

    private func keeper(_ path: String) -> (any FormKeeper)? { keepers.first { $0.keeps(path) } }

    public func keeps(_ path: String) -> Bool { keeper(path) != nil }

    public func anchor(sentTo path: String) -> String { keeper(path)?.anchor(sentTo: path) ?? "" }

    public func restore(
        _ form: Form, sentTo path: String, _ request: Request, _ context: OfficerContext
    ) async throws -> Response? {
        try await keeper(path)?.restore(form, sentTo: path, request, context)
    }
}
