import Testing

@testable import App

@Suite struct ProgressTests {
    @Test("on a terminal the bar grows, says rate and rest, and is drawn ten times a second at most")
    func bar() {
        let meter = Told("matters", total: 1_000, style: .bar(columns: 80))
        #expect(meter.ending == nil)
        #expect(meter.text(0, at: 0) == "\r[..............................] 0 %, 0 of 1000 matters\u{1B}[K")
        #expect(meter.text(50, at: 0.05) == nil)
        #expect(
            meter.text(500, at: 5)
                == "\r[###############...............] 50 %, 500 of 1000 matters, 100/s, 0:05 left\u{1B}[K")
        #expect(
            meter.text(1_000, at: 10) == "\r[##############################] 100 %, 1000 of 1000 matters, 100/s\u{1B}[K"
        )
        #expect(meter.ending == "\r\u{1B}[K")
        var drawn = 0
        for step in 0..<1_000 where meter.text(step, at: 20 + Double(step) / 100) != nil { drawn += 1 }
        #expect((90...100).contains(drawn))
    }

    @Test("a bar never fills more than the terminal is wide, and gives way to the words")
    func width() throws {
        for columns in 2..<120 {
            let meter = Told("matters", total: 1_000_000, style: .bar(columns: columns))
            let text = try #require(meter.text(123_456, at: 4_000))
            #expect(text.contains("12 %, 123456 of 1000000 matters, 30/s, 7:53:21 left".prefix(columns - 1)))
            #expect(text.count - 4 < columns)
        }
    }

    @Test("elsewhere there is a line after ten seconds or five per cent, not twice within a second")
    func lines() {
        let meter = Told("matters", total: 1_000, style: .lines)
        #expect(meter.text(1, at: 0.1) == nil)
        #expect(meter.text(200, at: 0.9) == nil)
        #expect(meter.text(220, at: 1) == "22 %, 220 of 1000 matters, 220/s, 0:04 left\n")
        #expect(meter.text(260, at: 5) == nil)
        #expect(meter.text(270, at: 6) == "27 %, 270 of 1000 matters, 45/s, 0:17 left\n")
        #expect(meter.text(271, at: 15.9) == nil)
        #expect(meter.text(272, at: 16) != nil)
        #expect(meter.ending == nil)
    }

    @Test("without a total there are a number and a rate; with an empty one as well")
    func unknown() {
        let unknown = Told("files", total: nil, style: .bar(columns: 80))
        #expect(unknown.text(9, at: 2) == "\r9 files, 4.5/s\u{1B}[K")
        let empty = Told("files", total: 0, style: .lines)
        #expect(empty.text(0, at: 20) == "0 files\n")
    }
}

/// The macro that expects takes no mutating call.
private final class Told {
    private var meter: ProgressMeter

    init(_ unit: String, total: Int?, style: ProgressMeter.Style) {
        meter = ProgressMeter(unit, total: total, style: style)
    }

    func text(_ done: Int, at seconds: Double) -> String? { meter.text(done, at: seconds) }

    var ending: String? { meter.ending }
}
