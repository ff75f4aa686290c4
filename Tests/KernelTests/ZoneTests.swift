import Kernel
import TestKit
import Testing

@Suite struct ZoneTests {
    private let newYork = Zone(named: "America/New_York")!

    private func milliseconds(_ hour: Int, _ minute: Int) -> Int64 { Int64((hour * 60 + minute) * 60_000) }

    private func utc(_ day: String, _ hour: Int, _ minute: Int) -> Instant {
        Instant(milliseconds: Int64(Day(day)!.daysSince1970) * 86_400_000 + milliseconds(hour, minute))
    }

    @Test("clocks have the offset of the season")
    func seasons() {
        #expect(newYork.offsetSeconds(at: utc("2026-01-15", 12, 0)) == -5 * 3600)
        #expect(newYork.offsetSeconds(at: utc("2026-07-15", 12, 0)) == -4 * 3600)
        #expect(newYork.iso8601(utc("2026-07-15", 3, 30)) == "2026-07-14T23:30:00-04:00")
        #expect(newYork.day(of: utc("2026-01-15", 4, 59)) == Day("2026-01-14")!)
        #expect(newYork.day(of: utc("2026-01-15", 5, 0)) == Day("2026-01-15")!)
        // Before 2007 summer began on the first Sunday of April.
        #expect(newYork.offsetSeconds(at: utc("2006-03-20", 12, 0)) == -5 * 3600)
    }

    @Test("a time that clocks leave out is read as if they had not been put forward")
    func gap() {
        let day = Day("2024-03-10")!
        #expect(newYork.instants(of: day, milliseconds: milliseconds(2, 30)).isEmpty)
        #expect(newYork.instant(of: day, milliseconds: milliseconds(2, 30)) == utc("2024-03-10", 7, 30))
        #expect(newYork.instant(of: day, milliseconds: milliseconds(1, 59)) == utc("2024-03-10", 6, 59))
        #expect(newYork.instant(of: day, milliseconds: milliseconds(3, 0)) == utc("2024-03-10", 7, 0))
    }

    @Test("a time that clocks show twice is the first of the two")
    func twice() {
        let day = Day("2024-11-03")!
        let both = newYork.instants(of: day, milliseconds: milliseconds(1, 30))
        #expect(both == [utc("2024-11-03", 5, 30), utc("2024-11-03", 6, 30)])
        #expect(newYork.instant(of: day, milliseconds: milliseconds(1, 30)) == both[0])
        #expect(newYork.instants(of: day, milliseconds: milliseconds(2, 0)) == [utc("2024-11-03", 7, 0)])
        #expect(newYork.instants(of: day, milliseconds: milliseconds(0, 59)) == [utc("2024-11-03", 4, 59)])
    }

    @Test("every hour of seventeen years is read back from the clocks, in zones of every habit")
    func everyHour() throws {
        for name in ["America/New_York", "Australia/Lord_Howe", "Asia/Ho_Chi_Minh", "America/St_Johns", "UTC"] {
            let zone = try #require(Zone(named: name))
            var instant = utc("2010-01-01", 0, 10)
            var wrong = 0
            while instant < utc("2027-01-01", 0, 0) {
                let local = instant.adding(seconds: zone.offsetSeconds(at: instant))
                let day = zone.day(of: instant)
                let within = local.milliseconds - Int64(day.daysSince1970) * 86_400_000
                if !zone.instants(of: day, milliseconds: within).contains(instant) { wrong += 1 }
                instant = instant.adding(seconds: 3600)
            }
            #expect(wrong == 0, "\(name)")
        }
    }

    @Test("a name that is none makes no zone; Vietnam is the same by name and by rule")
    func names() throws {
        for name in ["", "New York", "Mars/Olympus", "America/Nowhere", "EST", "+07:00", "../etc/passwd"] {
            #expect(Zone(named: name) == nil, "\(name)")
        }
        let vietnam = try #require(Zone(named: "Asia/Ho_Chi_Minh"))
        for year in 1976...2030 {
            let instant = utc("\(year)-06-01", 17, 0)
            #expect(vietnam.day(of: instant) == Zone.vietnam.day(of: instant))
        }
    }
}
