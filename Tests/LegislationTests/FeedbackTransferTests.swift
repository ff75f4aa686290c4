import Kernel
import Legislation
import Testing

/// Article 9.1d, Decree 20/2008/NĐ-CP: passed on within 5 working days. Day zero is the day of receipt.
@Suite("Feedback that is another body's to answer")
struct FeedbackTransferTests {
    struct Example: CustomTestStringConvertible {
        let received: Day
        let due: Day

        init(_ received: Day, _ due: Day) {
            self.received = received
            self.due = due
        }

        var testDescription: String {
            "received \(received) (\(received.weekday)), due \(due) (\(due.weekday))"
        }
    }

    static let ordinaryWeek = [
        Example("2026-03-02", "2026-03-09"),  // Monday
        Example("2026-03-03", "2026-03-10"),
        Example("2026-03-04", "2026-03-11"),
        Example("2026-03-05", "2026-03-12"),
        Example("2026-03-06", "2026-03-13"),  // Friday
        Example("2026-03-07", "2026-03-13"),  // Saturday: counting begins on Monday
        Example("2026-03-08", "2026-03-13"),
    ]

    @Test("in an ordinary week falls due after five working days", arguments: ordinaryWeek)
    func ordinary(_ example: Example) throws { try check(example) }

    /// Off from Monday 16 to Friday 20 February 2026.
    static let newYear = [
        Example("2026-02-06", "2026-02-13"),  // Friday; the last period that ends before Tết
        Example("2026-02-09", "2026-02-23"),  // Monday: four days before Tết, one after
        Example("2026-02-10", "2026-02-24"),
        Example("2026-02-11", "2026-02-25"),
        Example("2026-02-12", "2026-02-26"),
        Example("2026-02-13", "2026-02-27"),
        Example("2026-02-14", "2026-02-27"),  // Saturday
        Example("2026-02-17", "2026-02-27"),  // the first day of the year, received through the portal
        Example("2026-02-20", "2026-02-27"),
        Example("2026-02-22", "2026-02-27"),
        Example("2026-02-23", "2026-03-02"),  // the first day at work
    ]

    @Test("does not count the days of Tết 2026", arguments: newYear)
    func overTet(_ example: Example) throws { try check(example) }

    /// Tuesday 24 November 2026, Vietnam Culture Day, a day off for the first time.
    static let cultureDay = [
        Example("2026-11-16", "2026-11-23"),
        Example("2026-11-17", "2026-11-25"),  // 18, 19, 20, 23 and 25 November
        Example("2026-11-20", "2026-11-30"),
        Example("2026-11-23", "2026-12-01"),
        Example("2026-11-24", "2026-12-01"),  // received on the holiday itself
        Example("2026-11-25", "2026-12-02"),
    ]

    @Test("does not count 24 November 2026", arguments: cultureDay)
    func overCultureDay(_ example: Example) throws { try check(example) }

    static let swaps = [
        // 2 January 2026 off, Saturday 10 January worked.
        Example("2026-01-05", "2026-01-10"),  // due on a Saturday, because it is worked
        Example("2026-01-09", "2026-01-15"),
        Example("2026-01-10", "2026-01-16"),
        // Saturday 22 August 2026 worked, 31 August off, then the two days of the National Day.
        Example("2026-08-17", "2026-08-22"),
        Example("2026-08-21", "2026-08-27"),
        Example("2026-08-22", "2026-08-28"),
        Example("2026-08-24", "2026-09-03"),
        Example("2026-08-28", "2026-09-09"),
        // Earlier years: 29 April 2024 for Saturday 4 May, 2 May 2025 for Saturday 26 April.
        Example("2024-04-26", "2024-05-07"),
        Example("2025-04-25", "2025-05-06"),
    ]

    @Test("counts a Saturday that is worked in exchange for a day off", arguments: swaps)
    func overSwaps(_ example: Example) throws { try check(example) }

    static let turnOfTheYear = [
        Example("2025-12-29", "2026-01-07"),  // 30 and 31 December, then 5, 6 and 7 January
        Example("2025-12-31", "2026-01-09"),
        Example("2026-12-24", "2026-12-31"),
        Example("2026-12-31", "2027-01-08"),
        Example("2027-12-24", "2027-12-31"),  // the last period the calendars allow
    ]

    @Test("is counted across the turn of the year", arguments: turnOfTheYear)
    func overTheYear(_ example: Example) throws { try check(example) }

    /// 26 April 2026 is a Sunday, so the 27th is off; then 30 April and 1 May.
    @Test("does not count a day off in place of a holiday on a Sunday")
    func compensation() throws { try check(Example("2026-04-24", "2026-05-06")) }

    @Test(
        "names the year whose calendar is missing",
        arguments: [
            ("2022-12-30", 2022), ("2027-12-27", 2028), ("2028-01-03", 2028), ("2040-05-05", 2040),
        ] as [(Day, Int)])
    func missingYear(received: Day, year: Int) throws {
        let law = try books.get()
        #expect(throws: LawError.calendarMissing(year: year)) {
            try law.deadline(.feedbackTransfer, from: received)
        }
    }

    @Test("is stored with the provision that gave the day")
    func stored() throws {
        let deadline = try books.get().deadline(.feedbackTransfer, from: "2026-11-20")
        #expect(
            deadline
                == Deadline(
                    rule: "feedback.transfer", provision: "2008-03-31", start: "2026-11-20",
                    nominal: "2026-11-30", due: "2026-11-30"))
        #expect(!deadline.isPromise)
    }

    private func check(_ example: Example) throws {
        let deadline = try books.get().deadline(.feedbackTransfer, from: example.received)
        #expect(deadline.due == example.due)
        #expect(deadline.nominal == deadline.due)
        #expect(deadline.start == example.received)
    }
}
