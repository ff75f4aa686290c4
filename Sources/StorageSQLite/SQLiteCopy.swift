import Foundation
import GRDB
import Storage

extension SQLiteStore {
    /// One state of the store: what was acknowledged before the call is in the copy. The copy is sound by the engine's own
    /// check, and one file without a log beside it.
    public func copy(to path: String) async throws {
        guard FileManager.default.createFile(atPath: path, contents: nil, attributes: [.posixPermissions: 0o600]) else {
            throw StoreError.engine("\(path) cannot be written")
        }
        do {
            // A reader's one state, while the writer goes on.
            try await pool.read { connection in
                let copy = try DatabaseQueue(path: path)
                try copy.writeWithoutTransaction { copy in
                    try connection.backup(to: copy)
                    try copy.execute(sql: "pragma synchronous = full; pragma journal_mode = delete")
                    let faults = try String.fetchAll(copy, sql: "pragma quick_check")
                    guard faults == ["ok"] else {
                        throw StoreError.engine("the copy is not sound: \(faults.first ?? "")")
                    }
                }
                try copy.close()
            }
        } catch let error as DatabaseError {
            throw StoreError(error)
        }
    }
}
