import Acts
import Kernel
import Registry
import Storage
import TestKit
import Testing

/// The bodies of a province from the gazetteer.
@Suite struct FoundingTests {
    private func performer(_ store: any RecordStore) -> Performer {
        Performer(store, TestCountry.world(FixedClock(Day("2026-11-20")!)))
    }

    @Test("Hà Nội and its communes are founded once, each below the province, with the letters of its area")
    func province() async throws {
        let store = try await TestStore.empty()
        let performer = performer(store)
        let gazetteer = ProjectFiles.gazetteer
        #expect(try await Founding.found(province: "01", performer, store, gazetteer) == 127)
        #expect(try await Founding.found(province: "01", performer, store, gazetteer) == 0)
        let directory = try await store.read(OrganizationTable.directory)
        #expect(directory.communes.count == 126)
        let commune = try #require(directory.receiver(ofArea: "00070"))
        #expect(commune.name["vi"] == "Ủy ban nhân dân phường Hoàn Kiếm" && commune.home.slot == 1)
        #expect(directory.province(of: commune.area)?.code == "01")
        #expect(commune.parent == directory.receiver(ofArea: "01")?.id)
        let first = try await store.read { tx in try OrganizationNameTable.all(of: commune.id, tx).first?.from }
        #expect(first == Gazetteer.reform)
        let compared = try await store.read { tx in try RegistryRecount.compareAll(tx) }
        #expect(compared == 127)
        await #expect(throws: RegistryError.organizationMissing) {
            try await Founding.found(province: "99", performer, store, gazetteer)
        }
        await store.close()
    }

    @Test("the usual bodies and posts come with their places in the tree; a founding that was interrupted is finished")
    func usual() async throws {
        let store = try await TestStore.empty()
        let performer = performer(store)
        let gazetteer = ProjectFiles.gazetteer
        let usual = try UsualBodies.load(from: ProjectFiles.resources)
        // Cao Bằng (04) has 56 communes; its committees are there already, without posts.
        let committees = try await Founding.found(province: "04", performer, store, gazetteer)
        let all = try await Founding.found(province: "04", usual: usual, performer, store, gazetteer)
        #expect(committees == 57 && all == 7 * 56 + 16)
        #expect(try await Founding.found(province: "04", usual: usual, performer, store, gazetteer) == 0)
        let directory = try await store.read(OrganizationTable.directory)
        let province = try #require(directory.organization(code: "ubnd-04"))
        let communes = gazetteer.children(of: try #require(gazetteer.unit("04", .province)))
        let code = try #require(communes.first).code
        #expect(directory.organization(code: "mttq-\(code)")?.parent == directory.organization(code: "mttq-04")?.id)
        #expect(directory.organization(code: "snv-04")?.parent == province.id)
        let committee = try #require(directory.organization(code: "ubnd-\(code)"))
        let (posts, division) = try await store.read { tx in
            (
                try PostTable.posts(of: committee.id, tx).map(\.role),
                try PostTable.posts(of: directory.organization(code: "pvhxh-\(code)")!.id, tx).map(\.role)
            )
        }
        #expect(posts.sorted { $0.rawValue < $1.rawValue } == [.administrator, .handler, .head, .reception])
        #expect(Set(division) == [.head, .handler])
        for organization in directory.organizations {
            #expect(organization.name.values.allSatisfy { !$0.contains("{") }, "\(organization.code)")
        }
        await store.close()
    }
}
