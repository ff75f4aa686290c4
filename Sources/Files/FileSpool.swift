import Foundation
import Vault

/// Where files wait while a request is read: nameless files, sealed under a key that only this process holds. They are
/// gone when nobody refers to them any more, also after a crash.
public struct FileSpool: Sendable {
    let directory: String

    init(directory: String) { self.directory = directory }

    func create() async throws -> Descriptor {
        let path = directory + "/" + Token().description + ".spool"
        return try await FileWork.run {
            let file = try Descriptor(creating: path)
            unlink(path)
            return file
        }
    }
}

/// A file that came with a request, whole, recognised, and not kept yet.
public struct SpooledFile: Sendable {
    public let name: FileName
    public let kind: FileKind
    /// Bytes.
    public let size: Int
    /// SHA-256 of the content: the same file sent again has the same. Never stored.
    public let digest: [UInt8]
    public let content: SealedContent
}

/// Spools one file as it comes.
struct SpoolWriter: Sendable {
    let name: FileName
    private let file: Descriptor
    private let key = DataKey.random()
    private var writer: SealedWriter
    private var digest = RunningDigest()
    private var head: [UInt8] = []

    var size: Int { writer.size }
    var buffered: Int { writer.buffered + head.count }

    init(_ name: FileName, in spool: FileSpool) async throws {
        self.name = name
        file = try await spool.create()
        writer = try await SealedWriter(file, under: key, for: Self.context)
    }

    mutating func write(_ bytes: [UInt8]) async throws {
        head.append(contentsOf: bytes.prefix(FileKind.headLength - head.count))
        digest.update(bytes)
        try await writer.write(bytes)
    }

    /// Throws `FileError.empty` or `.unknownKind` if this is no file we take.
    mutating func finish() async throws -> SpooledFile {
        guard size > 0 else { throw FileError.empty(name) }
        guard let kind = FileKind.recognised(in: head) else { throw FileError.unknownKind(name) }
        try await writer.finish()
        return SpooledFile(
            name: name, kind: kind, size: size, digest: digest.value,
            content: try await SealedContent(file, under: key, for: Self.context))
    }

    private static let context = Array("spool".utf8)
}
