import Foundation
import Kernel

/// A folder with backups of one installation, each in a folder of its own named by its instant. One is written at a time.
struct BackupFolder: Sendable {
    let path: String

    /// The folder is there, for its owner only.
    init(_ path: String) throws(BackupError) {
        self.path = path
        do {
            try FileManager.default.createDirectory(
                atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        } catch {
            throw .unwritable(path, error.localizedDescription)
        }
    }

    /// The whole backups, oldest first. What was broken off, and what others keep here, is not among them.
    var backups: [String] {
        ((try? FileManager.default.contentsOfDirectory(atPath: path)) ?? [])
            .filter { $0.hasPrefix(Self.prefix) && !$0.hasSuffix(Self.unfinished) }
            .filter { FileManager.default.fileExists(atPath: "\(path)/\($0)/\(BackupManifest.file)") }
            .sorted().map { "\(path)/\($0)" }
    }

    /// Where a backup begun at an instant will be: `hoidap-2026-11-28T10-15-00-123Z`.
    func place(at instant: Instant) -> String {
        let zone = Zone(name: "UTC") { _ in 0 }
        let time = zone.iso8601(instant).prefix(19).replacing(":", with: "-")
        let rest = String(instant.milliseconds % 1000)
        return "\(path)/\(Self.prefix)\(time)-\(String(repeating: "0", count: 3 - rest.count))\(rest)Z"
    }

    static func unfinished(_ place: String) -> String { place + unfinished }

    /// Runs `body` while nobody else writes here. Throws `busy` if somebody does.
    func alone<T>(_ body: () async throws -> T) async throws -> T {
        let lock = open(path + "/.lock", O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard lock >= 0 else { throw BackupError.unwritable(path, String(cString: strerror(errno))) }
        defer { close(lock) }
        guard flock(lock, LOCK_EX | LOCK_NB) == 0 else { throw BackupError.busy(path) }
        return try await body()
    }

    /// What others broke off, in making a backup or in removing one, is gone. Only while nobody else writes here.
    func removeUnfinished() {
        for name in (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
        where name.hasPrefix(Self.prefix) && name.hasSuffix(Self.unfinished) {
            try? FileManager.default.removeItem(atPath: "\(path)/\(name)")
        }
    }

    /// No more than the newest ones are left.
    func rotate(keeping count: Int) throws(BackupError) {
        for place in backups.dropLast(count) {
            do {
                // First no longer a backup: a half removed one must not be taken for whole, and is removed next time.
                let going = Self.unfinished(place)
                try FileManager.default.moveItem(atPath: place, toPath: going)
                try FileManager.default.removeItem(atPath: going)
            } catch {
                throw .unremovable(place, error.localizedDescription)
            }
        }
    }

    private static let prefix = "hoidap-"
    private static let unfinished = ".unfinished"
}

/// What a backup says of itself, in `backup.json`: written last, so that a folder without it is no backup.
public struct BackupManifest: Codable, Hashable, Sendable {
    public enum Engine: String, Codable, Sendable {
        case sqlite
        case postgresql
    }

    /// 1; a program refuses a number it does not know.
    public let format: Int
    /// The version of the program that made it.
    public let program: String
    public let engine: Engine
    /// Milliseconds since 1970 UTC: everything acknowledged until then is contained.
    public let contains: Int64
    /// The same in Vietnam's time, for people.
    public let containsText: String
    public let storeBytes: Int64
    /// SHA-256 of the file `store`, in hexadecimal digits.
    public let storeDigest: String
    public let files: Int
    public let fileBytes: Int64
    /// A check value of each key of the installation; it tells nothing about the key.
    public let keys: [String: String]

    static let file = "backup.json"
    static let store = "store"
    static let folderOfFiles = "files"
    static let knownFormat = 1

    /// Throws if there is none, or this program cannot read it.
    static func read(in place: String) throws(BackupError) -> BackupManifest {
        guard let bytes = FileManager.default.contents(atPath: place + "/" + file) else { throw .noBackup(place) }
        guard let manifest = try? JSONDecoder().decode(BackupManifest.self, from: bytes) else {
            throw .damaged(place, file)
        }
        guard manifest.format == knownFormat else { throw .newer(place, manifest.program) }
        return manifest
    }

    func write(in place: String) throws(BackupError) {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        let path = place + "/" + Self.file
        guard let bytes = try? encoder.encode(self),
            FileManager.default.createFile(atPath: path, contents: bytes, attributes: [.posixPermissions: 0o600])
        else { throw .unwritable(path, String(cString: strerror(errno))) }
    }
}

/// Why a backup was not made or kept as asked, or cannot be restored. Nothing was changed in the installation.
public enum BackupError: Error, CustomStringConvertible {
    case unwritable(String, String)
    /// An old backup stays although a new one was made.
    case unremovable(String, String)
    /// Another process writes a backup to the same folder.
    case busy(String)
    /// A folder for backups inside the installation would be lost with it.
    case inside(String)
    case keysBeside(String)
    /// The folder has keys of another installation.
    case otherKeys(String)
    case noBackup(String)
    case newer(String, String)
    /// The backup has a file that is not the one that was written.
    case damaged(String, String)
    case occupied(String)
    case databaseOccupied
    case wrongEngine(BackupManifest.Engine)
    case missingKeys(String)
    case wrongKeys([String])

    public var description: String {
        switch self {
        case .unwritable(let path, let reason): "\(path) cannot be written: \(reason)"
        case .unremovable(let path, let reason):
            "a new backup was made, but the old one \(path) cannot be removed: \(reason)"
        case .busy(let path): "another process writes a backup to \(path) at the moment"
        case .inside(let path): "\(path) lies inside the installation and would be lost with it: name another folder"
        case .keysBeside(let path):
            "\(path) lies beside or inside the backups: whoever finds both can read everything; name another folder"
        case .otherKeys(let path): "\(path) holds keys of another installation; nothing was written"
        case .noBackup(let path): "there is no whole backup in \(path)"
        case .newer(let path, let version):
            "\(path) was made by version \(version) of this program, which this one cannot read"
        case .damaged(let path, let file): "\(file) in \(path) is not as it was written: take another backup"
        case .occupied(let path): "\(path) is not empty: a backup is restored into a new or empty directory"
        case .databaseOccupied: "the database is not empty: a backup is restored into a new database"
        case .wrongEngine(.sqlite): "the backup is of a store in a file: leave out --database"
        case .wrongEngine(.postgresql): "the backup is of a PostgreSQL database: name a new one with --database"
        case .missingKeys(let path): "there is no key of the backup in \(path); nothing was made"
        case .wrongKeys(let names):
            "these keys are not those of the backup: \(names.joined(separator: ", ")); nothing was made"
        }
    }
}
