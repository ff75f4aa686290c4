import Acts
import Foundation
import Kernel
import Language
import Registry
import Sheets
import Storage
import TestKit
import Testing
import Vault

@testable import Cases
@testable import Import

/// Old registers of `commune-ha`, brought along on 20 November 2026. After every act the rows of its matter are compared with
/// their events.
struct OldRegister {
    static let modules = TestStore.modules + [.imports]
    static let head =
        "Số TT;Ngày nhận;Họ và tên;Địa chỉ;Nội dung;Loại đơn;Số văn bản trả lời;Ngày trả lời;Kết quả;Ghi chú"

    let country: TestCountry

    init() async throws { country = try await TestCountry.make(modules: Self.modules) }

    static func sheet(_ lines: String, head: String = head) async throws -> RegisterSheet {
        let reader = WorkbookReader(resources: ProjectFiles.resources)
        return RegisterSheet(try await reader.register(Array("\(head)\n\(lines)".utf8)).sheets[0])
    }

    func register(
        _ sheet: RegisterSheet, year: Int? = 2026, kind: Kind? = .feedback, by login: String? = "ha-reception"
    ) -> RegisterImport {
        let settings = RegisterSettings(
            year: year, kind: kind, columns: RegisterMapping.columns(of: sheet, nil))
        return RegisterImport(
            sheet, settings, into: country.body("commune-ha"), by: login.map { country.accounts[$0]!.id },
            ProjectFiles.gazetteer, ProjectFiles.fields, country.store, country.performer)
    }

    func register(_ lines: String, year: Int? = 2026, by login: String? = "ha-reception") async throws -> RegisterImport
    {
        register(try await Self.sheet(lines), year: year, by: login)
    }

    func lines(year: Int = 2026, of login: String = "ha-reception") async throws -> [OldEntryList.Line] {
        let (today, account, body) = (country.clock.today, country.accounts[login]!, country.body("commune-ha"))
        return try await country.store.read { tx in
            try OldEntryList.lines(
                of: body.id, year: year, Scope.of(.officer(account.id), on: today, tx), tx)
        }
    }

    func recount() async throws -> Int {
        try await country.performer.foldTallies()
        return try await Recount.compareAll(country.store, at: country.clock.now.adding(seconds: 3600))
    }
}

