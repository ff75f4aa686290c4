import Acts
import Identity
import Kernel
import Legislation
import Registry
import Storage
import TestKit
import Testing

@testable import Cases

/// Letters on paper: how they are entered, and what the incoming book says of them.
@Suite struct RegisterTests {
    static let today = Day("2026-11-20")!

    @Test("a letter on paper is entered with its two days, and its clocks run from the day it arrived")
    func registers() async throws {
        let country = try await TestCountry.make(on: Self.today)
        let arrived = Day("2026-11-17")!
        let typed = TestCountry.typed(
            title: "Cống vỡ, gọi Trần Thị Bình", body: "",
            sender: Sender(name: "Trần Thị Bình", address: "12 ngõ 3", phone: "0912 345 678"))
        let entered = try await country.register(typed, source: .post, arrived: arrived, pages: 3, enclosures: 1)
        #expect(entered.number.description == "1/2026")
        let file = try #require(try await country.file(entered.matter, for: "ha"))
        #expect(file.matter.opened == arrived)
        #expect(file.matter.clocks.allSatisfy { $0.deadline.start == arrived })
        #expect(file.letters[0].letter.source == .post)
        #expect(!file.letters[0].extract.title.contains("Bình"))
        guard case .received(let received) = file.timeline[0].event else {
            Issue.record("not received")
            return
        }
        let officer = country.officer("ha-reception")
        #expect(
            received.registration
                == Registration(
                    number: BookNumber(year: 2026, number: 1), day: Self.today, pages: 3, enclosures: 1,
                    official: officer.official))
        #expect(file.timeline[0].event.official == officer.official)
        #expect(try await country.register(source: .telephone, pages: 0).number.number == 2)
    }

    @Test("a letter whose last day has passed already is late at once")
    func lateAtOnce() async throws {
        let country = try await TestCountry.make(on: Self.today)
        let entered = try await country.register(arrived: Day("2026-10-01")!)
        try await LapseClock.lapse(entered.matter, country.store, country.performer)
        let file = try #require(try await country.file(entered.matter, for: "ha"))
        #expect(file.matter.clocks.contains { $0.state == .lapsed })
    }

    @Test("who may enter letters: posts that take letters in, in their own body, of kinds they may see")
    func rights() async throws {
        let country = try await TestCountry.make(on: Self.today)
        let body = try #require(country.directory.receiver(ofArea: "010"))
        func enters(_ kind: Kind, _ login: String) async throws -> Bool {
            let officer = country.officer(login).id
            let draft = RegistrationDraft(
                try LetterDraft(TestCountry.typed(kind), in: country.directory), by: .counter, arrived: Self.today)
            do {
                try await country.performer.perform(
                    RegisterLetter(draft, at: body, by: officer), by: .officer(officer))
                return true
            } catch let problem as Problem {
                #expect(problem == ActProblem.forbidden)
                return false
            }
        }
        for kind in Kind.allCases {
            #expect(try await enters(kind, "ha"))
            #expect(try await enters(kind, "ha-reception"))
            #expect(try await enters(kind, "ha-handler") == (kind != .denunciation))
            for login in ["hb", "province-h", "ka"] { #expect(try await !enters(kind, login), "\(login)") }
        }
        let draft = try LetterDraft(TestCountry.typed(), in: country.directory)
        await #expect(throws: ActProblem.forbidden) {
            let officer = country.officer("ha").id
            try await country.performer.perform(
                ReceiveLetter(draft, to: body, by: .counter), by: .officer(officer))
        }
        await #expect(throws: ActProblem.forbidden) {
            let entry = RegistrationDraft(draft, by: .counter, arrived: Self.today)
            try await country.performer.perform(
                RegisterLetter(entry, at: body, by: country.officer("ha").id), by: .anyone)
        }
        await #expect(throws: ProcedureError.arrivesInFuture) {
            try await country.register(arrived: Self.today.adding(1))
        }
    }

    @Test("what is typed is checked, every field at once")
    func draft() async throws {
        let country = try await TestCountry.make(on: Self.today)
        func faults(
            _ source: String = "post", _ arrived: String = "2026-11-20", _ pages: String = "",
            _ enclosures: String = "",
            title: String = "Cống vỡ", phone: String = ""
        ) -> [String: String] {
            let typed = RegistrationDraft.Typed(
                letter: TestCountry.typed(title: title, body: "", sender: Sender(phone: phone)), source: source,
                arrived: arrived, pages: pages, enclosures: enclosures)
            do {
                _ = try RegistrationDraft(typed, on: Self.today, in: country.directory)
                return [:]
            } catch {
                return Dictionary(error.fields.map { ($0.name, $0.message.name) }) { first, _ in first }
            }
        }
        #expect(faults() == [:])
        #expect(faults("post", "20/11/2026", "0", "9999") == [:])
        #expect(faults("portal") == ["source": "cases.field.sourceMissing"])
        #expect(faults("imported") == ["source": "cases.field.sourceMissing"])
        #expect(faults("post", "") == ["arrived": "cases.field.arrivedUnreadable"])
        #expect(faults("post", "31/02/2026") == ["arrived": "cases.field.arrivedUnreadable"])
        #expect(faults("post", "2026-11-21") == ["arrived": "cases.field.arrivedInFuture"])
        #expect(faults("post", "2025-11-19") == [:])
        #expect(faults("post", "2025-11-18") == ["arrived": "cases.field.arrivedLongAgo"])
        #expect(faults("post", "0026-11-20") == ["arrived": "cases.field.arrivedLongAgo"])
        #expect(
            faults("x", "y", "-1", "10000", title: " ", phone: "abc")
                == [
                    "source": "cases.field.sourceMissing", "arrived": "cases.field.arrivedUnreadable",
                    "pages": "cases.field.sheetsUnreadable", "enclosures": "cases.field.sheetsUnreadable",
                    "title": "cases.field.titleMissing", "phone": "cases.field.phoneUnreadable",
                ])
        func pages(_ source: Source) throws -> Int {
            let typed = RegistrationDraft.Typed(
                letter: TestCountry.typed(body: ""), source: source.rawValue, arrived: "2026-11-20")
            return try RegistrationDraft(typed, on: Self.today, in: country.directory).pages
        }
        #expect(try pages(.counter) == 1 && pages(.telephone) == 0 && pages(.dialogue) == 0)
    }

    @Test("thirty-two at once and every third undone: the book has no gap and no number twice")
    func gapless() async throws {
        let country = try await TestCountry.make(on: Self.today)
        // An act that is undone is undone again when it is tried alone: its salt stays.
        let shaky = Performer(country.store, TestCountry.world(country.clock, server: 7)) { event, tx in
            try TestCountry.compare(event, tx)
            if event.salt[0].isMultiple(of: 3) { throw Undone() }
        }
        let numbers = try await withThrowingTaskGroup(of: BookNumber?.self) { group in
            for index in 0..<32 {
                let login = index.isMultiple(of: 2) ? "ha-reception" : "ha-handler"
                group.addTask {
                    do {
                        return try await country.register(by: login, shaky).number
                    } catch is Undone {
                        return nil
                    }
                }
            }
            var numbers: [BookNumber] = []
            for try await number in group { numbers += number.map { [$0] } ?? [] }
            return numbers
        }
        #expect(numbers.count < 32 && !numbers.isEmpty)
        #expect(numbers.map(\.number).sorted() == Array(1...numbers.count))
        // Another body has a book of its own, and another year begins anew.
        #expect(try await country.register(TestCountry.typed(area: "011"), by: "hb").number.number == 1)
        country.clock.move(to: Day("2027-01-04")!)
        let late = try await country.register(arrived: Day("2026-12-31")!)
        #expect(late.number == BookNumber(year: 2027, number: 1))
    }

    @Test("the same form sent twice is one letter and one number")
    func once() async throws {
        let country = try await TestCountry.make(on: Self.today)
        let key = IdempotencyKey("entry 1", content: [1])
        let first = try await country.register(key: key)
        let again = try await country.register(key: key)
        #expect(first == again)
        #expect(try await country.register().number.number == 2)
    }

    @Test("a number made void stays in the book; the matter ends for good and nothing of it is met")
    func void() async throws {
        let country = try await TestCountry.make(on: Self.today)
        let entered = try await country.register(arrived: Day("2026-11-10")!)
        func void(_ key: MatterKey, by login: String = "ha-reception") async throws {
            let officer = country.officer(login).id
            try await LapseClock.lapse(key, country.store, country.performer)
            try await country.performer.perform(
                VoidRegistration(key, because: try TypedText("Vào sổ hai lần.", field: "text"), by: officer),
                by: .officer(officer))
        }
        let portal = try await country.handIn().matter
        await #expect(throws: ProcedureError.notInBook) { try await void(portal) }
        await #expect(throws: ProcedureError.unknownMatter) { try await void(entered.matter, by: "hb") }
        await #expect(throws: ProcedureError.notYourPower) { try await void(entered.matter, by: "province-h") }
        try await void(entered.matter)
        let file = try #require(try await country.file(entered.matter, for: "ha"))
        #expect(file.matter.procedure.closure == .mistaken)
        #expect(file.matter.clocks.allSatisfy { $0.state == .ended })
        await #expect(throws: ProcedureError.alreadyClosed) {
            let officer = country.officer("ha").id
            try await country.performer.perform(RestoreMatter(entered.matter, by: officer), by: .officer(officer))
        }
        await #expect(throws: ProcedureError.notInBook) { try await void(entered.matter) }
        let next = try await country.register()
        #expect(next.number.number == 2)
        let lines = try await country.book(for: "ha")
        #expect(lines.map(\.number.number) == [2, 1])
        #expect(lines[1].letter?.void == BookList.Entered.Void(day: Self.today, reason: "Vào sổ hai lần."))
        let summary = try await country.store.read { tx in
            try BookList.summary(of: country.officer("ha").organization, year: 2026, tx)
        }
        #expect(summary == BookList.Summary(count: 2, voided: 1, delayed: 1))
        // With two letters in the matter, or once answered, there is nothing to make void.
        let other = try await country.register()
        let head = country.officer("ha").id
        try await country.performer.perform(JoinMatters(other.matter, into: next.matter, by: head), by: .officer(head))
        await #expect(throws: ProcedureError.severalLetters) { try await void(next.matter) }
        let answered = try await country.register()
        try await country.take(answered.matter, by: "ha")
        // Not out of the hands of whoever works on it.
        await #expect(throws: ProcedureError.heldByAnother) { try await void(answered.matter) }
        try await country.answer(answered.matter, by: "ha")
        await #expect(throws: ProcedureError.alreadyAnswered) { try await void(answered.matter) }
        // What another body has taken is not this one's to make void, nor that one's.
        let passed = try await country.register()
        let hb = country.officer("hb")
        try await country.performer.perform(
            OfferTransfer(
                passed.matter, to: hb.organization, because: try TypedText("Bên kia.", field: "text"), by: head),
            by: .officer(head))
        try await country.performer.perform(AcceptTransfer(passed.matter, by: hb.id), by: .officer(hb.id))
        await #expect(throws: ProcedureError.notInBook) { try await void(passed.matter, by: "hb") }
        // Its number stands in the book that gave it, and the letter is the other body's to see.
        #expect(try await country.book(for: "ha").first?.letter == nil)
    }

    @Test("the book shows what the reader may see: other numbers stand there and say nothing")
    func withheld() async throws {
        let country = try await TestCountry.make(on: Self.today)
        let plain = try await country.register(
            TestCountry.typed(sender: Sender(name: "Trần Thị Bình", address: "12 ngõ 3")), arrived: Day("2026-11-18")!)
        let hidden = try await country.register(
            TestCountry.typed(.denunciation, title: "Lấy tiền của dân", sender: Sender(name: "Lê Văn Cường")))
        let extract = try await country.store.read { tx in
            try Slip.read(hidden.letter.key, try Scope.of(.officer(country.officer("ha").id), on: Self.today, tx), tx)
        }
        #expect(extract?.title == "" && extract?.registration?.number.number == 2)
        let head = try await country.book(for: "ha")
        #expect(head.map { $0.letter?.kind } == [.denunciation, .feedback])
        #expect(head[0].letter?.title == "" && head[1].letter?.delay == 2)
        #expect(!"\(head)".contains("Bình") && !"\(head)".contains("Cường"))
        let handler = try await country.book(for: "ha-handler")
        #expect(handler.map(\.number.number) == [2, 1])
        #expect(handler[0].letter == nil && handler[1].letter?.code == plain.letter.code)
        let officer = country.officer("ha-handler")
        try await country.performer.perform(StepAside.from(plain.matter, officer), by: .officer(officer.id))
        #expect(try await country.book(for: "ha-handler").allSatisfy { $0.letter == nil })
        let file = try await country.store.read { tx in
            try BookList.lines(
                of: officer.organization, year: 2026, after: 1, size: 10,
                try Scope.of(.officer(country.officer("ha").id), on: Self.today, tx), tx)
        }
        #expect(file.map(\.number.number) == [2])
        let (first, last) = try await country.store.read { tx in
            (
                try BookList.firstYear(of: officer.organization, tx),
                try BookList.lastSource(
                    of: country.officer("ha-reception").official, in: officer.organization, on: Self.today, tx)
            )
        }
        #expect(first == 2026 && last == .counter)
    }

    @Test("open matters of the same sender are found by telephone, or by name and address; never a denunciation")
    func sameSender() async throws {
        let country = try await TestCountry.make(on: Self.today)
        let binh = Sender(name: "Trần Thị Bình", address: "12 ngõ 3", phone: "0912 345 678")
        let first = try await country.register(TestCountry.typed(sender: binh))
        let second = try await country.handIn(TestCountry.typed(title: "Đèn hỏng", sender: binh))
        _ = try await country.register(TestCountry.typed(.denunciation, sender: binh))
        _ = try await country.register(TestCountry.typed(sender: Sender(name: "Trần Thị Bình", address: "99 ngõ 7")))
        _ = try await country.handIn(TestCountry.typed(area: "011", sender: binh))
        _ = try await country.handIn()
        let body = country.officer("ha").organization
        func found(_ sender: Sender, by login: String = "ha") async throws -> Set<MatterKey> {
            let scope = try await country.scope(login)
            return Set(
                try await country.store.read { tx in try SameSenderList.find(sender, at: body, scope, tx) }.map(
                    \.matter))
        }
        let both: Set = [first.matter, second.matter]
        #expect(try await found(Sender(phone: "+84 912345678")) == both)
        #expect(try await found(Sender(name: "tran thi binh", address: "12, Ngõ 3")) == both)
        #expect(try await found(Sender(name: "Trần Thị Bình")) == [])
        #expect(try await found(Sender()) == [])
        #expect(try await found(binh, by: "hb") == [])
        try await country.take(second.matter, by: "ha")
        try await country.answer(second.matter, by: "ha")
        #expect(try await found(binh) == [first.matter])
        let scope = try await country.scope("ha")
        let like = try await country.store.read { tx in
            try SameSenderList.find(
                like: first.letter.key, in: try #require(try MatterTable.load(first.matter, tx)), scope, tx)
        }
        #expect(like.isEmpty)
    }
}

private struct Undone: Error {}

extension TestCountry {
    /// The book of the officer's body in the year of today, as the officer reads it.
    func book(for login: String) async throws -> [BookList.Line] {
        let (scope, account, year) = (try await scope(login), officer(login), clock.today.parts.year)
        return try await store.read { tx in try BookList.lines(of: account.organization, year: year, scope, tx) }
    }
}
