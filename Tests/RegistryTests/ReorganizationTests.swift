import Acts
import Cases
import Kernel
import Registry
import Storage
import TestKit
import Testing

/// Merging, splitting, renaming and ending bodies: what was stays found, before and after the day.
@Suite struct ReorganizationTests {
    private func sum(
        _ measure: Measure, of body: Organization, _ country: TestCountry, from: Day = TestCountry.founded
    ) async throws -> Int {
        let today = country.clock.today
        return try await country.store.read { tx in
            try TallyTable.sum(measure, kind: "feedback", of: body.id, from: from, until: today, tx)
        }
    }

    private func recount(_ country: TestCountry) async throws {
        _ = try await Recount.compareAll(country.store, at: country.clock.now)
        try await country.store.read { tx in _ = try RegistryRecount.compareAll(tx) }
    }

    @Test(
        "after a merger the successor's posts do the former body's work, its officers stay, and numbers follow by day")
    func merge() async throws {
        let country = try await TestCountry.make()
        let (a, b, province) = (country.body("commune-ha"), country.body("commune-hb"), country.body("province-h"))
        let untaken = try await country.handIn().matter
        let taken = try await country.handIn().matter
        try await country.take(taken, by: "ha-handler")
        try await country.performer.foldTallies()
        #expect(try await country.desk(country.officer("hb")).isEmpty)
        let day = country.clock.today.adding(2)
        country.clock.move(to: day)
        _ = try await country.handIn()
        _ = try await country.handIn(TestCountry.typed(area: "011"))
        // Folded before the merger is recorded: it takes effect two days earlier than it is known.
        try await country.performer.foldTallies()
        country.clock.move(to: day.adding(2))
        try await country.performer.perform(
            MergeOrganizations([a], into: b, from: day, work: .ofMatters), by: country.founder)

        #expect(try await country.desk(country.officer("hb")).count == 4)
        #expect(
            try await country.desk(country.officer("ha")).count == 4, "whoever came with a post works for the successor"
        )
        try await country.take(untaken, by: "hb")
        try await country.draft(taken, by: country.officer("ha-handler"))
        try await country.act("ha") { SignDraft(taken, by: $0) }
        let handler = try await country.post(.handler, in: b)
        try await country.act("hb") { AssignMatter(untaken, to: handler.id, by: $0) }
        #expect(try await country.file(untaken, for: "hb")?.posts.contains { $0.post.id == handler.id } == true)

