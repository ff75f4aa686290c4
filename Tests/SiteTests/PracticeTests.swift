import Acts
import Cases
import Foundation
import Kernel
import Language
import Legislation
import Notices
import Registry
import Storage
import TestKit
import TestKitWeb
import Testing
import Vault

@testable import Practice
@testable import Server

/// Practice beside the real workspace: nothing in it counts, and nothing of it is worth anything on the other side.
@Suite struct PracticeTests {
    /// Both sides, on one clock, each with a store and keys of its own.
    private struct Sides {
        let real: TestSite
        let practice: TestSite
        let ground: PracticeGround
        let gate: PracticeGate

        static func make() async throws -> Sides {
            let country = try await TestCountry.make(modules: TestSite.modules)
            // The gate stands before the site that offers the way to it.
            let bare = try await TestSite.make(over: country)
            let gate = PracticeGate(site: bare.site, port: 8081, address: nil)
            let real = try await TestSite.make(over: country, practice: { _ in .gate(gate) })
            let store = try await TestCountry.make(modules: TestSite.modules)
            nonisolated(unsafe) var ground: PracticeGround?
            func secret(_ byte: UInt8) -> Secret { Secret([UInt8](repeating: byte, count: 32))! }
            let keys = KeyRing(
                pin: secret(11), pseudonym: secret(12), lookup: secret(13), cookie: secret(14), vault: secret(15))
            let practice = try await TestSite.make(over: store, purpose: .practice, keys: keys) { site in
                let made = PracticeGround(
                    site: site, gate: gate, letters: try PracticeLetters.load(from: ProjectFiles.resources))
                ground = made
                return .ground(made)
            }
            return Sides(real: real, practice: practice, ground: ground!, gate: gate)
        }

        /// From the real workspace to the exercise, as a browser goes.
        func come(_ login: String, _ locale: Language.Locale = .vi) async throws -> TestBrowser {
            let there = TestBrowser(real, language: locale)
            _ = try await there.signIn(login)
            let location = try #require(try await there.get("/desk/practice/go").location)
            let path = try #require(location.split(separator: ":8081").last)
            let here = TestBrowser(practice, language: locale)
            let entered = try await here.get(String(path))
            #expect(entered.status == 303 && entered.location == "/desk/practice")
            return here
        }

        func ticket(_ login: String) -> String { gate.ticket(for: real.country.officer(login).id) }

        func enter(_ ticket: String) async throws -> Int {
            try await TestBrowser(practice).get("/desk/practice/enter?ticket=\(ticket)").status
        }

        /// The round of the last who came.
        func round(_ login: String) async throws -> PracticeRound {
            let account = try await ground.enter(ticket(login))
            return try #require(await ground.round(of: account.id))
        }

        @discardableResult
        func perform<A: Act>(_ act: A, _ round: PracticeRound) async throws -> A.Outcome {
            try await practice.site.performer.perform(act, by: .officer(round.account.id)).outcome
        }

        func progress(_ round: PracticeRound) async throws -> PracticeProgress {
            let lines = try await practice.site.store.read { tx in try PracticeList.happened(at: round.home, tx) }
            return PracticeProgress(lines, of: round)
        }
    }

