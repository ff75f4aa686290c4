import HTTPTypes
import Hummingbird
import Kernel
import Registry
import Storage
import Vault

/// Sessions of officers. The store holds a hash of the token, so that a copy of it opens nothing.
public struct Sessions: Sendable {
    private var name: String { site.cookieName("session") }
    /// A session ends after twelve hours, or after two without use.
    static let longest = 12 * 3600
    static let idle = 2 * 3600
    private static let touchEvery = 300

    private let site: Site

    public init(site: Site) { self.site = site }

    /// Begins a session; returns the cookie that carries it.
    public func begin(_ account: Account) async throws -> Cookie { try await enter(account).cookie }

    /// The same, with who is signed in by it from now on.
    public func enter(_ account: Account) async throws -> (cookie: Cookie, officer: Officer) {
        let token = Token()
        let now = site.now
        let (hash, id) = (hash(token), account.id)
        try await site.store.write(.shared) { tx in
            try SessionTable.insert(hash, account: id, at: now, tx)
        }
        return (
            cookie(token.description, maxAge: Self.longest), Officer(account: account, token: csrf(token))
        )
    }

    /// Ends the request's session; returns the cookie that clears the browser's.
    public func end(_ request: Request) async throws -> Cookie {
        if let token = request.cookies[name].flatMap({ Token($0.value) }) {
            let hash = hash(token)
            try await site.store.write(.through) { tx in try SessionTable.delete(hash, tx) }
        }
        return cookie("", maxAge: 0)
    }

    /// Who is signed in; touches the session at most every five minutes.
    public func officer(of request: Request) async throws -> Officer? {
        guard let token = request.cookies[name].flatMap({ Token($0.value) }) else { return nil }
        let hash = hash(token)
        let now = site.now
        let found = try await site.store.read { tx in try SessionTable.find(hash, at: now, tx) }
        guard let found else { return nil }
        if found.seen.adding(seconds: Self.touchEvery) < now {
            do {
                try await site.store.write(.shared) { tx in try SessionTable.touch(hash, at: now, tx) }
            } catch let error as StoreError where error.problem.status == 503 {
                // Who is signed in goes on reading while nothing can be written, and what was typed comes back.
            }
        }
        return Officer(account: found.account, token: csrf(token))
    }

    private func hash(_ token: Token) -> [UInt8] {
        site.keys.lookup.authenticate("session ".utf8 + token.bytes)
    }

    private func csrf(_ token: Token) -> [UInt8] {
        Array(site.keys.cookie.authenticate("csrf ".utf8 + token.bytes).prefix(16))
    }

    private func cookie(_ value: String, maxAge: Int) -> Cookie {
        Cookie(
            name: name, value: value, maxAge: maxAge, path: "/", secure: site.isBehindTLSProxy, httpOnly: true,
            sameSite: .lax)
    }
}

enum SessionTable {
    static func insert(_ hash: [UInt8], account: AccountID, at now: Instant, _ tx: any Transaction) throws {
        try tx.run(
            """
            insert into session (token_hash, account, begun, seen) \
            values (\(hash), \(account), \(now), \(now))
            """)
    }

    static func find(
        _ hash: [UInt8], at now: Instant, _ tx: any ReadTransaction
    ) throws -> (account: Account, seen: Instant)? {
        let session = try tx.first(
            """
            select account, seen, begun from session where token_hash = \(hash) \
            and begun > \(now.adding(seconds: -Sessions.longest)) and seen > \(now.adding(seconds: -Sessions.idle))
            """
        ) { row in
            (account: try row(0) as AccountID, seen: try row(1) as Instant, begun: try row(2) as Instant)
        }
        guard let session, let account = try AccountTable.signedIn(session.account, since: session.begun, tx) else {
            return nil
        }
        return (account, session.seen)
    }

    static func touch(_ hash: [UInt8], at now: Instant, _ tx: any Transaction) throws {
        try tx.run("update session set seen = \(now) where token_hash = \(hash)")
    }

    static func delete(_ hash: [UInt8], _ tx: any Transaction) throws {
        try tx.run("delete from session where token_hash = \(hash)")
    }

    static func deleteEnded(at now: Instant, _ tx: any Transaction) throws {
        try tx.run(
            """
            delete from session where begun <= \(now.adding(seconds: -Sessions.longest)) \
            or seen <= \(now.adding(seconds: -Sessions.idle))
            """)
    }
}

/// An error on its way out, with whoever was signed in: the page about it still is that officer's.
struct OfficerError: Error {
    let underlying: any Error
    let officer: Officer?
}

/// Finds the session of requests to the workspace. Whoever signed in with a one-time password is led to the page that
/// asks for another one, whatever page was wanted.
public struct SessionFinder: RouterMiddleware {
    private let sessions: Sessions
    private let renewal: String
    private let allowed: Set<String>

    /// `renewal` is the page of one's own password; it and `allowed` are open to everybody who is signed in.
    public init(_ sessions: Sessions, renewal: String, allowed: Set<String>) {
        self.sessions = sessions
        self.renewal = renewal
        self.allowed = allowed
    }

    public func handle(
        _ request: Request, context: VisitContext, next: (Request, VisitContext) async throws -> Response
    ) async throws -> Response {
        var context = context
        context.officer = try await sessions.officer(of: request)
        if context.officer?.account.mustRenewPassword == true, request.uri.path != renewal,
            !allowed.contains(request.uri.path)
        {
            return .seeOther(renewal)
        }
        do {
            return try await next(request, context)
        } catch {
            throw OfficerError(underlying: error, officer: context.officer)
        }
    }
}