        let (before, after) = try await country.store.read { [hb = country.officer("hb").id] tx in
            func reached(_ day: Day) throws -> Bool {
                try Scope.of(.officer(hb), on: day, tx).admits(untaken, kind: .feedback, with: [a.id], tx)
            }
            return (try reached(day.adding(-1)), try reached(day))
        }
        #expect(!before && after)
        #expect(
            try await sum(.received, of: b, country) == 2, "what came to the former body before the day stays its own")
        #expect(try await sum(.received, of: a, country) == 3)
        #expect(try await sum(.received, of: province, country) == 4)
        #expect(try await sum(.answered, of: b, country) == 1)
        try await country.performer.foldTallies()
        try await recount(country)

        let directory = try await country.store.read(OrganizationTable.directory)
        #expect(directory.current(for: a.id).map(\.id) == [b.id])
        #expect(directory.predecessors(of: b.id).map(\.predecessor) == [a.id])
        #expect(directory.receiver(ofArea: "010")?.id == b.id, "new letters about the area go to the successor")
        #expect(!directory.communes.contains { $0.id == a.id })
        #expect(directory.search("ha noi a", limit: 5).contains { $0.id == a.id })
        // Made out to the former body by somebody with an old copy: refused, not lost.
        await #expect(throws: ProcedureError.receiverChanged) { _ = try await country.handIn() }
        await #expect(throws: ProcedureError.bodyUnfit) {
            try await country.act("hb") {
                OfferTransfer(untaken, to: a.id, because: try TypedText("x", field: "text"), by: $0)
            }
        }
    }

    @Test("a split body's past is seen by each part, partly; open work is passed on to the part that is competent")
    func split() async throws {
        let country = try await TestCountry.make()
        let (a, b, c) = (country.body("commune-ha"), country.body("commune-hb"), country.body("commune-hc"))
        let answered = try await country.handIn().matter
        try await country.take(answered, by: "ha")
        try await country.answer(answered, by: "ha")
        let open = try await country.handIn().matter
        try await country.take(open, by: "ha-handler")
        country.clock.move(to: country.clock.today.adding(1))
        let posts = try await country.posts(a).map(\.post)
        let handler = try #require(posts.first { $0.role == .handler })
        await #expect(throws: RegistryError.leavesWork(handler.id, 1)) {
            try await country.performer.perform(
                SplitOrganization(a, into: [b, c], posts: [:], work: .ofMatters), by: country.founder)
        }
        try await country.performer.foldTallies()
        try await country.performer.perform(
            SplitOrganization(a, into: [b, c], posts: [handler.id: c.id], work: .ofMatters), by: country.founder)
        #expect(
            try await country.standing(country.officer("ha"))?.posts.isEmpty == true, "a post that goes nowhere ends")
        for login in ["hb", "hc", "province-h"] {
            #expect(try await country.file(answered, for: login) != nil, "\(login)")
            #expect(try await country.desk(country.officer(login)) == [open])
        }
        #expect(try await country.file(answered, for: "ka") == nil)
        let rows = try await country.store.read { tx in
            try tx.all(
                "select ancestor, partial from org_ancestor where organization = \(a.id) order by ancestor"
            ) { row in (try row(0) as OrganizationID, try row(1) as Bool) }
        }
        #expect(Set(rows.filter(\.1).map(\.0)) == [b.id, c.id])

        try await country.act("hc") {
            OfferTransfer(open, to: b.id, because: try TypedText("Thuộc phần này.", field: "text"), by: $0)
        }
        try await country.act("hb") { AcceptTransfer(open, by: $0) }
        #expect(try await country.desk(country.officer("hc")).isEmpty)
        #expect(try await country.desk(country.officer("hb")) == [open])
        try await country.performer.foldTallies()
        try await recount(country)
        let directory = try await country.store.read(OrganizationTable.directory)
        #expect(directory.current(for: a.id).map(\.id) == [b.id, c.id])
        #expect(directory.successors(of: a.id).allSatisfy { $0.isPartial })
        #expect(directory.receiver(ofArea: "010") == nil)

        // The parts are joined again, in another province: the body between has both by one way only.
        country.clock.move(to: country.clock.today.adding(1))
        let ka = country.body("commune-ka")
        try await country.performer.perform(
            MergeOrganizations([b, c], into: ka, work: .ofMatters), by: country.founder)
        #expect(try await country.file(answered, for: "province-k") != nil)
        #expect(try await country.file(answered, for: "province-h") == nil)
        #expect(try await country.desk(country.officer("ka")) == [open])
        try await country.act("hb") { try AnswerMatter(open, by: $0, text: "Xong.") }
        try await country.performer.foldTallies()
        try await recount(country)
    }

    @Test("a document shows the name of its day; both names are found")
    func rename() async throws {
        let country = try await TestCountry.make()
        let a = country.body("commune-ha")
        let day = country.clock.today
        let name = ["vi": "Ủy ban nhân dân phường Mới", "en": "PC of Moi"]
        try await country.performer.perform(RenameOrganization(a, to: name, from: day), by: country.founder)
        let directory = try await country.store.read(OrganizationTable.directory)
        #expect(directory.organization(a.id)?.name == name)
        #expect(directory.name(of: a.id, on: day.adding(-1)) == a.name)
        #expect(directory.name(of: a.id, on: day) == name)
        #expect(directory.name(of: country.body("commune-hb").id, on: day) == country.body("commune-hb").name)
        for query in ["phuong moi", "ha noi a", "commune-ha"] {
            #expect(directory.search(query, limit: 3).first?.id == a.id, "\(query)")
        }
        await #expect(throws: RegistryError.tooEarly) {
            try await country.performer.perform(RenameOrganization(a, to: a.name, from: day), by: country.founder)
        }
        await #expect(throws: RegistryError.inFuture) {
            try await country.performer.perform(
                RenameOrganization(a, to: a.name, from: day.adding(1)), by: country.founder)
        }
        await #expect(throws: RegistryError.nameMissing) {
            try await country.performer.perform(RenameOrganization(a, to: ["vi": ""]), by: country.founder)
        }
    }

    @Test("what cannot be is refused: itself, what lies below it, what has ended, the future, before what is recorded")
    func refused() async throws {
        let country = try await TestCountry.make()
        let (a, b, province) = (country.body("commune-ha"), country.body("commune-hb"), country.body("province-h"))
        func merge(_ what: [Organization], _ into: Organization, from: Day? = nil, by: Actor? = nil) async throws {
            try await country.performer.perform(
                MergeOrganizations(what, into: into, from: from, work: .ofMatters), by: by ?? country.founder)
        }
        await #expect(throws: RegistryError.successorUnfit) { try await merge([a], a) }
        await #expect(throws: RegistryError.successorUnfit) { try await merge([province], a) }
        await #expect(throws: RegistryError.successorUnfit) { try await merge([], a) }
        await #expect(throws: RegistryError.inFuture) { try await merge([a], b, from: country.clock.today.adding(1)) }
        await #expect(throws: RegistryError.tooEarly) { try await merge([a], b, from: TestCountry.founded) }
        let admin = try await country.open("admin-ha", .administrator, in: a)
        await #expect(throws: ActProblem.forbidden) { try await merge([a], b, by: .officer(admin.id)) }
        let above = try await country.open("admin-h", .administrator, in: province)
        await #expect(throws: RegistryError.tooEarly, "a post was made since") {
            try await merge([a], b, from: country.clock.today.adding(-3), by: .officer(above.id))
        }
        country.clock.move(to: country.clock.today.adding(5))
        try await merge([a], b, from: country.clock.today.adding(-3), by: .officer(above.id))
        await #expect(throws: RegistryError.organizationEnded) { try await merge([a], b) }
        await #expect(throws: RegistryError.tooEarly) {
            try await merge([b], country.body("commune-hc"), from: country.clock.today.adding(-3))
        }
        await #expect(throws: RegistryError.successorUnfit) {
            try await country.performer.perform(
                SplitOrganization(b, into: [country.body("commune-hc")], posts: [:], work: .ofMatters),
                by: country.founder)
        }
        await #expect(throws: RegistryError.organizationEnded) {
            try await country.performer.perform(
                EstablishPost(.head, title: ["vi": "x"], in: a), by: country.founder)
        }
        for seat in [OpenAccount.Seat.new(title: ["vi": "x"], role: .head), .none] {
            await #expect(throws: RegistryError.organizationEnded) {
                _ = try await country.open("late", for: .new(name: "Muộn"), in: a, seat)
            }
        }
    }

    @Test("a body is dissolved only without open matters and without bodies below it; its posts end")
    func end() async throws {
        let country = try await TestCountry.make()
        let (c, province) = (country.body("commune-hc"), country.body("province-h"))
        func end(_ body: Organization) async throws {
            try await country.performer.perform(EndOrganization(body, work: .ofMatters), by: country.founder)
        }
        await #expect(throws: RegistryError.hasBodies) { try await end(province) }
        let matter = try await country.handIn(TestCountry.typed(area: "012")).matter
        await #expect(throws: RegistryError.leavesBody(c.id, 1)) { try await end(c) }
        try await country.take(matter, by: "hc")
        try await country.answer(matter, by: "hc")
        try await end(c)
        #expect(try await country.standing(country.officer("hc"))?.posts.isEmpty == true)
        #expect(try await country.file(matter, for: "province-h") != nil)
        let directory = try await country.store.read(OrganizationTable.directory)
        #expect(directory.current(for: c.id).isEmpty && directory.receiver(ofArea: "012") == nil)
        await #expect(throws: RegistryError.organizationEnded) { try await end(c) }
    }

    @Test("a merger, a split and a dissolution leave nobody without an administrator")
    func lastAdministrator() async throws {
        let country = try await TestCountry.make()
        let (a, b, c) = (country.body("commune-ha"), country.body("commune-hb"), country.body("commune-hc"))
        for body in [a, c] { _ = try await country.open("admin-\(body.code)", .administrator, in: body) }
        let post = try await country.post(.administrator, in: a)
        country.clock.move(to: country.clock.today.adding(1))
        func merge(ending: Set<PostID>) async throws {
            try await country.performer.perform(
                MergeOrganizations([a], into: b, ending: ending, work: .ofMatters), by: country.founder)
        }
        func end(_ body: Organization) async throws {
            try await country.performer.perform(EndOrganization(body, work: .ofMatters), by: country.founder)
        }
        await #expect(throws: RegistryError.lastAdministrator("commune-hc")) { try await end(c) }
        await #expect(throws: RegistryError.lastAdministrator("commune-ha")) { try await merge(ending: [post.id]) }
        await #expect(throws: RegistryError.lastAdministrator("commune-ha")) {
            try await country.performer.perform(
                SplitOrganization(a, into: [b, country.body("commune-ka")], posts: [:], work: .ofMatters),
                by: country.founder)
        }
        // The post goes along: it administers the successor.
        try await merge(ending: [])
        #expect(try await country.post(.administrator, in: b).id == post.id)
        _ = try await country.open("admin-h", .administrator, in: country.body("province-h"))
        try await end(c)
    }

    @Test("a promise binds letters from its day on; earlier letters keep theirs, and so does a withdrawn one")
    func promise() async throws {
        let country = try await TestCountry.make()
        let b = country.body("commune-hb")
        func handIn() async throws -> Receipt {
            let directory = try await country.store.read(OrganizationTable.directory)
            let draft = try LetterDraft(TestCountry.typed(area: "011"), in: directory)
            return try await country.performer.perform(
                ReceiveLetter(draft, to: draft.receiver(in: directory)!, by: .portal), by: .anyone
            ).outcome
        }
        let first = try await handIn()
        try await country.performer.perform(
            PublishPromise(7, by: b), by: .officer(country.officer("hb").id))
        let second = try await handIn()
        country.clock.move(to: country.clock.today.adding(1))
        try await country.performer.perform(PublishPromise(nil, by: b), by: country.founder)
        let third = try await handIn()
        #expect([first, second, third].map { $0.clocks.count { $0.deadline.isPromise } } == [0, 1, 0])
        #expect(
            try await country.file(second.matter, for: "hb")?.matter.clocks.contains { $0.deadline.isPromise } == true)
        let history = try await country.store.read { tx in try PromiseTable.all(of: b.id, tx).map(\.workingDays) }
        #expect(history == [7, nil])
        for days in [0, 366, -1] {
            await #expect(throws: RegistryError.promiseUnfit) {
                try await country.performer.perform(PublishPromise(days, by: b), by: country.founder)
            }
        }
        for login in ["hc", "ha-handler", "ka"] {
            await #expect(throws: ActProblem.forbidden) {
                try await country.performer.perform(
                    PublishPromise(5, by: b), by: .officer(country.officer(login).id))
            }
        }
    }

    @Test("administrators establish bodies below their own, in its area only")
    func establishBelow() async throws {
        let country = try await TestCountry.make()
        let a = country.body("commune-ha")
        let admin = try await country.open("admin-ha", .administrator, in: a)
        func establish(_ code: String, under above: Organization, area: Area? = nil) async throws -> Organization {
            try await country.performer.perform(
                EstablishOrganization(
                    code: code, body: .department, name: ["vi": "Phòng Kinh tế", "en": "Economy"],
                    area: area ?? above.area, home: a.home, under: above.id, promise: nil, from: country.clock.today),
                by: .officer(admin.id)
            ).outcome
        }
        let division = try await establish("pkt", under: a)
        _ = try await establish("pkt-1", under: division)
        await #expect(throws: ActProblem.forbidden) { _ = try await establish("x", under: country.body("commune-hb")) }
        let elsewhere = country.body("commune-hb").area
        await #expect(throws: ActProblem.forbidden) { _ = try await establish("x", under: a, area: elsewhere) }
        let directory = try await country.store.read(OrganizationTable.directory)
        #expect(directory.children(of: a.id).map(\.code) == ["pkt"])
        #expect(directory.receiver(ofArea: "010")?.id == a.id, "a department takes no letters from its committee")
    }
}

extension TestCountry {
    func act<A: Act>(_ login: String, _ make: (AccountID) throws -> A) async throws {
        let officer = officer(login).id
        _ = try await performer.perform(try make(officer), by: .officer(officer))
    }
}
