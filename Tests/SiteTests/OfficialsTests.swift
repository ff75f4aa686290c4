import Acts
import Cases
import Kernel
import Language
import Registry
import TestKit
import TestKitWeb
import Testing

/// Officials brought on board by a list, as an administrator does it in a browser.
@Suite struct OfficialsTests {
    private static let header = "Mã cơ quan;Chức danh;Họ và tên;Tên đăng nhập;Từ ngày;Ghi chú\n"
    private static let page = "/desk/admin/officials"

    private func administrator(
        _ site: TestSite, _ body: String = "province-h", _ locale: Locale = .vi
    ) async throws -> TestBrowser {
        _ = try await site.country.open("admin", .administrator, in: site.country.body(body))
        let browser = TestBrowser(site, language: locale)
        _ = try await browser.signIn("admin")
        return browser
    }

    private func upload(_ browser: TestBrowser, _ lines: String, header: String = header) async throws -> Reply {
        let csrf = try ParsedPage(try await browser.get(Self.page).body).hidden("csrf") ?? ""
        return try await browser.upload(
            Self.page + "/preview", [("csrf", csrf)], files: [("can-bo.csv", header + lines)])
    }

    /// Presses a button of the page that came.
    private func press(
        _ browser: TestBrowser, _ page: Reply, to action: String = "perform", _ fields: [(String, String)] = []
    ) async throws -> Reply {
        let parsed = try ParsedPage(page.body)
        let hidden = ["csrf", "text", "after", "renew"].compactMap { name in parsed.hidden(name).map { (name, $0) } }
        return try await browser.upload("\(Self.page)/\(action)", hidden + fields, files: [])
    }

    private func codes(_ page: Reply) throws -> [String] {
        page.body.matches(of: /<span class="code">([^<]*)<\/span>/).map { String($0.output.1) }
    }

