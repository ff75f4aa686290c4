import Vault

/// Where a kept file lies: named by its content and the key of its letter, so that the same picture in two letters has
/// two addresses that tell nothing about each other.
public struct FileAddress: Hashable, Sendable, CustomStringConvertible {
    /// 32 bytes.
    public let bytes: [UInt8]

    /// The address of a content with this SHA-256 under a key.
    public init(of digest: [UInt8], under key: DataKey) {
        bytes = key.authenticate(Array("file ".utf8) + digest)
    }

    /// Nil unless there are exactly 32 bytes.
    public init?(bytes: [UInt8]) {
        guard bytes.count == 32 else { return nil }
        self.bytes = bytes
    }

    /// Nil unless there are exactly 64 hexadecimal digits.
    init?(hexadecimal text: String) {
        guard let address = [UInt8](hexadecimal: text).flatMap(FileAddress.init(bytes:)) else { return nil }
        self = address
    }

    /// 64 hexadecimal digits.
    public var description: String { bytes.hexadecimal }

    /// The folder it lies in.
    var shard: String { String(description.prefix(2)) }

    /// Its name in the folder.
    var name: String { String(description.dropFirst(2)) }
}
