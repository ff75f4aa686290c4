import Hummingbird
import Kernel
import Language
import Logging
import NIOCore
import Registry
import Vault

/// A request on its way: anybody's.
public struct VisitContext: RequestContext {
    public var coreContext: CoreRequestContextStorage
    /// The language the person chose, or the browser asked for.
    public var locale = Locale.vi
    /// Named in the log and shown with an unexpected error, so that the two can be matched.
    public let correlation: String
    /// The address the request came from; used for throttling only, as a hash, never kept.
    public internal(set) var peer: String
    /// Set where a session was found.
    public var officer: Officer?

    public init(source: ApplicationRequestContextSource) {
        coreContext = CoreRequestContextStorage(source: source)
        correlation = String(UInt64.random(in: 0...UInt64.max), radix: 36)
        peer = source.channel.remoteAddress?.ipAddress ?? "local"
    }
}

/// A request of somebody who is signed in: `officer` is not optional.
public struct OfficerContext: ChildRequestContext {
    public var coreContext: CoreRequestContextStorage
    public let locale: Locale
    public let correlation: String
    public let officer: Officer

    /// Throws `SignInNeeded` if nobody is signed in.
    public init(context: VisitContext) throws {
        guard let officer = context.officer else { throw SignInNeeded() }
        coreContext = context.coreContext
        locale = context.locale
        correlation = context.correlation
        self.officer = officer
    }

    public var actor: Actor { .officer(officer.account.id) }
}

/// Who is signed in, and the token that forms of this session carry.
public struct Officer: Sendable {
    public let account: Account
    /// Masked anew for each request: no two pages show the same bytes.
    public let csrf: String
    private let token: [UInt8]

    init(account: Account, token: [UInt8]) {
        self.account = account
        self.token = token
        let mask = token.map { _ in UInt8.random(in: 0...255) }
        csrf = (mask + zip(mask, token).map { $0 ^ $1 }).hexadecimal
    }

    /// Whether a form bears the token of this session, however it was masked.
    func wrote(_ csrf: String) -> Bool {
        guard let bytes = [UInt8](hexadecimal: csrf), bytes.count == token.count * 2 else { return false }
        return zip(zip(bytes, bytes.dropFirst(token.count)), token).reduce(0) { $0 | ($1.0.0 ^ $1.0.1 ^ $1.1) } == 0
    }
}

/// Sends a person to the sign-in page and back.
struct SignInNeeded: Error {}
