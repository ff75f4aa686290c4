import Acts
import Cases
import CasesWeb
import Kernel
import Language
import Registry
import Server
import Storage
import TestKit
import TestKitWeb
import Testing

/// An old register brought along as a clerk does it in a browser.
@Suite struct OldRegisterPageTests {
    private static let path = "/desk/old-register"
    private static let head =
        "STT;Ngày nhận;Họ và tên;Địa chỉ;Nội dung;Loại đơn;Số văn bản trả lời;Ngày trả lời;Ghi chú\n"
    private static let lines = """
        1;5/1/2026;Nguyễn Văn An;Thôn 2;Đề nghị sửa cầu;Kiến nghị;12/UBND;20/1/2026;
        2;2/11/2026;Trần Thị Bình;;Phản ánh rác thải;Phản ánh;;;
        3;31/2/2026;Lê Cường;;Khiếu nại đền bù;Khiếu nại;;;
        4;3/3/2026;Phạm Dung;;Tố cáo cán bộ;Tố cáo;9/TC;1/4/2026;
        """

    private func clerk(_ site: TestSite, _ login: String = "ha-reception", _ locale: Locale = .vi) async throws
        -> TestBrowser
    {
        let browser = TestBrowser(site, language: locale)
        _ = try await browser.signIn(login)
        return browser
    }

    private func csrf(_ browser: TestBrowser, _ path: String = "/file") async throws -> String {
        try ParsedPage(try await browser.get(Self.path + path).body).hidden("csrf") ?? ""
    }

    private func upload(_ browser: TestBrowser, _ content: String) async throws -> Reply {
        try await browser.upload(
            Self.path + "/file", [("csrf", csrf(browser))], files: [("so.csv", content)])
    }

