import Acts
import Files
import Foundation
import Kernel
import Language
import Legislation
import Registry
import Storage
import StorageSQLite
import Vault

/// A data directory opened by one process: its store, keys, law and texts.
///
///     DIR/hoidap.sqlite    the store        DIR/keys/*.key    the keys, to be backed up apart from it
///     DIR/files/ab/…       files handed in, sealed
public struct Installation: Sendable {
    public let store: SQLiteStore
    public let performer: Performer
    public let catalogue: Catalogue
    public let leases: Leases
    /// Files handed in with letters.
    public let files: FileStore
    public let serverNumber: Int

    /// A server number is held so long; a server renews it, a command is done before.
    static let numberLease = 120

    /// Unless `creates`, an installation must be there already. The directory exists, its schema is this program's, its
    /// keys are those it was made with, and this process has a server number of its own.
    public static func open(data: String, resources: String, creates: Bool = true) async throws -> Installation {
        guard creates || FileManager.default.fileExists(atPath: data + "/hoidap.sqlite") else {
            throw InstallationError.nothingThere(data)
        }
        do {
            try FileManager.default.createDirectory(
                atPath: data, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        } catch {
            throw InstallationError.noDirectory(data)
        }
        let law = try Law.load(from: resources)
        let catalogue = try Catalogue.load(from: resources)
        let keys = try KeyRing.open(directory: data + "/keys")
        let files = try FileStore(directory: data + "/files")
        let store = try SQLiteStore(path: data + "/hoidap.sqlite", migrations: Modules.migrations)
        try await checkKeys(keys, in: store)
        let leases = Leases(store)
        let now = systemNow()
        let number = try await leases.takeServerNumber(until: now.adding(seconds: numberLease), at: now)
        let world = World(
            now: systemNow, zone: .vietnam, law: law, keys: keys, ids: IDMint(server: number),
            randomBytes: systemRandomBytes)
        let performer = Performer(store, world)
        if try await !store.read({ tx in try BindKeys.unbound(keys, tx) }).isEmpty {
            do {
                try await performer.perform(BindKeys(keys), by: .platform("installation"))
            } catch RegistryError.inUse {
                // Another process, starting at the same moment, has bound them.
                try await checkKeys(keys, in: store)
            }
        }
        return Installation(
            store: store, performer: performer, catalogue: catalogue, leases: leases, files: files,
            serverNumber: number)
    }

    /// Throws if a key is another than the one the store was made with: PINs and receipts would silently stop working.
    private static func checkKeys(_ keys: KeyRing, in store: SQLiteStore) async throws {
        let bound = try await store.read(KeyCheckTable.all)
        let wrong = keys.checks.filter { name, check in bound[name] != nil && bound[name] != check }.map(\.key)
        guard wrong.isEmpty else {
            await store.close()
            throw InstallationError.wrongKeys(wrong.sorted())
        }
    }

    /// The server number is free again and everything taken is written.
    public func close() async {
        try? await leases.release(Leases.name(ofServer: serverNumber))
        await store.close()
    }
}

public enum InstallationError: Error, CustomStringConvertible {
    case noDirectory(String)
    case nothingThere(String)
    case wrongKeys([String])

    public var description: String {
        switch self {
        case .noDirectory(let path): "the directory \(path) cannot be made"
        case .nothingThere(let path): "there is no installation in \(path)"
        case .wrongKeys(let names):
            """
            these keys are not the ones this installation was made with: \(names.joined(separator: ", ")). \
            Restore them from the backup of the keys directory; nothing was changed in the store
            """
        }
    }
}

@Sendable func systemNow() -> Instant {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    return Instant(milliseconds: Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000)
}

@Sendable func systemRandomBytes(_ count: Int) -> [UInt8] {
    var generator = SystemRandomNumberGenerator()
    var bytes: [UInt8] = []
    bytes.reserveCapacity(count + 7)
    while bytes.count < count {
        withUnsafeBytes(of: generator.next()) { bytes.append(contentsOf: $0) }
    }
    return Array(bytes.prefix(count))
}
