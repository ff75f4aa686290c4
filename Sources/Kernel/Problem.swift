/// Why something was not done, for a person and for a program: one shape for pages, API and command line.
///
/// The text says what happened, what was kept, and what to do next. Codes are part of the API and never change.
public struct Problem: Error, Hashable, Sendable {
    /// `letter.bodyMissing`; listed in docs/API.md.
    public let code: String
    /// HTTP status.
    public let status: Int
    /// The sentence; `places` fills its `{name}` places.
    public let message: MessageKey
    public let places: [String: String]
    /// What is wrong with single fields, in the order of the form.
    public let fields: [Field]
    /// Seconds after which trying again makes sense.
    public let retryAfter: Int?

    public struct Field: Hashable, Sendable {
        public let name: String
        public let message: MessageKey
        public let places: [String: String]

        public init(_ name: String, _ message: MessageKey, _ places: [String: String] = [:]) {
            self.name = name
            self.message = message
            self.places = places
        }
    }

    public init(
        _ code: String, status: Int, _ message: MessageKey, _ places: [String: String] = [:],
        fields: [Field] = [], retryAfter: Int? = nil
    ) {
        self.code = code
        self.status = status
        self.message = message
        self.places = places
        self.fields = fields
        self.retryAfter = retryAfter
    }
}

/// A closed enum of what can go wrong in one part of the domain; each case is one `Problem`.
public protocol DomainError: Error, Equatable, Sendable {
    var problem: Problem { get }
}
