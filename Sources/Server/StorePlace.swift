import Foundation
import Storage
import StoragePostgreSQL
import StorageSQLite

/// Where the store of a data directory is: a file in it, or a database elsewhere.
struct StorePlace: Sendable {
    private let data: String
    /// The address of the database; nil for the file.
    let database: String?

    init(data: String, database: String?) {
        self.data = data
        self.database = database
    }

    /// The file, if that is the store.
    var path: String { data + "/hoidap.sqlite" }

    /// A file of no content that says that the directory's store is a database: a server that forgot it would begin an
    /// empty store.
    private var mark: String { data + "/postgresql" }

    /// Whether an installation has been made in the directory.
    var isThere: Bool {
        FileManager.default.fileExists(atPath: database == nil ? path : data + "/keys")
            || FileManager.default.fileExists(atPath: mark)
    }

    /// Throws if the directory's store is known to be the other one.
    func requireOneEngine() throws(InstallationError) {
        if database == nil, FileManager.default.fileExists(atPath: mark) { throw .storeIsDatabase(data) }
        if database != nil, FileManager.default.fileExists(atPath: path) { throw .storeIsFile(data) }
    }

    /// The store is open, and its schema is this program's. Unless `creates`, a database must hold an installation already.
    func open(creates: Bool) async throws -> any BulkStore {
        guard let database else { return try SQLiteStore(path: path, migrations: Modules.migrations) }
        let store: PostgreSQLStore
        do {
            if !creates { try await requireInstallation(database) }
            store = try await PostgreSQLStore.open(database, migrations: Modules.migrations)
        } catch StoreError.unreachable(let reason) {
            throw InstallationError.database(reason)
        } catch StoreError.schema(let reason) {
            throw InstallationError.database(reason)
        }
        if !FileManager.default.fileExists(atPath: mark) {
            guard FileManager.default.createFile(atPath: mark, contents: Data()) else {
                await store.close()
                throw InstallationError.noDirectory(data)
            }
        }
        return store
    }

    /// The store as it is: nothing is migrated.
    func look() async throws -> any RecordStore {
        guard let database else {
            var configuration = SQLiteStore.Configuration()
            configuration.migrates = false
            return try SQLiteStore(path: path, migrations: [], configuration)
        }
        var configuration = PostgreSQLStore.Configuration()
        configuration.migrates = false
        return try await PostgreSQLStore.open(database, migrations: [], configuration)
    }

    private func requireInstallation(_ database: String) async throws {
        var configuration = PostgreSQLStore.Configuration()
        configuration.migrates = false
        let store = try await PostgreSQLStore.open(database, migrations: [], configuration)
        let isThere: Result<Bool, any Error>
        do { isThere = .success(try await store.hasSchema()) } catch { isThere = .failure(error) }
        await store.close()
        guard try isThere.get() else { throw InstallationError.nothingInDatabase }
    }
}
