import Foundation
import Kernel

/// The platform's keys, each for one purpose, kept in files beside the database and never in it.
public struct KeyRing: Sendable {
    /// PINs of letters are derived from it. Losing it makes every printed PIN useless.
    public let pin: Secret
    /// Pseudonyms of actors in the ledger's leaves.
    public let pseudonym: Secret
    /// Hashes of idempotency keys, of throttled names and of session tokens.
    public let lookup: Secret
    /// Signatures of cookies and form tokens.
    public let cookie: Secret
    /// Data keys of letters are wrapped under it. Losing it makes every file unreadable for ever.
    public let vault: Secret

    public init(pin: Secret, pseudonym: Secret, lookup: Secret, cookie: Secret, vault: Secret) {
        self.pin = pin
        self.pseudonym = pseudonym
        self.lookup = lookup
        self.cookie = cookie
        self.vault = vault
    }

    /// A check value for each key, which tells nothing about it: whether a store and these keys belong together.
    public var checks: [String: [UInt8]] {
        ["pin": pin, "pseudonym": pseudonym, "lookup": lookup, "cookie": cookie, "vault": vault]
            .mapValues(\.check)
    }

    /// The keys in a directory, readable by the owner only; those missing are made.
    public static func open(directory: String) throws -> KeyRing {
        let files = FileManager.default
        try files.createDirectory(
            atPath: directory, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        func secret(_ name: String) throws -> Secret {
            let path = directory + "/" + name + ".key"
            if let bytes = files.contents(atPath: path) {
                guard let secret = Secret([UInt8](bytes)) else { throw KeyRingError.damaged(path) }
                return secret
            }
            // Written aside, then linked into place: of two processes starting at once, one key wins for both.
            let fresh = path + ".\(UInt64.random(in: 0...UInt64.max)).new"
            guard
                files.createFile(
                    atPath: fresh, contents: Data(Secret().bytes), attributes: [.posixPermissions: 0o600])
            else { throw KeyRingError.unwritable(path) }
            defer { try? files.removeItem(atPath: fresh) }
            try? files.linkItem(atPath: fresh, toPath: path)
            guard let bytes = files.contents(atPath: path), let secret = Secret([UInt8](bytes)) else {
                throw KeyRingError.unwritable(path)
            }
            return secret
        }
        return KeyRing(
            pin: try secret("pin"), pseudonym: try secret("pseudonym"), lookup: try secret("lookup"),
            cookie: try secret("cookie"), vault: try secret("vault"))
    }
}

public enum KeyRingError: Error, CustomStringConvertible {
    case damaged(String)
    case unwritable(String)

    public var description: String {
        switch self {
        case .damaged(let path): "the key in \(path) is damaged: it must be exactly 32 bytes"
        case .unwritable(let path): "the key \(path) cannot be written"
        }
    }
}
