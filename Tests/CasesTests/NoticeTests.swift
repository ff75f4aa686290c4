import Acts
import Identity
import Kernel
import Language
import Notices
import Registry
import Storage
import TestKit
import Testing
import Vault

@testable import Cases

/// What acts queue for the senders, who may see to it, and where it is listed.
@Suite struct NoticeTests {
    private static let today = Day("2026-11-20")!
    private static let lan = Sender(
        name: "Nguyễn Thị Lan", address: "12 ngõ 3", phone: "0912 345 678", email: "lan@example.com")

    private func handIn(
        _ country: TestCountry, _ kind: Kind = .feedback, area: String = "010", _ sender: Sender = lan
    ) async throws -> Receipt {
        try await country.handIn(TestCountry.typed(kind, area: area, sender: sender))
    }

    private func notices(_ receipt: Receipt, _ country: TestCountry) async throws -> [Notice] {
        try await country.store.read { tx in try NoticeTable.all(of: receipt.letter.key, tx) }
    }

    private func last(_ receipt: Receipt, _ country: TestCountry) async throws -> Notice {
        try #require(try await notices(receipt, country).last)
    }

    private func mailed(_ outcome: NoticeOutcome, _ notice: Notice, _ country: TestCountry) async throws {
        try await country.performer.perform(RecordMailing(notice.key, outcome), by: .platform("test"))
    }

    private func record(
        _ outcome: NoticeOutcome, _ receipt: Receipt, by login: String = "ha-reception", on day: Day? = nil,
        _ country: TestCountry
    ) async throws {
        let officer = country.officer(login).id
        let notice = try await last(receipt, country)
        try await country.performer.perform(
            RecordNotice(outcome, of: notice.key, in: receipt.matter, by: officer, on: day), by: .officer(officer))
    }

    @Test("an act queues its notice with itself: by the first way given, and each later one stands for those before")
    func queued() async throws {
        let country = try await TestCountry.make(on: Self.today)
        let receipt = try await handIn(country)
        #expect(try await notices(receipt, country).isEmpty)
        try await country.take(receipt.matter, by: "ha")
        let taken = try await last(receipt, country)
        #expect(taken.news == .taken && taken.course.state == .mailing && taken.day == Self.today)
        #expect(taken.code == receipt.letter.code.description)
        #expect(taken.nextDay == receipt.clocks.filter { !$0.isOfTransfer }.map(\.deadline.due).min())
        country.clock.move(to: Self.today.adding(1))
        try await country.answer(receipt.matter, by: "ha")
        let all = try await notices(receipt, country)
        #expect(all.map(\.news) == [.taken, .answered] && all[0].course.state == .replaced)
        // Whoever has waited since Friday has waited since Friday.
        #expect(all[1].day == Self.today && all[1].course.state == .mailing && all[1].nextDay.isNever)
    }

    @Test(
        "the ways are those the letter gives",
        arguments: [
            (Sender(email: "lan@example.com"), Notice.State.mailing), (Sender(phone: "0912 345 678"), .calling),
            (Sender(name: "Lan", address: "12 ngõ 3"), .printing), (Sender(name: "Lan"), .noWay), (Sender(), .noWay),
        ])
    func ways(_ sender: Sender, _ state: Notice.State) async throws {
        let country = try await TestCountry.make(on: Self.today)
        let receipt = try await handIn(country, .feedback, sender)
        try await country.take(receipt.matter, by: "ha")
        #expect(try await last(receipt, country).course.state == state)
    }

    @Test("what is told of the past is told to nobody")
    func past() async throws {
        let country = try await TestCountry.make(on: Self.today)
        let receipt = try await country.handIn(
            TestCountry.typed(sender: Self.lan), arrived: Self.today.adding(-20))
        let officer = country.officer("ha").id
        try await country.performer.asOf(Self.today.adding(-19)).perform(
            TakeMatter(receipt.matter, by: officer), by: .officer(officer))
        #expect(try await notices(receipt, country).isEmpty)
    }

