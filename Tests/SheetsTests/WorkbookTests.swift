import Foundation
import Kernel
import Spreadsheets
import TestKit
import Testing

/// Files for spreadsheets: what is in a cell is what was put there, and nothing runs.
@Suite struct WorkbookTests {
    private static func path() throws -> String {
        let folder = NSTemporaryDirectory() + "workbook-\(UInt64.random(in: 0...UInt64.max))"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        return folder + "/list.xlsx"
    }

    private static func sheet(_ rows: [[SheetCell]], _ columns: Int = 3) -> Sheet {
        Sheet(
            "list", title: "Danh sách", columns: (0..<columns).map { Sheet.Column("Cột \($0)", width: 20) },
            cut: "Còn nữa", from: 0
        ) { _ in (rows, nil) }
    }

    private static func write(_ sheet: Sheet) async throws -> ZippedFile {
        let path = try path()
        let book = try Workbook.list(sheet, at: path)
        for try await rows in sheet.pages { #expect(try book.append(rows)) }
        try book.close(sheet)
        defer { try? FileManager.default.removeItem(atPath: (path as NSString).deletingLastPathComponent) }
        // The library lays nothing else aside that has a name.
        #expect(
            try FileManager.default.contentsOfDirectory(atPath: (path as NSString).deletingLastPathComponent)
                == ["list.xlsx"])
        return try ZippedFile(path)
    }

    @Test(
        "text is text, also where it looks like a formula, an address or a number; days are days; Vietnamese is whole")
    func cells() async throws {
        let texts = [
            "=cmd|'/c calc'!A1", "+84912", "-2", "@SUM(A1)", "https://example.vn", "0123",
            "Phường Hoàn Kiếm <&> \"Hà Nội\"",
            "e\u{301}", "dòng một\ndòng hai", "chuông\u{7}",
        ]
        let file = try await Self.write(
            Self.sheet(
                texts.map { [.text($0), .number(1234), .day(Day("2026-11-20")!)] } + [[.empty, .day(.never), .empty]]))
        let sheet = try #require(file.entries["xl/worksheets/sheet1.xml"])
        #expect(!sheet.contains("<f>") && !sheet.contains("<f "))
        #expect(!sheet.contains("<hyperlink"))
        for text in ["=cmd|'/c calc'!A1", "+84912", "@SUM(A1)", "https://example.vn", "0123", "&lt;&amp;&gt;"] {
            #expect(sheet.contains("t=\"inlineStr\"") && sheet.contains(text), "\(text)")
        }
        // 20 November 2026, as spreadsheets count days, under a format of days.
        #expect(sheet.components(separatedBy: "<v>46346</v>").count == texts.count + 1)
        #expect(file.entries["xl/styles.xml"]?.contains("dd/mm/yyyy") == true)
        #expect(sheet.contains("ySplit=\"1\"") && sheet.contains("state=\"frozen\""))
        #expect(sheet.contains("<autoFilter ref=\"A1:C\(texts.count + 2)\"/>"))
        #expect(sheet.contains("orientation=\"landscape\"") && sheet.contains("paperSize=\"9\""))
        #expect(sheet.contains("fitToWidth") || sheet.contains("fitToHeight=\"0\""))
        #expect(file.entries["xl/workbook.xml"]?.contains("_xlnm.Print_Titles") == true)
    }

    @Test("a list longer than a file may be ends with a row that says so")
    func cut() throws {
        let path = try Self.path()
        let sheet = Self.sheet([], 1)
        let book = try Workbook.list(sheet, at: path)
        let rows = Array(repeating: [SheetCell.number(7)], count: 30_000)
        var isRoom: [Bool] = []
        for _ in 0..<4 { isRoom.append(try book.append(rows)) }
        #expect(isRoom == [true, true, true, false])
        try book.close(sheet, last: sheet.cut)
        let content = try #require(try ZippedFile(path).entries["xl/worksheets/sheet1.xml"])
        #expect(content.components(separatedBy: "<row ").count - 1 == Workbook.mostRows + 2)
        #expect(content.contains("Còn nữa"))
        try FileManager.default.removeItem(atPath: (path as NSString).deletingLastPathComponent)
    }

    @Test("a form has its head over several columns and lines, and numbers that open their lists")
    func form() throws {
        let path = try Self.path()
        try Workbook.write(
            PrintedForm(
                "form", titles: ["XLD01", "Xã"],
                head: [
                    [.init("Cơ quan", lines: 2), .init("Nhóm", columns: 2), .init("Còn lại", lines: 2)],
                    [.init("một"), .init("hai")],
                ],
                widths: [30, 10, 10, 10],
                rows: [
                    [.text("=1+1"), .opening(3, "http://127.0.0.1/desk/figures?a=1&b=2"), .text("—"), .number(0)],
                    [.text("Tổng"), .number(3), .text("—"), .number(0)],
                ], hasTotal: true, notes: ["Ghi chú"]), at: path)
        let file = try ZippedFile(path)
        let sheet = try #require(file.entries["xl/worksheets/sheet1.xml"])
        for range in ["A4:A5", "B4:C4", "D4:D5"] {
            #expect(sheet.contains("<mergeCell ref=\"\(range)\"/>"), "\(range)")
        }
        #expect(sheet.contains("<hyperlink ref=\"B6\"") && sheet.contains("<v>3</v>") && !sheet.contains("<f>"))
        #expect(file.entries["xl/worksheets/_rels/sheet1.xml.rels"]?.contains("figures?a=1&amp;b=2") == true)
        #expect(file.entries["xl/sharedStrings.xml"]?.contains("=1+1") == true)
        try FileManager.default.removeItem(atPath: (path as NSString).deletingLastPathComponent)
    }

    @Test("a file that cannot be written is an error, and one that was not finished leaves nothing open")
    func broken() throws {
        let sheet = Self.sheet([], 1)
        let lost = try Workbook.list(sheet, at: "/nonexistent/folder/list.xlsx")
        #expect(throws: WorkbookError.self) { try lost.close(sheet) }
        let path = try Self.path()
        do { _ = try Workbook.list(sheet, at: path) }
        try FileManager.default.removeItem(atPath: (path as NSString).deletingLastPathComponent)
    }

    @Test("a comma-separated file has the same cells, guarded, and days as they sort")
    func plain() {
        let sheet = Self.sheet([])
        #expect(sheet.csvHead == "\u{FEFF}Cột 0,Cột 1,Cột 2\r\n")
        #expect(
            Sheet.csv([[.text("=1+1"), .number(-3), .day(Day("2026-11-20")!)], [.text("a,b"), .empty, .day(.never)]])
                == "'=1+1,-3,2026-11-20\r\n\"a,b\",,\r\n")
    }
}
