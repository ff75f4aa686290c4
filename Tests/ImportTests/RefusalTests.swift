import Cases
import Foundation
import Kernel
import Sheets
import TestKit
import Testing

@testable import Import

@Suite struct RefusalTests {
    /// One row, or several, for every reason a row can be refused for.
    private static let cases: [(RefusalReason, [String])] = [
        (.quoting, ["1,\"2024-05-01,,,,Noise,x"]), (.columns, ["1,2024-05-01,,,,Noise"]),
        (.keyMissing, [" ,2024-05-01,,,,Noise,x"]), (.titleMissing, ["1,2024-05-01,,,,,x"]),
        (.keyReused, ["1,2024-05-01,,,,Noise,x", "1,2024-05-01,,,,Noise,y"]),
        (.fieldTooLong, ["1,2024-05-01,,,,\(String(repeating: "n", count: 201)),x"]),
        (.characterUnreadable, ["1,2024-05-01,,,,Noise,a\u{0}b"]), (.createdMissing, ["1,,,,,Noise,x"]),
        (.createdUnreadable, ["1,2024-02-30,,,,Noise,x"]),
        (.closedUnreadable, ["1,2024-05-01,soon,Closed,,Noise,x"]),
        (.dueUnreadable, ["1,2024-05-01,,,tomorrow,Noise,x"]), (.dueUnreadable, ["1,2024-05-01,,,9999-12-31,Noise,x"]),
        (.createdInFuture, ["1,2026-11-21T09:00:00,,,,Noise,x"]),
        (.closedInFuture, ["1,2024-05-01,2027-01-01,Closed,,Noise,x"]),
        (.createdTooEarly, ["1,1899-12-31,,,,Noise,x"]),
        (.closedBeforeCreated, ["1,2024-05-02T10:00:00,2024-05-02T09:59:59,Closed,,Noise,x"]),
        (.closedBeforeCreated, ["1,2024-05-02T10:00:00,1900-01-01T00:00:00,Assigned,,Noise,x"]),
        (.dueBeforeCreated, ["1,2024-05-02T10:00:00,,,2024-05-01,Noise,x"]),
    ]

    @Test("every bad row is refused for its reason, with its line, and its neighbours are taken")
    func everyReason() async throws {
        var seen: Set<RefusalReason> = []
        for (reason, rows) in Self.cases {
            let register = try await TestRegister()
            let before = "90,2024-05-01T08:00:00,,,,Noise,before\n"
            let after = "\n91,2024-05-01T08:00:00,,,,Noise,after\n"
            let text = Excerpt.header + "\n" + before + rows.joined(separator: "\n") + after
            let (figures, notes) = try await register.run(text)
            #expect(figures.refused == [reason: 1], "\(reason): \(notes)")
            #expect(notes.map(\.line) == [rows.count + 2], "\(reason)")
            #expect(figures.taken == rows.count + 1 && figures.rows == rows.count + 2, "\(reason)")
            #expect(try await register.recount() == rows.count + 1)
            seen.insert(reason)
            await register.store.close()
        }
        // These have tests of their own, here and with the reader.
        seen.formUnion([.notUTF8, .rowTooLong, .notAllowed])
        #expect(seen == Set(RefusalReason.allCases))
    }

    @Test("wrong UTF-8 and rows without end are refused, resolution texts have a limit of their own")
    func bytes() async throws {
        let register = try await TestRegister()
        let header = Array("unique_key,created_date,closed_date,complaint_type,resolution_description\n".utf8)
        let long = String(repeating: "w", count: Words.limit + 1)
        let rows: [[UInt8]] = [
            Array("1,2024-05-01,,No".utf8) + [0xFF] + Array("ise,\n".utf8),
            Array("2,2024-05-01,,Noise,\(String(repeating: "x", count: 1 << 20))\n".utf8),
            Array("3,2024-05-01,2024-05-02,Noise,\(long)\n".utf8),
            Array("4,2024-05-01,2024-05-02,Noise,\(long.dropLast())\n".utf8),
        ]
        let (figures, notes) = try await register.run(header + rows.joined())
        #expect(figures.taken == 1 && figures.refused == [.notUTF8: 1, .rowTooLong: 1, .fieldTooLong: 1])
        #expect(notes.contains { $0.line == 4 && $0.key == "3" && $0.detail == "resolution: 5001 > 5000" })
        await register.store.close()
    }

    @Test("what the procedure does not allow is told: an officer answered what had died half done")
    func notAllowed() async throws {
        let register = try await TestRegister()
        let file = Excerpt.many(2)
        try await register.receiveOnly(file, lines: [2])
        let officer = try await register.officer()
        let matter = try #require(try await register.matters().first)
        try await register.performer.perform(TakeMatter(matter, by: officer), by: .officer(officer))
        try await register.performer.perform(
            AnswerMatter(matter, by: officer, text: "Done."), by: .officer(officer))
        let (figures, notes) = try await register.run(file)
        #expect(figures.taken == 1 && figures.refused == [.notAllowed: 1])
        #expect(notes.map(\.detail) == ["alreadyAnswered"])
        await register.store.close()
    }

