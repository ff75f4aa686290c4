import Acts
import Cases
import Files
import Foundation
import Identity
import Kernel
import Registry
import Storage
import StorageSQLite

/// Stores for tests: each a copy of a template that was migrated and furnished once, with guards on every record table.
public enum TestStore {
    /// The modules of the domain, in the order in which they depend on each other.
    public static let modules: [Module] = [.acts, .registry, .identity, .cases]

    /// An empty store of these modules. Its file is in memory where the machine has such a place.
    public static func empty(
        _ modules: [Module] = TestStore.modules, _ change: (inout SQLiteStore.Configuration) -> Void = { _ in }
    ) throws -> SQLiteStore {
        try open(freshPath(), modules, change)
    }

    /// A store at a path, with the settings of tests.
    public static func open(
        _ path: String, _ modules: [Module] = TestStore.modules,
        _ change: (inout SQLiteStore.Configuration) -> Void = { _ in }
    ) throws -> SQLiteStore {
        var configuration = SQLiteStore.Configuration()
        configuration.durability = .off
        configuration.guardsRecords = true
        if let log = StatementLog.shared { configuration.onStatement = { sql, site in log.add(sql, site) } }
        change(&configuration)
        let migrations = modules.flatMap(\.migrations)
        StatementLog.shared?.add(schema: migrations)
        return try SQLiteStore(path: path, migrations: migrations, configuration)
    }

    /// An empty store of files.
    public static func files() throws -> FileStore { try FileStore(directory: freshPath() + ".files") }

    /// A path nobody has used; the file is removed when the process ends.
    public static func freshPath() -> String {
        folder + "/\(UInt64.random(in: 0...UInt64.max)).sqlite"
    }

    private static let folder: String = {
        let base = FileManager.default.isWritableFile(atPath: "/dev/shm") ? "/dev/shm" : NSTemporaryDirectory()
        let folder = base + "/hoidap-tests-\(ProcessInfo.processInfo.processIdentifier)"
        try? FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        atexit {
            let base = FileManager.default.isWritableFile(atPath: "/dev/shm") ? "/dev/shm" : NSTemporaryDirectory()
            try? FileManager.default.removeItem(
                atPath: base + "/hoidap-tests-\(ProcessInfo.processInfo.processIdentifier)")
        }
        return folder
    }()
}
