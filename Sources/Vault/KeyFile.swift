import Foundation

/// One file of a directory of keys, looked at without making or changing anything.
public struct KeyFile: Sendable {
    public let path: String

    /// The file of the key with that name.
    public init(_ name: String, in directory: String) { path = "\(directory)/\(name).key" }

    public var exists: Bool { FileManager.default.fileExists(atPath: path) }

    /// The check value of the key in it; nil if it cannot be read or is no key.
    public var check: [UInt8]? {
        FileManager.default.contents(atPath: path).flatMap { Secret([UInt8]($0)) }?.check
    }
}

extension Secret {
    /// Tells this key from another, and tells nothing about it: 16 bytes.
    var check: [UInt8] { Array(authenticate("check".utf8).prefix(16)) }
}
