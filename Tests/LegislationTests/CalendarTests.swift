import Kernel
import Legislation
import Testing

@Suite("Working calendars")
struct CalendarTests {
    @Test("the calendars reach from 2023 to 2027, and only the last is provisional")
    func years() throws {
        let calendars = try books.get().calendars
        #expect(calendars.map(\.year) == [2023, 2024, 2025, 2026, 2027])
        #expect(calendars.filter(\.isProvisional).map(\.year) == [2027])
    }

    /// Weekdays on which state bodies do not work.
    static let weekdaysOff: [(year: Int, days: String)] = [
        (2023, "01-02 01-20 01-23 01-24 01-25 01-26 05-01 05-02 05-03 09-01 09-04"),
        (2024, "01-01 02-08 02-09 02-12 02-13 02-14 04-18 04-29 04-30 05-01 09-02 09-03"),
        (2025, "01-01 01-27 01-28 01-29 01-30 01-31 04-07 04-30 05-01 05-02 09-01 09-02"),
        (2026, "01-01 01-02 02-16 02-17 02-18 02-19 02-20 04-27 04-30 05-01 08-31 09-01 09-02 11-24"),
        (2027, "01-01 02-04 02-05 02-08 02-09 02-10 04-16 04-30 05-03 09-02 09-03 11-24"),
    ]

    @Test("the weekdays off are those of the year's decisions", arguments: weekdaysOff)
    func daysOff(year: Int, expected: String) throws {
        let law = try books.get()
        let off = try year.days.filter { try !$0.weekday.isWeekend && !law.isWorkingDay($0) }
        #expect(off.map { String("\($0)".dropFirst(5)) }.joined(separator: " ") == expected)
    }

    @Test("the weekend days at work are the swapped Saturdays and no others")
    func swappedSaturdays() throws {
        let law = try books.get()
        let worked = try days("2023-01-01", "2027-12-31").filter {
            try $0.weekday.isWeekend && law.isWorkingDay($0)
        }
        #expect(worked == ["2024-05-04", "2025-04-26", "2026-01-10", "2026-08-22"])
    }

    @Test("every day off by swap has its day at work, and the other way round")
    func swapsArePairs() throws {
        let calendars = try books.get().calendars
        let off = calendars.flatMap(\.holidays).filter { $0.kind == .swap }.map(\.day)
        #expect(off == calendars.flatMap(\.workingWeekendDays).map(\.insteadOf))
    }

    @Test("a day outside the calendars is neither a working day nor a day off, but an error")
    func outside() throws {
        let law = try books.get()
        #expect(throws: LawError.calendarMissing(year: 2022)) { try law.isWorkingDay("2022-12-31") }
        #expect(throws: LawError.calendarMissing(year: 2028)) { try law.isWorkingDay("2028-01-01") }
        #expect(throws: LawError.calendarMissing(year: 2028)) { try law.calendar(of: "2028-01-01") }
        #expect(
            try law.calendar(of: "2026-11-24").holiday(on: "2026-11-24")?.names["en"] == "Vietnam Culture Day"
        )
    }

    @Test("a year that stands twice, and a year left out between others, are refused")
    func consecutive() throws {
        let calendars = try books.get().calendars
        #expect(throws: LawError.calendarTwice(year: 2025)) {
            try Law(rules: [], calendars: calendars + [calendars[2]])
        }
        #expect(throws: LawError.calendarMissing(year: 2025)) {
            try Law(rules: [], calendars: calendars.filter { $0.year != 2025 })
        }
    }

    static let contradictions: [(holiday: Day, worked: Day, insteadOf: Day, reason: String)] = [
        ("2025-09-02", "2026-08-22", "2026-08-31", "the holiday 2025-09-02 is of another year"),
        ("2026-09-02", "2027-08-21", "2026-08-31", "the working day 2027-08-21 is of another year"),
        ("2026-09-02", "2026-08-21", "2026-08-31", "2026-08-21 is not a Saturday or Sunday"),
        ("2026-09-02", "2026-08-22", "2026-08-30", "2026-08-30 is a weekend day already"),
        ("2026-08-22", "2026-08-22", "2026-08-31", "2026-08-22 is both a holiday and a working day"),
    ]

    @Test("a calendar that contradicts itself is refused with the day", arguments: contradictions)
    func contradiction(holiday: Day, worked: Day, insteadOf: Day, reason: String) {
        #expect(throws: LawError.invalidCalendar(year: 2026, reason: reason)) {
            try WorkingCalendar(
                year: 2026,
                holidays: [.init(day: holiday, names: ["vi": "Nghỉ", "en": "Off"], kind: .statutory)],
                workingWeekendDays: [.init(day: worked, insteadOf: insteadOf, source: "a sample")])
        }
    }
}

extension Int {
    /// Every day of this year.
    fileprivate var days: [Day] {
        guard let first = Day(year: self, month: 1, day: 1), let last = Day(year: self, month: 12, day: 31)
        else { return [] }
        return (0...first.days(until: last)).map(first.adding)
    }
}
