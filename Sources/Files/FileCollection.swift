import Foundation
import Kernel
import Vault

extension FileStore {
    /// Removes kept files older than that many seconds that nothing refers to, and what broken-off writes left behind.
    /// Returns how many were removed.
    ///
    /// `referenced` is asked which of some addresses an act refers to. Younger files may belong to an act on its way.
    @discardableResult
    public func collect(
        olderThan seconds: Int = 86_400, at now: Instant,
        keeping referenced: @Sendable ([FileAddress]) async throws -> Set<FileAddress>
    ) async throws -> Int {
        let before = now.adding(seconds: -seconds)
        var removed = 0
        for shard in 0..<256 {
            let old = try await FileWork.run { self.addresses(inShard: UInt8(shard), before: before) }
            for start in stride(from: 0, to: old.count, by: Self.askedAtOnce) {
                let some = Array(old[start..<min(start + Self.askedAtOnce, old.count)])
                let kept = try await referenced(some)
                for address in some where !kept.contains(address) {
                    let path = path(address)
                    removed += try await FileWork.run { try remove(path, before: before) ? 1 : 0 }
                }
            }
        }
        return removed + (try await FileWork.run { try removeLeftovers(before: before) })
    }

    private func removeLeftovers(before: Instant) throws -> Int {
        try Self.names(in: incoming).reduce(0) { try $0 + (remove(incoming + "/" + $1, before: before) ? 1 : 0) }
    }

    private static let askedAtOnce = 500

    private func addresses(inShard shard: UInt8, before: Instant) -> [FileAddress] {
        let folder = [shard].hexadecimal
        return Self.names(in: directory + "/" + folder).compactMap { name in
            guard let address = FileAddress(hexadecimal: folder + name),
                isOlder(path(address), before)
            else { return nil }
            return address
        }
    }

    static func names(in folder: String) -> [String] {
        ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).sorted()
    }

    /// Looks at its age again, now that nobody can put it there anew: the same file may have been kept a moment ago.
    private func remove(_ path: String, before: Instant) throws -> Bool {
        try alone { isOlder(path, before) && unlink(path) == 0 }
    }

    private func isOlder(_ path: String, _ before: Instant) -> Bool {
        var status = stat()
        guard lstat(path, &status) == 0 else { return false }
        return Int64(status.st_mtim.tv_sec) * 1000 < before.milliseconds
    }
}
