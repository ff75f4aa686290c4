import Cases
import Foundation
import Kernel
import Registry
import Sheets
import Storage
import TestKit
import Testing

@testable import Import

/// Workbooks as they lie on the machines of communes, and files that only look like them.
@Suite struct OldWorkbookTests {
    private static let reader = WorkbookReader(resources: ProjectFiles.resources)

    private static func python(_ arguments: [String]) throws {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/python3")
        process.arguments = arguments
        try process.run()
        process.waitUntilExit()
        try #require(process.terminationStatus == 0)
    }

    private static func register(_ lines: Int) throws -> [UInt8] {
        let path = TestStore.freshPath() + ".xlsx"
        try python([ProjectFiles.root + "/Tests/Data/old_register.py", "\(lines)", path])
        return Array(try Data(contentsOf: URL(fileURLWithPath: path)))
    }

    /// Lines of a script that makes a workbook `book` with a sheet `s`.
    private static func workbook(_ script: String) throws -> [UInt8] {
        let path = TestStore.freshPath() + ".xlsx"
        try python([
            "-c",
            "import sys, datetime, openpyxl\nbook = openpyxl.Workbook()\ns = book.active\n\(script)\nbook.save(sys.argv[1])",
            path,
        ])
        return Array(try Data(contentsOf: URL(fileURLWithPath: path)))
    }

