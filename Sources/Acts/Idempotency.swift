import Kernel
import Storage
import Vault

/// What a client calls one request, so that a repetition is not a second letter: the `Idempotency-Key` of the API,
/// the hidden field of a form. Kept seven days, as hashes only.
public struct IdempotencyKey: Sendable {
    static let lifetimeSeconds = 7 * 86_400

    private let key: String
    private let content: [UInt8]

    /// `content` is what was asked; the same key with another content is a mistake of the client.
    public init(_ key: String, content: [UInt8]) {
        self.key = key
        self.content = content
    }

    func hashes(for code: ActCode, under secret: Secret) -> (key: [UInt8], content: [UInt8]) {
        (secret.authenticate("key \(code) \(key)".utf8), secret.authenticate(content))
    }
}

enum IdempotencyTable {
    /// The act performed earlier under this key. Throws 422 if it was asked for something else.
    static func find(
        _ hashes: (key: [UInt8], content: [UInt8]), at now: Instant, _ tx: any ReadTransaction
    ) throws -> [UInt8]? {
        let found = try tx.first(
            "select content_hash, act from idempotency where key_hash = \(hashes.key) and expires > \(now)"
        ) { row in (content: try row(0) as [UInt8], act: try row(1) as [UInt8]) }
        guard let found else { return nil }
        guard found.content == hashes.content else { throw ActProblem.keyReused }
        return found.act
    }

    static func insert(
        _ hashes: (key: [UInt8], content: [UInt8]), act: [UInt8], expires: Instant, _ tx: ActTransaction
    ) throws {
        try tx.run(
            """
            insert into idempotency (key_hash, content_hash, act, expires) \
            values (\(hashes.key), \(hashes.content), \(act), \(expires)) \
            on conflict (key_hash) do update set content_hash = excluded.content_hash, act = excluded.act, \
            expires = excluded.expires
            """)
    }

    static func deleteExpired(at now: Instant, _ tx: any Transaction) throws {
        try tx.run("delete from idempotency where expires <= \(now)")
    }
}

public enum ActProblem {
    /// The idempotency key came with another content before.
    public static let keyReused = Problem("request.keyReused", status: 422, ActsMessages.keyReused)
    /// What the page offered is no longer possible, because somebody acted in between.
    public static let overtaken = Problem("act.overtaken", status: 409, ActsMessages.overtaken)
    /// The actor may not do this.
    public static let forbidden = Problem("act.forbidden", status: 403, ActsMessages.forbidden)
}
