import Crypto
import Foundation

/// The key of one letter or person, 256 bits. Whatever is sealed under it is lost for good when its wrapped form is
/// destroyed.
public struct DataKey: Sendable {
    private let bytes: [UInt8]
    private let sealing: SymmetricKey
    private let naming: SymmetricKey

    /// Nil unless there are exactly 32 bytes.
    public init?(_ bytes: [UInt8]) {
        guard bytes.count == 32 else { return nil }
        self.init(material: bytes)
    }

    private init(material: [UInt8]) {
        bytes = material
        let root = SymmetricKey(data: material)
        func derived(_ purpose: String) -> SymmetricKey {
            HKDF<SHA256>.deriveKey(inputKeyMaterial: root, info: Data(purpose.utf8), outputByteCount: 32)
        }
        // A key for each use, so that no use tells anything about another.
        sealing = derived("hoidap seal 1")
        naming = derived("hoidap name 1")
    }

    /// A key that nobody had before.
    public static func random() -> DataKey { DataKey(material: Secret().bytes) }

    /// The bytes encrypted and protected (AES-256-GCM under a random nonce), 28 bytes longer. They open only under
    /// this key and in the same context.
    public func seal(_ bytes: [UInt8], for context: [UInt8]) throws -> [UInt8] {
        try Self.seal(bytes, under: sealing, for: context)
    }

    /// Throws `SealError.broken` if anything was changed, or the key or the context is another.
    public func open(_ sealed: [UInt8], for context: [UInt8]) throws(SealError) -> [UInt8] {
        try Self.open(sealed, under: sealing, for: context)
    }

    /// HMAC-SHA256 under this key: 32 bytes that name a content within one letter and tell nothing about it.
    public func authenticate(_ message: [UInt8]) -> [UInt8] {
        Array(HMAC<SHA256>.authenticationCode(for: message, using: naming))
    }

    /// The key as it is stored: sealed under a key of the ring, for one owner.
    public func wrapped(under master: Secret, for owner: [UInt8]) throws -> WrappedKey {
        WrappedKey(bytes: try Self.seal(bytes, under: master.key, for: Self.wrapping + owner))
    }

    /// Throws `SealError.broken` unless the key was wrapped under this master for this owner.
    public init(_ wrapped: WrappedKey, under master: Secret, for owner: [UInt8]) throws(SealError) {
        let bytes = try Self.open(wrapped.bytes, under: master.key, for: Self.wrapping + owner)
        guard bytes.count == 32 else { throw .broken }
        self.init(material: bytes)
    }

    /// A key for the frames of one long content, named by random bytes that stand at its beginning.
    public func frames(named salt: [UInt8]) -> FrameSeal {
        FrameSeal(
            HKDF<SHA256>.deriveKey(
                inputKeyMaterial: sealing, salt: salt, info: Data("hoidap frames 1".utf8), outputByteCount: 32))
    }

    private static let wrapping = Array("hoidap wrap 1 ".utf8)

    private static func seal(_ bytes: [UInt8], under key: SymmetricKey, for context: [UInt8]) throws -> [UInt8] {
        let box = try AES.GCM.seal(bytes, using: key, authenticating: context)
        return Array(box.nonce) + Array(box.ciphertext) + Array(box.tag)
    }

    private static func open(
        _ sealed: [UInt8], under key: SymmetricKey, for context: [UInt8]
    ) throws(SealError) -> [UInt8] {
        do {
            return Array(try AES.GCM.open(AES.GCM.SealedBox(combined: sealed), using: key, authenticating: context))
        } catch {
            throw .broken
        }
    }
}

/// A data key sealed under a key of the ring; safe to store beside what it opens.
public struct WrappedKey: Hashable, Sendable {
    public let bytes: [UInt8]

    public init(bytes: [UInt8]) { self.bytes = bytes }
}

public enum SealError: Error, Equatable {
    /// The bytes were changed, cut or moved, or the key or the context is not the one they were sealed with.
    case broken
}
