import Kernel
import Legislation
import Testing

@Suite("The working of a deadline")
struct WorkingTests {
    @Test("shows each day from Friday 20 November 2026 with its reason")
    func cultureDay() throws {
        let law = try books.get()
        let working = try law.working(
            of: law.deadline(.feedbackTransfer, from: "2026-11-20"), length: .workingDays(5))
        #expect(
            working.lines == [
                "2026-11-20 - start", "2026-11-21 - weekend", "2026-11-22 - weekend", "2026-11-23 1 counted",
                "2026-11-24 - holiday", "2026-11-25 2 counted", "2026-11-26 3 counted",
                "2026-11-27 4 counted",
                "2026-11-28 - weekend", "2026-11-29 - weekend", "2026-11-30 5 counted",
            ])
        #expect(working.due == "2026-11-30")
        #expect(working.agrees)
        #expect(!working.isProvisional)
    }

    @Test("shows a Saturday at work and the day off it was exchanged for")
    func swapped() throws {
        let law = try books.get()
        let working = try law.working(
            of: law.deadline(.feedbackTransfer, from: "2026-08-21"), length: .workingDays(5))
        #expect(
            working.lines.prefix(4) == [
                "2026-08-21 - start", "2026-08-22 1 swapped", "2026-08-23 - weekend", "2026-08-24 2 counted",
            ])
    }

    @Test("names the holiday in both languages")
    func holidayNames() throws {
        let law = try books.get()
        let working = try law.working(
            of: law.deadline(.feedbackTransfer, from: "2026-11-23"), length: .workingDays(5))
        #expect(
            working.steps[1].reason == .holiday(["vi": "Ngày Văn hóa Việt Nam", "en": "Vietnam Culture Day"]))
    }

    @Test("in calendar days counts every day, and shows why the last day moved")
    func rolled() throws {
        let law = try Law(
            rules: [.sample(length: .calendarDays(3), rolls: true)], calendars: books.get().calendars)
        let working = try law.working(
            of: law.deadline("sample", from: "2026-11-19"), length: .calendarDays(3))
        #expect(
            working.lines == [
                "2026-11-19 - start", "2026-11-20 1 counted", "2026-11-21 2 counted", "2026-11-22 3 endsOnWeekend",
                "2026-11-23 - rolled",
            ])
    }

    @Test("of a promise in calendar days needs no calendar and does not move")
    func promise() throws {
        let law = try Law(rules: [], calendars: [])
        let promise = Promise(rule: .answerPromise, length: .calendarDays(2), since: "2026-01-01")
        let working = try law.working(
            of: law.deadline(promise: promise, from: "2026-11-20"), length: promise.length)
        #expect(
            working.lines == ["2026-11-20 - start", "2026-11-21 1 counted", "2026-11-22 2 counted"])
    }

    @Test("says so when a calendar counted with may still change")
    func provisional() throws {
        let law = try books.get()
        let deadline = try law.deadline(.feedbackTransfer, from: "2026-12-30")
        #expect(try law.working(of: deadline, length: .workingDays(5)).isProvisional)
    }

    @Test("says so when today's books give another day than the stored one")
    func changedSince() throws {
        let law = try books.get()
        let stored = Deadline(
            rule: .feedbackTransfer, provision: "2008-03-31", start: "2026-11-20", nominal: "2026-11-27",
            due: "2026-11-27")  // as counted before 24 November became a day off
        let working = try law.working(of: stored, length: .workingDays(5))
        #expect(!working.agrees)
        #expect(working.due == "2026-11-30")
    }

    @Test("ends on the due day and counts as many days as the length, from every day of four years")
    func everyDay() throws {
        let law = try books.get()
        for start in days("2023-01-01", "2026-12-31") {
            let deadline = try law.deadline(.feedbackTransfer, from: start)
            let working = try law.working(of: deadline, length: .workingDays(5))
            guard working.agrees, working.steps.last?.day == deadline.due, working.steps.first?.day == start,
                working.steps.compactMap(\.counted) == [1, 2, 3, 4, 5]
            else {
                Issue.record("the working from \(start) does not lead to \(deadline.due)")
                return
            }
        }
    }
}

extension Working {
    /// `2026-11-23 1 counted`
    fileprivate var lines: [String] {
        steps.map { "\($0.day) \($0.counted.map(String.init) ?? "-") \($0.reason.code)" }
    }
}
