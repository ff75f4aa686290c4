import Acts
import Kernel
import Registry
import Storage
import TestKit
import Testing

@testable import Cases

/// Re-checks: what is drawn, how often, by whom it is looked at, and what becomes of it; and what was set aside, by ground.
@Suite struct RecheckTests {
    static let today = Day("2026-11-20")!

    private func text(_ text: String = "Đã gọi người gửi và xem tại chỗ.") throws -> TypedText {
        try TypedText(text, field: "text")
    }

    private func setAside(
        _ country: TestCountry, on ground: SetAsideGround = .unreadable, kind: Kind = .feedback
    ) async throws -> Receipt {
        let receipt = try await country.handIn(TestCountry.typed(kind))
        try await country.take(receipt.matter, by: "ha-handler")
        try await country.act("ha-handler") {
            SubmitDraft(receipt.matter, settingAside: try text("Nước tràn ra đường"), ground, by: $0)
        }
        try await country.act("ha") { SignDraft(receipt.matter, issuing: false, by: $0) }
        try await country.act("ha-reception") { IssueDocument(receipt.matter, by: $0) }
        return receipt
    }

    private func answered(_ country: TestCountry) async throws -> Receipt {
        let receipt = try await country.handIn()
        try await country.take(receipt.matter, by: "ha")
        try await country.answer(receipt.matter, by: "ha")
        return receipt
    }

    /// Draws all that was closed before tomorrow.
    private func drawAll(_ country: TestCountry, _ percent: Int = 100) async throws -> Int {
        country.clock.move(to: country.clock.today.adding(1))
        return try await DrawForRecheck.drawAll(
            JobContext(store: country.store, performer: country.performer), RecheckShare(percent: percent))
    }

    private func states(_ matter: MatterKey, _ country: TestCountry) async throws -> [Recheck.State] {
        try await country.store.read { tx in try RecheckTable.all(of: matter, tx).map(\.state) }
    }

    private func figures(_ country: TestCountry) async throws -> SetAsideFigures {
        let body = country.body("province-h").id
        return try await country.store.read { tx in
            try SetAsideList.figures(of: [body], Period(from: Day("2026-01-01")!, until: Day("2026-12-31")!), tx)
        }
    }

