import Acts
import Cases
import Identity
import Kernel
import Registry
import TestKit
import Testing

/// The acts on a real store, by the people who may and may not.
@Suite struct ProcedureTests {
    @Test("a matter goes from receipt to answer, contest, second answer and rating; each sender's page tells it")
    func wholeWay() async throws {
        let country = try await TestCountry.make()
        let receipt = try await country.handIn(TestCountry.typed(.petition))
        let (matter, letter) = (receipt.matter, receipt.letter.key)
        try await country.act("ha-handler") { TakeMatter(matter, by: $0) }
        try await country.act("ha-handler") {
            AskSender(matter, question: try TypedText("Ở số nhà nào?", field: "text"), by: $0)
        }
        try await country.say(ReplyToQuestion(letter, in: matter, try TypedText("Số 12.", field: "text")), letter)
        try await country.act("ha-handler") {
            AddNote(matter, try TypedText("Đã gọi đội thoát nước.", field: "text"), by: $0)
        }
        try await country.act("ha-handler") {
            SubmitDraft(matter, answer: try TypedText("Sẽ thay nắp cống.", field: "text"), .partly, by: $0)
        }
        await #expect(throws: ProcedureError.notYourPower) {
            try await country.act("ha-handler") { SignDraft(matter, by: $0) }
        }
        try await country.act("ha") { ReturnDraft(matter, with: try TypedText("Ghi rõ ngày.", field: "text"), by: $0) }
        try await country.act("ha-handler") {
            SubmitDraft(matter, answer: try TypedText("Thay nắp cống ngày 30/11.", field: "text"), .resolved, by: $0)
        }
        try await country.act("ha") { SignDraft(matter, by: $0) }

        var page = try #require(try await country.followed(letter))
        #expect(page.stage == .answered && page.answers.map(\.text) == ["Thay nắp cống ngày 30/11."])
        #expect(page.words.map(\.sort) == [.question, .reply], "neither note nor remark is the sender's to see")
        #expect(page.canContest(on: country.clock.today) && page.canRate)
        #expect(page.clocks.allSatisfy { $0.state == .met })

