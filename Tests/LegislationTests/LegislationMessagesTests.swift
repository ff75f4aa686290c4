import Foundation
import Kernel
import Legislation
import Testing

@Suite("Texts of the law")
struct LegislationMessagesTests {
    static let errors: [LawError] = [
        .unknownRule("sample"), .notInForce("sample", "2026-01-01"), .calendarMissing(year: 2028),
        .lengthOutOfBounds(0), .overlap("sample", on: "2026-01-01"), .gap("sample", on: "2026-01-01"),
        .notInBooks("sample", "2026-01-01", until: "2026-06-30"), .conditionUnknown("sample", .complex),
        .tooManyExtensions("sample", 3, most: 2), .tooManyExtensions("sample", 1, most: 0), .pauseUnknown("sample"),
        .pauseTooEarly("sample", "2026-06-30", since: "2026-07-01"),
        .pauseReversed(from: "2026-07-02", resumption: "2026-07-01"), .calendarTwice(year: 2026),
        .invalidRule("sample", "why"),
        .invalidCalendar(year: 2026, reason: "why"),
        .unreadable(file: "law/vn/sample.json", reason: "why"),
    ]

    @Test("every error has a text in both languages, with just the places the error fills", arguments: errors)
    func error(_ error: LawError) throws {
        let problem = error.problem
        for language in ["vi", "en"] {
            let text = try #require(
                texts(language)[problem.message.name], "\(problem.message) in \(language)")
            #expect(Set(text.matches(of: /\{(\w+)\}/).map { String($0.1) }) == Set(problem.places.keys))
        }
    }

    @Test(
        "every reason in a working has a text in both languages",
        arguments: [
            Working.Reason.start, .counted, .weekend, .holiday(["vi": "Nghỉ", "en": "Off"]),
            .swappedWorkingDay, .paused, .endsOnWeekend, .endsOnHoliday(["vi": "Nghỉ", "en": "Off"]), .rolled,
        ])
    func reason(_ reason: Working.Reason) throws {
        for language in ["vi", "en"] {
            #expect(try texts(language)[LegislationMessages.reason(reason).name] != nil)
        }
    }

    @Test("lengths have the plural forms of each language")
    func plurals() throws {
        for length in [Length.workingDays(5), .calendarDays(5)] {
            let key = LegislationMessages.length(length).name
            #expect(try texts("vi").keys.filter { $0.hasPrefix(key) } == ["\(key)[other]"])
            #expect(
                try texts("en").keys.filter { $0.hasPrefix(key) }.sorted() == [
                    "\(key)[one]", "\(key)[other]",
                ])
        }
    }

    @Test("every word of the books has a text in both languages")
    func words() throws {
        var keys = Rule.Start.allCases.map(LegislationMessages.start)
        keys += Rule.Bound.allCases.map(LegislationMessages.bound)
        keys += Condition.allCases.map(LegislationMessages.condition)
        keys += Rule.PauseGround.allCases.map(LegislationMessages.pause)
        keys += LawSubject.allCases.map(LegislationMessages.subject)
        for language in ["vi", "en"] {
            let texts = try texts(language)
            for key in keys { #expect(texts[key.name] != nil, "\(key) in \(language)") }
        }
    }

    private func texts(_ language: String) throws -> [String: String] {
        let path = "\(resources)/locales/\(language)/legislation.txt"
        let lines = try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n")
        return Dictionary(
            lines.filter { !$0.hasPrefix("#") }.map { line in
                let parts = line.split(separator: " = ", maxSplits: 1)
                return (String(parts[0]), String(parts[1]))
            }, uniquingKeysWith: { first, _ in first })
    }
}
