import Acts
import Files
import Foundation
import Kernel
import Storage
import Vault

/// Makes backups of an installation, beside everything else that goes on in it.
public struct Backup: Sendable {
    /// A backup that was made.
    public struct Made: Sendable {
        public let place: String
        public let manifest: BackupManifest
    }

    let installation: Installation
    let folder: BackupFolder
    let keep: Int

    /// Backups go to a folder, which is made if it is not there, and the newest `keep` of them stay. Throws if the folder
    /// lies within the installation.
    public init(of installation: Installation, to folder: String, keep: Int) throws(BackupError) {
        guard !contains(installation.data, folder) else { throw .inside(folder) }
        self.installation = installation
        self.folder = try BackupFolder(folder)
        self.keep = keep
    }

    /// A whole backup is there when this returns, and the installation knows of it; it also knows of one that failed. One
    /// that was interrupted because the program ends is no failure.
    public func make(_ progress: @escaping @Sendable (Int) -> Void = { _ in }) async throws -> Made {
        do {
            return try await folder.alone {
                let made = try await write(progress)
                let known = Backups.Made(
                    at: systemNow(), contains: Instant(milliseconds: made.manifest.contains), place: made.place,
                    bytes: made.manifest.storeBytes + made.manifest.fileBytes)
                try await installation.store.write(.through) { tx in try BackupTable.note(known, tx) }
                // After it is known: where old ones cannot be removed, new ones must not come every half hour.
                try folder.rotate(keeping: keep)
                return made
            }
        } catch {
            if error is CancellationError { throw error }
            let failed = Backups.Failed(at: systemNow(), place: folder.path, reason: "\(error)")
            try? await installation.store.write(.through) { tx in try BackupTable.note(failed, tx) }
            throw error
        }
    }

    private func write(_ progress: @escaping @Sendable (Int) -> Void) async throws -> Made {
        folder.removeUnfinished()
        let earlier = folder.backups.last
        let begun = systemNow()
        let place = folder.place(at: begun)
        let unfinished = BackupFolder.unfinished(place)
        do {
            try FileManager.default.createDirectory(
                atPath: unfinished, withIntermediateDirectories: false, attributes: [.posixPermissions: 0o700])
            let store = unfinished + "/" + BackupManifest.store
            try await installation.store.copy(to: store)
            // After the store: a file is kept before anything refers to it, so the copy has every file its store names.
            let files = try await installation.files.copy(
                to: unfinished + "/" + BackupManifest.folderOfFiles,
                sharing: earlier.map { $0 + "/" + BackupManifest.folderOfFiles }, progress)
            let (digest, bytes) = try await Self.digest(of: store)
            let manifest = BackupManifest(
                format: BackupManifest.knownFormat, program: Version.text,
                engine: installation.store.dialect == .sqlite ? .sqlite : .postgresql, contains: begun.milliseconds,
                containsText: Zone.vietnam.iso8601(begun), storeBytes: bytes, storeDigest: digest,
                files: files.count, fileBytes: files.bytes,
                keys: installation.performer.world.keys.checks.mapValues(\.hexadecimal))
            try manifest.write(in: unfinished)
            // All of it is on disk before it is called a backup.
            await Blocking.run { sync() }
            try FileManager.default.moveItem(atPath: unfinished, toPath: place)
            // And so is its name, before an older one goes.
            await Blocking.run { sync() }
            return Made(place: place, manifest: manifest)
        } catch {
            try? FileManager.default.removeItem(atPath: unfinished)
            if let error = error as? CocoaError { throw BackupError.unwritable(unfinished, error.localizedDescription) }
            throw error
        }
    }

    /// SHA-256 of a file in hexadecimal digits, and its length.
    static func digest(of path: String) async throws -> (digest: String, bytes: Int64) {
        try await Blocking.run {
            guard let file = FileHandle(forReadingAtPath: path) else { throw BackupError.damaged(path, "") }
            defer { try? file.close() }
            var digest = RunningDigest()
            var bytes: Int64 = 0
            while let piece = try file.read(upToCount: 1 << 20), !piece.isEmpty {
                digest.update([UInt8](piece))
                bytes += Int64(piece.count)
            }
            return (digest.value.hexadecimal, bytes)
        }
    }

    /// The keys are in a folder of their own too, apart from the backups. Those there already must be the same.
    public func copyKeys(to target: String) throws {
        guard !contains(installation.data, target) else { throw BackupError.inside(target) }
        guard !contains(folder.path, target), !contains(target, folder.path) else {
            throw BackupError.keysBeside(target)
        }
        let source = installation.data + "/keys"
        let names = try FileManager.default.contentsOfDirectory(atPath: source).filter { $0.hasSuffix(".key") }
        let differs = names.contains { name in
            FileManager.default.contents(atPath: target + "/" + name).map {
                $0 != FileManager.default.contents(atPath: source + "/" + name)
            } ?? false
        }
        guard !differs else { throw BackupError.otherKeys(target) }
        do {
            try FileManager.default.createDirectory(
                atPath: target, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
            for name in names where !FileManager.default.fileExists(atPath: target + "/" + name) {
                try FileManager.default.copyItem(atPath: source + "/" + name, toPath: target + "/" + name)
            }
            sync()
        } catch {
            throw BackupError.unwritable(target, error.localizedDescription)
        }
    }

    /// Makes a backup again and again. It looks every half hour whether the last one is older than so many hours, so that
    /// one that failed is tried again, and a server that was off makes up for it.
    func job(everyHours hours: Int) -> Job {
        Job("backup", everySeconds: 1800) { _ in
            // Those in this folder count: one that somebody makes elsewhere does not keep it empty.
            let last = folder.backups.last.flatMap { try? BackupManifest.read(in: $0) }?.contains
            if let last, Instant(milliseconds: last).adding(seconds: hours * 3600 - 900) > systemNow() { return }
            _ = try await make()
        }
    }
}

/// Whether a path is a folder or lies in it.
private func contains(_ folder: String, _ path: String) -> Bool {
    // What does not exist yet lies where the part of it that exists lies, behind whatever link.
    func parts(_ path: String) -> [String] {
        var there = URL(fileURLWithPath: path).standardizedFileURL
        var rest: [String] = []
        while there.pathComponents.count > 1, !FileManager.default.fileExists(atPath: there.path) {
            rest.insert(there.lastPathComponent, at: 0)
            there.deleteLastPathComponent()
        }
        return there.resolvingSymlinksInPath().pathComponents + rest
    }
    return parts(path).starts(with: parts(folder))
}