@Suite struct OldRegisterTests {
    @Test(
        "a settled line ends, an open one runs from the day it came and is late at once; nobody is told, nobody gets a PIN"
    )
    func story() async throws {
        let old = try await OldRegister()
        let lines = """
            1;5/1/2026;Nguyễn Văn An;Thôn 2;Đề nghị sửa cầu của ông Nguyễn Văn An;Kiến nghị;12/UBND;20/1/2026;Đã sửa;gọi Nguyễn Văn An
            2;2/11/2026;Trần Thị Bình;;Phản ánh rác;Phản ánh;;;;
            3;18/11/2026;Lê Cường;;Khiếu nại đền bù;Khiếu nại;;;đang giải quyết;
            4;3/3/2026;Phạm Dung;Thôn 9;Tố cáo cán bộ nhận tiền;;9/TC;1/4/2026;Ông Dung đã rút;gặp Phạm Dung
            """
        let register = try await old.register(lines)
        let figures = RegisterFigures(try await register.preview())
        #expect(figures.closed == 2 && figures.open == 2 && figures.late == 1 && figures.refused == 0)
        #expect(try await old.lines().isEmpty)
        let done = try await register.run()
        #expect(done.isComplete && done.brought == 4 && RegisterFigures(done.reports) == figures)

        let came = try await old.lines()
        #expect(came.compactMap { $0.entry?.citation }.sorted() == ["1/2026", "2/2026", "3/2026", "4/2026"])
        let entries = Dictionary(uniqueKeysWithValues: came.compactMap(\.entry).map { ($0.citation, $0) })
        #expect(entries["1/2026"]?.stage == .closed && entries["1/2026"]?.settled == Day("2026-01-20"))
        #expect(entries["2/2026"]?.stage == .received && entries["3/2026"]?.kind == .complaint)
        #expect(entries["4/2026"]?.kind == .denunciation && entries["4/2026"]?.title == "")

        let (store, today) = (old.country.store, old.country.clock.today)
        let account = old.country.accounts["ha-reception"]!
        for (citation, entry) in entries {
            let file = try await store.read { tx in
                try MatterFile.read(entry.matter, Scope.of(.officer(account.id), on: today, tx), tx)
            }
            let found = try #require(file)
            let letter = found.letters[0].letter
            #expect(letter.source == .oldRegister && letter.pinVersion == 0)
            let (kept, isOpen) = (found.old[letter.key.id], entry.stage == .received)
            #expect(kept?.citation == citation)
            #expect(found.matter.clocks.isEmpty == !isOpen)
            if citation == "1/2026" {
                #expect(found.matter.procedure.closure == .elsewhere && kept?.answerNumber == "12/UBND")
                #expect(kept?.result == "Đã sửa" && kept?.note == "gọi ▇▇▇")
                #expect(found.letters[0].extract.title == "Đề nghị sửa cầu của ông ▇▇▇")
            }
            if citation == "2/2026" { #expect(found.matter.clocks.contains { $0.state == .lapsed }) }
            if citation == "4/2026" {
                // Nothing that was written about it is to be read without a trace.
                #expect(kept?.note == "" && kept?.result == "" && found.letters[0].extract.body == "")
            }
        }
        let told = try await store.read { tx in try tx.first("select count(*) from notice") { row in try row(0) as Int }
        }
        #expect(told == 0)
        #expect(try await old.recount() == 4)
        await store.close()
    }

    @Test("a second run takes nothing, two at once take each line once, a changed line is shown and changes nothing")
    func twice() async throws {
        let old = try await OldRegister()
        let lines = (1...60).map {
            "\($0);5/1/2026;Người \($0);;Phản ánh số \($0);;;\($0 % 3 == 0 ? "" : "9/1/2026");;"
        }
        let text = lines.joined(separator: "\n")
        let one = try await old.register(text)
        let two = try await old.register(text, by: "ha")
        async let first = one.run()
        async let second = two.run()
        _ = try await (first, second)
        #expect(try await old.recount() == 60)
        let again = RegisterFigures(try await one.run().reports)
        #expect(again.there == 60 && again.taken == 0)
        let changed = try await old.register("1;5/1/2026;Người 1;;Nội dung khác;;;9/1/2026;;\n61;5/1/2026;;;Mới;;;;;")
        let reports = try await changed.run().reports
        #expect(reports[0].fault?.reason == .thereOtherwise && reports[1].finding == .opens(isLate: true))
        #expect(try await old.recount() == 61)
        await old.country.store.close()
    }

    @Test("within a file a line that repeats is told with the first, a number used twice is refused")
    func repeated() async throws {
        let old = try await OldRegister()
        let register = try await old.register(
            """
            1;5/1/2026;An;;Phản ánh rác;;;9/1/2026;;
            1;5/1/2026;An;;Phản ánh rác;;;9/1/2026;;
            1;6/1/2026;Ba;;Phản ánh chó;;;9/1/2026;;
            ;7/1/2026;Ba;;Không số;;;9/1/2026;;
            ;7/1/2026;Ba;;Không số;;;9/1/2026;;
            """)
        let reports = try await register.run().reports
        #expect(reports[1].finding == .repeated(2) && reports[2].fault?.reason == .numberReused)
        #expect(reports[3].finding == .closes && reports[4].finding == .repeated(5))
        #expect(try await old.recount() == 2)
        await old.country.store.close()
    }

    @Test(
        "what cannot be taken is told with its reason and column, and hinders nothing",
        arguments: [
            ("1;;An;;Nội dung;;;;;x", RegisterRefusal.arrivedMissing),
            ("1;31/2/2026;An;;Nội dung;;;;;", .dayImpossible),
            ("1;hôm nào;An;;Nội dung;;;;;", .dayUnreadable), ("1;21/11/2026;An;;Nội dung;;;;;", .dayInFuture),
            ("1;5/1/1970;An;;Nội dung;;;;;", .dayTooEarly), ("1;5/1/2026;An;;;;;;;", .contentMissing),
            ("1;5/1/2026;An;;Nội dung;đơn lạ;;;;", .kindUnreadable),
            ("1;5/1/2026;An;;Nội dung;KN;;;;", .kindUnreadable),
            ("1;5/1/2026;An;;Nội dung;;7/UBND;;;", .settledDayMissing),
            ("1;5/1/2026;An;;Nội dung;;;;đã trả lời;", .settledDayMissing),
            ("1;5/1/2026;An;;Nội dung;;;;Sửa chữa xong;", .settledDayMissing),
            ("1;5/1/2026;An;;Nội dung;;;;Hướng dẫn đăng ký;", .settledDayMissing),
            ("1;5/1/2026;An;;Nội dung;Khiếu nại, phản ánh;;;;", .kindUnreadable),
            ("1;5/1/2026;An;;Nội dung;;;4/1/2026;;", .settledBeforeArrived),
            ("1;5/1/2015;An;;Nội dung;;;;;", .openTooLongAgo),
            ("1;5/1/2026;\(String(repeating: "a", count: 101));;Nội dung;;;;;", .cellTooLong),
        ])
    func refused(_ line: String, _ reason: RegisterRefusal) async throws {
        let old = try await OldRegister()
        let reports = try await old.register("\(line)\n2;5/1/2026;Ba;;Tốt;;;9/1/2026;;").run().reports
        #expect(reports.map { $0.fault?.reason } == [reason, nil])
        #expect(try await old.lines().count == 1)
        await old.country.store.close()
    }

    @Test(
        "a name is kept as it is written: Danh is not nameless, Trương is no school",
        arguments: [
            ("Trần Danh", false, false), ("Nguyễn Văn Danh", false, false), ("Trương Văn An", false, false),
            ("Trường Tiểu học Kim Đồng", false, true), ("Công ty Hòa Bình", false, true), ("Nặc danh", true, false),
            ("(ẩn danh)", true, false), ("Đơn không ghi tên", true, false),
        ])
    func names(_ name: String, _ isNameless: Bool, _ isOfGroup: Bool) {
        #expect(RegisterReading.isNameless(name) == isNameless)
        #expect(RegisterReading.isOfGroup(name) == isOfGroup)
    }

    @Test("a result that there is none yet leaves a line open, by whole words")
    func underway() {
        for result in ["Chưa", "đang xác minh", "Hồ sơ chưa đủ", "Dang xu ly"] {
            #expect(RegisterReading.isUnderway(result), "\(result)")
        }
        for result in ["", "Sửa chữa xong", "Đã trả lời, chưa nhận lại", "Hướng dẫn đăng ký", "Da xong"] {
            #expect(!RegisterReading.isUnderway(result), "\(result)")
        }
    }

    @Test("a letter about a sum, or of an officer called Công, is no sum")
    func sums() async throws {
        let sheet = try await OldRegister.sheet(
            """
            1;5/1/2026;An;;Tổng số tiền đền bù còn thiếu;;;9/1/2026;;
            2;5/1/2026;Công;;Phản ánh rác;;;9/1/2026;;
            Tổng cộng: 2 đơn;;;;;;;;;
            """)
        #expect(sheet.lines.count == 2 && sheet.passed.groups == 1)
    }

    @Test("nobody brings along for a body whose letters they do not enter, nor kinds they may not see")
    func rights() async throws {
        let old = try await OldRegister()
        let text = "1;5/1/2026;An;;Tố cáo cán bộ;;;9/1/2026;;\n2;5/1/2026;An;;Phản ánh;;;9/1/2026;;"
        for login in ["hb", "province-h", "ka-reception"] {
            let reports = try await old.register(text, by: login).run().reports
            #expect(reports.allSatisfy { $0.fault?.reason == .kindOfOthers })
        }
        let handler = try await old.register(text, by: "ha-handler").run().reports
        #expect(handler[0].fault?.reason == .kindOfOthers && handler[1].finding == .closes)
        // The act itself asks, whatever the preview said.
        let row = try #require(try await old.register(text, by: nil).preview()[0].row)
        for login in ["ha-handler", "hb"] {
            let account = old.country.accounts[login]!.id
            let act = BringAlong(
                row.draft, as: row.old, arrived: row.arrived, at: old.country.body("commune-ha"), by: account)
            await #expect(throws: ActProblem.forbidden) {
                try await old.country.performer.perform(act, by: .officer(account))
            }
        }
        await old.country.store.close()
    }

