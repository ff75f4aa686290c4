import Acts
import Cases
import Kernel
import Registry
import Storage
import TestKit
import Testing

@Suite struct ScopeTests {
    @Test("an officer sees the own commune, the province all of its communes, nobody another province")
    func reach() async throws {
        let country = try await TestCountry.make()
        for area in ["010", "011", "050", "051"] { _ = try await country.handIn(TestCountry.typed(area: area)) }
        func count(_ login: String) async throws -> Int {
            let scope = try await country.scope(login)
            return try await country.store.read { tx in
                let today = country.clock.today
                return try DeskList.page(scope, .all, FilterDays(today: today, soon: today), tx).entries.count
            }
        }
        #expect(try await count("ha") == 1)
        #expect(try await count("hb") == 1)
        #expect(try await count("hc") == 0)
        #expect(try await count("province-h") == 2)
        #expect(try await count("province-k") == 2)
    }

    @Test("a scope says the same as a Bool and as SQL, for any actor and matter")
    func boolAndSQL() async throws {
        let country = try await TestCountry.make()
        let seed = UInt64.random(in: 0...UInt64.max)
        var chance = SeededGenerator(seed: seed)
        var matters: [MatterKey] = []
        for _ in 0..<40 {
            let area = ["010", "011", "012", "050", "051", "052", "01", "05"].randomElement(using: &chance)!
            let receipt = try await country.handIn(TestCountry.typed(area: area, title: "\(matters.count)"))
            matters.append(receipt.matter)
        }
        // Officers step aside from matters in their reach, at random.
        for account in country.accounts.values.sorted(by: { $0.login < $1.login }) {
            for matter in matters where Int.random(in: 0..<5, using: &chance) == 0 {
                _ = try? await country.performer.perform(
                    StepAside.from(matter, account), by: .officer(account.id))
            }
        }
        // Posts held and covered elsewhere for a while, and two mergers: what was below whom depends on the day.
        let bodies = country.directory.organizations.sorted { $0.id < $1.id }
        for account in country.accounts.values.sorted(by: { $0.login < $1.login }) {
            let post = try #require(try await country.posts(bodies.randomElement(using: &chance)!).first).post
            let from = country.clock.today.adding(Int.random(in: -300...20, using: &chance))
            _ = try? await country.performer.perform(
                AppointOfficial(
                    account.official, to: post, asCover: Bool.random(using: &chance), from: from,
                    until: from.adding(Int.random(in: 1...200, using: &chance))), by: country.founder)
        }
        let merged = country.clock.today.adding(-50)
        for (from, to) in [("commune-ha", "commune-hb"), ("commune-kc", "commune-ka")] {
            try await country.performer.perform(
                MergeOrganizations([country.body(from)], into: country.body(to), from: merged, work: .ofMatters),
                by: country.founder)
        }
        var actors: [Actor] = country.accounts.values.map { .officer($0.id) }
        actors += [.anyone, .platform("test"), .petitioner(ID(5)), .officer(ID(404))]
        var admitted = 0
        for actor in actors {
            for day in [
                country.clock.today, merged, merged.adding(-1), TestCountry.founded.adding(-1), TestCountry.founded,
                country.clock.today.adding(15),
            ] {
                let (bySQL, byBool) = try await country.store.read { [matters] tx in
                    let scope = try Scope.of(actor, on: day, tx)
                    let columns = ScopeColumns(
                        home: "m.home", matter: "m.id", organization: "m.organization", kind: "m.kind")
                    let found = try tx.all(
                        "select home, id from matter m where \(scope.sql(columns)) order by home, id"
                    ) { row in
                        MatterKey(try row(0), try row(1))
                    }
                    let admitted = try matters.filter { key in
                        let organization = try tx.first(
                            "select organization from matter where home = \(key.home) and id = \(key.id)"
                        ) { row in try row(0) as OrganizationID }
                        return try scope.admits(key, kind: .feedback, with: [organization!], tx)
                    }
                    return (Set(found), Set(admitted))
                }
                #expect(bySQL == byBool, "seed \(seed), \(actor), \(day)")
                admitted += byBool.count
            }
        }
        // The property says nothing if nobody sees anything.
        #expect(admitted > 100)
    }

