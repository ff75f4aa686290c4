import Foundation
import Kernel
import Legislation
import Testing

/// The table for lawyers, `Tests/Data/law/deadlines.md`, whose days were counted outside the program.
@Suite("Worked examples")
struct ExampleTests {
    struct Example: CustomTestStringConvertible {
        let rule: RuleID
        let start: Day
        let circumstances: Circumstances
        /// Nil while a pause is open.
        let due: Day?
        let why: String

        var testDescription: String { "\(rule) from \(start): \(why)" }

        /// A row of the table; nil for its head.
        init?(_ line: Substring) throws {
            let cells = line.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
            guard cells.count == 7, let start = Day(String(cells[1].prefix(10))) else { return nil }
            rule = RuleID(stored: cells[0])
            self.start = start
            circumstances = Circumstances(
                conditions: Set(try cells[2].parts.map { try #require(Condition(rawValue: $0)) }),
                extensions: Int(cells[3]) ?? 0,
                pauses: try cells[4].parts.map(Self.pause))
            let end: Day? = cells[5] == "no end yet" ? nil : Day(String(cells[5].prefix(10)))
            try #require(end != nil || cells[5] == "no end yet", "\(cells[5]) is not a day")
            due = end
            why = cells[6]
        }

        /// `2026-07-03..2026-07-10`, or `2026-07-03..` while it is open.
        private static func pause(_ text: String) throws -> Pause {
            let ends = text.split(separator: "..").map(String.init)
            let from: Day = try #require(Day(ends[0]))
            guard ends.count > 1 else { return try Pause(from: from, resumption: nil) }
            let resumption: Day = try #require(Day(ends[1]))
            return try Pause(from: from, resumption: resumption)
        }
    }

    static let examples = Result {
        let path = resources + "/../Tests/Data/law/deadlines.md"
        return try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n").compactMap(Example.init)
    }

    @Test("there are enough of them, for every rule that checks from outside call")
    func enough() throws {
        let examples = try Self.examples.get()
        #expect(examples.count >= 150)
        #expect(Set(examples.map(\.rule)).isSuperset(of: CoverageTests.named))
    }

    @Test("the last day is the one in the table")
    func due() throws {
        let law = try books.get()
        for example in try Self.examples.get() {
            let period = try law.period(example.rule, from: example.start, example.circumstances)
            #expect(period.due == example.due, "\(example.testDescription)")
            if example.circumstances == .none {
                #expect(try law.deadline(example.rule, from: example.start).due == example.due)
            }
        }
    }

    @Test("the working of each leads to its last day, and counts as many days as its lengths say")
    func working() throws {
        let law = try books.get()
        for example in try Self.examples.get() {
            let period = try law.period(example.rule, from: example.start, example.circumstances)
            let working = try law.working(of: period)
            #expect(working.agrees, "\(example.testDescription)")
            #expect(working.steps.first?.day == example.start)
            guard let due = period.due else { continue }
            #expect(working.steps.last?.day == due, "\(example.testDescription)")
            for (part, length) in period.parts.enumerated() {
                let counted = working.steps.filter { $0.part == part }.compactMap(\.counted)
                #expect(counted == Array((0...length.days).dropFirst()), "\(example.testDescription)")
            }
        }
    }
}

extension String {
    fileprivate var parts: [String] { split(separator: ", ").map(String.init) }
}
