import Hummingbird
import Kernel
import Registry
import Storage
import Vault
import Web

/// Lets one officer of the real workspace into the practice beside it, once and within a minute. Signed by the real keys;
/// it names an account and opens nothing on the real side.
struct PracticeTicket {
    static let lifetime = 60

    let account: AccountID
    let nonce: String
    private let expires: Int64

    init(for account: AccountID, at now: Instant, nonce: [UInt8]) {
        self.account = account
        self.nonce = nonce.hexadecimal
        expires = now.adding(seconds: Self.lifetime).milliseconds
    }

    /// Nil for what was not signed by this key, or has run out.
    init?(_ text: String, under key: Secret, at now: Instant) {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 4, let account = AccountID(parts[0]), let expires = Int64(parts[1]),
            expires > now.milliseconds, let signature = [UInt8](hexadecimal: parts[3]),
            key.isValid(signature, for: Self.signed(parts[..<3].joined(separator: ".")))
        else { return nil }
        self.account = account
        self.expires = expires
        nonce = String(parts[2])
    }

    func text(under key: Secret) -> String {
        let content = "\(account).\(expires).\(nonce)"
        return "\(content).\(key.authenticate(Self.signed(content)).hexadecimal)"
    }

    private static func signed(_ content: String) -> String.UTF8View { "practice ticket \(content)".utf8 }
}

/// Who practises: without a name, in the own roles, in a body of the own sort.
public struct Trainee: Hashable, Sendable {
    /// Always the same for one account; tells nobody which.
    public let mark: String
    public let roles: [Role]
    public let body: Body
    public let level: Area.Level
}

/// The gate of the real side: it gives tickets, and says who bears one. Nothing comes back through it.
public struct PracticeGate: Sendable {
    private let site: Site
    private let port: Int
    private let address: String?

    /// `site` is the real one; `address` is where people reach the practice, nil for this host and the port.
    public init(site: Site, port: Int, address: String?) {
        self.site = site
        self.port = port
        self.address = address
    }

    public func ticket(for account: AccountID) -> String {
        PracticeTicket(for: account, at: site.now, nonce: site.performer.world.randomBytes(16))
            .text(under: site.keys.cookie)
    }

    /// Who bears a ticket, which is used up by it, at whatever practice of this installation; nil if it was not signed here,
    /// has run out, was used, or its account is closed or holds no post by now.
    public func trainee(bearing text: String) async throws -> Trainee? {
        guard let ticket = PracticeTicket(text, under: site.keys.cookie, at: site.now) else { return nil }
        do {
            try await Throttle(site: site).take([("practice ticket \(ticket.nonce)", .once)])
        } catch let problem as Problem where problem.status == 429 {
            return nil
        }
        let (today, keys) = (site.today, site.keys)
        let standing = try await site.store.read { tx in try Standing.of(ticket.account, on: today, tx) }
        guard let standing, let own = standing.posts.first?.post.organization,
            let body = site.directory.current.organization(own)
        else { return nil }
        let held = Set(standing.posts.map(\.post.role))
        let mark = keys.lookup.authenticate("practice \(ticket.account)".utf8).prefix(6)
        return Trainee(
            mark: Array(mark).hexadecimal, roles: Role.allCases.filter(held.contains), body: body.body,
            level: body.area.level)
    }

    /// Where people reach the practice.
    func address(_ request: Request) -> String {
        if let address { return address }
        let authority = request.head.authority ?? "localhost"
        // `[::1]:8080`, `127.0.0.1:8080`, `localhost`.
        let end = authority.hasSuffix("]") ? nil : authority.lastIndex(of: ":")
        return "http://\(authority[..<(end ?? authority.endIndex)]):\(port)"
    }
}