    @Test("a line of before the body was founded keeps the figures right; a killed run is finished by the next")
    func longAgo() async throws {
        let old = try await OldRegister()
        let text = "7;5/1/2024;An;;Phản ánh rác;;;9/1/2024;;\n8;5/1/2024;An;;Phản ánh cũ;;;;;"
        let register = try await old.register(text, year: nil, by: nil)
        let row = try #require(try await register.preview()[0].row)
        let body = old.country.body("commune-ha")
        // Received, and the power went.
        try await old.country.performer.perform(
            BringMarked(
                bringing: BringAlong(row.draft, as: row.old, arrived: row.arrived, at: body, by: nil), row: row.mark,
                organization: body, run: ImportRunID(1), line: 2), by: .platform("import"))
        #expect(try await old.lines(year: 2024).first?.entry?.stage == .received)
        #expect(RegisterFigures(try await register.preview()).closed == 1)
        _ = try await register.run()
        let ended = try await register.run()
        #expect(ended.brought == 0 && ended.isComplete && RegisterFigures(ended.reports).there == 2)
        let stages = try await old.lines(year: 2024).compactMap(\.entry).map { "\($0.citation) \($0.stage)" }
        #expect(Set(stages) == ["7/2024 closed", "8/2024 received"])
        #expect(try await old.recount() == 2)
        await old.country.store.close()
    }