    @Test("three hundred lines in an old font are read whole, looked at and brought along")
    func threeHundred() async throws {
        let old = try await OldRegister()
        let book = try await Self.reader.register(try Self.register(300))
        let sheet = RegisterSheet(book.sheets[RegisterSheet.likeliest(of: book)])
        #expect(
            sheet.columns.map(\.heading) == [
                "Số TT", "Ngày nhận", "Họ và tên", "Địa chỉ", "Nội dung đơn", "Loại đơn", "Người xử lý",
                "Văn bản trả lời Số", "Văn bản trả lời Ngày", "Ngày giải quyết xong", "Ghi chú",
            ])
        #expect(
            sheet.columns.map(\.proposed) == [
                .number, .arrived, .sender, .address, .content, .kind, .handler, .answerNumber, .answerDay, .settled,
                .note,
            ])
        #expect(sheet.columns[4].writing == .tcvn3 && sheet.lines.count == 300)
        #expect(sheet.passed.groups == 13 && sheet.passed.headings == 1 && sheet.passed.continued == 1)
        #expect(sheet.likelyYear == 2024)
        let register = old.register(sheet, year: 2024)
        let reports = try await register.preview()
        let figures = RegisterFigures(reports)
        #expect(figures.refused == 2 && figures.open == 30 && figures.late == 30 && figures.closed == 268)
        // A ward that was divided is in no one unit of today, and one that never was is in none.
        #expect(figures.unplaced == 148)
        let seventh = try #require(reports.first { $0.number == "7" }?.row)
        #expect(seventh.draft.original.sender.name == "Trần Thị Bưởi")
        #expect(seventh.draft.original.body.hasSuffix("\nvà đề nghị trả lời bằng văn bản"))
        #expect(seventh.arrived == Day("2024-01-09") && seventh.old.settled == Day("2024-01-21"))
        // Its font has no capital of that letter.
        #expect(reports.first { $0.number == "6" }?.row?.draft.original.sender.name == "Nguyễn Văn Ấn")
        #expect(RegisterReading.withCapitals("Lê An và ông Ái") == "Lê An và ông Ái")
        // "Hàng Bài" of Hoàn Kiếm went on in a ward of today.
        #expect(reports.first { $0.number == "8" }?.row?.place?.hasSuffix("Hà Nội") == true)
        _ = try await register.run()
        #expect(try await old.recount() == 298)
        #expect(try await register.preview().count { $0.finding == .there } == 298)
        let (count, closed) = try await old.country.store.read { tx in
            let closed = try tx.first("select count(*) from matter where stage = 'closed'") { row in try row(0) as Int }
            return (try OldEntryList.count(of: old.country.body("commune-ha").id, year: 2024, tx), closed)
        }
        #expect(count == 298 && closed == 268)
        await old.country.store.close()
    }

    @Test("heads that come again, numbering, sums and numbers without a line are passed over; merged cells count once")
    func shapes() async throws {
        let bytes = try Self.workbook(
            """
            rows = [['UBND XÃ', None, None, None], ['STT', 'Ngày đến', 'Người gửi', 'Trích yếu'], ['1', '2', '3', '4'],
                    [1, datetime.datetime(2024, 3, 2), 'An', 'Một'], [None, None, None, 'tiếp'], ['Cộng trang: 1'],
                    ['STT', 'Ngày đến', 'Người gửi', 'Trích yếu'], [2, '3/3/2024', 'Ba', 'Hai'], [3, None, None, None], [],
                    [None, None, 'Người lập sổ', None]]
            for r in rows: s.append(r)
            s.merge_cells('A4:A5'); s.merge_cells('B4:B5')
            book.create_sheet('Bìa')['A1'] = 'x'
            """)
        let book = try await Self.reader.register(bytes)
        #expect(book.sheets.count == 2 && RegisterSheet.likeliest(of: book) == 0)
        let sheet = RegisterSheet(book.sheets[0])
        #expect(sheet.lines.map(\.number) == [4, 8])
        #expect(sheet.lines[0].cells[3]?.value == "Một\ntiếp" && sheet.lines[0].cells[1]?.value == "2024-03-02")
        #expect(sheet.passed.headings == 2 && sheet.passed.groups == 1 && sheet.passed.others == 2)
    }

    @Test("cells of several writings in one sheet are each read by their own")
    func mixed() async throws {
        let bytes = try Self.workbook(
            """
            from openpyxl.styles import Font
            rows = [['STT', 'Ngày đến', 'Người gửi', 'Trích yếu'], [1, '1/2/2024', 'TrÇn V¨n Nam', 'KiÕn nghÞ söa ®­êng'],
                    [2, '2/2/2024', 'Traàn Vaên Nam', 'Kieán nghò söûa ñöôøng'], [3, '3/2/2024', 'Trần Văn Nam', 'Kiến nghị sửa đường'],
                    [4, '4/2/2024', 'Tran Van Nam', 'Kien nghi sua duong'], [5, '5/2/2024', 'trÇn v¨n nam', 'x']]
            for r in rows: s.append(r)
            s['C6'].font = Font(name='.VnTimeH')
            """)
        let sheet = RegisterSheet(try await Self.reader.register(bytes).sheets[0])
        #expect(
            sheet.lines.map { $0.cells[2]?.value } == [
                "Trần Văn Nam", "Trần Văn Nam", "Trần Văn Nam", "Tran Van Nam", "TRẦN VĂN NAM",
            ])
        #expect(Set(sheet.lines.prefix(3).map { $0.cells[3]?.value }) == ["Kiến nghị sửa đường"])
        #expect(sheet.lines[3].cells[3]?.value == "Kien nghi sua duong")
    }

    @Test("a table of text is read in UTF-8, in UTF-16, and as Windows writes an old font; its title may be shorter")
    func texts() async throws {
        let unicode = "SỔ ĐƠN\nSTT;Ngày nhận;Nội dung\n1;1/2/2024;Kiến nghị sửa đường\n"
        let old = Array(
            "S\u{E6} \u{AE}\u{AC}n\nSTT;Ng\u{B5}y nh\u{CB}n;N\u{E9}i dung\n1;1/2/2024;Ki\u{D5}n ngh\u{DE} s\u{F6}a \u{AE}\u{AD}\u{EA}ng\n"
                .unicodeScalars.map { UInt8($0.value) })
        let wide = [0xFF, 0xFE] + Array(unicode.data(using: .utf16LittleEndian)!)
        for bytes in [Array(unicode.utf8), [0xEF, 0xBB, 0xBF] + Array(unicode.utf8), wide, old] {
            let sheet = RegisterSheet(try await Self.reader.register(bytes).sheets[0])
            #expect(sheet.columns.map(\.proposed) == [.number, .arrived, .content])
            #expect(sheet.lines.count == 1 && sheet.lines[0].cells[2]?.value == "Kiến nghị sửa đường")
        }
    }

    @Test("what is no workbook is refused with what to do, and what would burst is not unpacked")
    func hostile() async throws {
        await #expect(throws: RegisterFileError.file(.oldFormat)) {
            try await Self.reader.register([0xD0, 0xCF, 0x11, 0xE0, 0, 0])
        }
        await #expect(throws: RegisterFileError.file(.damaged)) {
            try await Self.reader.register([0x50, 0x4B, 0x03, 0x04] + [UInt8](repeating: 7, count: 500))
        }
        await #expect(throws: RegisterFileError.file(.tooLarge)) {
            try await Self.reader.register([UInt8](repeating: 0x41, count: WorkbookReader.mostBytes + 1))
        }
        let bomb = TestStore.freshPath() + ".xlsx"
        try Self.python([
            "-c",
            """
            import sys, zipfile
            with zipfile.ZipFile(sys.argv[1], 'w', zipfile.ZIP_DEFLATED) as z:
                z.writestr('xl/worksheets/sheet1.xml', b'0' * (200 << 20))
            """, bomb,
        ])
        await #expect(throws: RegisterFileError.file(.tooLarge)) {
            try await Self.reader.register(Array(try Data(contentsOf: URL(fileURLWithPath: bomb))))
        }
        let nowhere = WorkbookReader(resources: ProjectFiles.resources, python: "/nowhere/python3")
        await #expect(throws: RegisterFileError.file(.noReader)) {
            try await nowhere.register([0x50, 0x4B, 0x03, 0x04])
        }
        #expect(await Self.reader.isThere())
        #expect(await !nowhere.isThere())
    }

    @Test("days that a spreadsheet has turned round are pointed out, others are not")
    func turned() async throws {
        let bytes = try Self.workbook(
            """
            s.append(['STT', 'Ngày đến', 'Ngày giải quyết', 'Trích yếu'])
            for n in range(1, 13): s.append([n, datetime.datetime(2024, n, 3), datetime.datetime(2024, n, 20), 'x'])
            for n in range(13, 20): s.append([n, f'{n}/3/2024', f'{n}/4/2024', 'x'])
            """)
        let sheet = RegisterSheet(try await Self.reader.register(bytes).sheets[0])
        #expect(sheet.turnedDays(RegisterMapping.columns(of: sheet, nil)) == ["Ngày đến"])
    }

    @Test("a mapping is kept for the body and offered where headings are the same, in any order")
    func mapping() async throws {
        let old = try await OldRegister()
        let body = old.country.body("commune-ha").id
        let sheet = try await OldRegister.sheet("1;2;3;4", head: "Mã;Hôm;Ai;Gì")
        let settings = RegisterSettings(
            year: nil, kind: nil, columns: [0: .number, 1: .arrived, 2: .sender, 3: .content])
        try await old.country.store.write(.shared) { tx in
            try RegisterMappingTable.save(RegisterMapping(settings, of: sheet), of: body, tx)
        }
        let saved = try await old.country.store.read { tx in try RegisterMappingTable.find(of: body, tx) }
        let next = try await OldRegister.sheet("4;3;2;1", head: "Gì;Ai;Hôm;Số")
        #expect(RegisterMapping.columns(of: next, saved) == [0: .content, 1: .sender, 2: .arrived, 3: .number])
        await old.country.store.close()
    }
}
