import Acts
import Files
import Foundation
import Kernel
import Language
import Legislation
import Registry
import Storage
import Vault

/// A data directory opened by one process: its store, keys, law and texts.
///
///     DIR/hoidap.sqlite    the store        DIR/keys/*.key    the keys, to be backed up apart from it
///     DIR/files/ab/…       files handed in, sealed
///
/// The store may be a database of PostgreSQL instead; DIR stays the place of keys and files.
public struct Installation: Sendable {
    /// The directory.
    public let data: String
    public let store: any BulkStore
    public let performer: Performer
    public let catalogue: Catalogue
    public let leases: Leases
    /// Files handed in with letters.
    public let files: FileStore
    public let serverNumber: Int

    /// Performs the acts of long work, such as an import, which waits while the store is busy.
    public var patient: Performer { performer.patient }

    /// A server number is held so long; a server renews it, a command is done before.
    static let numberLease = 120

    /// Unless `creates`, an installation must be there already. The directory exists, its schema is this program's, its
    /// keys are those it was made with, and this process has a server number of its own.
    public static func open(
        data: String, database: String? = nil, resources: String, creates: Bool = true
    ) async throws -> Installation {
        let place = StorePlace(data: data, database: database)
        guard creates || place.isThere else { throw InstallationError.nothingThere(data) }
        try place.requireOneEngine()
        do {
            try FileManager.default.createDirectory(
                atPath: data, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        } catch {
            throw InstallationError.noDirectory(data)
        }
        let law = try Law.load(from: resources)
        let catalogue = try Catalogue.load(from: resources)
        let (keys, files) = try folders(data)
        let store = try await place.open(creates: creates)
        do {
            return try await open(data, store, law: law, catalogue: catalogue, keys: keys, files: files)
        } catch {
            await store.close()
            if database == nil, case StoreError.engine(let reason) = error { throw place.unusable(reason) }
            throw error
        }
    }

    /// The keys and the files of a directory, which may not be ours to write in.
    private static func folders(_ data: String) throws -> (KeyRing, FileStore) {
        do {
            return (try KeyRing.open(directory: data + "/keys"), try FileStore(directory: data + "/files"))
        } catch let error as KeyRingError {
            throw error
        } catch {
            throw InstallationError.notWritable(data)
        }
    }

    private static func open(
        _ data: String, _ store: any BulkStore, law: Law, catalogue: Catalogue, keys: KeyRing, files: FileStore
    ) async throws -> Installation {
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
            data: data, store: store, performer: performer, catalogue: catalogue, leases: leases, files: files,
            serverNumber: number)
    }

    /// Throws if a key is another than the one the store was made with: PINs and receipts would silently stop working.
    private static func checkKeys(_ keys: KeyRing, in store: any RecordStore) async throws {
        let bound = try await store.read(KeyCheckTable.all)
        let wrong = keys.checks.filter { name, check in bound[name] != nil && bound[name] != check }.map(\.key)
        guard wrong.isEmpty else { throw InstallationError.wrongKeys(wrong.sorted()) }
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
    case notWritable(String)
    /// The file of the store is no sound database; what the engine says.
    case fileDamaged(String, String)
    /// The file of the store cannot be opened or written; what the engine says.
    case fileUnusable(String, String)
    /// The database holds no installation.
    case nothingInDatabase
    /// Why the database cannot be the store.
    case database(String)
    /// The directory's store is the other one: nothing was made or changed.
    case storeIsDatabase(String)
    case storeIsFile(String)
    case wrongKeys([String])

    public var description: String {
        switch self {
        case .noDirectory(let path): "the directory \(path) cannot be made"
        case .nothingThere(let path): "there is no installation in \(path)"
        case .notWritable(let path): "the directory \(path) cannot be written by this user"
        case .fileDamaged(let path, let reason):
            "the store \(path) is damaged, or no database (\(reason)): put it back from the last copy"
        case .fileUnusable(let path, let reason):
            "the store \(path) cannot be written (\(reason)): see to the owner and mode of it and its directory"
        case .database(let reason): reason
        case .nothingInDatabase: "there is no installation in the database"
        case .storeIsDatabase(let path): "the store of \(path) is a database: name it with --database"
        case .storeIsFile(let path): "the store of \(path) is the file hoidap.sqlite: it needs no --database"
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