    @Test(
        "one press leads from the real workspace to an exercise that is marked everywhere",
        arguments: Language.Locale.allCases)
    func come(_ locale: Language.Locale) async throws {
        let sides = try await Sides.make()
        let there = TestBrowser(sides.real, language: locale)
        #expect(try await there.signIn("ha-reception").body.contains("href=\"/desk/practice\""))
        let door = try await there.get("/desk/practice")
        #expect(try ParsedPage(door.body).links.contains("/desk/practice/go"))
        #expect(door.headers[.init("X-Robots-Tag")!] == nil && !door.body.contains("PRACTICE –"))
        let location = try #require(try await there.get("/desk/practice/go").location)
        #expect(location.hasPrefix("http://test:8081/desk/practice/enter?ticket="))
        let here = try await sides.come("ha-reception", locale)
        let round = try await sides.round("ha-reception")
        for path in [
            "/desk/practice", "/desk", "/desk/letters/new", "/desk/matters", "/desk/overview", "/desk/account",
            "/desk/guides", "/", "/board", "/follow", "/law", "/desk/sign-in",
            "/desk/matters/\(try #require(round.letters[.lamp]).matter)",
        ] {
            let reply = try await here.get(path)
            let page = try ParsedPage(reply.body)
            #expect(reply.status == 200 && page.faults == [], "\(path)")
            #expect(page.elements.contains { $0.attributes["class"] == "banner" && $0.text.contains("TẬP / PRACTICE") })
            #expect(page.all("body")[0].attributes["class"]?.hasSuffix(" practice") == true, "\(path)")
            #expect(reply.headers[.init("X-Robots-Tag")!] == "noindex, nofollow", "\(path)")
        }
        let api = try await here.get("/api/v1/areas?q=ha")
        #expect(api.headers[.init("X-Hoidap-Practice")!] == "yes")
        // The trainee has the own role in a body of the own sort, without a name.
        #expect(round.trainee.roles == [.reception] && round.organization.area.level == .commune)
        #expect(!round.account.name.contains("Officer") && !round.account.login.contains("ha-reception"))
        // Coming again goes on with the same letters.
        #expect(try await sides.round("ha-reception").home == round.home)
        #expect(try await sides.round("hb").home != round.home)
    }

    @Test("a ticket that was made up, has run out, was used or is of a closed account opens nothing")
    func tickets() async throws {
        let sides = try await Sides.make()
        let ticket = sides.ticket("ha-reception")
        let forged = ticket.dropLast() + (ticket.hasSuffix("0") ? "1" : "0")
        var parts = ticket.split(separator: ".").map(String.init)
        parts[0] = sides.real.country.officer("ha").id.description
        for wrong in ["", "x", String(forged), parts.joined(separator: "."), ticket + "0", "..."] {
            #expect(try await sides.enter(wrong) == 403, "\(wrong)")
        }
        #expect(try await sides.enter(ticket) == 303)
        #expect(try await sides.enter(ticket) == 403)
        let late = sides.ticket("ha-reception")
        sides.real.country.clock.move(seconds: PracticeTicket.lifetime + 1)
        #expect(try await sides.enter(late) == 403)
        // Closed in the minute between.
        let country = sides.real.country
        let guest = try await country.open("guest", .handler, in: country.body("commune-ha"))
        let open = sides.gate.ticket(for: guest.id)
        try await country.performer.perform(CloseAccount(guest, work: .ofMatters), by: country.founder)
        #expect(try await sides.enter(open) == 403)
        // A ticket for one who was never there.
        #expect(try await sides.enter(sides.gate.ticket(for: AccountID(12_345))) == 403)
        #expect(try await TestBrowser(sides.real).get("/desk/practice/go").status == 303)
        // The real side has no such door.
        #expect(try await TestBrowser(sides.real).get("/desk/practice/enter?ticket=\(ticket)").status == 404)
    }

    @Test("sixteen at once with one ticket: one comes in")
    func once() async throws {
        let sides = try await Sides.make()
        let ticket = sides.ticket("ha-handler")
        let entered = try await withThrowingTaskGroup(of: Int.self) { group in
            for _ in 0..<16 { group.addTask { try await sides.enter(ticket) } }
            return try await group.reduce(into: [Int]()) { $0.append($1) }
        }
        #expect(entered.count { $0 == 303 } == 1 && entered.count { $0 == 403 } == 15)
    }

