import Acts
import Bench
import Cases
import Foundation
import Kernel
import Registry
import Server
import Storage
import TestKit
import Testing
import Vault

/// What is loaded past the acts must be as if it had been lived.
@Suite struct BenchLoadTests {
    @Test(
        "Loaded matters agree with their events, counters and desks; the store says what it is and takes no second load"
    )
    func agrees() async throws {
        let resources = ProjectFiles.resources
        let lived = try await Installation.open(data: TestStore.freshPath() + ".lived", resources: resources)
        try await Demonstration.prepare(lived, resources: resources, matters: 250)
        let installation = try await Installation.open(
            data: TestStore.freshPath() + ".loaded", database: try await TestStore.freshDatabase(), resources: resources
        )
        let load = BenchLoad(
            from: lived.store, into: installation.store, installation.performer,
            try Gazetteer.load(from: resources), password: try await PasswordHash.make("x", cost: .low))
        let outcome = try await load.load(matters: 600, seed: 7, provinces: ["04", "11"]) { _ in }
        let store = installation.store

        #expect(outcome.matters >= 600)
        #expect(try await store.read(PurposeTable.read) == .bench)
        let counted = try await Recount.compareAll(store, at: installation.performer.world.now())
        #expect(counted == outcome.matters)
        // Courses of ten years, in every stage that some course is in.
        let stages = try await store.read { tx in
            try tx.all("select distinct stage from matter order by stage") { row in try row(0) as String }
        }
        #expect(stages.count >= 5)
        let years = try await store.read { tx in
            try tx.all("select distinct substr(arrived, 1, 4) from letter order by 1") { row in try row(0) as String }
        }
        #expect(years.count >= 9)
        // The index finds a word that only one letter has, for whoever sees the country.
        let overseer = try await store.read { tx in try AccountTable.find(login: "trunguong", tx) }
        let account = try #require(overseer).account.id
        let today = installation.performer.world.zone.day(of: installation.performer.world.now())
        let hits = try await store.read { tx in
            let scope = try Scope.of(.officer(account), on: today, tx)
            return try SearchList.find("hồ sơ", scope, by: SearchFilter(), tx)
        }
        #expect(!hits.isEmpty)
        // What was dropped for loading is there again.
        let indexes = try await store.read { tx in
            try tx.all(
                SQL.dialect(
                    sqlite: "select name from sqlite_master where type = 'index' and name = 'event_act'",
                    postgresql: "select indexname from pg_indexes where indexname = 'event_act' order by indexname")
            ) { row in
                try row(0) as String
            }
        }
        #expect(indexes == ["event_act"])
        await #expect(throws: BenchError.self) {
            _ = try await load.load(matters: 1, seed: 1) { _ in }
        }
        await installation.close()
        await lived.close()
    }

    @Test("A province that is not there is refused")
    func noProvince() async throws {
        let resources = ProjectFiles.resources
        let lived = try await Installation.open(data: TestStore.freshPath() + ".lived", resources: resources)
        try await Demonstration.prepare(lived, resources: resources, matters: 130)
        let installation = try await Installation.open(
            data: TestStore.freshPath() + ".loaded", database: try await TestStore.freshDatabase(), resources: resources
        )
        let load = BenchLoad(
            from: lived.store, into: installation.store, installation.performer,
            try Gazetteer.load(from: resources), password: try await PasswordHash.make("x", cost: .low))
        await #expect(throws: BenchError.self) {
            _ = try await load.load(matters: 10, seed: 7, provinces: ["04", "77777"]) { _ in }
        }
        // It can be tried again: nothing was kept.
        #expect(try await installation.store.read(PurposeTable.read) == .real)
        #expect(try await installation.store.read(OrganizationTable.directory).isEmpty)
        await installation.close()
        await lived.close()
    }
}