    @Test("whoever does something on the page has seen it; who withdraws too")
    func seen() async throws {
        let country = try await TestCountry.make(on: Self.today)
        let receipt = try await handIn(country)
        let officer = country.officer("ha").id
        try await country.take(receipt.matter, by: "ha")
        try await country.performer.perform(
            AskSender(receipt.matter, question: try TypedText("Ở đâu?", field: "text"), by: officer),
            by: .officer(officer))
        #expect(try await last(receipt, country).news == .asked)
        try await country.performer.perform(
            ReplyToQuestion(receipt.letter.key, in: receipt.matter, try TypedText("Ở ngõ 3.", field: "text")),
            by: .petitioner(receipt.letter.key.id))
        #expect(try await last(receipt, country).course.state == .told)
        #expect(try await last(receipt, country).course.channel == .page)
        let count = try await notices(receipt, country).count
        try await country.performer.perform(
            WithdrawLetter(receipt.letter.key, in: receipt.matter), by: .petitioner(receipt.letter.key.id))
        #expect(try await notices(receipt, country).count == count)
    }

    @Test("a matter that goes to another body takes along what is still to be told")
    func moves() async throws {
        let country = try await TestCountry.make(on: Self.today)
        let receipt = try await handIn(country)
        try await country.take(receipt.matter, by: "ha")
        let (ha, hb) = (country.officer("ha"), country.officer("hb"))
        try await country.performer.perform(
            OfferTransfer(
                receipt.matter, to: hb.organization, because: try TypedText("Thuộc xã b.", field: "text"), by: ha.id),
            by: .officer(ha.id))
        try await country.performer.perform(AcceptTransfer(receipt.matter, by: hb.id), by: .officer(hb.id))
        let all = try await notices(receipt, country)
        #expect(all.last?.news == .passedOn && all.last?.organization == hb.organization)
        #expect(all.filter { $0.course.state.isWaiting }.count == 1)
    }

    @Test("a mail that comes back after the matter went to another body is that body's to tell by telephone")
    func bouncedLater() async throws {
        let country = try await TestCountry.make(on: Self.today)
        let receipt = try await handIn(country)
        try await country.take(receipt.matter, by: "ha")
        let first = try await last(receipt, country)
        try await mailed(.sent, first, country)
        let (ha, hb) = (country.officer("ha"), country.officer("hb"))
        try await country.performer.perform(
            OfferTransfer(
                receipt.matter, to: hb.organization, because: try TypedText("Thuộc xã b.", field: "text"), by: ha.id),
            by: .officer(ha.id))
        try await country.performer.perform(AcceptTransfer(receipt.matter, by: hb.id), by: .officer(hb.id))
        try await mailed(.bounced, first, country)
        let notice = try #require(try await notices(receipt, country).first)
        #expect(notice.course.state == .calling && notice.organization == hb.organization)
    }

