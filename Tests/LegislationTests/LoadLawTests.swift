import Foundation
import Kernel
import Legislation
import Testing

@Suite("Reading the books")
struct LoadLawTests {
    struct Spoiled: CustomTestStringConvertible {
        let file: String
        let text: String
        let with: String
        let reason: String

        init(_ file: String, _ text: String, _ with: String, _ reason: String) {
            (self.file, self.text, self.with, self.reason) = (file, text, with, reason)
        }

        var testDescription: String { "\(text) → \(with)" }
    }

    static let rules = "law/vn/feedback.json"
    static let complaints = "law/vn/complaint.json"
    static let denunciations = "law/vn/denunciation.json"
    static let publicity = "law/vn/publicity.json"
    static let year = "calendars/vn-2026.json"
    static let spoiled = [
        Spoiled(rules, "\"until\": null", "\"untill\": null", "[0].inForce: unknown key untill"),
        Spoiled(rules, "\"2008-03-31\"", "\"2008-02-31\"", "[0].inForce.from: 2008-02-31 is not a day"),
        Spoiled(
            rules, "\"until\": null", "\"until\": \"2008-03-30\"",
            "[0] feedback.transfer: ends on 2008-03-30, before it begins"),
        Spoiled(rules, "\"days\": 5", "\"days\": 0", "[0] feedback.transfer: a period of 0 days"),
        Spoiled(rules, "\"days\": 5,", "", "[0]: days is missing"),
        Spoiled(rules, "\"rolls\": false", "\"rolls\": \"no\"", "[0].rolls: not a Bool"),
        Spoiled(rules, "\"receipt\"", "\"whenever\"", "[0] feedback.transfer: unknown start whenever"),
        Spoiled(rules, "\"article\": \"9.1d\"", "\"article\": \"\"", "[0] feedback.transfer: article is empty"),
        Spoiled(
            rules, "\"id\": \"feedback", "\"id\": \"promise.feedback",
            "[0] promise.feedback.transfer: ids beginning with promise. belong to the bodies' own promises"),
        Spoiled(rules, "\"bound\": \"atMost\",", "", "[0]: bound is missing"),
        Spoiled(rules, ", \"until\": null", "", "[0].inForce: until is missing"),
        Spoiled(
            rules, "\"id\": \"feedback", "\"id\": \"gossip",
            "[0] gossip.transfer: its first word is no subject"),
        Spoiled(rules, "\"rolls\": false", "\"rolls\": true", "[0] feedback.transfer: working days never roll"),
        Spoiled(
            rules, "\"vi\": \"Chuyển phản ánh, kiến nghị\"", "\"vi\": \"\"",
            "[0] feedback.transfer: title needs vi and en"),
        Spoiled(
            complaints, "\"when\": [\"complex\"]", "\"when\": [\"difficult\"]",
            "[3] complaint.first.settlement: unknown condition difficult"),
        Spoiled(
            complaints, "      { \"when\": [\"complex\"], \"days\": 45 },\n", "",
            "[3] complaint.first.settlement: lengths needs each combination of its conditions once"),
        Spoiled(
            complaints, "\"pauses\": [\"obstacle\"]", "\"pauses\": [\"holiday\"]",
            "[0] complaint.limitation: unknown pause holiday"),
        Spoiled(
            complaints, "\"until\": \"2026-06-30\"", "\"until\": \"2026-06-29\"",
            "complaint.dialogue.notice: no provision holds on 2026-06-30, and no gap is marked"),
        Spoiled(
            complaints, "\"until\": \"2026-06-30\"", "\"until\": \"2026-07-01\"",
            "complaint.dialogue.notice: two provisions hold on 2026-07-01"),
        Spoiled(
            denunciations, "\"most\": 2", "\"most\": 0", "[3] denunciation.settlement: 0 extensions"),
        Spoiled(
            denunciations, "\"from\": null,", "", "[7].gap: from is missing"),
        Spoiled(
            publicity, "\"bound\": \"atLeast\"", "\"bound\": \"atMost\"",
            "[3] publicity.posting: only a minimum in calendar days is consecutive"),
        Spoiled(
            year, ", \"source\": \"Labour Code 45/2019/QH14, Article 111.3\"", "", "holidays[8]: source is missing"),
        Spoiled(year, "\"2026-11-24\"", "\"2026-11-34\"", "holidays[14].date: 2026-11-34 is not a day"),
        Spoiled(year, "\"2026-11-24\"", "\"2026-09-02\"", "2026-09-02 is a holiday twice"),
        Spoiled(
            year, "\"date\": \"2026-08-22\"", "\"date\": \"2026-08-21\"",
            "2026-08-21 is not a Saturday or Sunday"),
        Spoiled(
            year, "\"en\": \"Vietnam Culture Day\"", "\"en\": \"\"",
            "the holiday 2026-11-24 needs vi and en"),
        Spoiled(year, "\"year\": 2026", "\"year\": 2029", "holds the calendar calendars/vn-2029.json"),
        Spoiled(
            year, "\"jurisdiction\": \"vn\"", "\"jurisdiction\": \"la\"",
            "holds the calendar calendars/la-2026.json"),
        Spoiled(year, "\"provisional\": false", "\"provisionally\": false", "unknown key provisionally"),
    ]

