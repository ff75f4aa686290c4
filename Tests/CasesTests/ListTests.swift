import Acts
import Cases
import Kernel
import Registry
import Storage
import TestKit
import Testing

@Suite struct ListTests {
    @Test("the morning page pages through everything once, the most urgent first")
    func paging() async throws {
        let country = try await TestCountry.make(on: Day("2026-11-20")!)
        for index in 0..<130 {
            _ = try await country.handIn(
                TestCountry.typed(title: "\(index)"), arrived: Day("2026-10-01")!.adding(index % 40))
        }
        let scope = try await country.scope("ha")
        let today = country.clock.today
        var seen: [DeskEntry] = []
        var place = ListPlace.first
        var pages = 0
        while true {
            let at = place
            let page = try await country.store.read { tx in
                try DeskList.page(scope, .all, FilterDays(today: today, soon: today), at: at, tx)
            }
            seen += page.entries
            pages += 1
            guard page.hasNext, let last = page.entries.last else { break }
            place = .after(last.position())
        }
        #expect(pages == 3)
        #expect(seen.count == 130)
        #expect(Set(seen.map(\.matter)).count == 130)
        #expect(seen.map(\.nextDue) == seen.map(\.nextDue).sorted())
    }

    @Test("search finds with and without marks, words in any order, the exact marks first, the newest before")
    func search() async throws {
        let country = try await TestCountry.make()
        for title in ["Ba Tơ ngập nước", "Ba Tô ngập nước", "Đường tối", "Nước ngập Ba Tơ"] {
            _ = try await country.handIn(TestCountry.typed(title: title, body: "x"))
            country.clock.move(seconds: 1)
        }
        func find(_ query: String, _ login: String = "ha") async throws -> [String] {
            let scope = try await country.scope(login)
            return try await country.store.read { tx in try SearchList.find(query, scope, tx).map(\.title) }
        }
        #expect(try await find("ba to") == ["Nước ngập Ba Tơ", "Ba Tô ngập nước", "Ba Tơ ngập nước"])
        #expect(try await find("Ba Tô") == ["Ba Tô ngập nước", "Nước ngập Ba Tơ", "Ba Tơ ngập nước"])
        #expect(try await find("nuoc ngap") == ["Nước ngập Ba Tơ", "Ba Tô ngập nước", "Ba Tơ ngập nước"])
        #expect(try await find("đươ") == ["Đường tối"])
        #expect(try await find("duong ngap") == [])
        #expect(try await find("", "ha") == [])
        #expect(try await find("!!!", "ha") == [])
        #expect(try await find("ba to", "hb") == [])
        #expect(try await find("ba to", "province-h").count == 3)
        let code = try await country.handIn().letter.code
        for login in ["ha", "hb"] {
            let scope = try await country.scope(login)
            let (byCode, ended, petitions, open) = try await country.store.read { tx in
                (
                    try SearchList.matter(of: code, scope, tx),
                    try SearchList.find("ba to", scope, by: SearchFilter(isEnded: true), tx).count,
                    try SearchList.find("ba to", scope, by: SearchFilter(kind: .petition), tx).count,
                    try SearchList.find("ba to", scope, by: SearchFilter(stage: .received, isEnded: false), tx).count
                )
            }
            #expect((byCode != nil) == (login == "ha") && ended == 0 && petitions == 0)
            #expect(open == (login == "ha" ? 3 : 0))
        }
        // Nothing a person types means anything to the engine.
        for hostile in ["\" OR scope:o1", "folded:ba*", "NEAR(ba to)", "ba AND to NOT", "-ba", "'; drop table letter"] {
            _ = try await find(hostile)
        }
    }

    @Test("numbers of an organization equal a recount, folded or not")
    func tallies() async throws {
        let country = try await TestCountry.make(on: Day("2026-11-20")!)
        let province = country.directory.organization(code: "province-h")!
        for area in ["010", "011", "011", "012"] { _ = try await country.handIn(TestCountry.typed(area: area)) }
        let today = country.clock.today
        func received() async throws -> Int {
            try await country.store.read { tx in
                try TallyTable.sum(.received, kind: "feedback", of: province.id, from: today, until: today, tx)
            }
        }
        #expect(try await received() == 4)
        try await country.performer.foldTallies()
        #expect(try await received() == 4)
        _ = try await country.handIn()
        #expect(try await received() == 5)
        #expect(try await Recount.compareAll(country.store, at: country.clock.now, pageSize: 2) == 5)
        try await country.performer.foldTallies()
        try await country.performer.foldTallies()
        #expect(try await received() == 5)
        #expect(try await Recount.compareAll(country.store, at: country.clock.now) == 5)
    }

    @Test("a letter that arrived before its body was established is counted still, folded or not")
    func beforeFounding() async throws {
        let country = try await TestCountry.make(on: Day("2025-07-02")!)
        _ = try await country.handIn(arrived: Day("2025-06-27")!)
        _ = try await country.handIn()
        try await country.performer.foldTallies()
        let left = try await country.store.read { tx in
            try tx.all("select day, n from tally_tail where measure = 'received' order by day") { row in
                (day: try row(0) as Day, n: try row(1) as Int)
            }
        }
        #expect(left.map(\.day) == [Day("2025-06-27")!] && left.map(\.n) == [1])
        #expect(try await Recount.compareAll(country.store, at: country.clock.now) == 2)
    }

    @Test(
        "a recount names the first difference",
        arguments: [
            "update matter set next_due = '2030-01-01'", "update matter set version = 9", "delete from desk",
            "update clock set state = 'met'", "delete from span", "update tally_tail set n = n + 1",
            "insert into desk select organization, '2030-01-01', home, matter, kind, stage, place, post, letter, field, opened, law_due, promise_due, replied, slot, other, replying from desk",
            "delete from counted",
        ] as [SQL])
    func difference(_ sabotage: SQL) async throws {
        let country = try await TestCountry.make()
        _ = try await country.handIn()
        _ = try await Recount.compareAll(country.store, at: country.clock.now)
        // Straight into the lane of acts: what no act does.
        _ = try await country.store.record { tx in try tx.run(sabotage) }
        await #expect(throws: Difference.self) { try await Recount.compareAll(country.store, at: country.clock.now) }
    }

    @Test("a sender sees who opened the name and why, never another sender's letter")
    func timeline() async throws {
        let country = try await TestCountry.make()
        let receipt = try await country.handIn()
        try await country.take(receipt.matter, by: "ha")
        try await country.open(receipt, by: "ha")
        let today = country.clock.today
        func followed(_ actor: Actor) async throws -> FollowedLetter? {
            try await country.store.read { tx in
                try FollowedLetter.read(
                    try Scope.of(actor, on: today, tx), home: receipt.letter.key.home, tx)
            }
        }
        let letter = try #require(try await followed(.petitioner(receipt.letter.key.id)))
        #expect(letter.timeline.map(\.code.description) == ["letter.receive", "matter.take", "letter.open"])
        for actor in [Actor.anyone, .officer(country.officer("ha").id), .platform("x"), .petitioner(ID(404))] {
            #expect(try await followed(actor) == nil)
        }
    }
}
