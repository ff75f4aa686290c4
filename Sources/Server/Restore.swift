import Acts
import Files
import Foundation
import Identity
import Kernel
import Storage
import StoragePostgreSQL
import Vault

/// Makes an installation from a backup and its keys.
public struct Restore: Sendable {
    /// What is there now.
    public struct Outcome: Sendable {
        public let manifest: BackupManifest
        /// Events in the ledger.
        public let events: Int
        /// Files that a letter names and the backup did not have.
        public let missingFiles: Int
    }

    let backup: String
    let keys: String
    let data: String
    let database: String?
    let resources: String

    public init(_ backup: String, keys: String, data: String, database: String?, resources: String) {
        self.backup = backup
        self.keys = keys
        // With a slash at its end the place beside it would lie within it.
        var path = data
        while path.count > 1, path.hasSuffix("/") { path.removeLast() }
        self.data = path
        self.database = database
        self.resources = resources
    }

    /// The installation is in its directory, opens with this program, and has been looked through. Throws without having
    /// made anything if the backup is not whole, the keys are not its own, or there is something already.
    public func perform(_ progress: @escaping @Sendable (Int) -> Void = { _ in }) async throws -> Outcome {
        let manifest = try BackupManifest.read(in: backup)
        switch (manifest.engine, database) {
        case (.sqlite, nil), (.postgresql, .some): break
        default: throw BackupError.wrongEngine(manifest.engine)
        }
        guard isFree(data) else { throw BackupError.occupied(data) }
        try checkKeys(manifest)
        let store = backup + "/" + BackupManifest.store
        guard try await Backup.digest(of: store).digest == manifest.storeDigest else {
            throw BackupError.damaged(backup, BackupManifest.store)
        }
        let aside = data + ".restoring"
        guard isFree(aside) else { throw BackupError.occupied(aside) }
        // Before the long work, not after it: a mount point or a link cannot be exchanged for another directory.
        if FileManager.default.fileExists(atPath: data), rmdir(data) != 0 {
            throw BackupError.unwritable(data, String(cString: strerror(errno)))
        }
        do {
            try await fill(aside, store, progress)
            try FileManager.default.moveItem(atPath: aside, toPath: data)
        } catch {
            try? FileManager.default.removeItem(atPath: aside)
            if let error = error as? CocoaError { throw BackupError.unwritable(aside, error.localizedDescription) }
            throw error
        }
        return try await look(manifest)
    }

    private func fill(_ folder: String, _ store: String, _ progress: @escaping @Sendable (Int) -> Void) async throws {
        let files = FileManager.default
        let place = StorePlace(data: folder, database: database)
        if database != nil {
            guard try await place.isEmptyDatabase() else { throw BackupError.databaseOccupied }
        }
        for path in [folder, folder + "/keys"] {
            try files.createDirectory(
                atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        }
        for name in try files.contentsOfDirectory(atPath: keys) where name.hasSuffix(".key") {
            try files.copyItem(atPath: keys + "/" + name, toPath: folder + "/keys/" + name)
        }
        // Never by the same file: what changes in one of them must not change in the other.
        _ = try await FileStore.copy(
            of: backup + "/" + BackupManifest.folderOfFiles, to: folder + "/files", progress)
        if let database {
            try await PostgreSQLStore.restore(store, into: database)
            try place.markDatabase()
        } else {
            try files.copyItem(atPath: store, toPath: place.path)
            try files.setAttributes([.posixPermissions: 0o600], ofItemAtPath: place.path)
        }
        await Blocking.run { sync() }
    }

    private func isFree(_ path: String) -> Bool {
        guard FileManager.default.fileExists(atPath: path) else { return true }
        return (try? FileManager.default.contentsOfDirectory(atPath: path))?.isEmpty ?? false
    }

    private func checkKeys(_ manifest: BackupManifest) throws(BackupError) {
        let found = manifest.keys.keys.sorted().map { name in (name: name, key: KeyFile(name, in: keys)) }
        guard found.contains(where: \.key.exists) else { throw .missingKeys(keys) }
        let wrong = found.filter { $0.key.check?.hexadecimal != manifest.keys[$0.name] }.map(\.name)
        guard wrong.isEmpty else { throw .wrongKeys(wrong) }
    }

    private func look(_ manifest: BackupManifest) async throws -> Outcome {
        let installation = try await Installation.open(
            data: data, database: database, resources: resources, creates: false)
        let outcome: Result<Outcome, any Error>
        do {
            let damage = try await installation.store.check()
            if let first = damage.first { throw BackupError.damaged(backup, first) }
            outcome = .success(
                Outcome(
                    manifest: manifest,
                    events: try await installation.store.read { tx in try LedgerFiguresTable.events(tx) },
                    missingFiles: try await missing(in: installation)))
        } catch {
            outcome = .failure(error)
        }
        await installation.close()
        return try outcome.get()
    }

    private func missing(in installation: Installation) async throws -> Int {
        var (after, missing): (FileAddress?, Int) = (nil, 0)
        while true {
            let last = after
            let some = try await installation.store.read { tx in
                try LetterFileTable.addresses(after: last, limit: 1000, tx)
            }
            missing += try await installation.files.missing(of: some)
            guard let next = some.last else { return missing }
            after = next
        }
    }
}