    @Test("what is remembered of who belongs to whom follows every change of the directory at once")
    func remembered() async throws {
        let country = try await TestCountry.make()
        let today = country.clock.today
        let actors = country.accounts.values.sorted { $0.login < $1.login }.map { Actor.officer($0.id) }
        // A transaction that writes remembers nothing.
        func compare() async throws -> Int {
            var bodies = 0
            for actor in actors {
                let remembered = try await country.store.read { tx in
                    let scope = try Scope.of(actor, on: today, tx)
                    return (
                        try scope.reached(tx).bodies, try scope.slots(of: scope.reached(tx).bodies, tx).map(\.isWhole)
                    )
                }
                let anew = try await country.store.write(.shared) { tx in
                    let scope = try Scope.of(actor, on: today, tx)
                    return (
                        try scope.reached(tx).bodies, try scope.slots(of: scope.reached(tx).bodies, tx).map(\.isWhole)
                    )
                }
                #expect(remembered.0 == anew.0 && remembered.1 == anew.1, "\(actor)")
                bodies += remembered.0.count
            }
            return bodies
        }
        let before = try await compare()
        let province = country.body("province-h")
        _ = try await country.performer.perform(
            EstablishOrganization(
                code: "new-one", body: .department, name: ["vi": "Sở mới"], area: province.area, home: province.home,
                under: province.id, promise: nil, from: today), by: country.founder)
        #expect(try await compare() > before)
        try await country.performer.perform(
            MergeOrganizations(
                [country.body("commune-kc")], into: country.body("commune-ka"), from: today.adding(-1), work: .ofMatters
            ),
            by: country.founder)
        _ = try await compare()
    }

    @Test("a large subtree beside a body alone: the one below, the other by itself, in both ways of asking")
    func largeAndAlone() async throws {
        let country = try await TestCountry.make()
        _ = try await Founding.found(
            province: "04", Performer(country.store, TestCountry.world(country.clock, server: 9)), country.store,
            ProjectFiles.gazetteer)
        let directory = try await country.store.read(OrganizationTable.directory)
        let large = try #require(directory.organization(code: "ubnd-04"))
        for (number, unit) in directory.children(of: large.id).prefix(8).enumerated() {
            _ = try await country.performer.perform(
                EstablishOrganization(
                    code: "x-\(number)", body: .department, name: ["vi": "x"], area: unit.area, home: unit.home,
                    under: unit.id, promise: nil, from: country.clock.today), by: country.founder)
        }
        let both = try await country.open("both", .head, in: large)
        let alone = try await country.performer.perform(
            EstablishPost(.reception, title: ["vi": "x"], in: country.body("province-h")), by: country.founder
        ).outcome
        try await country.performer.perform(AppointOfficial(both.official, to: alone), by: country.founder)
        let matter = try await country.handIn().matter
        let today = country.clock.today
        let (admitted, listed) = try await country.store.read { tx in
            let scope = try Scope.of(.officer(both.id), on: today, tx)
            let body = country.body("commune-ha").id
            return (
                try scope.admits(matter, kind: .feedback, with: [body], tx),
                try DeskList.page(scope, .all, FilterDays(today: today, soon: today), tx).entries.count
            )
        }
        #expect(!admitted && listed == 0)
    }

    @Test("whoever steps aside sees the matter nowhere any more")
    func stepAside() async throws {
        let country = try await TestCountry.make()
        let matter = try await country.handIn(TestCountry.typed(title: "Cống vỡ")).matter
        let officer = country.officer("ha")
        _ = try await country.performer.perform(StepAside.from(matter, officer), by: .officer(officer.id))
        #expect(try await country.file(matter, for: "ha") == nil)
        let scope = try await country.scope("ha")
        let today = country.clock.today
        let (lines, counts, hits) = try await country.store.read { tx in
            (
                try DeskList.page(scope, .all, FilterDays(today: today, soon: today), tx).entries.count,
                try DeskList.count(scope, .all, FilterDays(today: today, soon: today), tx),
                try SearchList.find("cong", scope, tx).count
            )
        }
        #expect(lines == 0 && counts == 0 && hits == 0)
        await #expect(throws: ProcedureError.unknownMatter) { try await country.take(matter, by: "ha") }
        #expect(try await country.file(matter, for: "province-h") != nil)
    }

    @Test("nobody steps aside from a matter in hand, from another's place, or for somebody else")
    func stepAsideRefused() async throws {
        let country = try await TestCountry.make()
        let matter = try await country.handIn().matter
        let (ha, hb) = (country.officer("ha"), country.officer("hb"))
        await #expect(throws: ProcedureError.unknownMatter) {
            try await country.performer.perform(StepAside.from(matter, hb), by: .officer(hb.id))
        }
        await #expect(throws: ActProblem.forbidden) {
            try await country.performer.perform(StepAside.from(matter, ha), by: .officer(hb.id))
        }
        try await country.take(matter, by: "ha")
        await #expect(throws: RegistryError.holdsMatter) {
            try await country.performer.perform(StepAside.from(matter, ha), by: .officer(ha.id))
        }
    }
}
