import Cases
import HTTPTypes
import Kernel
import Language
import Registry
import Server
import Storage
import TestKit
import TestKitWeb
import Testing
import Vault

/// The question pages.
@Suite struct HandInTests {
    private static let heic = "\u{0}\u{0}\u{0}\u{18}ftypheic\u{0}\u{0}\u{0}\u{0}mif1heic"

    private func letters(_ site: TestSite) async throws -> Int {
        try await site.country.store.read { tx in
            try tx.first("select count(*) from letter") { row in try row(0) as Int }
        } ?? 0
    }

    private func value(_ page: ParsedPage, _ id: String) -> String? { page.element(id: id)?.attributes["value"] }

    @Test("each page keeps what was typed, also on the way back, and a change leads back to the check")
    func backAndForward() async throws {
        let site = try await TestSite.make()
        let lan = TestBrowser(site)
        #expect(try await lan.post("/letters/new/wish", [("wish", "petition")]).location == "/letters/new/what")
        let back = try await lan.post(
            "/letters/new/what", [("title", "Làm <đường>"), ("body", "một\r\nhai"), ("go", "back")])
        #expect(back.location == "/letters/new/wish")
        var page = try ParsedPage(try await lan.get("/letters/new/wish").body)
        #expect(page.elements.contains { $0.attributes["value"] == "petition" && $0.attributes["checked"] != nil })
        page = try ParsedPage(try await lan.get("/letters/new/what").body)
        #expect(value(page, "title") == "Làm <đường>" && page.element(id: "body")?.text == "\nmột\nhai")
        try await lan.answerQuestions(title: "Làm đường", body: "một", wish: "petition", area: "011")
        #expect(try await lan.post("/letters/new/files", []).location == "/letters/new/check")
        page = try ParsedPage(try await lan.get("/letters/new/check").body)
        #expect(page.faults == [] && page.element(id: "title")?.text.contains("Làm đường") == true)
        #expect(page.links.filter { $0.hasPrefix("/letters/new/") }.count >= 6)
        // A change of one answer leads straight back.
        let changed = try await lan.post("/letters/new/what", [("title", "Làm cầu"), ("body", "một")])
        #expect(changed.location == "/letters/new/check")
        #expect(try await lan.get("/letters/new/check").body.contains("Làm cầu"))
        #expect(try await lan.get("/letters/new").body.contains("/letters/discard"))
        _ = try await lan.post("/letters/discard", [])
        #expect(try await lan.get("/letters/new/what").location == "/letters/new")
    }

    @Test("the days that bind are shown before sending, a promise is called one, and a missing one is said")
    func days() async throws {
        let site = try await TestSite.make()
        let lan = TestBrowser(site, language: .en)
        try await lan.answerQuestions(title: "a", area: "010")
        let promised = try await lan.get("/letters/new/check").body
        #expect(promised.contains("own promise, not law") && promised.contains("(by law)"))
        _ = try await lan.post("/letters/new/where", [("area", "011")])
        let none = try await lan.get("/letters/new/check").body
        #expect(!none.contains("own promise, not law") && none.contains("has not published a promise"))
    }

    @Test("the button pressed twice, or twenty times at once, is one letter; afterwards nothing can be changed")
    func doubleSend() async throws {
        let site = try await TestSite.make()
        let lan = TestBrowser(site)
        try await lan.answerQuestions(title: "Cống vỡ")
        let codes = try await withThrowingTaskGroup(of: String.self) { group in
            for _ in 0..<20 { group.addTask { try await lan.post("/letters", []).location ?? "" } }
            return try await group.reduce(into: Set<String>()) { $0.insert($1) }
        }
        #expect(codes == ["/letters/receipt"])
        #expect(try await letters(site) == 1)
        let receipt = try ParsedPage(try await lan.get("/letters/receipt").body)
        let code = try #require(receipt.element(id: "code")?.text)
        #expect(try await lan.get("/letters/new").body.contains("value=\"feedback\""), "another letter may be begun")
        // Back, changed: the first letter stays, what was typed begins another one.
        for step in ["wish", "what", "check"] {
            #expect(try await lan.get("/letters/new/\(step)").body.contains("/letters/receipt"), "\(step)")
        }
        let late = try await lan.post("/letters/new/what", [("title", "Đèn tắt"), ("body", "Cả ngõ tối.")])
        #expect(late.status == 200)
        let page = try ParsedPage(try await lan.get("/letters/new/what").body)
        #expect(value(page, "title") == "Đèn tắt")
        let other = try ParsedPage(try await lan.follow(try await lan.handIn(title: "Đèn tắt")).body)
        #expect(try #require(other.element(id: "code")?.text) != code)
        #expect(try await letters(site) == 2)
    }

