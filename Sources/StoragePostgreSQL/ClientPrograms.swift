import Foundation
import Storage

extension PostgreSQLStore {
    /// One state of the database, by `pg_dump` in its custom format: what was acknowledged before the call is in it.
    /// Throws `StoreError.engine` with what the program says, or that it is not installed.
    public func copy(to path: String) async throws {
        // The program would make it readable to others.
        guard FileManager.default.createFile(atPath: path, contents: nil, attributes: [.posixPermissions: 0o600]) else {
            throw StoreError.engine("\(path) cannot be written")
        }
        try await address.run(
            "pg_dump", ["--format=custom", "--no-owner", "--no-privileges", "--file", path], report: path + ".report")
    }

    /// Puts such a copy into a database in which nothing is; all of it or nothing.
    public static func restore(_ path: String, into uri: String) async throws {
        try await DatabaseAddress(uri).run(
            "pg_restore",
            ["--single-transaction", "--exit-on-error", "--no-owner", "--no-privileges"], last: path,
            report: NSTemporaryDirectory() + "/hoidap-restore-\(UUID().uuidString).report")
    }
}

extension DatabaseAddress {
    /// Runs a client program of the server on this database. Its password is handed on where other users of the machine
    /// cannot read it.
    fileprivate func run(
        _ program: String, _ arguments: [String], last: String? = nil, report: String
    ) async throws {
        guard FileManager.default.createFile(atPath: report, contents: nil, attributes: [.posixPermissions: 0o600]),
            let said = FileHandle(forWritingAtPath: report)
        else { throw StoreError.engine("\(report) cannot be written") }
        defer { try? FileManager.default.removeItem(atPath: report) }
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments =
            [program] + arguments + ["--no-password", "--dbname", withoutPassword] + (last.map { [$0] } ?? [])
        var environment = ProcessInfo.processInfo.environment
        if let password { environment["PGPASSWORD"] = password }
        process.environment = environment
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = FileHandle.nullDevice
        process.standardError = said
        let status = try await withCheckedThrowingContinuation { continuation in
            process.terminationHandler = { continuation.resume(returning: $0.terminationStatus) }
            do { try process.run() } catch { continuation.resume(throwing: error) }
        }
        try said.close()
        if status == 127 { throw StoreError.engine("the program \(program) is not installed") }
        guard status == 0 else {
            let words = String(decoding: FileManager.default.contents(atPath: report) ?? Data(), as: UTF8.self)
            throw StoreError.engine("\(program): \(redacted(words))")
        }
    }
}