    @Test(
        "a list is looked at, done and printed; each slip signs in once and asks for a password; again nothing is done")
    func story() async throws {
        let site = try await TestSite.make()
        let admin = try await administrator(site)
        #expect(try await admin.get("/desk/admin").body.contains(Self.page))
        let lines = """
            commune-hb;xử lý đơn;Nguyễn Văn An;;;phòng 2
            commune-hb;"tiếp
            nhận";"Trần ""Bé"" Bình";binh;;
            commune-ka;quản trị;Lê Xa;;;
            """
        let preview = try await upload(admin, lines)
        #expect(preview.status == 200 && preview.body.contains("2 dòng mở tài khoản mới"))
        #expect(preview.body.contains("Bạn không quản trị cơ quan này.") && preview.body.contains("Ghi chú"))
        #expect(try await site.country.store.read { tx in try AccountTable.find(login: "binh", tx) } == nil)
        let done = try await press(admin, preview)
        #expect(done.status == 200 && done.body.contains("http://test/desk"))
        let codes = try codes(done)
        try #require(codes.count == 4)
        #expect(codes[0] == "annv.commune-hb" && codes[2] == "binh")

        let binh = TestBrowser(site)
        let entered = try await binh.post("/desk/sign-in", [("login", "binh"), ("password", codes[3])])
        #expect(entered.location == "/desk")
        #expect(try await binh.get("/desk").location == "/desk/account")
        let csrf = try ParsedPage(try await binh.get("/desk/account").body).hidden("csrf") ?? ""
        let chosen = try await binh.post(
            "/desk/account",
            [("csrf", csrf), ("old", codes[3]), ("new", "một câu dễ nhớ"), ("again", "một câu dễ nhớ")])
        #expect(chosen.location == "/desk")
        #expect(try await binh.get("/desk").status == 200)

        let again = try await upload(admin, lines)
        #expect(again.body.contains("2 dòng đã có") && again.body.contains("name=\"renew\""))
        let repeated = try await press(admin, again, [("renew", "")])
        #expect(try self.codes(repeated).isEmpty)
        let renewed = try await press(admin, again)
        #expect(try self.codes(renewed).first == "annv.commune-hb" && self.codes(renewed).count == 2)
        #expect(try self.codes(renewed)[1] != codes[1])
        let old = TestBrowser(site)
        #expect(
            try await old.post("/desk/sign-in", [("login", "annv.commune-hb"), ("password", codes[1])]).status == 422)
    }

    @Test("the refused lines come back as a file that can be mended and sent again; nothing runs in a spreadsheet")
    func refusedFile() async throws {
        let site = try await TestSite.make()
        let admin = try await administrator(site)
        let preview = try await upload(
            admin, "commune-hb;xử lý đơn;Tốt;;;\nnowhere;xử lý đơn;=1+1;;;\ncommune-hb;vua;Xấu;;;ghi")
        let file = try await press(admin, preview, to: "refused")
        #expect(file.headers[.contentDisposition]?.contains("can-bo-chua-nhan.csv") == true)
        let rows = file.body.split(separator: "\r\n")
        try #require(rows.count == 3)
        #expect(rows[0].hasSuffix("Dòng,Lý do") && rows[1].contains("'=1+1"))
        #expect(rows[1].contains(",3,") && rows[1].contains("Mã cơ quan: Không có cơ quan"))
        #expect(!file.body.contains("Tốt"))
        let mended = file.body.replacing("vua", with: "xử lý đơn")
        #expect(try await upload(admin, mended, header: "").body.contains("1 dòng mở tài khoản mới"))
    }

    @Test("a list that is none comes back with what to do; a form of others, of nobody or without a list does nothing")
    func wrong() async throws {
        let site = try await TestSite.make()
        let admin = try await administrator(site)
        #expect(try await upload(admin, "a;b", header: "").body.contains("thiếu cột: Mã cơ quan, Họ và tên, Chức danh"))
        #expect(try await upload(admin, "PK\u{3}\u{4}", header: "").body.contains("Lưu thành “CSV UTF-8”"))
        #expect(try await upload(admin, "\u{0}", header: "a;b").status == 422)
        let large = try await upload(admin, String(repeating: "a", count: 400_001))
        #expect(large.status == 413 && large.body.contains("400 kB"))
        let csrf = try ParsedPage(try await admin.get(Self.page).body).hidden("csrf") ?? ""
        let none = try await admin.upload(Self.page + "/preview", [("csrf", csrf)], files: [])
        #expect(none.status == 422 && none.body.contains("Hãy chọn tệp danh sách."))
        #expect(try await admin.upload(Self.page + "/perform", [("text", "x")], files: []).status == 403)
        #expect(try await admin.upload(Self.page + "/perform", [("csrf", csrf)], files: []).status == 422)
        #expect(try await admin.post(Self.page + "/preview", [("csrf", csrf)]).status == 415)
        for path in ["preview", "perform", "refused"] {
            #expect(try await admin.get("\(Self.page)/\(path)").location == Self.page)
        }
        let head = TestBrowser(site)
        _ = try await head.signIn("province-h")
        #expect(try await head.get(Self.page).status == 403)
        #expect(try await !head.get("/desk/admin").body.contains(Self.page))
        let anyone = TestBrowser(site)
        #expect(try await anyone.upload(Self.page + "/preview", files: [("a.csv", Self.header)]).status == 401)
    }

    @Test("the template is read by the very page that gave it, and its examples are not taken")
    func template() async throws {
        let site = try await TestSite.make()
        let admin = try await administrator(site)
        let template = try await admin.get(Self.page + "/template")
        #expect(template.body.hasPrefix("\u{FEFF}Mã cơ quan,Chức danh") && template.body.contains("commune-ha"))
        let preview = try await upload(admin, template.body, header: "")
        #expect(preview.body.contains("2 dòng không nhận được") && preview.body.contains("dòng ví dụ"))
        #expect(!preview.body.contains("/perform"))
    }

    @Test("more accounts than one press opens are done in several, each with its own slips")
    func inParts() async throws {
        let site = try await TestSite.make()
        let admin = try await administrator(site)
        let lines = (1...104).map { "commune-hb;xử lý đơn;Người \($0);n\($0);;" }.joined(separator: "\n")
        let preview = try await upload(admin, lines)
        #expect(preview.body.contains("tối đa 100 tài khoản"))
        let first = try await press(admin, preview)
        #expect(try codes(first).count == 200 && first.body.contains("Làm tiếp từ dòng 102"))
        let second = try await press(admin, first)
        #expect(try codes(second).count == 8 && !second.body.contains("Làm tiếp"))
    }

    @Test("pages of lists are well-formed and translated, with many lines too", arguments: Locale.allCases)
    func pages(_ locale: Locale) async throws {
        let site = try await TestSite.make()
        let admin = try await administrator(site, "province-h", locale)
        let good = (1...20).map { "commune-hb;xử lý đơn;Người \($0);n\($0);1/12/2026;" }
        let bad = (1...520).map { "nowhere;x;Người \($0);;;" }
        let preview = try await upload(
            admin, (good + bad + ["commune-hb;tiếp nhận;Người 1;;;"]).joined(separator: "\n"))
        let done = try await press(admin, preview)
        let wrong = try await upload(admin, "x", header: "")
        for reply in [try await admin.get(Self.page), preview, done, wrong] {
            let page = try ParsedPage(reply.body)
            #expect(page.faults == [])
            #expect(page.elements[0].attributes["lang"] == locale.rawValue)
            #expect(!reply.body.contains("[officials.") && !reply.body.contains("[vi]"))
        }
        #expect(try codes(done).count == 40)
    }

    @Test("words for roles of both languages are understood in lists")
    func roles() async throws {
        let country = try await TestCountry.make()
        for locale in Locale.allCases {
            for role in Role.allCases {
                let word = ProjectFiles.catalogue.text(RegistryMessages.role(role).name, in: locale) ?? ""
                let file = try OfficialsFile(
                    Array("code,post,name\ncommune-hb,\(word),\(role.rawValue) \(locale.rawValue)\n".utf8), limit: .page
                )
                let reports = try await Onboarding(
                    file, by: country.founder, country.performer, country.store, cost: .low
                ).preview()
                // Whoever heads a body with a head is refused for that, and not for the word.
                let refusal = reports[0].refusal?.message.name
                #expect(refusal == (role == .head ? "officials.postHeld" : nil), "\(word)")
            }
        }
    }
}
