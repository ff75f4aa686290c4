/// A sort of thing that acts are performed upon. `code` is written in the ledger and never changes.
public protocol Subject: Sendable {
    static var code: String { get }
}

/// The sorts of things the ledger knows. A module adds its own here, once and for ever.
public enum Subjects {
    public enum Organization: Subject { public static let code = "organization" }
    public enum Official: Subject { public static let code = "official" }
    public enum Post: Subject { public static let code = "post" }
    public enum Account: Subject { public static let code = "account" }
    public enum Letter: Subject { public static let code = "letter" }
    public enum Matter: Subject { public static let code = "matter" }
    public enum Installation: Subject { public static let code = "installation" }
}

public typealias OrganizationID = ID<Subjects.Organization>
public typealias OfficialID = ID<Subjects.Official>
public typealias PostID = ID<Subjects.Post>
public typealias AccountID = ID<Subjects.Account>
public typealias LetterID = ID<Subjects.Letter>
public typealias MatterID = ID<Subjects.Matter>

/// One thing named by its sort and number, as the ledger names it: `matter:8124`.
public struct SubjectReference: Hashable, Sendable, CustomStringConvertible {
    public let sort: String
    public let raw: Int64

    public init<S: Subject>(_ id: ID<S>) {
        sort = S.code
        raw = id.raw
    }

    /// For reading a reference back from the ledger.
    public init(sort: String, raw: Int64) {
        self.sort = sort
        self.raw = raw
    }

    public var description: String { "\(sort):\(raw)" }
}
