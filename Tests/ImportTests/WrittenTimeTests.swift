import Kernel
import Testing

@testable import Import

@Suite struct WrittenTimeTests {
    @Test("every way in which registers write a time is read")
    func ways() throws {
        let noon = Int64(12 * 3_600_000)
        let cases: [(String, String, Int64, Int?)] = [
            ("2011-11-02T11:16:00", "2011-11-02", 40_560_000, nil),
            ("2011-11-02 11:16", "2011-11-02", 40_560_000, nil),
            ("2011-11-02T11:16:07.5", "2011-11-02", 40_567_500, nil),
            ("2011-11-02T11:16:07.123456", "2011-11-02", 40_567_123, nil),
            ("2011-11-02", "2011-11-02", 0, nil),
            ("11/02/2011 11:16:00 AM", "2011-11-02", 40_560_000, nil),
            ("1/2/2011 1:16 pm", "2011-01-02", 47_760_000, nil),
            ("11/02/2011 12:00:00 AM", "2011-11-02", 0, nil), ("11/02/2011 12:00:00 PM", "2011-11-02", noon, nil),
            ("11/02/2011", "2011-11-02", 0, nil), ("11/02/2011 23:59", "2011-11-02", 86_340_000, nil),
            ("2011-11-02T12:00:00Z", "2011-11-02", noon, 0),
            ("2011-11-02T12:00:00.000-04:00", "2011-11-02", noon, -14_400),
            ("2011-11-02T12:00:00+0530", "2011-11-02", noon, 19_800),
            ("2011-11-02 12:00:00 +07", "2011-11-02", noon, 25_200),
        ]
        for (text, day, milliseconds, offset) in cases {
            let time = try #require(WrittenTime(text), "\(text)")
            #expect(time.day == Day(day)! && time.milliseconds == milliseconds && time.offset == offset, "\(text)")
        }
    }

    @Test("what is no time is not guessed at")
    func noTime() {
        for text in [
            "", "N/A", "2011", "2011-02-30", "02/30/2011", "2011-13-01", "13/01/2011", "2011-11-02T24:00:00",
            "2011-11-02T11:60", "2011-11-02T11:16:60", "2011-11-02T11", "2011-11-02T", "2011-11-02 11:16 XM",
            "11/02/2011 13:00 PM", "11/02/2011 0:10 AM", "2011-11-02T11:16:00Q", "2011-11-02T11:16:00-4", "11-02-2011",
            "20111102", "2011/11/02", "11/02/11", "2011-11-02T11:16:00.", "2011-11-02x", "40849.5", "٢٠١١-١١-٠٢",
        ] {
            #expect(WrittenTime(text) == nil, "\(text)")
        }
    }

    @Test("a time without offset is one of the place, twice in the hour that clocks go back over")
    func instants() throws {
        let zone = try #require(Zone(named: "America/New_York"))
        func iso(_ text: String) -> [String] { WrittenTime(text)!.instants(in: zone).map(zone.iso8601) }
        #expect(iso("2024-07-01T08:00:00") == ["2024-07-01T08:00:00-04:00"])
        #expect(iso("2024-11-03T01:30:00") == ["2024-11-03T01:30:00-04:00", "2024-11-03T01:30:00-05:00"])
        #expect(iso("2024-11-03T01:30:00-05:00") == ["2024-11-03T01:30:00-05:00"])
        #expect(iso("2024-03-10T02:30:00") == ["2024-03-10T03:30:00-04:00"])
        #expect(iso("2024-07-01T01:00:00Z") == ["2024-06-30T21:00:00-04:00"])
    }
}