    @Test("mails, calls and letters, one way after the other, each recorded and none twice")
    func course() async throws {
        let country = try await TestCountry.make(on: Self.today)
        let receipt = try await handIn(country)
        try await country.take(receipt.matter, by: "ha")
        let first = try await last(receipt, country)
        try await mailed(.putOff, first, country)
        #expect(try await last(receipt, country).course.nextTry > country.clock.now)
        try await mailed(.sent, first, country)
        await #expect(throws: ActProblem.overtaken) { try await mailed(.sent, first, country) }
        try await mailed(.bounced, first, country)
        await #expect(throws: ActProblem.overtaken) { try await mailed(.bounced, first, country) }
        for day in 0..<3 {
            country.clock.move(to: Self.today.adding(day))
            #expect(try await last(receipt, country).course.state == .calling)
            try await record(.notReached, receipt, country)
        }
        #expect(try await last(receipt, country).course.state == .printing)
        try await record(.posted, receipt, on: Self.today.adding(1), country)
        #expect(try await last(receipt, country).course.moved == Self.today.adding(1))
        await #expect(throws: RecordNotice.dayUnfit) {
            try await record(.delivered, receipt, on: Self.today.adding(9), country)
        }
        await #expect(throws: RecordNotice.dayUnfit) {
            try await record(.delivered, receipt, on: Self.today.adding(-1), country)
        }
        try await record(.returned, receipt, country)
        #expect(try await last(receipt, country).course.state == .unreached)
        try await record(.toldOtherwise, receipt, country)
        #expect(
            try await last(receipt, country).course
                == Notice.Course(
                    .told, .counter, moved: Self.today.adding(2)))
        let events = try await country.store.read { tx in
            try EventTable.all(of: Subjected(receipt.letter.key), tx)
        }
        #expect(events.count == 9 && events.map(\.sequence) == Array(1...9))
        for event in events {
            for word in Self.lan.values where !word.isEmpty { #expect(!event.payload.text.contains(word)) }
        }
    }

    @Test("only the platform says what became of a mail, and only an officer what became of a call")
    func whoSays() async throws {
        let country = try await TestCountry.make(on: Self.today)
        let receipt = try await handIn(country)
        try await country.take(receipt.matter, by: "ha")
        let notice = try await last(receipt, country)
        let officer = country.officer("ha").id
        for outcome in NoticeOutcome.allCases {
            await #expect(throws: (any Error).self, "\(outcome)") {
                try await country.performer.perform(RecordMailing(notice.key, outcome), by: .officer(officer))
            }
        }
        for outcome in [NoticeOutcome.sent, .refused, .bounced, .putOff] {
            await #expect(throws: ActProblem.forbidden, "\(outcome)") { try await record(outcome, receipt, country) }
        }
    }

    @Test("name and telephone are opened by those who tell, with a trace that the sender sees; by nobody else")
    func opening() async throws {
        let country = try await TestCountry.make(on: Self.today)
        let receipt = try await handIn(country)
        try await country.take(receipt.matter, by: "ha")
        func open(_ login: String) async throws -> Contact {
            let officer = country.officer(login).id
            let notice = try await last(receipt, country)
            return try await country.performer.perform(
                OpenContact(notice.key, of: receipt.matter, by: officer), by: .officer(officer)
            ).outcome
        }
        // While a mail is under way nobody need know who it is.
        await #expect(throws: ActProblem.overtaken) { _ = try await open("ha") }
        try await mailed(.refused, try await last(receipt, country), country)
        let contact = try await open("ha-reception")
        #expect(contact.telephone == "0912 345 678" && contact.name == Self.lan.name)
        for login in ["hb", "ka", "province-h"] {
            await #expect(throws: ProcedureError.self, "\(login)") { _ = try await open(login) }
            await #expect(throws: ProcedureError.self, "\(login)") {
                try await record(.reached, receipt, by: login, country)
            }
        }
        let seen = try await country.store.read { tx in
            try FollowedLetter.read(
                try Scope.of(.petitioner(receipt.letter.key.id), on: Self.today, tx), home: receipt.letter.key.home, tx)
        }
        let openings = try #require(seen).timeline.compactMap { entry -> OpeningReason? in
            if case .opened(let opened) = entry.event { opened.reason } else { nil }
        }
        #expect(openings == [.tellSender])
        // The whole letter is not opened under that name.
        let ha = country.officer("ha").id
        await #expect(throws: ActProblem.forbidden) {
            try await country.performer.perform(
                OpenOriginal(receipt.letter.key.id, of: receipt.matter, by: ha, reason: .tellSender),
                by: .officer(ha))
        }
    }

    @Test("a denunciation is listed to those who may see it, and to nobody who stepped aside")
    func scopes() async throws {
        let country = try await TestCountry.make(on: Self.today)
        let phone = Sender(name: "Lan", phone: "0912 345 678")
        let secret = try await handIn(country, .denunciation, phone)
        let plain = try await handIn(country, .feedback, phone)
        for receipt in [secret, plain] { try await country.take(receipt.matter, by: "ha") }
        func listed(_ login: String) async throws -> Int {
            let account = country.officer(login)
            let scope = try await country.scope(login)
            return try await country.store.read { tx in
                let bodies = try #require(try Standing.of(account.id, on: Self.today, tx)).bodiesToTell
                let lines = try NoticeList.lines(.calls, of: bodies, .all, scope, tx)
                #expect(try NoticeList.count(.calls, of: bodies, .all, scope, tx) == lines.count)
                return lines.count
            }
        }
        for (login, count) in [("ha", 2), ("ha-reception", 2), ("ha-handler", 1), ("hb", 0)] {
            #expect(try await listed(login) == count, "\(login)")
        }
        let aside = country.officer("ha-reception")
        try await country.performer.perform(StepAside.from(plain.matter, aside), by: .officer(aside.id))
        #expect(try await listed("ha-reception") == 1)
        let notice = try await last(plain, country)
        let scope = try await country.scope("ha-reception")
        #expect(try await country.store.read { tx in try NoticeList.find(notice.key, scope, tx) } == nil)
    }

    @Test("a list of notices goes on where its page ended, for bodies and for a unit")
    func paging() async throws {
        let country = try await TestCountry.make(on: Self.today)
        var expected: Set<NoticeKey> = []
        for step in 0..<7 {
            let receipt = try await handIn(country, .feedback, Sender(name: "Lan", phone: "0912 345 678"))
            try await country.take(receipt.matter, by: "ha")
            expected.insert(try await last(receipt, country).key)
            if step == 3 { country.clock.move(to: Self.today.adding(1)) }
        }
        let (scope, unit) = (try await country.scope("ha"), country.officer("ha").organization)
        for ofUnit in [false, true] {
            var (seen, position) = ([NoticeKey](), NoticeList.Position?.none)
            while seen.count < 20 {
                let lines = try await country.store.read { [position] tx in
                    guard ofUnit else {
                        return try NoticeList.lines(.calls, of: [unit], .all, after: position, limit: 2, scope, tx)
                    }
                    let reach = try #require(try scope.figures(of: unit, tx))
                    return try NoticeList.lines(.calls, reach, .all, after: position, limit: 2, scope, tx)
                }
                seen += lines.prefix(2).map(\.notice.key)
                guard lines.count > 2, let end = lines.prefix(2).last else { break }
                position = NoticeList.Position(text: NoticeList.Position(end.notice).text)
                #expect(position == NoticeList.Position(end.notice))
            }
            #expect(seen.count == 7 && Set(seen) == expected)
        }
        #expect(NoticeList.Position(text: "2026-11-20") == nil && NoticeList.Position(text: "x_1-1-1") == nil)
    }

    @Test("people not told are a figure of the unit: late, not reached, without a way; and open as lists")
    func figures() async throws {
        let country = try await TestCountry.make(on: Self.today)
        let phone = Sender(name: "Lan", phone: "0912 345 678")
        let late = try await handIn(country, .feedback, phone)
        let unreached = try await handIn(country, .feedback, phone)
        let anonymous = try await handIn(country, .feedback, Sender())
        for receipt in [late, unreached, anonymous] { try await country.take(receipt.matter, by: "ha") }
        try await record(.wrongNumber, unreached, country)
        let unit = country.officer("ha").organization
        let province = country.directory.organization(code: "province-h")!.id
        func counts(_ login: String, _ unit: OrganizationID, on day: Day) async throws -> [Int] {
            let scope = try await country.scope(login)
            return try await country.store.read { tx in
                let reach = try #require(try scope.figures(of: unit, tx))
                let before = NoticeTime.lateBefore(day, ProjectFiles.law)
                return try [
                    (NoticeList.Which.late, NoticeList.Days.before(before)), (.unreached, .all),
                    (.noWay, .init(from: Self.today, until: Self.today)),
                ].map { which, days in
                    let n = try NoticeList.count(which, reach, days, scope, tx)
                    #expect(try NoticeList.lines(which, reach, days, scope, tx).count == n)
                    return n
                }
            }
        }
        #expect(try await counts("ha", unit, on: Self.today) == [0, 1, 1])
        // Friday's news: Monday and Wednesday – the Tuesday is a holiday –, then it is late.
        #expect(try await counts("ha", unit, on: Day("2026-11-25")!) == [0, 1, 1])
        #expect(try await counts("ha", unit, on: Day("2026-11-26")!) == [1, 1, 1])
        #expect(try await counts("province-h", province, on: Day("2026-11-26")!) == [1, 1, 1])
        #expect(try await counts("ha-reception", unit, on: Day("2026-11-26")!) == [1, 1, 1])
    }

    @Test("at the same moment one of two says what became of a mail")
    func race() async throws {
        let country = try await TestCountry.make(on: Self.today)
        let receipt = try await handIn(country)
        try await country.take(receipt.matter, by: "ha")
        let notice = try await last(receipt, country)
        let done = await withTaskGroup(of: Bool.self) { group in
            for _ in 0..<8 {
                group.addTask {
                    (try? await country.performer.perform(RecordMailing(notice.key, .sent), by: .platform("test")))
                        != nil
                }
            }
            return await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
        }
        #expect(done == 1)
    }

    @Test("the code of a mail is made by nobody else")
    func tokens() throws {
        let key = NoticeKey(LetterKey(Home(slot: 1)!, ID(8124)), 2)
        let token = NoticeToken.of(key, under: TestCountry.keys)
        #expect(NoticeToken.read(token, under: TestCountry.keys) == key)
        #expect(NoticeToken.read(token.replacing("8124", with: "8125"), under: TestCountry.keys) == nil)
        #expect(NoticeToken.read(String(token.dropLast()) + "z", under: TestCountry.keys) == nil)
        for text in ["", "hd-notice-", "hd-notice-1-2-3", "x"] {
            #expect(NoticeToken.read(text, under: TestCountry.keys) == nil)
        }
    }
}

extension Standing {
    fileprivate var bodiesToTell: [OrganizationID] { NoticeList.bodies(self) }
}
