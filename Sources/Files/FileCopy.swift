import Foundation

extension FileStore {
    /// How many files a copy has, and their size.
    public struct Copied: Hashable, Sendable {
        public var count = 0
        public var bytes: Int64 = 0
    }

    /// Puts every kept file into another folder. Those that an earlier copy has already are not written again: both copies
    /// name the same file. What is removed meanwhile is left out. `progress` is told how many are done. Throws
    /// `CancellationError` if its task is cancelled.
    public func copy(
        to folder: String, sharing earlier: String?, _ progress: @escaping @Sendable (Int) -> Void
    ) async throws -> Copied {
        try await Self.copy(of: directory, to: folder, sharing: earlier, progress)
    }

    /// The same with the folder of a copy, which is only read.
    public static func copy(
        of source: String, to folder: String, sharing earlier: String? = nil,
        _ progress: @escaping @Sendable (Int) -> Void
    ) async throws -> Copied {
        var copied = Copied()
        for shard in 0..<256 {
            try Task.checkCancellation()
            let before = copied.count
            let some = try await FileWork.run {
                try copyShard([UInt8(shard)].hexadecimal, of: source, to: folder, sharing: earlier) {
                    progress(before + $0)
                }
            }
            copied.count += some.count
            copied.bytes += some.bytes
        }
        return copied
    }

    /// How many of these files are not kept here.
    public func missing(of addresses: [FileAddress]) async throws -> Int {
        let paths = addresses.map(path)
        return try await FileWork.run { paths.count { Self.size($0) == nil } }
    }

    private static func copyShard(
        _ shard: String, of source: String, to folder: String, sharing earlier: String?, _ progress: (Int) -> Void
    ) throws -> Copied {
        let target = folder + "/" + shard
        var copied = Copied()
        for name in try namesToCopy(in: source + "/" + shard) where FileAddress(hexadecimal: shard + name) != nil {
            let (from, to) = (source + "/" + shard + "/" + name, target + "/" + name)
            guard let size = size(from) else { continue }
            do {
                try FileManager.default.createDirectory(
                    atPath: target, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
                // The name tells the content: the same name is the same file, if all of it is there.
                let shared = earlier.map { $0 + "/" + shard + "/" + name }
                if shared.map({ self.size($0) == size && link($0, to) == 0 }) != true {
                    try FileManager.default.copyItem(atPath: from, toPath: to)
                }
            } catch {
                if self.size(from) == nil { continue }
                throw FileError.unavailable("copy \(from): \(error.localizedDescription)")
            }
            copied.count += 1
            copied.bytes += size
            progress(copied.count)
        }
        return copied
    }

    /// None where there is no folder; a folder that cannot be read would make a copy that is not whole.
    private static func namesToCopy(in folder: String) throws -> [String] {
        do {
            return try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
        } catch {
            guard FileManager.default.fileExists(atPath: folder) else { return [] }
            throw FileError.unavailable("read \(folder): \(error.localizedDescription)")
        }
    }

    private static func size(_ path: String) -> Int64? {
        var status = stat()
        return lstat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFREG ? Int64(status.st_size) : nil
    }
}