    @Test("a session of one side is worthless on the other, whatever its cookie is called")
    func cookies() async throws {
        let sides = try await Sides.make()
        func cookie(_ reply: Reply) throws -> (name: String, value: String) {
            let set = try #require(reply.headers[values: .setCookie].first { $0.contains("session=") })
            let pair = set.split(separator: ";")[0].split(separator: "=", maxSplits: 1)
            return (String(pair[0]), String(pair[1]))
        }
        let real = try cookie(
            try await TestBrowser(sides.real).post(
                "/desk/sign-in", [("login", "ha"), ("password", TestCountry.password)]))
        let practice = try cookie(
            try await TestBrowser(sides.practice).get("/desk/practice/enter?ticket=\(sides.ticket("ha"))"))
        #expect(real.name != practice.name)
        for name in [real.name, practice.name] {
            let there = try await sides.real.send(.get, "/desk", headers: [.cookie: "\(name)=\(practice.value)"])
            #expect(there.status == 303 && there.location?.hasPrefix("/desk/sign-in") == true)
            let here = try await sides.practice.send(.get, "/desk", headers: [.cookie: "\(name)=\(real.value)"])
            #expect(here.status == 303 && here.location?.hasPrefix("/desk/sign-in") == true)
        }
        // Nobody signs in to practice with a password, not even the right one.
        let tried = try await TestBrowser(sides.practice).post(
            "/desk/sign-in", [("login", "ha"), ("password", TestCountry.password)])
        #expect(tried.status == 405)
    }

