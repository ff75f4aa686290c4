import Identity
import Kernel
import Registry

/// What was handed in by one sender. Each sender keeps a code, clocks and an answer, whatever matter it belongs to.
public struct Letter: Hashable, Sendable {
    public let key: LetterKey
    public let code: LetterCode
    public let matter: MatterID
    /// The letter it was a part of, whose PIN opens it too; nil for a letter of its own.
    public let parent: LetterID?
    public let area: String
    public let source: Source
    /// The day it reached the body: clocks run from it.
    public let arrived: Day
    /// When it was registered.
    public let registered: Instant
    public let isAnonymous: Bool
    /// Raised when the PIN is issued anew; 0 while none was ever given out; that of a part is that of the letter whose PIN opens it.
    public let pinVersion: Int
    /// What the register asks of it.
    public let facts: MatterLetter
    /// Bodies that have settled the same thing already, as the officer noted them.
    public let settledBy: String

    /// The letter whose number the PIN is made from.
    public var pinLetter: LetterID { parent ?? key.id }
}

/// By which door a letter came (Circular 05/2021/TT-TTCP, Articles 4–5). `rawValue` is stored and never changes.
public enum Source: String, Sendable, CaseIterable {
    case portal, api
    /// At the counter, or in the reception room.
    case counter
    case post, box, telephone, email
    case dialogue
    /// Passed on by a deputy, the Front, the press or a superior body.
    case forwarded
    case nationalPortal
    /// Taken over from another system.
    case imported
    /// Brought along from the register that the body kept before the platform.
    case oldRegister

    /// Doors that an officer registers for the sender.
    public var isRegistered: Bool {
        switch self {
        case .portal, .api, .imported, .oldRegister: false
        case .counter, .post, .box, .telephone, .email, .dialogue, .forwarded, .nationalPortal: true
        }
    }
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

    /// The extract of an original. That of a denunciation is empty until an officer has written it: what reports on
    /// others may show who reports.
    public init(of original: Original, _ kind: Kind) {
        guard kind != .denunciation else {
            self.init(title: "", body: "")
            return
        }
        let mask = Mask(original.sender)
        self.init(title: mask.applied(to: original.title), body: mask.applied(to: original.body))
    }

    /// What is committed to.
    var content: [UInt8] { Array((title + "\n" + body).utf8) }
}
