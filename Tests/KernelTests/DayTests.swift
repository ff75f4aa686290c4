import Kernel
import Testing

@Suite struct DayTests {
    @Test("every day of four centuries comes back from its text and follows the one before")
    func roundTrip() throws {
        let first = try #require(Day("1900-01-01"))
        var last = first
        for offset in 1..<(400 * 365) {
            let day = first.adding(offset)
            #expect(Day(day.description) == day)
            #expect(last < day && last.description < day.description)
            last = day
        }
    }

    @Test("no day comes after never: its text would sort before every other")
    func never() throws {
        let last = try #require(Day("9999-12-31"))
        #expect(last.adding(1) == .never && last.adding(1).description == "9999-12-31")
        #expect(last.adding(-1).adding(1000) == .never && Day.never.adding(-1).description == "9999-12-30")
    }

    @Test(
        "days that do not exist are refused",
        arguments: ["2026-02-29", "2026-13-01", "2026-00-10", "2026-04-31", "26-01-01", "2026-1-1", "2026/01/01", ""])
    func refused(_ text: String) {
        #expect(Day(text) == nil)
    }

    @Test(
        "weekdays are those of the calendar",
        arguments: [
            ("1970-01-01", Day.Weekday.thursday), ("2026-11-20", .friday), ("2024-02-29", .thursday),
            ("1900-01-01", .monday), ("2000-01-01", .saturday),
        ])
    func weekday(_ text: String, _ weekday: Day.Weekday) {
        #expect(Day(text)?.weekday == weekday)
    }

    @Test("the day is the place's day, whatever the hour in Greenwich")
    func zone() {
        // 17:30 UTC on the 20th is half past midnight of the 21st in Hà Nội.
        let instant = Instant(milliseconds: 1_795_195_800_000)
        #expect(Zone.vietnam.day(of: instant).description == "2026-11-21")
        #expect(Zone.vietnam.iso8601(instant) == "2026-11-21T00:30:00+07:00")
        #expect(Zone.vietnam.time(of: instant) == (0, 30))
    }
}
