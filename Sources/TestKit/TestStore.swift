import Acts
import Cases
import Documents
import Files
import Foundation
import Identity
import Kernel
import Notices
import Registry
import Storage
import StoragePostgreSQL
import StorageSQLite

/// Where a test's store lies: a file, or a database of the cluster that HOIDAP_TEST_DATABASE is the address of.
public struct TestPlace: Sendable {
    let number: UInt64

    /// A place nobody has used; nothing of it is left when the process and the cluster have ended.
    public static func fresh() -> TestPlace { TestPlace(number: UInt64.random(in: 0...UInt64.max)) }

    /// The file, if the engine of these tests is SQLite.
    var path: String { "\(TestStore.folder)/\(number).sqlite" }
}

/// Stores for tests: each a copy of a template that was migrated and furnished once, with guards on every record table.
public enum TestStore {
    /// The modules of the domain, in the order in which they depend on each other.
    public static let modules: [Module] = [.acts, .registry, .identity, .notices, .documents, .cases]

    /// The engine of these tests: PostgreSQL if HOIDAP_TEST_DATABASE says where.
    public static let engine: Dialect = TestCluster.shared == nil ? .sqlite : .postgresql

    /// An empty store of these modules. It is in memory where the machine has such a place.
    public static func empty(_ modules: [Module] = TestStore.modules) async throws -> any RecordStore {
        try await open(.fresh(), modules)
    }

    /// A store at a place, with the settings of tests.
    public static func open(
        _ place: TestPlace, _ modules: [Module] = TestStore.modules
    ) async throws -> any RecordStore {
        let migrations = modules.flatMap(\.migrations)
        StatementLog.shared?.add(schema: migrations)
        return try await open(place, migrations, logged(nil))
    }

    /// The address of a new, empty database for an installation to be in, if the engine of these tests is PostgreSQL.
    public static func freshDatabase() async throws -> String? {
        guard let cluster = TestCluster.shared else { return nil }
        let place = TestPlace.fresh()
        try await cluster.create(place)
        return cluster.address(of: place)
    }

    /// A store at a place with migrations that belong to no module: what runs on it is not the program's, and not logged.
    public static func open(_ place: TestPlace, migrations: [Migration]) async throws -> any RecordStore {
        try await open(place, migrations, nil)
    }

    private static func open(
        _ place: TestPlace, _ migrations: [Migration], _ onStatement: (@Sendable (SQL, CallSite) -> Void)?
    ) async throws -> any RecordStore {
        if let cluster = TestCluster.shared { return try await cluster.open(place, migrations, onStatement) }
        return try openFile(place, migrations, onStatement)
    }

    /// A store with everything that the closed store at `template` has.
    static func copy(
        of template: TestPlace, _ modules: [Module], _ onStatement: (@Sendable (SQL, CallSite) -> Void)?
    ) async throws -> any RecordStore {
        let place = TestPlace.fresh()
        let onStatement = logged(onStatement)
        if let cluster = TestCluster.shared { return try await cluster.copy(template, to: place, onStatement) }
        try FileManager.default.copyItem(atPath: template.path, toPath: place.path)
        return try openFile(place, modules.flatMap(\.migrations), onStatement)
    }

    private static func openFile(
        _ place: TestPlace, _ migrations: [Migration], _ onStatement: (@Sendable (SQL, CallSite) -> Void)?
    ) throws -> SQLiteStore {
        var configuration = SQLiteStore.Configuration()
        configuration.durability = .off
        configuration.guardsRecords = true
        configuration.onStatement = onStatement
        return try SQLiteStore(path: place.path, migrations: migrations, configuration)
    }

    private static func logged(
        _ onStatement: (@Sendable (SQL, CallSite) -> Void)?
    ) -> (@Sendable (SQL, CallSite) -> Void)? {
        guard let log = StatementLog.shared else { return onStatement }
        return { sql, site in
            log.add(sql, site)
            onStatement?(sql, site)
        }
    }

    /// An empty store of files.
    public static func files() throws -> FileStore { try FileStore(directory: freshPath() + ".files") }

    /// A path nobody has used; the file is removed when the process ends.
    public static func freshPath() -> String { TestPlace.fresh().path }

    static let folder: String = {
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