    @Test("an unfinished letter is sealed, ends after a day with a clear page, and what comes too late is kept")
    func expired() async throws {
        let site = try await TestSite.make()
        let lan = TestBrowser(site)
        try await lan.answerQuestions(title: "Bí mật lớn")
        let rows = { () async throws -> [[UInt8]] in
            try await site.country.store.read { tx in
                try tx.all("select sealed from handin_draft order by begun") { row in try row(0) as [UInt8] }
            }
        }
        #expect(try await rows().count == 1)
        #expect(try await rows().allSatisfy { !String(decoding: $0, as: UTF8.self).contains("mật") })
        site.country.clock.move(seconds: 86_400 + 1)
        let gone = try await lan.get("/letters/new/check")
        #expect(gone.status == 410)
        #expect(try ParsedPage(gone.body).faults == [])
        // The page was still open: its answer begins a new letter.
        let second = TestBrowser(site)
        try await second.answerQuestions(title: "a")
        site.country.clock.move(seconds: 86_400 + 1)
        let late = try await second.post("/letters/new/what", [("title", "Viết lâu"), ("body", "Rất lâu")])
        #expect(late.status == 410)
        #expect(value(try ParsedPage(try await second.get("/letters/new/what").body), "title") == "Viết lâu")
        #expect(try await second.post("/letters", []).status == 422)
        #expect(try await letters(site) == 0)
        let job = try #require(Modules.all.flatMap(\.jobs).first { $0.name == "handIn.forgetDrafts" })
        try await job.run(.init(store: site.country.store, performer: site.country.performer))
        #expect(try await rows().count == 1)
    }

    @Test("files are recognised by content, listed, removed, and kept with the letter under its key; no name leaks")
    func files() async throws {
        let site = try await TestSite.make()
        let lan = TestBrowser(site, language: .en)
        try await lan.answerQuestions(title: "Cống vỡ")
        let path = "/letters/new/files"
        let wrong = try await lan.upload(path, files: [("anh.jpg", "not a picture")])
        #expect(wrong.status == 422 && wrong.body.contains("anh.jpg"))
        #expect(try ParsedPage(wrong.body).links.contains("#files"))
        let large = try await lan.upload(path, files: [("a.pdf", "%PDF-" + String(repeating: "x", count: 21 << 20))])
        #expect(large.status == 413 && large.body.contains("20 MB"))
        let added = try await lan.upload(
            path, [("go", "add")], files: [("Ảnh nhà bà Lan.heic", Self.heic), ("Đơn.pdf", "%PDF-1.7 đơn")])
        #expect(added.location == path)
        var page = try ParsedPage(try await lan.get(path).body)
        #expect(page.text.contains("Ảnh nhà bà Lan.heic (1 KB)"))
        // The same file again is there once; one is removed.
        _ = try await lan.upload(path, [("go", "add")], files: [("lại.pdf", "%PDF-1.7 đơn")])
        page = try ParsedPage(try await lan.get(path).body)
        #expect(page.elements.filter { $0.attributes["name"] == "remove" }.count == 2)
        let first = try #require(page.hidden("remove"))
        #expect(try await lan.post(path, [("remove", first)]).location == path)
        page = try ParsedPage(try await lan.get(path).body)
        #expect(!page.text.contains("heic (") && page.text.contains("Đơn.pdf"))
        let many = (0..<10).map { (name: "\($0).pdf", content: "%PDF-1.7 \($0)") }
        let tooMany = try await lan.upload(path, files: many)
        #expect(tooMany.status == 413 && tooMany.body.contains("10 files"))
        _ = try await lan.upload(path, files: [("b.heic", Self.heic)])
        #expect(try await lan.post("/letters", []).status == 303)

        let letter = try ParsedPage(try await lan.get("/follow/letter").body)
        let links = letter.links.filter { $0.hasPrefix("/follow/files/") }
        #expect(links.count == 2 && letter.text.contains("Đơn.pdf"))
        let file = try await lan.get(links[0])
        #expect(file.body == "%PDF-1.7 đơn" && file.headers[.contentType] == "application/pdf")
        // Another letter's sender, and nobody, get none of it.
        let (other, _) = try await SenderStory(site).begin()
        #expect(try await other.get(links[0]).status == 404)
        #expect(try await TestBrowser(site).get(links[0]).location == "/follow")
        let payload = try await site.country.store.read { tx in
            try tx.all("select payload from event order by id") { row in try row(0) as String }
        }
        #expect(payload.contains { $0.contains("\"files\":[{\"address\"") })
        #expect(!payload.contains { $0.contains("pdf") || $0.contains("Đơn") })
    }

