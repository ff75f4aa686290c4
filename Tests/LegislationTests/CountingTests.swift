import Kernel
import Legislation
import Testing

@Suite("Counting")
struct CountingTests {
    static let rolling: [(start: Day, days: Int, nominal: Day, rolled: Day)] = [
        ("2026-11-10", 10, "2026-11-20", "2026-11-20"),  // a Friday
        ("2026-11-14", 10, "2026-11-24", "2026-11-25"),  // Vietnam Culture Day
        ("2026-11-11", 10, "2026-11-21", "2026-11-23"),  // a Saturday
        ("2026-01-15", 30, "2026-02-14", "2026-02-23"),  // the Saturday before Tết
        ("2026-08-12", 10, "2026-08-22", "2026-08-22"),  // a Saturday that is worked
        ("2026-12-02", 30, "2027-01-01", "2027-01-04"),
    ]

    @Test(
        "calendar days: a last day off moves to the next working day only where the rule says so",
        arguments: rolling)
    func calendarDays(start: Day, days: Int, nominal: Day, rolled: Day) throws {
        let law = try Law(
            rules: [
                .sample("rolls", length: .calendarDays(days), rolls: true),
                .sample("stays", length: .calendarDays(days)),
            ],
            calendars: books.get().calendars)
        let rolls = try law.deadline("rolls", from: start)
        #expect(rolls.nominal == nominal)
        #expect(rolls.due == rolled)
        let stays = try law.deadline("stays", from: start)
        #expect(stays.nominal == nominal)
        #expect(stays.due == nominal)
    }

    @Test("calendar days that do not move need no calendar; those that may move do")
    func withoutCalendar() throws {
        let law = try Law(
            rules: [
                .sample("rolls", length: .calendarDays(10), rolls: true),
                .sample("stays", length: .calendarDays(10)),
            ],
            calendars: [])
        #expect(try law.deadline("stays", from: "2031-05-01").due == "2031-05-11")
        #expect(throws: LawError.calendarMissing(year: 2031)) {
            try law.deadline("rolls", from: "2031-05-01")
        }
    }

    @Test("a body's promise is counted like a rule and never passes for law")
    func promise() throws {
        let promise = Promise(rule: .answerPromise, length: .workingDays(15), since: "2026-01-01")
        let deadline = try books.get().deadline(promise: promise, from: "2026-11-20")
        #expect(deadline.due == "2026-12-14")
        #expect(deadline.provision == "2026-01-01+15w" && deadline.promisedLength == .workingDays(15))
        #expect(deadline.isPromise)
    }

    @Test("a promise does not bind before it was made")
    func promiseNotYetMade() throws {
        let law = try books.get()
        let promise = Promise(rule: .answerPromise, length: .calendarDays(15), since: "2026-06-01")
        #expect(throws: LawError.notInForce(.answerPromise, "2026-05-31")) {
            try law.deadline(promise: promise, from: "2026-05-31")
        }
        #expect(try law.deadline(promise: promise, from: "2026-06-01").due == "2026-06-16")
    }

    @Test("a promise of no day or of a lifetime is refused", arguments: [-1, 0, 3661])
    func absurdPromise(days: Int) throws {
        let law = try books.get()
        let promise = Promise(rule: .answerPromise, length: .workingDays(days), since: "2026-01-01")
        #expect(throws: LawError.lengthOutOfBounds(days)) {
            try law.deadline(promise: promise, from: "2026-05-01")
        }
    }

    /// Every day of four years, counted a second time in the slow and obvious way.
    @Test(
        "a due day in working days is a working day, never goes back, and is the right one",
        arguments: [1, 3, 5, 7, 10, 30])
    func everyDay(length: Int) throws {
        let law = try Law(
            rules: [.sample(length: .workingDays(length))], calendars: books.get().calendars)
        var before: Day = "1970-01-01"
        for start in days("2023-01-01", "2026-12-31") {
            let due = try law.deadline("sample", from: start).due
            var counted = 0
            var day = start
            while day < due {
                day = day.adding(1)
                if try law.isWorkingDay(day) { counted += 1 }
            }
            guard try law.isWorkingDay(due), before <= due, counted == length else {
                Issue.record("\(length) working days from \(start) gave \(due), after \(before)")
                return
            }
            before = due
        }
    }
}