        let rating = try #require(RateAnswer(letter, in: matter, score: 2))
        try await country.say(rating, letter)
        await #expect(throws: ProcedureError.alreadyRated) { try await country.say(rating, letter) }
        let promise = country.directory.organization(receipt.organization)?.answerPromise
        let contest = ContestAnswer(letter, in: matter, try TypedText("Chưa thay.", field: "text"), promise: promise)
        try await country.say(contest, letter)
        page = try #require(try await country.followed(letter))
        #expect(page.stage == .contested && page.clocks.contains { $0.isOwed && $0.deadline.isPromise })
        try await country.act("ha") { ReopenMatter(matter, by: $0) }
        try await country.answer(matter, by: "ha", text: "Đã thay hôm nay.")
        page = try #require(try await country.followed(letter))
        #expect(page.answers.count == 2 && page.canRate && page.canContest(on: country.clock.today))
    }

    @Test("an answer that stands is the body's last word; after thirty days nothing can be contested")
    func uphold() async throws {
        let country = try await TestCountry.make()
        let receipt = try await country.handIn()
        let (matter, letter) = (receipt.matter, receipt.letter.key)
        try await country.take(matter, by: "ha")
        try await country.answer(matter, by: "ha")
        let contest = ContestAnswer(letter, in: matter, try TypedText("Chưa đúng.", field: "text"), promise: nil)
        let answered = country.clock.today
        country.clock.move(to: answered.adding(31))
        await #expect(throws: ProcedureError.contestOver) { try await country.say(contest, letter) }
        country.clock.move(to: answered.adding(30))
        try await country.say(contest, letter)
        try await country.act("ha") { SubmitDraft(matter, upholding: try TypedText("Vẫn vậy.", field: "text"), by: $0) }
        try await country.act("ha") { SignDraft(matter, by: $0) }
        let page = try #require(try await country.followed(letter))
        #expect(page.answers.last?.sort == .uphold && !page.canContest(on: country.clock.today))
        await #expect(throws: ProcedureError.contestOver) { try await country.say(contest, letter) }
    }

    @Test("setting aside needs a passage of the letter and a second person, who may be of the level above")
    func setAside() async throws {
        let country = try await TestCountry.make()
        let matter = try await country.handIn(TestCountry.typed(body: "Chữ mờ, không đọc được gì cả.")).matter
        try await country.take(matter, by: "ha")
        await #expect(throws: Problem.self) {
            try await country.act("ha") {
                SubmitDraft(matter, settingAside: try TypedText("lời lẽ thô tục", field: "text"), .unreadable, by: $0)
            }
        }
        try await country.act("ha") {
            SubmitDraft(matter, settingAside: try TypedText("khong doc duoc", field: "text"), .unreadable, by: $0)
        }
        await #expect(throws: ProcedureError.secondPersonNeeded) {
            try await country.act("ha") { SignDraft(matter, by: $0) }
        }
        try await country.act("province-h") { SignDraft(matter, by: $0) }
        #expect(try await country.file(matter, for: "ha")?.matter.procedure.closure == .setAside)
        try await country.act("ha") { RestoreMatter(matter, by: $0) }
        let restored = try #require(try await country.file(matter, for: "ha")).matter
        #expect(restored.procedure.stage == .received && restored.clocks.contains { $0.isOwed })
    }

    @Test("a transfer counts only when taken; till then the first body has it, and it is on both desks")
    func transfer() async throws {
        let country = try await TestCountry.make()
        let matter = try await country.handIn().matter
        let (ha, hb) = (country.officer("ha").organization, country.officer("hb").organization)
        let reason = try TypedText("Thuộc địa bàn bên kia.", field: "text")
        await #expect(throws: ProcedureError.bodyUnfit) {
            try await country.act("ha") { OfferTransfer(matter, to: ha, because: reason, by: $0) }
        }
        try await country.act("ha-reception") { OfferTransfer(matter, to: hb, because: reason, by: $0) }
        #expect(try await country.file(matter, for: "hb")?.matter.organization == ha)
        #expect(try await country.desk("ha") == [matter])
        #expect(try await country.desk("hb") == [matter])
        await #expect(throws: ProcedureError.notYourPower) {
            try await country.act("ha") { AcceptTransfer(matter, by: $0) }
        }
        try await country.act("hb") { DeclineTransfer(matter, because: reason, by: $0) }
        #expect(try await country.file(matter, for: "hb") == nil)
        try await country.act("ha") { OfferTransfer(matter, to: hb, because: reason, by: $0) }
        try await country.act("hb") { AcceptTransfer(matter, by: $0) }
        #expect(try await country.file(matter, for: "ha") == nil)
        #expect(try await country.desk("ha").isEmpty)
        let taken = try #require(try await country.file(matter, for: "hb")).matter
        #expect(taken.organization == hb && taken.procedure.stage == .taken)
        let hits = try await country.store.read { [scope = try await country.scope("hb")] tx in
            try SearchList.find("cong vo", scope, tx).count
        }
        #expect(hits == 1)
        let complaint = try await country.handIn(TestCountry.typed(.complaint)).matter
        await #expect(throws: ProcedureError.guideInstead) {
            try await country.act("ha") { OfferTransfer(complaint, to: hb, because: reason, by: $0) }
        }
    }

    @Test("of letters in one matter each sender is told only of the own days that have passed")
    func lapsesOfOthers() async throws {
        let country = try await TestCountry.make(on: Day("2026-11-20")!)
        let (first, second) = (try await country.handIn(), try await country.handIn())
        try await country.act("ha") { JoinMatters(second.matter, into: first.matter, by: $0) }
        country.clock.move(to: Day("2026-12-01")!)
        #expect(try await country.lapse() == 2)
        for receipt in [first, second] {
            let page = try #require(try await country.followed(receipt.letter.key))
            var lapsed: [ID<Clock>] = []
            for case .lapsed(let clock) in page.timeline.map(\.event) { lapsed.append(clock) }
            #expect(lapsed.count == 1 && lapsed == page.clocks.filter { $0.state == .lapsed }.map(\.id))
        }
    }

    @Test("several letters join one matter, each sender keeps code, clock and answer; and they part again")
    func join() async throws {
        let country = try await TestCountry.make()
        let (first, second) = (
            try await country.handIn(), try await country.handIn(TestCountry.typed(title: "Cống lại vỡ"))
        )
        try await country.act("ha") { JoinMatters(second.matter, into: first.matter, by: $0) }
        var page = try #require(try await country.followed(second.letter.key))
        #expect(page.matter == first.matter && page.isShared)
        #expect(page.clocks.contains { $0.letter == second.letter.key.id && $0.isOwed })
        #expect(page.timeline.map(\.code) == ["letter.receive", "matter.join"], "its own receipt is still told")
        #expect(
            page.timeline.allSatisfy { entry in
                if case .received(let received) = entry.event {
                    received.letter.id == second.letter.key.id
                } else {
                    true
                }
            })
        #expect(try await country.desk("ha") == [first.matter])
        try await country.act("ha") { PartMatters(second.matter, from: first.matter, by: $0) }
        #expect(try await country.desk("ha").count == 2)
        try await country.act("ha") { JoinMatters(second.matter, into: first.matter, by: $0) }
        try await country.take(first.matter, by: "ha")
        try await country.answer(first.matter, by: "ha")
        for receipt in [first, second] {
            page = try #require(try await country.followed(receipt.letter.key))
            #expect(page.answers.count == 1 && page.clocks.allSatisfy { !$0.isOwed })
            #expect(page.letter.code == receipt.letter.code)
        }
        let elsewhere = try await country.handIn(TestCountry.typed(area: "011")).matter
        await #expect(throws: (any Error).self) {
            try await country.act("ha") { JoinMatters(elsewhere, into: first.matter, by: $0) }
        }
    }

    @Test("a mixed letter is split; the sender opens each part with the same PIN")
    func split() async throws {
        let country = try await TestCountry.make()
        let receipt = try await country.handIn(
            TestCountry.typed(body: "Cống vỡ. Tôi cũng khiếu nại quyết định phạt.", sender: Sender(name: "Lê Thị Lan")))
        let receiver = try #require(country.directory.organization(receipt.organization))
        let part = LetterDraft(
            partOf: receipt.letter, .complaint, title: try TypedText("Quyết định phạt", field: "title"),
            body: try TypedText("Tôi cũng khiếu nại quyết định phạt.", field: "body"))
        let official = country.officer("ha-reception")
        let matter = try await country.performer.perform(
            SplitLetter(receipt.letter, part: part, at: receiver, by: official.id), by: .officer(official.id)
        ).outcome
        let page = try #require(try await country.followed(receipt.letter.key))
        let child = try #require(page.parts.first)
        #expect(child.matter == matter.id && !child.isAnonymous && child.code != receipt.letter.code)
        let pin = receipt.pin(under: TestCountry.keys)
        let opened = try await country.store.read { tx in
            try FollowedLetter.unlock(child.code, pin, under: TestCountry.keys, tx)
        }
        #expect(opened?.key == child.key)
        #expect(try await country.file(matter, for: "ha")?.matter.kind == .complaint)
    }

    @Test("a corrected kind ends the old clocks and starts those of the right kind")
    func classify() async throws {
        let country = try await TestCountry.make()
        let receipt = try await country.handIn()
        let classification = Classification(eligibility: .eligible, competence: .own, people: 3)
        let field = try #require(ProjectFiles.fields.field("drainage", on: country.clock.today))
        let settledBy = try TypedText("", field: "settledBy", mayBeEmpty: true)
        try await country.act("ha-reception") {
            ClassifyLetter(
                receipt.letter, as: .denunciation, in: field, classification, settledBy: settledBy, promise: nil,
                by: $0)
        }
        #expect(try await country.file(receipt.matter, for: "ha-handler") == nil, "a handler sees no denunciation")
        let matter = try #require(try await country.file(receipt.matter, for: "ha")).matter
        let facts = matter.letters[0].classification
        #expect(matter.kind == .denunciation && facts.field == "drainage")
        #expect(facts.eligibility == .eligible && facts.competence == .own && facts.people == 3)
        #expect(matter.clocks.filter(\.isOwed).map(\.deadline.rule) == [.denunciationInitial, .letterProcessing])
    }

    @Test("a denunciation has no extract until its handler writes one; no word of it is found before")
    func denunciation() async throws {
        let country = try await TestCountry.make()
        let receipt = try await country.handIn(
            TestCountry.typed(.denunciation, title: "Thu tiền sai", body: "Ông X thu sai."))
        let key = receipt.matter
        func found(_ words: String) async throws -> Int {
            let scope = try await country.scope("ha")
            return try await country.store.read { tx in try SearchList.find(words, scope, tx).count }
        }
        #expect(try await country.file(key, for: "ha")?.letters[0].extract == Extract(title: "", body: ""))
        #expect(try await found("thu sai") == 0)
        let (title, body) = (
            try TypedText("Thu sai phí", field: "title"), try TypedText("Bị tố cáo thu sai.", field: "body")
        )
        await #expect(throws: ProcedureError.notTaken) {
            try await country.act("ha") {
                WriteExtract(receipt.letter.key.id, of: key, title: title, body: body, by: $0)
            }
        }
        try await country.take(key, by: "ha")
        try await country.act("ha") { WriteExtract(receipt.letter.key.id, of: key, title: title, body: body, by: $0) }
        #expect(try await found("to cao thu sai") == 1)
        // Feedback that turns out to be a denunciation loses its extract.
        let feedback = try await country.handIn(TestCountry.typed(title: "Chuyện lạ", body: "Ông Y nhận tiền."))
        #expect(try await found("chuyen la") == 1)
        let settledBy = try TypedText("", field: "settledBy", mayBeEmpty: true)
        try await country.act("ha") {
            ClassifyLetter(
                feedback.letter, as: .denunciation, in: nil, Classification(), settledBy: settledBy, promise: nil,
                by: $0)
        }
        #expect(try await found("chuyen la") == 0)
    }

    @Test("several bodies take part and one leads")
    func shared() async throws {
        let country = try await TestCountry.make()
        let matter = try await country.handIn().matter
        let hb = country.officer("hb").organization
        try await country.take(matter, by: "ha")
        try await country.act("ha") {
            InviteBody(matter, hb, request: try TypedText("Xin số liệu.", field: "text"), by: $0)
        }
        #expect(try await country.desk("hb") == [matter])
        await #expect(throws: ProcedureError.self) { try await country.answer(matter, by: "hb") }
        try await country.act("hb") { ContributePart(matter, of: hb, try TypedText("Đây.", field: "text"), by: $0) }
        #expect(try await country.desk("hb").isEmpty)
        #expect(try await country.file(matter, for: "hb") != nil)
        try await country.act("ha") { UninviteBody(matter, hb, by: $0) }
        #expect(try await country.file(matter, for: "hb") == nil)
    }

    @Test("the board: the sender asked, a second person, withdrawn at once by either side")
    func board() async throws {
        let country = try await TestCountry.make()
        let receipt = try await country.handIn()
        let (matter, letter) = (receipt.matter, receipt.letter.key)
        try await country.take(matter, by: "ha")
        try await country.answer(matter, by: "ha")
        func propose() async throws {
            let text = try TypedText("Cống vỡ", field: "text")
            try await country.act("ha") {
                ProposePublication(matter, letter: letter.id, title: text, question: text, answer: text, by: $0)
            }
        }
        await #expect(throws: ProcedureError.noConsent) { try await propose() }
        try await country.say(AllowPublication(letter, in: matter, true), letter)
        try await propose()
        await #expect(throws: ProcedureError.secondPersonNeeded) {
            try await country.act("ha") { PublishExtract(matter, by: $0) }
        }
        try await country.act("province-h") { PublishExtract(matter, by: $0) }
        #expect(try await country.followed(letter)?.isOnBoard == true)
        try await country.say(AllowPublication(letter, in: matter, false), letter)
        #expect(try await country.followed(letter)?.isOnBoard == false)
        try await country.say(AllowPublication(letter, in: matter, true), letter)
        try await propose()
        try await country.act("province-h") { PublishExtract(matter, by: $0) }
        try await country.act("ha-handler") { UnpublishExtract(matter, by: $0) }
        #expect(try await country.followed(letter)?.isOnBoard == false)
    }

    @Test("a sender withdraws the own letter, and nobody answers it any more")
    func withdraw() async throws {
        let country = try await TestCountry.make()
        let receipt = try await country.handIn()
        try await country.take(receipt.matter, by: "ha")
        try await country.say(WithdrawLetter(receipt.letter.key, in: receipt.matter), receipt.letter.key)
        await #expect(throws: ProcedureError.alreadyClosed) { try await country.answer(receipt.matter, by: "ha") }
        await #expect(throws: ProcedureError.alreadyClosed) {
            try await country.act("ha") { RestoreMatter(receipt.matter, by: $0) }
        }
        #expect(try await country.desk("ha").isEmpty)
    }

    @Test("guiding closes with words to the sender, and can be undone; work goes to posts")
    func guideAndAssign() async throws {
        let country = try await TestCountry.make()
        let receipt = try await country.handIn(TestCountry.typed(.complaint))
        let matter = receipt.matter
        let text = try TypedText("Xin gửi Sở Xây dựng.", field: "text")
        await #expect(throws: ActProblem.forbidden) {
            try await country.act("ha") { CloseMatter(matter, as: .withdrawn, because: text, by: $0) }
        }
        try await country.act("ha-reception") { CloseMatter(matter, as: .guided, because: text, by: $0) }
        #expect(try await country.followed(receipt.letter.key)?.words.map(\.text) == [text.text])
        try await country.act("ha-reception") { RestoreMatter(matter, by: $0) }
        let posts = try #require(try await country.file(matter, for: "ha")).posts
        let handlers = try #require(posts.first { $0.post.role == .handler }).post.id
        let reception = try #require(posts.first { $0.post.role == .reception }).post.id
        await #expect(throws: ProcedureError.postUnfit) {
            try await country.act("ha") { AssignMatter(matter, to: reception, by: $0) }
        }
        try await country.act("ha-reception") { AssignMatter(matter, to: handlers, by: $0) }
        #expect(try await country.file(matter, for: "ha")?.matter.procedure.handler?.post == handlers)
    }

    @Test("who has no business with a matter is told there is none, for every act")
    func outOfScope() async throws {
        let country = try await TestCountry.make()
        let receipt = try await country.handIn()
        await #expect(throws: ProcedureError.unknownMatter) { try await country.take(receipt.matter, by: "hb") }
        await #expect(throws: ProcedureError.unknownMatter) { try await country.answer(receipt.matter, by: "ka") }
        await #expect(throws: ProcedureError.unknownMatter) { try await country.open(receipt, by: "hb") }
        let nowhere = MatterKey(receipt.matter.home, ID(404))
        await #expect(throws: ProcedureError.unknownMatter) { try await country.take(nowhere, by: "ha") }
    }

    @Test("nobody acts in another's name")
    func otherName() async throws {
        let country = try await TestCountry.make()
        let receipt = try await country.handIn()
        let (ha, hb) = (country.officer("ha").id, country.officer("hb").id)
        for actor in [Actor.officer(hb), .anyone, .petitioner(receipt.letter.key.id), .platform("test")] {
            await #expect(throws: ActProblem.forbidden) {
                try await country.performer.perform(TakeMatter(receipt.matter, by: ha), by: actor)
            }
        }
        let clock = receipt.clocks[0]
        country.clock.move(to: country.clock.today.adding(60))
        await #expect(throws: ActProblem.forbidden) {
            try await country.performer.perform(
                LapseClock(receipt.matter, clock: clock.id, due: clock.deadline.due), by: .officer(ha))
        }
    }
}

