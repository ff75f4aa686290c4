import Foundation
import Vault

/// Files handed in with letters, each sealed under the key of its letter, in DIR/ab/…; every server of an installation
/// uses the same directory.
///
/// A file is kept *before* the act that refers to it. What no act came to refer to is collected a day later.
public struct FileStore: Sendable {
    public let spool: FileSpool
    let directory: String

    /// The directory is there, for its owner only.
    public init(directory: String) throws(FileError) {
        self.directory = directory
        spool = FileSpool(directory: directory + "/incoming")
        do {
            try FileManager.default.createDirectory(
                atPath: incoming, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        } catch {
            throw .unavailable("\(directory): \(error)")
        }
    }

    /// The file is on disk under the letter's key when this returns. Keeping it twice leaves it once.
    public func keep(_ file: SpooledFile, under key: DataKey) async throws -> FileAddress {
        try await keep(FileAddress(of: file.digest, under: key), under: key) { writer in
            for try await piece in file.content { try await writer.write(piece) }
        }
    }

    /// The same for a small content in memory.
    public func keep(_ bytes: [UInt8], under key: DataKey) async throws -> FileAddress {
        try await keep(FileAddress(of: Digest.sha256(bytes), under: key), under: key) { writer in
            try await writer.write(bytes)
        }
    }

    /// The content of a kept file, read piece by piece. Throws `FileError.damaged` if it is not there, was changed, or
    /// lies under another key.
    public func open(_ address: FileAddress, under key: DataKey) async throws -> SealedContent {
        let path = path(address)
        let file = try await FileWork.run { try Descriptor(reading: path) }
        return try await SealedContent(file, under: key, for: address.bytes)
    }

    /// The file is gone; nothing happens if it was not there.
    public func delete(_ address: FileAddress) async throws {
        let path = path(address)
        try await FileWork.run {
            guard unlink(path) == 0 || errno == ENOENT else { throw FileError.system("unlink", path) }
        }
    }

    private func keep(
        _ address: FileAddress, under key: DataKey, _ content: (inout SealedWriter) async throws -> Void
    ) async throws -> FileAddress {
        let aside = incoming + "/" + Token().description + ".new"
        do {
            let file = try await FileWork.run { try Descriptor(creating: aside) }
            var writer = try await SealedWriter(file, under: key, for: address.bytes)
            try await content(&writer)
            try await writer.finish()
            try await FileWork.run {
                try file.sync()
                try place(aside, at: address)
            }
            return address
        } catch {
            _ = try? await FileWork.run { unlink(aside) }
            throw error
        }
    }

    /// Moves a complete file to its address; the name is on disk too when this returns.
    private func place(_ aside: String, at address: FileAddress) throws {
        let shard = directory + "/" + address.shard
        let made = mkdir(shard, 0o700) == 0
        guard made || errno == EEXIST else { throw FileError.system("mkdir", shard) }
        if made { try Descriptor(reading: directory).sync() }
        try alone {
            guard rename(aside, path(address)) == 0 else { throw FileError.system("rename", path(address)) }
        }
        try Descriptor(reading: shard).sync()
    }

    /// Between files that are put in their place and old ones that are removed: one at a time, over all processes.
    func alone<T>(_ body: () throws -> T) throws -> T {
        let lock = try Descriptor(locking: directory + "/lock")
        return try withExtendedLifetime(lock) { try body() }
    }

    var incoming: String { directory + "/incoming" }

    func path(_ address: FileAddress) -> String { directory + "/" + address.shard + "/" + address.name }
}
