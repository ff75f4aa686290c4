import Acts
import Cases
import Kernel
import Legislation
import Registry
import Storage
import TestKit
import Testing

@Suite struct ClockTests {
    @Test("feedback starts the clock of the law, and the promise's where a promise was made")
    func clocksOfReceipt() async throws {
        let country = try await TestCountry.make(on: Day("2026-11-20")!)
        let promised = try await country.handIn(TestCountry.typed(area: "010"))
        // Friday 20 November; Tuesday the 24th is Vietnam Culture Day: five working days end on the 30th, ten on 7 December.
        // The outermost day is 45 calendar days on.
        #expect(promised.clocks.map(\.deadline.rule) == [.feedbackTransfer, .letterProcessing, .answerPromise])
        #expect(promised.clocks.map(\.deadline.due) == [Day("2026-11-30")!, Day("2027-01-04")!, Day("2026-12-07")!])
        let unpromised = try await country.handIn(TestCountry.typed(area: "011"))
        #expect(unpromised.clocks.map(\.deadline.rule) == [.feedbackTransfer, .letterProcessing])
    }

    @Test("clocks run from arrival, not from typing in")
    func arrival() async throws {
        let country = try await TestCountry.make(on: Day("2026-11-20")!)
        let receipt = try await country.handIn(arrived: Day("2026-11-02")!)
        #expect(receipt.clocks[0].deadline.start == Day("2026-11-02")!)
        #expect(receipt.clocks[0].deadline.due == Day("2026-11-09")!)
        await #expect(throws: ProcedureError.arrivesInFuture) { try await country.handIn(arrived: Day("2026-11-21")!) }
        await #expect(throws: ActProblem.forbidden) {
            let draft = try LetterDraft(TestCountry.typed(), in: country.directory)
            let act = ReceiveLetter(
                draft, to: country.directory.receiver(ofArea: "010")!, by: .api, .on(Day("2026-11-02")!))
            try await country.performer.perform(act, by: .anyone)
        }
    }

    @Test("silence lapses each clock once, on the day after its last day, and counts it there")
    func lapse() async throws {
        let country = try await TestCountry.make(on: Day("2026-11-20")!)
        let receipt = try await country.handIn()
        let body = country.directory.receiver(ofArea: "010")!
        func lapsed(on day: String) async throws -> Int {
            try await country.store.read { tx in
                try TallyTable.sum(
                    .lapsed, kind: "feedback", of: body.id, from: Day(day)!, until: Day(day)!, tx)
            }
        }
        country.clock.move(to: Day("2026-11-30")!)
        #expect(try await country.lapse() == 0)
        country.clock.move(to: Day("2026-12-01")!)
        #expect(try await country.lapse() == 1)
        #expect(try await country.lapse() == 0)
        #expect(try await lapsed(on: "2026-12-01") == 1)
        // The job comes three weeks late: the day of the lapse is the same.
        country.clock.move(to: Day("2026-12-28")!)
        #expect(try await country.lapse() == 1)
        #expect(try await lapsed(on: "2026-12-08") == 1)
        let file = try #require(try await country.file(receipt.matter, for: "ha"))
        #expect(file.matter.clocks.map(\.state) == [.lapsed, .running, .lapsed])
        #expect(file.timeline.map(\.day) == [Day("2026-11-20")!, Day("2026-12-01")!, Day("2026-12-08")!])
        // It is still owed, and stands first.
        #expect(file.matter.nextDue == Day("2026-11-30")!)
    }

    @Test("a clock does not lapse before its last day is over, nor with another's day")
    func notBefore() async throws {
        let country = try await TestCountry.make(on: Day("2026-11-20")!)
        let receipt = try await country.handIn()
        let clock = receipt.clocks[0]
        func lapse(_ due: Day) async throws {
            _ = try await country.performer.perform(
                LapseClock(receipt.matter, clock: clock.id, due: due), by: .platform("test"))
        }
        country.clock.move(to: clock.deadline.due)
        await #expect(throws: ProcedureError.nothingLapsed) { try await lapse(clock.deadline.due) }
        country.clock.move(to: clock.deadline.due.adding(1))
        await #expect(throws: ProcedureError.nothingLapsed) { try await lapse(clock.deadline.due.adding(-1)) }
        try await lapse(clock.deadline.due)
    }

    @Test("taking meets the duty to pass on, answering meets what is left, late stays late")
    func met() async throws {
        let country = try await TestCountry.make(on: Day("2026-11-20")!)
        let receipt = try await country.handIn()
        try await country.take(receipt.matter, by: "ha")
        var matter = try #require(try await country.file(receipt.matter, for: "ha")).matter
        #expect(matter.clocks.map(\.state) == [.met, .running, .running])
        #expect(matter.nextDue == Day("2026-12-07")!)
        country.clock.move(to: Day("2026-12-08")!)
        try await country.lapse()
        try await country.answer(receipt.matter, by: "ha")
        matter = try #require(try await country.file(receipt.matter, for: "ha")).matter
        #expect(matter.clocks.map(\.state) == [.met, .met, .metLate])
        #expect(matter.nextDue == .never)
    }

    @Test("whoever acts late cannot outrun the record of the lapse: it is counted on its day, and late stays late")
    func lateBeforeTheJob() async throws {
        let country = try await TestCountry.make(on: Day("2026-11-20")!)
        let receipt = try await country.handIn()
        let officer = country.officer("ha").id
        country.clock.move(to: Day("2026-12-20")!)
        await #expect(throws: ProcedureError.lapseFirst) {
            try await country.performer.perform(TakeMatter(receipt.matter, by: officer), by: .officer(officer))
        }
        try await country.take(receipt.matter, by: "ha")
        try await country.answer(receipt.matter, by: "ha")
        let file = try #require(try await country.file(receipt.matter, for: "ha"))
        #expect(file.matter.clocks.map(\.state) == [.metLate, .met, .metLate])
        let body = country.directory.receiver(ofArea: "010")!
        let lapsed = try await country.store.read { tx in
            try TallyTable.sum(
                .lapsed, kind: "feedback", of: body.id, from: Day("2026-12-01")!, until: Day("2026-12-08")!, tx)
        }
        #expect(lapsed == 2)
    }

    @Test("a day outside the calendars is an error that names the year, and nothing is kept")
    func outsideCalendars() async throws {
        let country = try await TestCountry.make(on: Day("2027-12-29")!)
        await #expect(throws: LawError.calendarMissing(year: 2028)) { try await country.handIn() }
        let counts = try await country.store.read { tx in
            try tx.first("select count(*) from letter") { row in try row(0) as Int }
        }
        #expect(counts == 0)
    }
}
