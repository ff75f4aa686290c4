import Crypto

/// A key of 256 bits that lives outside the database.
public struct Secret: Sendable {
    let key: SymmetricKey

    /// Nil unless there are exactly 32 bytes.
    public init?(_ bytes: [UInt8]) {
        guard bytes.count == 32 else { return nil }
        key = SymmetricKey(data: bytes)
    }

    /// A fresh random key.
    public init() { key = SymmetricKey(size: .bits256) }

    var bytes: [UInt8] { key.withUnsafeBytes { Array($0) } }

    /// HMAC-SHA256 of a message under this key: 32 bytes.
    public func authenticate(_ message: some Sequence<UInt8>) -> [UInt8] {
        Array(HMAC<SHA256>.authenticationCode(for: Array(message), using: key))
    }

    /// Whether the code is this key's for the message; takes the same time for every wrong code.
    public func isValid(_ code: [UInt8], for message: some Sequence<UInt8>) -> Bool {
        HMAC<SHA256>.isValidAuthenticationCode(code, authenticating: Array(message), using: key)
    }
}

/// SHA-256 of bytes that come piece by piece.
public struct RunningDigest: Sendable {
    private var hash = SHA256()

    public init() {}

    public mutating func update(_ bytes: [UInt8]) { hash.update(data: bytes) }

    /// Of everything so far: 32 bytes.
    public var value: [UInt8] { Array(hash.finalize()) }
}

/// One-way functions of the ledger.
public enum Digest {
    /// SHA-256: 32 bytes.
    public static func sha256(_ bytes: some Sequence<UInt8>) -> [UInt8] {
        Array(SHA256.hash(data: Array(bytes)))
    }

    /// Commits to a content without showing it: HMAC-SHA256 under a salt that is destroyed on erasure.
    public static func commitment(of content: some Sequence<UInt8>, salt: [UInt8]) -> [UInt8] {
        Array(HMAC<SHA256>.authenticationCode(for: Array(content), using: SymmetricKey(data: salt)))
    }
}