    @Test("of thousands, one in twenty is drawn and of settings aside one in ten; the same whenever it is asked")
    func share() throws {
        let keys = TestCountry.keys
        func drawn(_ sort: RecheckSort, _ share: RecheckShare = .usual) -> [Int64] {
            (1...20_000).filter { n in
                let matter = MatterKey(Home(slot: 1)!, ID(Int64(n) * 7_919))
                return share.draws(ClosedMatter(matter: matter, ended: Self.today, sort: sort), under: keys)
            }.map { Int64($0) }
        }
        let (aside, other) = (drawn(.setAside), drawn(.other))
        #expect((1_800...2_200).contains(aside.count), "\(aside.count)")
        #expect((850...1_150).contains(other.count), "\(other.count)")
        #expect(drawn(.setAside) == aside && drawn(.other) == other)
        #expect(
            drawn(.other, RecheckShare(percent: 0)).isEmpty
                && drawn(.setAside, RecheckShare(percent: 50)).count == 20_000)
        // Another day, or another matter, is another chance.
        let day = (0..<2_000).filter { offset in
            RecheckShare.usual.draws(
                ClosedMatter(
                    matter: MatterKey(Home(slot: 1)!, ID(5)), ended: Self.today.adding(offset), sort: .setAside),
                under: keys)
        }
        #expect((130...270).contains(day.count), "\(day.count)")
    }

    @Test("drawn is what somebody decided on and closed before today, each ending once; nothing that is open")
    func drawing() async throws {
        let country = try await TestCountry.make(on: Self.today)
        let (aside, answer) = (try await setAside(country), try await answered(country))
        let guided = try await country.handIn().matter
        try await country.act("ha-reception") { CloseMatter(guided, as: .guided, because: try text(), by: $0) }
        let withdrawn = try await country.handIn()
        try await country.say(WithdrawLetter(withdrawn.letter.key, in: withdrawn.matter), withdrawn.letter.key)
        let entered = try await country.register(TestCountry.typed(.petition)).receipt.matter
        try await country.act("ha") { VoidRegistration(entered, because: try text(), by: $0) }
        let (into, joined) = (try await country.handIn().matter, try await country.handIn().matter)
        try await country.act("ha") { JoinMatters(joined, into: into, by: $0) }
        let context = JobContext(store: country.store, performer: country.performer)
        #expect(try await DrawForRecheck.drawAll(context, RecheckShare(percent: 100)) == 0, "not on the day itself")
        #expect(try await drawAll(country) == 3)
        #expect(try await DrawForRecheck.drawAll(context, RecheckShare(percent: 100)) == 0, "not twice")
        for matter in [aside.matter, answer.matter, guided] {
            #expect(try await states(matter, country) == [.waiting], "\(matter)")
        }
        for matter in [withdrawn.matter, entered, into, joined] {
            #expect(try await states(matter, country) == [], "\(matter)")
        }
        let page = try #require(try await country.followed(aside.letter.key))
        #expect(page.timeline.contains { if case .drawn = $0.event { true } else { false } }, "the sender sees it")
    }

    @Test("nobody but the platform draws")
    func onlyPlatform() async throws {
        let country = try await TestCountry.make(on: Self.today)
        let receipt = try await answered(country)
        let ending = ClosedMatter(matter: receipt.matter, ended: Self.today, sort: .other)
        for actor in [
            Actor.officer(country.officer("province-h").id), .petitioner(receipt.letter.key.id), .anyone,
        ] {
            await #expect(throws: ActProblem.forbidden) {
                try await country.performer.perform(DrawForRecheck(ending), by: actor)
            }
        }
        for wrong in [
            ClosedMatter(matter: receipt.matter, ended: Self.today.adding(-1), sort: .other),
            ClosedMatter(matter: receipt.matter, ended: Self.today, sort: .setAside),
        ] {
            await #expect(throws: ProcedureError.nothingToRecheck) {
                try await country.performer.perform(DrawForRecheck(wrong), by: .platform("test"))
            }
        }
    }

    @Test("a server that was down for weeks draws what it missed; what was closed long ago is left alone")
    func lookBack() async throws {
        let country = try await TestCountry.make(on: Self.today)
        _ = try await answered(country)
        country.clock.move(to: Self.today.adding(DrawForRecheck.lookBack - 1))
        let second = try await answered(country)
        #expect(try await drawAll(country) == 2)
        country.clock.move(to: Self.today.adding(200))
        try await country.act("ha") { CorrectAnswer(second.matter, try text("Đính chính."), .partly, by: $0) }
        #expect(try await drawAll(country) == 0)
    }

    @Test("right: it stands, and nothing moves; wrong: it lies with the body again, its days run, the sender is told")
    func verdicts() async throws {
        let country = try await TestCountry.make(on: Self.today)
        let (aside, answer) = (try await setAside(country), try await answered(country))
        _ = try await drawAll(country)
        try await country.act("province-h") { RecordRecheck(answer.matter, stands: true, try text(), by: $0) }
        #expect(try await states(answer.matter, country) == [.stood])
        #expect(try await country.followed(answer.letter.key)?.stage == .answered)
        try await country.act("province-h") {
            RecordRecheck(aside.matter, stands: false, try text("Đọc được."), by: $0)
        }
        #expect(try await states(aside.matter, country) == [.failed])
        let page = try #require(try await country.followed(aside.letter.key))
        #expect(page.stage == .received && page.clocks.contains { $0.isOwed } && page.setAside == nil)
        #expect(page.words.contains { $0.text == "Đọc được." }, "the sender reads what was found")
        let told = try await country.store.read { tx in
            try tx.all("select news from notice where letter = \(aside.letter.key.id) order by number") { row in
                try row(0) as String
            }
        }
        #expect(told.last == "restored")
        // What was taken up again is answered, and can be drawn anew.
        try await country.take(aside.matter, by: "ha")
        try await country.answer(aside.matter, by: "ha")
        #expect(try await drawAll(country) == 1)
        #expect(try await states(aside.matter, country) == [.failed, .waiting])
        for (matter, stands) in [(answer.matter, true), (answer.matter, false)] {
            await #expect(throws: ProcedureError.nothingToRecheck) {
                try await country.act("province-h") { RecordRecheck(matter, stands: stands, try text(), by: $0) }
            }
        }
    }

    @Test("an answer found wrong is answered again and can be contested again")
    func wrongAnswer() async throws {
        let country = try await TestCountry.make(on: Self.today)
        let receipt = try await answered(country)
        _ = try await drawAll(country)
        // Long after every day of the first answer: it was given in time, and stays so.
        country.clock.move(to: Self.today.adding(90))
        let promise = AnswerPromise(workingDays: 10, since: TestCountry.founded)
        try await country.act("province-h") {
            RecordRecheck(receipt.matter, stands: false, try text(), promise: promise, by: $0)
        }
        #expect(try await country.lapse() == 0)
        let owed = try #require(try await country.followed(receipt.letter.key)).clocks.filter(\.isOwed)
        #expect(owed.map(\.deadline.start) == [Self.today.adding(90)], "the promise begins anew, and nothing is late")
        try await country.take(receipt.matter, by: "ha")
        try await country.answer(receipt.matter, by: "ha", text: "Nay trả lời lại.")
        let page = try #require(try await country.followed(receipt.letter.key))
        #expect(page.answers.map(\.text) == ["Đã sửa xong.", "Nay trả lời lại."])
        #expect(page.canContest(on: country.clock.today) && page.documents.count == 2)
    }

    @Test("what the sender contests, or the body restores, before anybody has looked, no longer waits")
    func overtaken() async throws {
        let country = try await TestCountry.make(on: Self.today)
        let (aside, answer) = (try await setAside(country), try await answered(country))
        _ = try await drawAll(country)
        try await country.act("ha-reception") { RestoreMatter(aside.matter, by: $0) }
        try await country.say(
            ContestAnswer(answer.letter.key, in: answer.matter, try text("Chưa sửa."), promise: nil), answer.letter.key)
        for matter in [aside.matter, answer.matter] {
            #expect(try await states(matter, country) == [.overtaken])
            await #expect(throws: ProcedureError.nothingToRecheck) {
                try await country.act("province-h") { RecordRecheck(matter, stands: true, try text(), by: $0) }
            }
        }
        let scope = try await country.scope("province-h")
        #expect(try await country.store.read { tx in try RecheckList.countWaiting(scope, tx) } == 0)
    }

    @Test(
        "looked at by a supervisor or the head above; not by the body's own head, its clerks, another province, or who had a part"
    )
    func rights() async throws {
        let country = try await TestCountry.make(on: Self.today)
        let watcher = try await country.open("ha-watcher", .supervisor, in: country.body("commune-ha"))
        let above = try await country.open("province-watcher", .supervisor, in: country.body("province-h"))
        let foreign = try await country.open("k-watcher", .supervisor, in: country.body("province-k"))
        let receipt = try await setAside(country)
        _ = try await drawAll(country)
        func recheck(_ account: Account, stands: Bool = true) async throws {
            try await country.performer.perform(
                RecordRecheck(receipt.matter, stands: stands, try text(), by: account.id), by: .officer(account.id))
        }
        for login in ["ha", "ha-handler", "ha-reception"] {
            await #expect(throws: ProcedureError.notYourPower) { try await recheck(country.officer(login)) }
        }
        for account in [country.officer("hb"), country.officer("province-k"), foreign] {
            await #expect(throws: ProcedureError.unknownMatter) { try await recheck(account) }
        }
        let today = country.clock.today
        func seen(_ account: Account) async throws -> Int {
            let standing = try #require(try await country.standing(account))
            return try await country.store.read { tx in
                let scope = try Scope.of(.officer(account.id), on: today, tx)
                let lines = try RecheckList.lines(.waiting, scope, except: standing.closing, tx)
                #expect(try RecheckList.countWaiting(scope, except: standing.closing, tx) == lines.count)
                return lines.count
            }
        }
        for account in [watcher, above, country.officer("province-h")] { #expect(try await seen(account) == 1) }
        for account in [country.officer("ha"), country.officer("hb"), foreign] {
            #expect(try await seen(account) == 0)
        }
        try await recheck(above, stands: true)
        #expect(try await states(receipt.matter, country) == [.stood])
        #expect(try await seen(watcher) == 0)
        await #expect(throws: ProcedureError.nothingToRecheck) { try await recheck(watcher) }

        // The head above signed it: another one looks.
        let other = try await country.handIn().matter
        try await country.take(other, by: "ha-handler")
        try await country.act("ha-handler") { SubmitDraft(other, answer: try text("Đã sửa."), .resolved, by: $0) }
        try await country.act("province-h") { SignDraft(other, by: $0) }
        _ = try await drawAll(country)
        await #expect(throws: ProcedureError.hadPart) {
            try await country.act("province-h") { RecordRecheck(other, stands: true, try text(), by: $0) }
        }
        try await country.performer.perform(
            RecordRecheck(other, stands: true, try text(), by: watcher.id), by: .officer(watcher.id))
    }

    @Test("a denunciation is looked at by the head above and is on no supervisor's list")
    func denunciation() async throws {
        let country = try await TestCountry.make(on: Self.today)
        let watcher = try await country.open("province-watcher", .supervisor, in: country.body("province-h"))
        let matter = try await country.handIn(TestCountry.typed(.denunciation)).matter
        try await country.act("ha") { CloseMatter(matter, as: .passedOn, because: try text(), by: $0) }
        #expect(try await drawAll(country) == 1)
        let today = country.clock.today
        let count = try await country.store.read { tx in
            try RecheckList.countWaiting(Scope.of(.officer(watcher.id), on: today, tx), tx)
        }
        #expect(count == 0)
        await #expect(throws: ProcedureError.unknownMatter) {
            try await country.performer.perform(
                RecordRecheck(matter, stands: true, try text(), by: watcher.id), by: .officer(watcher.id))
        }
        try await country.act("province-h") { RecordRecheck(matter, stands: true, try text(), by: $0) }
    }

    @Test("two who look at once: one verdict")
    func atOnce() async throws {
        let country = try await TestCountry.make(on: Self.today)
        var accounts: [Account] = []
        for login in ["w1", "w2", "w3", "w4"] {
            accounts.append(try await country.open(login, .supervisor, in: country.body("province-h")))
        }
        for _ in 0..<3 {
            let matter = try await answered(country).matter
            _ = try await drawAll(country)
            let done = try await withThrowingTaskGroup(of: Bool.self) { group in
                for (index, account) in accounts.enumerated() {
                    let words = try text()
                    group.addTask {
                        do {
                            try await country.performer.perform(
                                RecordRecheck(matter, stands: index.isMultiple(of: 2), words, by: account.id),
                                by: .officer(account.id))
                            return true
                        } catch ProcedureError.nothingToRecheck { return false }
                    }
                }
                return try await group.reduce(0) { $0 + ($1 ? 1 : 0) }
            }
            #expect(done == 1)
        }
    }

    @Test("pages of the list go on where the last one ended, on every engine")
    func paging() async throws {
        let country = try await TestCountry.make(on: Self.today)
        var matters: Set<MatterKey> = []
        for _ in 0..<5 { matters.insert(try await answered(country).matter) }
        _ = try await drawAll(country)
        for _ in 0..<2 { matters.insert(try await answered(country).matter) }
        _ = try await drawAll(country)
        let scope = try await country.scope("province-h")
        var seen: [RecheckLine] = []
        var last: RecheckList.Position?
        while true {
            let page = try await country.store.read { [last] tx in
                try RecheckList.lines(.waiting, after: last, limit: 2, scope, tx)
            }
            seen += page.prefix(2)
            guard page.count > 2, let end = page.prefix(2).last?.recheck else { break }
            last = RecheckList.Position(drawn: end.drawn, matter: end.matter)
        }
        #expect(seen.count == 7 && Set(seen.map(\.recheck.matter)) == matters)
        #expect(seen.map(\.recheck.drawn) == seen.map(\.recheck.drawn).sorted())
    }

    @Test("settings aside are counted by ground, once each; re-checks beside them; every figure is as long as its list")
    func counted() async throws {
        let country = try await TestCountry.make(on: Self.today)
        for ground in [SetAsideGround.unreadable, .settled, .settled, .anonymous] {
            _ = try await setAside(country, on: ground)
        }
        let restored = try await setAside(country, on: .guided)
        try await country.act("ha-reception") { RestoreMatter(restored.matter, by: $0) }
        _ = try await answered(country)
        #expect(try await drawAll(country) == 5)
        let scope = try await country.scope("province-h")
        let waiting = try await country.store.read { tx in try RecheckList.lines(.waiting, scope, tx) }
        for (index, line) in waiting.filter({ $0.recheck.sort == .setAside }).prefix(3).enumerated() {
            try await country.act("province-h") {
                RecordRecheck(line.recheck.matter, stands: index > 0, try text(), by: $0)
            }
        }
        let found = try await figures(country)
        #expect(found.received == 6 && found.setAside == 5)
        #expect(
            found.byGround
                == [.unreadable: 1, .settled: 2, .anonymous: 1, .guided: 1, .sentElsewhere: 0])
        #expect(found.byGround.values.reduce(0, +) == found.setAside)
        let aside = try #require(found.rechecks[.setAside])
        #expect(aside.drawn == 4 && aside.stood == 2 && aside.failed == 1 && aside.open == 1)
        #expect(found.rechecks[.other]?.drawn == 1)
        // The same after the counters were folded, and in each list.
        try await country.performer.foldTallies()
        #expect(try await figures(country).byGround == found.byGround)
        let (body, period) = (country.body("province-h").id, Period(from: Self.today, until: Self.today.adding(40)))
        for figure in Figure.setAsideAndRechecked {
            let (sum, lines) = try await country.store.read { tx in
                let reach = try #require(try scope.figures(of: body, tx))
                return (
                    try OverviewList.sums([reach], [figure], period, scope, tx).of(figure, body),
                    try FigureList.page(figure, period, kinds: nil, reach, scope, size: 50, tx).entries.count
                )
            }
            #expect(sum == lines, "\(figure)")
        }
        #expect(try await Recount.compareAll(country.store, at: country.clock.now.adding(seconds: 300)) == 6)
    }

    @Test("a passage is more than a word or two of the letter")
    func passage() async throws {
        let country = try await TestCountry.make(on: Self.today)
        let matter = try await country.handIn().matter
        try await country.take(matter, by: "ha-handler")
        for wrong in ["Nước", "nước tràn", "a", "không có trong thư này"] {
            await #expect(throws: Problem.self) {
                try await country.act("ha-handler") {
                    SubmitDraft(matter, settingAside: try text(wrong), .unreadable, by: $0)
                }
            }
        }
        try await country.act("ha-handler") {
            SubmitDraft(matter, settingAside: try text("nuoc tran ra"), .unreadable, by: $0)
        }
    }
}
