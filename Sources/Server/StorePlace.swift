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

    /// Whether that file is there, and not something of another program that is called so.
    var isMarked: Bool {
        var status = stat()
        return stat(mark, &status) == 0 && status.st_mode & S_IFMT == S_IFREG && status.st_size == 0
    }

    /// Whether an installation has been made in the directory.
    var isThere: Bool {
        FileManager.default.fileExists(atPath: database == nil ? path : data + "/keys")
            || isMarked
    }

    /// Throws if the directory's store is known to be the other one.
    func requireOneEngine() throws(InstallationError) {
        if database == nil, isMarked { throw .storeIsDatabase(data) }
        if database != nil, FileManager.default.fileExists(atPath: path) { throw .storeIsFile(data) }
    }

    /// The store is open, and its schema is this program's. Unless `creates`, a database must hold an installation already.
    func open(creates: Bool) async throws -> any BulkStore {
        guard let database else {
            do {
                return try SQLiteStore(path: path, migrations: Modules.migrations)
            } catch StoreError.engine(let reason) {
                throw unusable(reason)
            }
        }
        let store: PostgreSQLStore
        do {
            if !creates { try await requireInstallation(database) }
            store = try await PostgreSQLStore.open(database, migrations: Modules.migrations)
        } catch StoreError.unreachable(let reason) {
            throw InstallationError.database(reason)
        } catch StoreError.schema(let reason) {
            throw InstallationError.database(reason)
        }
        do {
            try markDatabase()
        } catch {
            await store.close()
            throw error
        }
        return store
    }

    /// The directory says that its store is a database.
    func markDatabase() throws(InstallationError) {
        guard isMarked || FileManager.default.createFile(atPath: mark, contents: Data()) else {
            throw .notWritable(data)
        }
    }

    /// Whether nothing of this program is in the database.
    func isEmptyDatabase() async throws -> Bool {
        guard let database else { return false }
        return try await !holdsInstallation(database)
    }

    /// What the engine says of the file, for a person: it is damaged, or it cannot be written.
    func unusable(_ reason: String) -> InstallationError {
        // The engine's code stands at the end: SQLITE_CORRUPT and SQLITE_NOTADB.
        let code = reason.split(separator: "(").last.flatMap { Int($0.dropLast()) } ?? 0
        return [11, 26].contains(code & 0xFF) ? .fileDamaged(path, reason) : .fileUnusable(path, reason)
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
        guard try await holdsInstallation(database) else { throw InstallationError.nothingInDatabase }
    }

    private func holdsInstallation(_ database: String) async throws -> Bool {
        var configuration = PostgreSQLStore.Configuration()
        configuration.migrates = false
        let store = try await PostgreSQLStore.open(database, migrations: [], configuration)
        let isThere: Result<Bool, any Error>
        do { isThere = .success(try await store.hasSchema()) } catch { isThere = .failure(error) }
        await store.close()
        return try isThere.get()
    }
}