    @Test("figures are as long as their lists and add up, for periods before, across and after what was brought along")
    func figures() async throws {
        let old = try await OldRegister()
        let text = """
            1;5/1/2024;An;;Phản ánh rác;;;9/1/2024;;
            2;5/1/2024;An;;Phản ánh cũ;;;;;
            3;5/1/2026;An;;Khiếu nại;;;9/2/2026;;
            4;5/2/2026;An;;Tố cáo;;;;;
            5;5/11/2026;An;;Kiến nghị;;;19/11/2026;;
            """
        _ = try await old.register(text, year: nil, by: nil).run()
        _ = try await old.country.performer.foldTallies()
        let today = old.country.clock.today
        let periods = [("2024-01-01", "2024-12-31"), ("2025-07-01", "2026-06-30"), ("2026-01-15", "2026-11-20")]
        for (login, code) in [("ha", "commune-ha"), ("province-h", "province-h")] {
            let (account, unit) = (old.country.accounts[login]!.id, old.country.body(code).id)
            for (from, until) in periods {
                let period = Period(from: Day(from)!, until: Day(until)!)
                try await old.country.store.read { tx in
                    let scope = try Scope.of(.officer(account), on: today, tx)
                    let reach = try #require(try scope.figures(of: unit, tx))
                    let table = ReportTable.of(.letters)
                    let kinds = table.kinds.intersection(reach.kinds)
                    let sums = try ReportList.figures(
                        [reach], table.figures, of: table.kinds, period, scope, today: today, tx)
                    func n(_ figure: Figure) -> Int { sums.of(figure, unit, kinds: kinds) }
                    #expect(n(.toHandle) == n(.settled) + n(.remaining), "\(code) \(period)")
                    #expect(n(.answered) == 0)
                    for figure in [Figure.carriedOver, .received, .settled, .remaining] {
                        let listed = try FigureList.page(
                            figure, period, kinds: kinds, reach, scope, at: .first, size: 50, tx
                        ).entries.count
                        #expect(n(figure) == listed, "\(code) \(period) \(figure)")
                    }
                    if from == "2026-01-15" { #expect(n(.settled) == 2 && n(.received) == 2 && n(.remaining) == 2) }
                }
            }
        }
        await old.country.store.close()
    }

    @Test("nothing opens a letter that was brought along until somebody at the counter has shown a paper")
    func noPIN() async throws {
        let old = try await OldRegister()
        _ = try await old.register("1;2/11/2026;Trần Thị Bình;;Phản ánh rác;;;;;").run()
        let matter = try #require(try await old.lines().first?.entry?.matter)
        let (store, keys, officer) = (old.country.store, TestCountry.keys, old.country.accounts["ha-reception"]!.id)
        let letter = try #require(try await store.read { tx in try LetterTable.all(of: matter, tx).first })
        func opens(_ version: Int) async throws -> Bool {
            let pin = PIN(of: letter.pinLetter, version: version, under: keys.pin)
            return try await store.read { tx in try FollowedLetter.unlock(letter.code, pin, under: keys, tx) } != nil
        }
        for version in 0...2 { #expect(try await !opens(version)) }
        let version = try await old.country.performer.perform(
            ReissuePIN(
                letter.key, of: matter, name: TypedText("Trần Thị Bình", field: "name"), .identityCard, by: officer),
            by: .officer(officer)
        ).outcome
        #expect(version == 1)
        #expect(try await opens(1))
        #expect(try await !opens(0))
        await store.close()
    }

    @Test("what was brought along by mistake is restored and made void, and may then come again")
    func void() async throws {
        let old = try await OldRegister()
        let register = try await old.register("1;5/1/2026;An;;Nhầm cột;;;9/1/2026;;")
        _ = try await register.run()
        let matter = try #require(try await old.lines().first?.entry?.matter)
        let officer = old.country.accounts["ha-reception"]!.id
        let performer = old.country.performer
        try await performer.perform(RestoreMatter(matter, by: officer), by: .officer(officer))
        try await performer.perform(
            VoidRegistration(matter, because: TypedText("Chọn nhầm cột", field: "text"), by: officer),
            by: .officer(officer))
        #expect(try await old.lines().first?.entry?.isVoid == true)
        #expect(try await register.run().reports[0].finding == .closes)
        #expect(try await old.lines().count == 2)
        #expect(try await register.preview()[0].finding == .there)
        #expect(try await old.recount() == 2)
        await old.country.store.close()
    }

    @Test("an empty file, one of blanks, and one without a head are no registers, or have no columns")
    func nothing() async throws {
        let reader = WorkbookReader(resources: ProjectFiles.resources)
        for bytes in [[], Array("\n\n ; ;\n".utf8)] as [[UInt8]] {
            await #expect(throws: RegisterFileError.noLines) { try await reader.register(bytes) }
        }
        let sheet = try await OldRegister.sheet("a;b\nc;d", head: "x;y")
        #expect(sheet.columns.allSatisfy { $0.proposed == nil })
        #expect(throws: RegisterFileError.columnsMissing) {
            try RegisterSettings(year: nil, kind: nil, columns: RegisterMapping.columns(of: sheet, nil)).check()
        }
    }
}