    /// What a browser sends of the page as it stands.
    private func fields(_ page: Reply) -> [(String, String)] {
        page.body.matches(of: /<select id="([a-z0-9]+)" name="([a-z0-9]+)".*?<\/select>/).map { match in
            let chosen = String(match.output.0).firstMatch(of: /<option value="([^"]*)" selected/)
            return (String(match.output.2), chosen.map { String($0.output.1) } ?? "")
        }
    }

    private func look(_ browser: TestBrowser, _ content: String) async throws -> Reply {
        #expect(try await upload(browser, content).location == Self.path + "/columns")
        let columns = try await browser.get(Self.path + "/columns")
        let sent = try await browser.post(
            Self.path + "/columns", [("csrf", csrf(browser, "/columns")), ("year", "2026")] + fields(columns))
        #expect(sent.location == Self.path + "/preview")
        return try await browser.get(Self.path + "/preview")
    }

    @Test(
        "a register is sent, looked at, brought along and found; refused lines come back as a file; again nothing is done"
    )
    func story() async throws {
        let site = try await TestSite.make()
        let clerk = try await clerk(site)
        #expect(try await clerk.get("/desk/letters/new").body.contains(Self.path + "/file"))
        #expect(try await clerk.get("/desk").body.contains(Self.path + "/file"))
        let preview = try await look(clerk, Self.head + Self.lines)
        #expect(preview.body.contains("2 đơn đã giải quyết xong") && preview.body.contains("1 đơn chưa giải quyết"))
        #expect(
            preview.body.contains("1 dòng không nhận được") && preview.body.contains("không có ngày này trong lịch"))
        #expect(preview.body.contains("1 hồ sơ sẽ quá hạn") && preview.body.contains("Nguyễn Văn An"))
        // Who reports is not on the page.
        #expect(!preview.body.contains("Phạm Dung") && preview.body.contains("Được bảo vệ"))
        #expect(try await count(site) == 0)
        let refused = try await clerk.get(Self.path + "/refused.csv")
        #expect(refused.body.contains("Lê Cường") && refused.body.contains(",4,") && !refused.body.contains("Bình"))
        #expect(try await clerk.get(Self.path + "/refused.xlsx").status == 200)

        let done = try await clerk.post(Self.path + "/preview", [("csrf", csrf(clerk, "/preview"))])
        let page = try await clerk.follow(done)
        #expect(page.body.contains("Đã chuyển 3 đơn") && page.body.contains("Đã chuyển xong sổ cũ"))
        #expect(try await count(site) == 3)
        _ = try await clerk.post(Self.path + "/preview", [("csrf", csrf(clerk, "/preview"))])
        #expect(try await look(clerk, Self.head + Self.lines).body.contains("3 dòng có số đã được chuyển"))
        #expect(try await count(site) == 3)

        let list = try await clerk.get(Self.path + "?year=2026")
        #expect(list.body.contains("1/2026") && list.body.contains("Đề nghị sửa cầu") && list.body.contains("9/TC"))
        #expect(!list.body.contains("Nguyễn Văn An"))
        let link = try #require(list.body.firstMatch(of: /<a href="(\/desk\/matters\/[^"]+)">Đề nghị sửa cầu/))
        let matter = try await clerk.get(String(link.output.1))
        #expect(matter.body.contains("Từ sổ cũ, số 1/2026") && matter.body.contains("12/UBND"))
        #expect(try await clerk.get("/desk/matters").body.contains("Từ sổ cũ, số 2/2026"))
        #expect(
            try await clerk.get("/desk/register?from=2026-01-01&until=2026-11-20").body.contains("Từ sổ cũ, số 1/2026"))
        // A handler of the body sees the denunciation as a line and nothing else.
        let handler = try await self.clerk(site, "ha-handler")
        let seen = try await handler.get(Self.path + "?year=2026").body
        #expect(seen.contains("Bạn không có quyền xem đơn này.") && !seen.contains("9/TC"))
    }

    private func count(_ site: TestSite) async throws -> Int {
        let body = site.country.body("commune-ha").id
        return try await site.country.store.read { tx in try OldEntryList.count(of: body, year: 2026, tx) }
    }

    @Test("the file is one officer's, for a day, until it is deleted; the store holds no word of it")
    func kept() async throws {
        let site = try await TestSite.make()
        let clerk = try await clerk(site)
        _ = try await look(clerk, Self.head + Self.lines)
        let sealed = try await site.country.store.read { tx in
            try tx.all("select sealed from register_upload") { row in try row(0) as [UInt8] }
        }
        #expect(sealed.count == 1 && !String(decoding: sealed[0], as: UTF8.self).contains("sửa"))
        // Another officer at the same browser.
        _ = try await clerk.signIn("ha")
        #expect(try await clerk.get(Self.path + "/preview").location == Self.path + "/file?done=gone")
        _ = try await clerk.signIn("ha-reception")
        #expect(try await clerk.get(Self.path + "/file").body.contains("Làm tiếp với tệp này"))
        let gone = try await clerk.post(Self.path + "/discard", [("csrf", csrf(clerk))])
        #expect(try await clerk.follow(gone).body.contains("Đã xóa tệp"))
        #expect(try await clerk.get(Self.path + "/preview").status == 303)
        _ = try await look(clerk, Self.head + Self.lines)
        site.country.clock.move(seconds: 2 * 86_400)
        for job in Modules.all.flatMap(\.jobs) where job.name == "oldRegisters.forgetUploads" {
            try await job.run(JobContext(store: site.country.store, performer: site.country.performer))
        }
        let left = try await site.country.store.read { tx in
            try tx.first("select count(*) from register_upload") { row in try row(0) as Int }
        }
        #expect(left == 0)
    }

    @Test("what is no register comes back with what to do; a wrong choice keeps the file; nobody else comes near")
    func wrong() async throws {
        let site = try await TestSite.make()
        let clerk = try await clerk(site)
        let workbook = try await upload(clerk, "PK\u{3}\u{4}rest")
        #expect(workbook.status == 422 && workbook.body.contains("lưu lại thành .xlsx"))
        #expect(try await upload(clerk, "\n").status == 422)
        #expect(try await upload(clerk, String(repeating: "a", count: 8_000_001)).status == 413)
        #expect(try await clerk.upload(Self.path + "/file", files: [("so.csv", "a")]).status == 403)
        let none = try await clerk.upload(Self.path + "/file", [("csrf", csrf(clerk))], files: [])
        #expect(none.status == 422 && none.body.contains("Hãy chọn tệp sổ cũ"))
        _ = try await upload(clerk, Self.head + Self.lines)
        let token = try await csrf(clerk, "/columns")
        for fields in [[("c0", "number")], [("c1", "arrived"), ("c2", "arrived"), ("c4", "content")]] {
            let reply = try await clerk.post(Self.path + "/columns", [("csrf", token)] + fields)
            #expect(reply.status == 422 && reply.body.contains("tệp vẫn được giữ"))
        }
        let year = try await clerk.post(
            Self.path + "/columns", [("csrf", token), ("c1", "arrived"), ("c4", "content"), ("year", "24")])
        #expect(year.status == 422 && year.body.contains("bốn chữ số"))
        #expect(try await clerk.post(Self.path + "/preview", []).status == 403)
        let administrator = try await site.country.open("admin", .administrator, in: site.country.body("commune-ha"))
        for login in [administrator.login] {
            let other = try await self.clerk(site, login)
            #expect(try await other.get(Self.path + "/file").status == 403)
            #expect(try await other.get(Self.path).status == 403)
        }
        let neighbour = try await self.clerk(site, "hb")
        #expect(try await neighbour.get(Self.path + "?unit=commune-ha").status == 404)
        #expect(try await TestBrowser(site).get(Self.path + "/file").status == 303)
    }

    @Test("pages are well-formed, labelled and translated", arguments: Locale.allCases)
    func pages(_ locale: Locale) async throws {
        let site = try await TestSite.make()
        let clerk = try await clerk(site, "ha-reception", locale)
        let many = (5...90).map { "\($0);\($0 % 2 == 0 ? "32/1/2026" : "5/1/2026");N;;C \($0);;;9/1/2026;" }
        let empty = try await clerk.get(Self.path)
        let preview = try await look(clerk, Self.head + Self.lines + "\n" + many.joined(separator: "\n"))
        let columns = try await clerk.get(Self.path + "/columns")
        let file = try await clerk.get(Self.path + "/file")
        let done = try await clerk.follow(
            try await clerk.post(Self.path + "/preview", [("csrf", csrf(clerk, "/preview"))]))
        for reply in [empty, preview, columns, file, done, try await clerk.get(Self.path)] {
            let page = try ParsedPage(reply.body)
            #expect(page.faults == [])
            #expect(page.elements[0].attributes["lang"] == locale.rawValue)
            #expect(!reply.body.contains("[oldRegister.") && !reply.body.contains("[vi]"))
        }
    }
}
