import Identity
import Kernel
import Registry

/// What was handed in by one sender. Each sender keeps a code, clocks and an answer, whatever matter it belongs to.
public struct Letter: Hashable, Sendable {
    public let key: LetterKey
    public let code: LetterCode
    public let matter: MatterID
    public let kind: Kind
    public let area: String
    public let source: Source
    /// The day it reached the body: clocks run from it.
    public let arrived: Day
    /// When it was registered.
    public let registered: Instant
    public let isAnonymous: Bool
    /// Raised when the PIN is issued anew.
    public let pinVersion: Int
}

/// By which door a letter came. `rawValue` is stored and never changes.
public enum Source: String, Sendable, CaseIterable {
    case portal, api
}

/// The part of a letter on which work is done: the sender's words with every value the sender typed as name, address,
/// telephone or e-mail masked.
public struct Extract: Hashable, Sendable {
    public let title: String
    public let body: String

    public init(title: String, body: String) {
        self.title = title
        self.body = body
    }

    /// The extract of an original.
    public init(of original: Original) {
        let mask = Mask(original.sender)
        title = mask.applied(to: original.title)
        body = mask.applied(to: original.body)
    }

    /// What is committed to.
    var content: [UInt8] { Array((title + "\n" + body).utf8) }
}