extension TestCountry {
    func open(_ receipt: Receipt, by login: String) async throws {
        let officer = officer(login)
        _ = try await performer.perform(
            OpenOriginal(receipt.letter.key.id, of: receipt.matter, by: officer.id, reason: .contactSender),
            by: .officer(officer.id))
    }

    /// An act of an officer, after what has lapsed is recorded.
    func act<A: Act>(_ login: String, _ make: (AccountID) throws -> A) async throws {
        let officer = officer(login).id
        _ = try await performer.perform(try make(officer), by: .officer(officer))
    }

    /// An act of the sender of a letter.
    func say(_ act: some Act, _ letter: LetterKey) async throws {
        _ = try await lapse()
        _ = try await performer.perform(act, by: .petitioner(letter.id))
    }

    func followed(_ letter: LetterKey) async throws -> FollowedLetter? {
        let today = clock.today
        return try await store.read { tx in
            try FollowedLetter.read(try Scope.of(.petitioner(letter.id), on: today, tx), home: letter.home, tx)
        }
    }

    /// The matters on an officer's desk.
    func desk(_ login: String) async throws -> [MatterKey] {
        let (scope, today) = (try await scope(login), clock.today)
        return try await store.read { tx in
            try DeskList.page(scope, .all, FilterDays(today: today, soon: today), tx).entries.map(\.matter)
        }
    }
}
