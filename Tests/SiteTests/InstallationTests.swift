import Acts
import Foundation
import Kernel
import Registry
import Server
import Storage
import TestKit
import Testing
import Vault

/// A data directory as the program opens it.
@Suite struct InstallationTests {
    private func directory() -> String {
        NSTemporaryDirectory() + "hoidap-installation-\(UInt64.random(in: 0...UInt64.max))"
    }

    @Test("an installation opened with other keys is refused by their names, and one without them as well")
    func keys() async throws {
        let (data, database) = (directory(), try await TestStore.freshDatabase())
        defer { try? FileManager.default.removeItem(atPath: data) }
        await
            (try await Installation.open(
                data: data, database: database, resources: ProjectFiles.resources)).close()
        try FileManager.default.removeItem(atPath: data + "/keys/pin.key")
        do {
            _ = try await Installation.open(
                data: data, database: database, resources: ProjectFiles.resources)
            Issue.record("opened without its key")
        } catch let error as InstallationError {
            #expect("\(error)".contains("pin") && !"\(error)".contains("cookie"))
        }
    }

    @Test("an installation made before there was a key gets it and is bound to it from then on")
    func newKey() async throws {
        let (data, database) = (directory(), try await TestStore.freshDatabase())
        defer { try? FileManager.default.removeItem(atPath: data) }
        // As it was before: no key, no check of it.
        let before = try await Installation.open(
            data: data, database: database, resources: ProjectFiles.resources)
        try await before.store.record { tx in try tx.run("delete from key_check where name = 'vault'") }
        await before.close()
        try FileManager.default.removeItem(atPath: data + "/keys/vault.key")
        for _ in 0..<2 {
            let after = try await Installation.open(
                data: data, database: database, resources: ProjectFiles.resources)
            #expect(after.performer.world.keys.checks["pin"] == before.performer.world.keys.checks["pin"])
            #expect(try await after.store.read(KeyCheckTable.all) == after.performer.world.keys.checks)
            await after.close()
        }
        try FileManager.default.removeItem(atPath: data + "/keys/vault.key")
        await #expect(throws: InstallationError.self) {
            try await Installation.open(
                data: data, database: database, resources: ProjectFiles.resources)
        }
    }

    @Test("two processes that make one directory at the same moment have the same keys and both run")
    func firstOpening() async throws {
        for _ in 0..<5 {
            let (data, database) = (directory(), try await TestStore.freshDatabase())
            defer { try? FileManager.default.removeItem(atPath: data) }
            async let one = Installation.open(
                data: data, database: database, resources: ProjectFiles.resources)
            async let other = Installation.open(
                data: data, database: database, resources: ProjectFiles.resources)
            let (first, second) = (try await one, try await other)
            #expect(first.performer.world.keys.checks == second.performer.world.keys.checks)
            await first.close()
            await second.close()
        }
    }

    @Test("two processes on one directory have two server numbers")
    func serverNumbers() async throws {
        let (data, database) = (directory(), try await TestStore.freshDatabase())
        defer { try? FileManager.default.removeItem(atPath: data) }
        let one = try await Installation.open(
            data: data, database: database, resources: ProjectFiles.resources)
        let other = try await Installation.open(
            data: data, database: database, resources: ProjectFiles.resources)
        #expect(one.serverNumber != other.serverNumber)
        await one.close()
        await other.close()
        await #expect(throws: InstallationError.self) {
            try await Installation.open(
                data: data + "-typo", database: database, resources: ProjectFiles.resources, creates: false)
        }
    }
}