    @Test("what is practised is in no store, figure, list, board or answer of the real side")
    func apart() async throws {
        let sides = try await Sides.make()
        let country = sides.real.country
        func count() async throws -> [Int] {
            try await country.store.read { tx in
                func count(_ sql: SQL) throws -> Int { try tx.first(sql) { row in try row(0) as Int } ?? 0 }
                return [
                    try count("select count(*) from event"), try count("select count(*) from letter"),
                    try count("select count(*) from account"), try count("select count(*) from organization"),
                    try count("select count(*) from tally_tail"), try count("select count(*) from notice"),
                ]
            }
        }
        let before = try await count()
        let round = try await sides.round("ha-reception")
        let here = try await sides.come("ha-reception")
        let form = try ParsedPage(try await here.get("/desk/letters/new").body)
        let entered = try await here.post(
            "/desk/letters/new",
            [
                ("csrf", form.hidden("csrf") ?? ""), ("submission", form.hidden("submission") ?? ""),
                ("source", "counter"), ("arrived", "2026-11-20"), ("kind", "feedback"), ("title", "Thư tập"),
            ])
        #expect(entered.status == 303)
        #expect(try await sides.progress(round).isDone(.registerOne))
        #expect(try await count() == before)
        // Its code opens nothing there.
        let code = try #require(round.letters[.fee]).letter.code
        #expect(
            try await country.store.read { tx in
                try LetterOnTheLine.letter(
                    of: code, for: country.officer("ha-reception").id, on: country.clock.today, tx)
            } == nil)
    }

    @Test("the reception's exercise is ticked by what happened, step by step, and ends with what to read")
    func reception() async throws {
        let sides = try await Sides.make()
        let round = try await sides.round("ha-reception")
        let here = try await sides.come("ha-reception")
        let site = sides.practice.site
        func done() async throws -> Int {
            let page = try ParsedPage(try await here.get("/desk/practice").body)
            return page.elements.count { $0.attributes["class"] == "badge answered" }
        }
        #expect(try await done() == 0)
        let officer = round.account.id
        func register(_ title: String) async throws -> RegisteredLetter {
            let draft = RegistrationDraft(
                try LetterDraft(
                    TestCountry.typed(area: round.organization.area.code, title: title), in: site.directory.current,
                    needsBody: false), by: .counter, arrived: site.today, pages: 1, enclosures: 0)
            return try await sides.perform(RegisterLetter(draft, at: round.organization, by: officer), round)
        }
        let first = try await register("Một")
        #expect(try await done() == 1)
        _ = try await register("Hai")
        #expect(try await done() == 1)
        _ = try await register("Ba")
        #expect(try await done() == 2)
        try await sides.perform(
            VoidRegistration(first.matter, because: try TypedText("Ghi nhầm", field: "text"), by: officer), round)
        #expect(try await done() == 3)
        let lamp = try #require(round.letters[.lamp])
        try await sides.perform(
            ClassifyLetter(
                lamp.letter, as: .feedback, in: nil,
                Classification(eligibility: .eligible, competence: .own, people: 1),
                settledBy: try TypedText("", field: "settledBy", mayBeEmpty: true),
                promise: round.organization.answerPromise, by: officer), round)
        let certificate = try #require(round.letters[.certificate])
        let post = try #require(round.colleagues[.handler]).post
        try await sides.perform(AssignMatter(certificate.matter, to: post, by: officer), round)
        #expect(try await done() == 5)
        let told = try await site.store.read { tx in try NoticeTable.last(of: certificate.letter.key, tx) }
        try await sides.perform(
            RecordNotice(.reached, of: try #require(told).key, in: certificate.matter, by: officer), round)
        try await sides.perform(IssueDocument(try #require(round.letters[.drain]).matter, by: officer), round)
        #expect(try await done() == 7)
        // A colleague's act is nobody else's step.
        let page = try await here.get("/desk/practice")
        #expect(!page.body.contains("Đã xong bài tập"))
        let form = try ParsedPage(try await here.get("/desk/helpline").body)
        let code = try #require(round.letters[.fee]).letter.code.description
        #expect(page.body.contains(code))
        _ = try await here.post("/desk/helpline", [("csrf", form.hidden("csrf") ?? ""), ("code", code)])
        #expect(try await done() == 8)
        let end = try ParsedPage(try await here.get("/desk/practice").body)
        #expect(end.text.contains("Đã xong bài tập") && end.links.contains("/desk/guides/reception"))
    }

    @Test("the handler's exercise: the sender replies, the head returns the first draft and signs the second")
    func handler() async throws {
        let sides = try await Sides.make()
        let round = try await sides.round("ha-handler")
        let (officer, key) = (round.account.id, try #require(round.letters[.lamp]).matter)
        func done() async throws -> [PracticeStep] {
            let progress = try await sides.progress(round)
            return PracticeStep.steps(for: .handler).filter(progress.isDone)
        }
        func others() async throws { try await sides.ground.letOthersWork(officer) }
        func text(_ words: String) throws -> TypedText { try TypedText(words, field: "text") }
        func submit() async throws {
            try await sides.perform(SubmitDraft(key, answer: try text("Đã thay."), .resolved, by: officer), round)
        }
        // Nothing waits for the others yet.
        try await others()
        #expect(try await done() == [])
        try await sides.perform(TakeMatter(key, by: officer), round)
        try await sides.perform(AskSender(key, question: try text("Cột nào?"), by: officer), round)
        try await others()
        try await others()
        #expect(try await done() == [.take, .ask, .reply])
        try await sides.perform(AddNote(key, try text("Đã xem."), by: officer), round)
        try await submit()
        try await others()
        #expect(try await done() == [.take, .ask, .reply, .note, .submit, .returned])
        try await submit()
        try await others()
        #expect(try await done() == PracticeStep.steps(for: .handler))
    }

    @Test("the head's exercise: what is returned comes back mended, a denunciation is the head's own")
    func head() async throws {
        let sides = try await Sides.make()
        let round = try await sides.round("ha")
        let officer = round.account.id
        func text(_ words: String) throws -> TypedText { try TypedText(words, field: "text") }
        func matter(_ name: PracticeLetters.Name) throws -> PracticeRound.Prepared { try #require(round.letters[name]) }
        let post = try #require(round.colleagues[.handler]).post
        try await sides.perform(AssignMatter(try matter(.certificate).matter, to: post, by: officer), round)
        try await sides.perform(
            ReturnDraft(try matter(.rubbish).matter, with: try text("Bao giờ?"), by: officer), round)
        try await sides.ground.letOthersWork(officer)
        let today = sides.practice.site.today
        let rubbish = try matter(.rubbish).matter
        let stage = try await sides.practice.site.store.read { tx in
            try MatterFile.read(
                rubbish, try Scope.of(.officer(officer), on: today, tx), tx)?.matter.procedure.stage
        }
        #expect(stage == .drafted)
        try await sides.perform(SignDraft(try matter(.pavement).matter, issuing: false, by: officer), round)
        try await sides.perform(IssueDocument(try matter(.pavement).matter, by: officer), round)
        let bribe = try matter(.bribe)
        try await sides.perform(TakeMatter(bribe.matter, by: officer), round)
        try await sides.perform(
            WriteExtract(
                bribe.letter.key.id, of: bribe.matter, title: try text("Việc nhận tiền"), body: try text("Ở bộ phận."),
                by: officer), round)
        try await sides.perform(AnswerCall(try matter(.fee).letter, by: officer), round)
        let progress = try await sides.progress(round)
        #expect(PracticeStep.steps(for: .head).filter { !progress.isDone($0) } == [])
    }

    @Test(
        "starting again gives a new body and fresh letters; the old ones are out of sight",
        arguments: Language.Locale.allCases)
    func again(_ locale: Language.Locale) async throws {
        let sides = try await Sides.make()
        let here = try await sides.come("ha", locale)
        let before = try await sides.round("ha")
        let old = try #require(before.letters[.lamp]).matter
        #expect(try await here.get("/desk/matters/\(old)").status == 200)
        let form = try ParsedPage(try await here.get("/desk/practice").body)
        #expect(try await here.post("/desk/practice/again", [("csrf", "x")]).status == 403)
        let reply = try await here.post("/desk/practice/again", [("csrf", form.hidden("csrf") ?? "")])
        #expect(reply.location == "/desk/practice")
        let page = try await here.get("/desk/practice")
        #expect(page.status == 200)
        let after = try await sides.round("ha")
        #expect(after.home != before.home && after.trainee == before.trainee)
        #expect(try await here.get("/desk/matters/\(old)").status == 404)
        #expect(try await here.get("/desk/matters/\(try #require(after.letters[.lamp]).matter)").status == 200)
        #expect(await sides.ground.round(of: before.account.id) == nil)
    }

    @Test("supervisors and administrators have an exercise of their own")
    func otherRoles() async throws {
        let sides = try await Sides.make()
        let country = sides.real.country
        for (login, role) in [("giamsat", Role.supervisor), ("quantri", .administrator)] {
            let account = try await country.open(login, role, in: country.body("province-h"))
            let entered = try await sides.ground.enter(sides.gate.ticket(for: account.id))
            let round = try #require(await sides.ground.round(of: entered.id))
            #expect(round.organization.area.level == .province && round.trainee.roles == [role])
            if role == .supervisor {
                let matters = [PracticeLetters.Name.tree, .bus].compactMap { round.letters[$0]?.matter }
                for (index, step) in [PracticeStep.recheckOne, .recheckTwo].enumerated() {
                    #expect(try await !sides.progress(round).isDone(step))
                    let words = try TypedText("Đã đọc.", field: "text")
                    try await sides.perform(
                        RecordRecheck(matters[index], stands: index == 1, words, by: round.account.id), round)
                    #expect(try await sides.progress(round).isDone(step))
                }
            }
            if role == .administrator {
                try await sides.perform(EstablishPost(.handler, title: ["vi": "Mới"], in: round.organization), round)
                #expect(try await sides.progress(round).isDone(.newPost))
            }
        }
    }

    @Test("the folder of practice is made anew at each start, marked, and the real store beside it is untouched")
    func folder() async throws {
        let data = FileManager.default.temporaryDirectory.path + "/practice-\(UInt64.random(in: 0...UInt64.max))"
        defer { try? FileManager.default.removeItem(atPath: data) }
        let sides = try await Sides.make()
        let plan = PracticePlan(host: "127.0.0.1", port: 8099, address: nil)
        var keys: Set<[UInt8]> = []
        for _ in 1...2 {
            let made = try await PracticeServer.make(
                plan, in: data, gate: sides.gate, resources: ProjectFiles.resources, isBehindTLSProxy: false)
            #expect(made.site.purpose == .practice)
            // No job mails.
            #expect(made.jobNames.contains("cases.lapse") && !made.jobNames.contains("notices.mail"))
            #expect(try await made.site.store.read(EventTable.homes) == [])
            _ = try await made.ground.enter(sides.ticket("ha"))
            #expect(try await made.site.store.read(EventTable.homes).count == 1)
            keys.insert(made.site.keys.cookie.authenticate("x".utf8))
            await made.installation.close()
        }
        #expect(keys.count == 2)
        #expect(FileManager.default.fileExists(atPath: data + "/practice/8099/hoidap.sqlite"))
        #expect(!FileManager.default.fileExists(atPath: data + "/hoidap.sqlite"))
    }
}
