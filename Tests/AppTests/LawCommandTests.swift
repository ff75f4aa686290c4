import Foundation
import Kernel
import Language
import Legislation
import Server
import TestKit
import Testing

@testable import App

/// The commands of the law, on the books of this repository.
@Suite struct LawCommandTests {
    private func report(_ locale: Language.Locale = .en) throws -> LawReport {
        LawReport(
            try Law.load(from: ProjectFiles.resources), Translator(locale, ProjectFiles.catalogue, zone: .vietnam))
    }

    private func period(_ arguments: String) throws -> CountedPeriod {
        try DeadlineCommand.parse(arguments.split(separator: " ").map(String.init)).period(try report())
    }

    private func object(_ arguments: String) throws -> [String: Any] {
        let json = try report().json(try period(arguments))
        return try #require(try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any])
    }

    @Test("a deadline is printed day by day, with its article and what is not verified")
    func lines() throws {
        let lines = try report().lines(period("feedback.transfer --from 2026-11-20"))
        #expect(lines.contains { $0.hasPrefix("Tuesday, 24 November 2026") && $0.contains("Vietnam Culture Day") })
        #expect(lines.contains("Last day: Monday, 30 November 2026"))
        #expect(lines.contains { $0.contains("Article 9") && $0.contains("20/2008/NĐ-CP") })
        #expect(lines.contains { $0.contains("unverified") })
        for locale in Language.Locale.allCases {
            for rule in try report().law.rules {
                let report = try report(locale)
                let day = max(rule.inForceFrom, Day(daysSince1970: 19_500))
                guard rule.isInForce(on: day) else { continue }
                let text = try report.lines(report.period(rule.id.text, from: day, .none)).joined()
                #expect(!text.contains("{") && !text.contains("[vi]") && !text.contains("legislation."), "\(rule.id)")
            }
        }
    }

    @Test("JSON has the rule, its version, its source, the days and the steps")
    func json() throws {
        let object = try object(
            "complaint.first.settlement --from 2026-10-12 --complex --suspend 2026-10-20..2026-10-25")
        #expect(object["rule"] as? String == "complaint.first.settlement")
        #expect(object["inForceFrom"] as? String == "2026-07-01")
        #expect((object["source"] as? [String: Any])?["act"] as? String == "02/2011/QH13")
        #expect(object["verified"] as? Bool == true)
        #expect(object["start"] as? String == "2026-10-12")
        // 45 days end on 26 November, 5 paused days later on 1 December.
        #expect(object["nominalEnd"] as? String == "2026-12-01")
        #expect(object["due"] as? String == "2026-12-01")
        #expect(object["minimum"] as? Bool == false)
        let steps = try #require(object["steps"] as? [[String: Any]])
        #expect(steps.count == 51)
        #expect(steps.count { $0["reason"] as? String == "paused" } == 5)
        #expect(try self.object("opinions.minimum --from 2026-10-12")["minimum"] as? Bool == true)
    }

    @Test("while a pause is open, due is null and not left out")
    func open() throws {
        let object = try object("denunciation.settlement --from 2026-10-12 --suspend 2026-10-20..")
        #expect(object["due"] is NSNull && object["nominalEnd"] is NSNull)
        #expect(object["isOpen"] as? Bool == true)
        let lines = try report().lines(
            try period("denunciation.settlement --from 2026-10-12 --suspend 2026-10-20.."))
        #expect(lines.last == "Paused, so there is no last day yet.")
    }

    static let refused: [(arguments: String, says: String)] = [
        ("complaint.first.setlement --from 2026-10-12", "Names like it: complaint.first.settlement"),
        ("zzz --from 2026-10-12", "hoidap rules list"),
        ("feedback.transfer --from 2026-10-12 --remote", "nothing depends on “remote area with difficult travel”"),
        ("feedback.transfer --from 2026-10-12 --extensions 1", "cannot be extended"),
        ("denunciation.settlement --from 2026-10-12 --extensions 3", "0 to 2 times"),
        ("feedback.transfer --from 2026-10-12 --suspend 2026-10-13..2026-10-14", "cannot be paused"),
        ("denunciation.settlement --from 2026-10-12 --suspend tomorrow", "is no pause"),
        ("feedback.transfer --from 20/11/2026", "--from is a day, written 2026-11-20"),
        ("feedback.transfer --from 2026-02-30", "--from is a day, written 2026-11-20"),
        ("denunciation.settlement --from 2026-10-12 --extensions one", "--extensions is a whole number"),
        (
            "denunciation.settlement --from 2026-10-12 --suspend 2026-10-14..2026-10-13",
            "is before the day of the pause"
        ),
        ("complaint.dialogue.notice --from 2026-06-30", "no number of days"),
        ("feedback.transfer --from 2028-06-30", "no working calendar for 2028"),
        ("complaint.limitation --from 2012-06-30", "is not in force"),
    ]

    @Test("what cannot be answered is refused in one line", arguments: refused)
    func refusal(arguments: String, says: String) throws {
        let error = #expect(throws: LawRefusal.self) { try period(arguments) }
        let text = try #require(error?.description)
        #expect(text.contains(says), "\(text)")
        #expect(!text.contains("\n"))
    }

    @Test("the list shows what is in force on a day, in words and as JSON")
    func list() throws {
        let report = try report()
        #expect(report.list(on: nil).count == report.law.rules.count)
        let day = try #require(Day("2026-06-30"))
        #expect(report.list(on: day).contains { $0.hasPrefix("complaint.first.acceptance ") && $0.contains("10 days") })
        #expect(!report.list(on: day).contains { $0.hasPrefix("reception.refusal ") })
        let json = try #require(
            try JSONSerialization.jsonObject(with: Data(try report.listJSON(on: day).utf8)) as? [[String: Any]])
        #expect(json.count == report.list(on: day).count)
        #expect(report.list(on: Day("1990-01-01")) == ["Nothing is in force on 1 January 1990."])
    }

    @Test("checking says what was examined")
    func check() throws {
        let lines = try report().check()
        #expect(lines.count == LawSubject.allCases.count + 5 + 1)
        #expect(lines.last?.hasPrefix("Books and calendars are sound: vn-") == true)
    }

    @Test("checking a broken book fails with the file and the place")
    func broken() throws {
        let files = FileManager.default
        let folder = NSTemporaryDirectory() + "hoidap-law-\(UInt64.random(in: 0...UInt64.max))"
        try files.copyItem(atPath: ProjectFiles.resources, toPath: folder)
        defer { try? files.removeItem(atPath: folder) }
        let path = folder + "/law/vn/publicity.json"
        let text = try String(contentsOfFile: path, encoding: .utf8)
        try text.replacingOccurrences(of: "\"bound\": \"atLeast\"", with: "\"bound\": \"never\"")
            .write(toFile: path, atomically: true, encoding: .utf8)
        let error = #expect(throws: (any Error).self) { try RulesCheck.parse(["--resources", folder]).run() }
        let said = error.map { "\($0)" } ?? ""
        #expect(said.contains("law/vn/publicity.json") && said.contains("[3] publicity.posting: unknown bound never"))
    }
}