    @Test("places are found with or without marks and by former names; those without a receiver say so")
    func places() async throws {
        let site = try await TestSite.make()
        let province = try #require(site.country.directory.organization(code: "province-h"))
        _ = try await site.country.performer.perform(
            EstablishOrganization(
                code: "ubnd-00070", name: ["vi": "UBND phường Hoàn Kiếm", "en": "PC of Hoàn Kiếm"],
                area: Area(
                    code: "00070", level: .commune, name: ["vi": "Phường Hoàn Kiếm", "en": "Hoan Kiem Ward"],
                    parent: "01"), home: province.home, under: province.id, promise: nil, from: TestCountry.founded),
            by: .platform("test"))
        try await site.site.directory.refresh()
        let lan = TestBrowser(site)
        _ = try await lan.post("/letters/new/wish", [("wish", "unsure")])
        func search(_ query: String) async throws -> ParsedPage {
            #expect(try await lan.post("/letters/new/where", [("q", query)]).location == "/letters/new/where")
            return try ParsedPage(try await lan.get("/letters/new/where").body)
        }
        func values(_ page: ParsedPage, checked: Bool = false) -> [String] {
            page.elements.filter {
                $0.attributes["name"] == "area" && (!checked || $0.attributes["checked"] != nil)
            }.compactMap { $0.attributes["value"] }
        }
        #expect(values(try await search("phuong hoan kiem")).first == "00070")
        var page = try await search("thôn 3, phường Hàng Bạc, quận Hoàn Kiếm")
        #expect(values(page, checked: true) == ["00070"] && page.text.contains("trước là Phường Hàng Bạc"))
        page = try await search("số 5 phường Hàng Bạc quận Hoàn Kiếm")
        #expect(values(page) == ["00070"])
        // A ward that receives nothing yet goes to its city, which does; its name is added to the letter.
        page = try await search("Phường Cửa Nam, Hà Nội")
        let value = try #require(values(page, checked: true).first)
        #expect(value.hasPrefix("01/") && page.text.contains("chưa nhận thư"))
        _ = try await lan.post("/letters/new/where", [("q", "Phường Cửa Nam, Hà Nội"), ("area", value)])
        #expect(try await lan.get("/letters/new/check").body.contains("Phường Cửa Nam"))
        page = try await search("Xã Ba Tơ, Quảng Ngãi")
        #expect(values(page) == [] && page.text.contains("Xã Ba Tơ"))
        page = try await search("không có ở đâu cả")
        #expect(values(page) == [] && page.faults == [])
        let none = try await lan.post("/letters/new/where", [("q", "không có ở đâu cả")])
        #expect(none.status == 422)
        #expect(try await lan.post("/letters/new/where", [("q", "không có ở đâu cả"), ("area", "zzz")]).status == 422)
    }