    @Test("a row that stands twice is taken once; another content under its key is refused, the first row wins")
    func twice() async throws {
        let register = try await TestRegister()
        let row = "5,2024-05-01T08:00:00,2024-05-02T08:00:00,Closed,,Noise,first\n"
        let other = "5,2024-05-01T08:00:00,,Open,,Noise,second\n"
        let (figures, notes) = try await register.run(Excerpt.header + "\n" + row + other + row + row)
        #expect(figures.taken == 1 && figures.repeated == 2 && figures.refused == [.keyReused: 1])
        #expect(notes.map(\.detail) == ["line 2", "line 2", "line 2"])
        #expect(try await register.files().map { $0.letters[0].extract.body } == ["first"])
        let again = try await register.run(Excerpt.header + "\n" + other + row).figures
        #expect(again.taken == 0 && again.alreadyThere == 1 && again.refused == [.keyReused: 1])
        await register.store.close()
    }

    @Test("the same key of another jurisdiction is another row")
    func jurisdictions() async throws {
        let register = try await TestRegister()
        #expect(try await register.run(Excerpt.many(3), into: "a").figures.taken == 3)
        #expect(try await register.run(Excerpt.many(3), into: "b").figures.taken == 3)
        #expect(try await register.recount() == 6)
        await register.store.close()
    }

    @Test("the hour that clocks go back over is read so that the closing lies behind the opening, if it can")
    func repeatedHour() async throws {
        let register = try await TestRegister()
        let rows = """
            1,2024-11-03T01:50:00,2024-11-03T01:10:00,Closed,,Noise,x
            2,2024-11-03T02:10:00,2024-11-03T01:10:00,Closed,,Noise,x
            3,2024-03-10T02:30:00,2024-03-10T03:10:00,Closed,,Noise,x
            4,2024-05-02T10:00:00,2024-05-02T00:00:00,Closed,,Noise,midnight stands for a day
            5,2024-05-02T10:00:00,2024-05-02,Closed,2024-05-02,Noise,a day alone
            """
        let (figures, notes) = try await register.run(Excerpt.header + "\n" + rows)
        #expect(figures.taken == 3 && notes.map(\.key) == ["2", "3"])
        #expect(try await register.files().allSatisfy { $0.matter.procedure.closure == .elsewhere })
        await register.store.close()
    }

    @Test("a file that is none of service requests, or is damaged, fails as a whole, with what was read taken")
    func files() async throws {
        let register = try await TestRegister()
        for text in ["", "\n", "a,b,c\n1,2,3\n", "unique_key,created_date\n1,2024-05-01\n", "\u{1F}\u{8B}"] {
            await #expect(throws: ImportError.self) { try await register.run(text) }
        }
        let doubled = "unique_key,created_date,complaint_type,Unique Key\n1,2024-05-01,Noise,2\n"
        await #expect(throws: ImportError.notOpen311(missing: ["unique_key"])) { try await register.run(doubled) }
        #expect(try await register.run(Array(Excerpt.many(2).utf8), name: "not packed.csv.gz").figures.taken == 2)

        let whole = packed(Array(Excerpt.many(400).utf8))
        let cut = try await register.run(Array(whole[..<(whole.count - 9)]), name: "cut.csv.gz").figures
        guard case .failed(let error) = cut.ending else {
            Issue.record("\(cut.ending)")
            return
        }
        #expect(error is ImportError && cut.alreadyThere == 2)
        #expect(try await register.run(whole, name: "whole.csv.gz").figures.taken == 398 - cut.taken)
        #expect(try await register.recount() == 400)
        await register.store.close()
    }

    @Test("a report is a table that reads back, whatever stands in it")
    func report() throws {
        let notes = [
            ImportNote(line: 7, key: "a,\"b\"\nc", finding: .refused(.columns), detail: ""),
            ImportNote(line: 8, key: "9", finding: .remark(.repeated), detail: "line 7"),
        ]
        var bytes: [UInt8]? = Array((ImportNote.header + notes.map(\.row).joined()).utf8)
        var reader = CSVReader {
            defer { bytes = nil }
            return bytes
        }
        var rows: [[String]] = []
        while case .row(let row)? = try reader.next() { rows.append(row.fields) }
        #expect(
            rows == [
                ["line", "key", "outcome", "reason", "detail"], ["7", "a,\"b\"\nc", "refused", "columns", ""],
                ["8", "9", "remark", "repeated", "line 7"],
            ])
    }

    @Test("every reason and remark has its words in both languages")
    func texts() {
        let keys =
            RefusalReason.allCases.map { ImporterMessages.reason($0).name }
            + Remark.allCases.map { ImporterMessages.remark($0).name }
        for key in keys {
            #expect(
                ProjectFiles.catalogue.text(key, in: .vi) != nil && ProjectFiles.catalogue.text(key, in: .en) != nil)
        }
    }
}