    @Test("a mistake in a file is refused with the file's name, the place and the reason", arguments: spoiled)
    func mistake(_ spoiled: Spoiled) throws {
        try withCopy { folder in
            let path = folder + "/" + spoiled.file
            let text = try String(contentsOfFile: path, encoding: .utf8)
            let replaced = text.replacingOccurrences(of: spoiled.text, with: spoiled.with)
            try #require(replaced != text, "the file no longer contains \(spoiled.text)")
            try replaced.write(toFile: path, atomically: false, encoding: .utf8)
            #expect(throws: LawError.unreadable(file: spoiled.file, reason: spoiled.reason)) {
                try Law.load(from: folder)
            }
        }
    }

    @Test("a file that is not JSON is refused with its name", arguments: [rules, year])
    func notJSON(file: String) throws {
        try withCopy { folder in
            try "[{".write(toFile: folder + "/" + file, atomically: false, encoding: .utf8)
            let error = #expect(throws: LawError.self) { try Law.load(from: folder) }
            guard case .unreadable(file, _) = error else {
                Issue.record("\(String(describing: error))")
                return
            }
        }
    }

    @Test("a folder without books is refused, never taken for a country without law")
    func empty() throws {
        #expect(throws: LawError.unreadable(file: "law/vn", reason: "no such folder in /nowhere")) {
            try Law.load(from: "/nowhere")
        }
        try withCopy { folder in
            for name in try FileManager.default.contentsOfDirectory(atPath: folder + "/law/vn") {
                try FileManager.default.removeItem(atPath: folder + "/law/vn/" + name)
            }
            #expect(throws: LawError.unreadable(file: "law/vn", reason: "no .json file in \(folder)")) {
                try Law.load(from: folder)
            }
        }
    }

    @Test("the version names the state of the books: the same for the same files, another after any change")
    func version() throws {
        let version = try books.get().version
        #expect(version.wholeMatch(of: /vn-[0-9a-f]{12}/) != nil)
        try withCopy { folder in
            #expect(try Law.load(from: folder).version == version)
            #expect(try Law.load(from: folder + "/").version == version)
            let path = folder + "/" + Self.year
            try (String(contentsOfFile: path, encoding: .utf8) + "\n")
                .write(toFile: path, atomically: false, encoding: .utf8)
            #expect(try Law.load(from: folder).version != version)
        }
    }

    @Test("whatever ends otherwise than in .json is not read")
    func otherFiles() throws {
        try withCopy { folder in
            try "no book".write(toFile: folder + "/law/vn/notes.txt", atomically: false, encoding: .utf8)
            #expect(try Law.load(from: folder).version == books.get().version)
        }
    }

    private func withCopy(_ body: (String) throws -> Void) throws {
        let files = FileManager.default
        let folder = files.temporaryDirectory.appending(path: "law-\(UUID())").path(percentEncoded: false)
        try files.createDirectory(atPath: folder + "/law", withIntermediateDirectories: true)
        defer { try? files.removeItem(atPath: folder) }
        try files.copyItem(atPath: resources + "/law/vn", toPath: folder + "/law/vn")
        try files.copyItem(atPath: resources + "/calendars", toPath: folder + "/calendars")
        try body(folder)
    }
}