    @Test("a sender is a person, an organization or nobody; numbers are read as people write them")
    func senders() async throws {
        let site = try await TestSite.make()
        let lan = TestBrowser(site)
        let who = "/letters/new/who"
        _ = try await lan.post("/letters/new/wish", [("wish", "feedback")])
        #expect(!(try await lan.get(who).body.contains("idNumber")))
        _ = try await lan.post("/letters/new/wish", [("wish", "complaint")])
        #expect(try await lan.get(who).body.contains("idNumber"))
        let wrong = try await lan.post(
            who, [("who", "person"), ("name", " "), ("phone", "12 345"), ("idNumber", "7"), ("email", "lan@")])
        let page = try ParsedPage(wrong.body)
        #expect(wrong.status == 422)
        #expect(page.links.filter { $0.hasPrefix("#") && $0 != "#main" } == ["#name", "#phone", "#email", "#idNumber"])
        #expect(value(page, "phone") == "12 345" && value(page, "email") == "lan@")
        let reply = try await lan.handIn(
            title: "a", wish: "complaint",
            sender: [
                ("who", "person"), ("name", "  Lê  Thị Lan "), ("phone", "(+84) 0912.345.678"),
                ("idNumber", "001 234 567 890"), ("taxCode", "left over"),
            ])
        #expect(reply.status == 303)
        let senders = try await site.country.store.read { tx in
            try tx.all("select name, phone, identity_number, tax_code from letter_original order by letter") { row in
                [try row(0), try row(1), try row(2), try row(3)] as [String]
            }
        }
        #expect(senders == [["Lê Thị Lan", "+84912345678", "001234567890", ""]])
        // Whoever stays nameless hands in no name, whatever the fields held.
        let ghost = TestBrowser(site)
        _ = try await ghost.handIn(title: "b", sender: [("who", "anonymous"), ("name", "Trần Văn Bình")])
        #expect(try await ghost.get("/letters/receipt").body.contains("Bình") == false)
        let firm = TestBrowser(site)
        let refused = try await firm.handIn(
            title: "c", sender: [("who", "organization"), ("name", "Công ty A"), ("taxCode", "1234567890")])
        #expect(refused.status == 422 && refused.body.contains("#taxCode"))
    }

    @Test(
        "what people type is shown as text on every page, never as markup",
        arguments: ["<script>x</script>", "\"><b a='"])
    func markup(_ evil: String) async throws {
        let site = try await TestSite.make()
        let lan = TestBrowser(site)
        let fields = ["name", "address", "phone", "email", "idNumber", "taxCode", "representative", "consent", "who"]
        _ = try await lan.post("/letters/new/wish", [("wish", "complaint")])
        var bodies = [
            try await lan.post("/letters/new/wish", [("wish", evil)]).body,
            try await lan.post("/letters/new/what", [("title", evil), ("body", evil), ("people", evil)]).body,
        ]
        _ = try await lan.post("/letters/new/where", [("q", evil)])
        bodies.append(try await lan.post("/letters/new/where", [("q", evil), ("area", evil)]).body)
        bodies.append(try await lan.post("/letters/new/who", fields.map { ($0, evil) }).body)
        bodies.append(
            try await lan.upload("/letters/new/files", files: [(evil.replacing("\"", with: ""), "text")]).body)
        bodies.append(try await lan.post("/letters", []).body)
        for step in ["wish", "what", "where", "who", "files", "check"] {
            bodies.append(try await lan.get("/letters/new/\(step)").body)
        }
        bodies.append(try await lan.post("/follow", [("code", evil), ("pin", evil), ("text", evil)]).body)
        bodies.append(try await lan.get("/follow?code=%3Cscript%3E").body)
        bodies.append(try await lan.get("/board?place=%3Cscript%3E%22&field=%3Cb%3E&after=%3C").body)
        for body in bodies {
            let page = try ParsedPage(body)
            #expect(page.faults == [] && page.all("script").isEmpty && page.all("b").isEmpty)
        }
    }

    @Test("the receipt's picture for cameras leads to the letter without its PIN, and says who reads it")
    func receipt() async throws {
        let site = try await TestSite.make()
        let lan = TestBrowser(site)
        let page = try ParsedPage(
            try await lan.follow(
                try await lan.handIn(title: "Cống vỡ", sender: [("who", "person"), ("name", "Lê Thị Lan")])
            ).body)
        let code = try #require(page.element(id: "code")?.text)
        let pin = try #require(page.element(id: "pin")?.text)
        #expect(page.text.contains("http://test/follow?code=\(code)") && page.text.contains("Ông/Bà Lê Thị Lan"))
        #expect(page.text.components(pin) == 1, "the PIN stands in one place")
        #expect(page.elements.contains { $0.attributes["class"] == "qr" })
        #expect(page.text.contains("handler") && page.text.contains("head"))
        let follow = try ParsedPage(try await TestBrowser(site).get("/follow?code=\(code)").body)
        #expect(value(follow, "code") == code)
    }
}

extension String {
    /// How often a text occurs.
    fileprivate func components(_ text: String) -> Int { ranges(of: text).count }
}
