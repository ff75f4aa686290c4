import Acts
import Kernel
import Registry
import Storage
import TestKit
import Testing
import Vault

@Suite struct EstablishTests {
    private func establish(_ code: String, by actor: Actor, under parent: OrganizationID? = nil) async throws {
        let country = try await TestCountry.make()
        let area = Area(code: code, level: .commune, name: ["vi": "Xã \(code)", "en": code], parent: "01")
        _ = try await country.performer.perform(
            EstablishOrganization(
                code: code, name: ["vi": code, "en": code], area: area, home: Home(slot: 1)!, under: parent,
                promise: nil, from: country.clock.today), by: actor)
    }

    @Test("bodies and accounts are established by the platform only")
    func onlyPlatform() async throws {
        for actor in [Actor.anyone, .officer(ID(1)), .petitioner(ID(1))] {
            await #expect(throws: ActProblem.forbidden) { try await establish("new", by: actor) }
        }
        try await establish("new", by: .platform("test"))
    }

    @Test("a code is given once, and a parent must be there")
    func refused() async throws {
        await #expect(throws: RegistryError.codeTaken("commune-ha")) {
            try await establish("commune-ha", by: .platform("test"))
        }
        await #expect(throws: RegistryError.parentMissing) {
            try await establish("new", by: .platform("test"), under: ID(404))
        }
    }

    @Test("codes, names and titles are of signs that can be seen and within their limits, whoever gives them")
    func limits() async throws {
        let country = try await TestCountry.make()
        let body = country.body("commune-ha")
        for code in ["", "a b", "mã", "a/b", "a\u{200B}", String(repeating: "a", count: 61)] {
            await #expect(throws: RegistryError.codeUnfit) { try await establish(code, by: .platform("test")) }
        }
        let long = String(repeating: "ệ", count: Naming.limit + 1)
        let unseen = "\u{200B}\u{202E} \u{2066}"
        func perform(_ act: some Act) async throws { _ = try await country.performer.perform(act, by: country.founder) }
        await #expect(throws: RegistryError.tooLong(.name, 201)) {
            try await perform(RenameOrganization(body, to: ["vi": long, "en": "a"]))
        }
        await #expect(throws: RegistryError.tooLong(.nameInEnglish, 201)) {
            try await perform(RenameOrganization(body, to: ["vi": "a", "en": long]))
        }
        await #expect(throws: RegistryError.nameMissing) {
            try await perform(RenameOrganization(body, to: ["vi": unseen, "en": "a"]))
        }
        await #expect(throws: RegistryError.titleMissing) {
            try await perform(EstablishPost(.head, title: ["vi": unseen], in: body))
        }
        let post = try await country.post(.head, in: body)
        await #expect(throws: RegistryError.tooLong(.title, 201)) {
            try await perform(RenamePost(post, title: ["vi": long]))
        }
        try await perform(RenamePost(post, title: ["vi": "Chủ\ntịch\u{202E}", "en": "Chair"]))
        #expect(try await country.post(.head, in: body).title["vi"] == "Chủ tịch")
        for (name, error) in [(long, RegistryError.tooLong(.name, 201)), (unseen, RegistryError.nameMissing)] {
            await #expect(throws: error) {
                _ = try await country.open("moi", for: .new(name: name), in: body, .none)
            }
        }
        for login in ["a b", "bình", "a@b", "a\u{202E}", String(repeating: "a", count: 65)] {
            await #expect(throws: RegistryError.loginUnfit) {
                _ = try await country.open(login, for: .new(name: "A"), in: body, .none)
            }
        }
        let opened = try await country.open("Van.An_1-b", for: .new(name: " Văn\u{2066}  An\n"), in: body, .none)
        #expect(opened.login == "van.an_1-b" && opened.name == "Văn An")
    }

    @Test("an installation with real work in it cannot become a demonstration")
    func demonstration() async throws {
        let country = try await TestCountry.make()
        await #expect(throws: RegistryError.inUse) {
            try await country.performer.perform(DeclarePurpose(.demonstration), by: .platform("test"))
        }
        let store = try await TestStore.empty()
        let performer = Performer(store, TestCountry.world(country.clock))
        _ = try await performer.perform(DeclarePurpose(.demonstration), by: .platform("test"))
        #expect(try await store.read(PurposeTable.read) == .demonstration)
        await store.close()
    }

    @Test("an installation is bound to its keys once, by the platform, and the ledger holds no key")
    func keys() async throws {
        let country = try await TestCountry.make()
        await #expect(throws: ActProblem.forbidden) {
            try await country.performer.perform(BindKeys(TestCountry.keys), by: .anyone)
        }
        try await country.performer.perform(BindKeys(TestCountry.keys), by: .platform("test"))
        #expect(try await country.store.read(KeyCheckTable.all) == TestCountry.keys.checks)
        await #expect(throws: RegistryError.inUse) {
            try await country.performer.perform(BindKeys(TestCountry.keys), by: .platform("test"))
        }
        let secret = [UInt8](repeating: 1, count: 32).hexadecimal
        let payloads = try await country.store.read { tx in
            try tx.all("select payload from event order by id") { row in try row(0) as String }
        }
        #expect(!payloads.contains { $0.contains(secret) })
    }

    @Test("the directory knows every area's body and its province")
    func directory() async throws {
        let directory = try await TestCountry.make().directory
        let commune = try #require(directory.receiver(ofArea: "051"))
        #expect(commune.code == "commune-kb")
        #expect(directory.province(of: commune.area)?.code == "05")
        #expect(directory.communes.map(\.area.code) == ["010", "011", "012", "050", "051", "052"])
        #expect(directory.receiver(ofArea: "999") == nil)
    }
}
