import Acts
import Cases
import Identity
import Kernel
import Language
import Registry
import Storage
import TestKit
import TestKitWeb
import Testing
import Vault

/// The page on which letters on paper are entered, from the empty form to the slip.
@Suite struct RegisterPageTests {
    private static let typed = [
        ("source", "post"), ("arrived", "2026-11-18"), ("kind", "petition"),
        ("title", "Xin sửa cống trước nhà văn hóa"),
        ("name", "Trần Thị Bình"), ("address", "12 ngõ 3, xã cũ"), ("phone", "0912 345 678"), ("pages", "2"),
        ("enclosures", "1"),
    ]

    private func signIn(
        _ login: String = "ha-reception", _ locale: Locale = .vi, over site: TestSite
    ) async throws -> TestBrowser {
        let browser = TestBrowser(site, language: locale)
        _ = try await browser.signIn(login)
        return browser
    }

    /// The hidden fields of the form as the page has it.
    private func begin(_ browser: TestBrowser) async throws -> [(String, String)] {
        let page = try ParsedPage(try await browser.get("/desk/letters/new").body)
        #expect(page.faults == [])
        return try ["csrf", "submission"].map { ($0, try #require(page.hidden($0))) }
    }

    private func with(_ name: String, _ value: String) -> [(String, String)] {
        Self.typed.map { $0.0 == name ? (name, value) : $0 }
            + (Self.typed.contains { $0.0 == name } ? [] : [(name, value)])
    }

    @Test("from the morning page to the slip and on to the next letter", arguments: Locale.allCases)
    func walk(_ locale: Locale) async throws {
        let site = try await TestSite.make()
        let browser = try await signIn("ha-reception", locale, over: site)
        let morning = try ParsedPage(try await browser.get("/desk").body)
        #expect(morning.links.filter { $0 == "/desk/letters/new" }.count == 2 && morning.links.contains("/desk/book"))
        let empty = try ParsedPage(try await browser.get("/desk/letters/new").body)
        #expect(empty.element(id: "arrived")?.attributes["value"] == "2026-11-20")
        #expect(empty.elements.contains { $0.attributes["value"] == "counter" && $0.attributes["selected"] != nil })
        // Enter is the first button: it enters the letter.
        #expect(empty.all("button").first { $0.attributes["name"] == "check" } != nil)
        let form = try await begin(browser)
        let sent = try await browser.post("/desk/letters/new", form + Self.typed)
        #expect(sent.status == 303)
        let slip = try await browser.follow(sent)
        let page = try ParsedPage(slip.body)
        #expect(slip.status == 200 && page.faults == [])
        #expect(page.text.contains("1/2026") && page.text.contains(locale == .vi ? "18/11/2026" : "18 November 2026"))
        #expect(page.all("svg").count == 1 && page.links.contains("/desk/letters/new"))
        #expect(!page.text.contains("Bình"))
        let code = try #require(page.element(id: "code")?.text)
        let pin = try #require(page.element(id: "pin")?.text)
        // The sender follows it with what stands on the slip.
        let lan = TestBrowser(site, language: locale)
        let followed = try await lan.follow(code: code, pin: pin)
        #expect(followed.status == 200 && followed.body.contains("1/2026"))
        // A4 has a part for the file, with the code and without the PIN.
        let address = try #require(sent.location)
        let sheet = try ParsedPage(try await browser.get(address + "?paper=a4").body)
        #expect(sheet.faults == [] && sheet.elements.contains { $0.attributes["class"] == "stub" })
        // In the address below the square, too.
        #expect(page.text.components(code) == 2 && sheet.text.components(code) == 3)
        #expect(sheet.text.components(pin) == 1)
        // The next one begins with the same door; a quarter of an hour later the PIN is nowhere.
        let next = try ParsedPage(try await browser.get("/desk/letters/new").body)
        #expect(next.elements.contains { $0.attributes["value"] == "post" && $0.attributes["selected"] != nil })
        site.country.clock.move(seconds: 901)
        let late = try await browser.get(address)
        #expect(late.status == 303 && late.location?.hasPrefix("/desk/matters/") == true)
        let file = try ParsedPage(try await browser.follow(late).body)
        #expect(file.faults == [] && file.text.contains("1/2026") && !file.text.contains(pin))
    }

    @Test("every wrong field comes back beside its mistake, with everything else still typed")
    func wrong() async throws {
        let site = try await TestSite.make()
        let browser = try await signIn(over: site)
        let form = try await begin(browser)
        for (name, value) in [
            ("source", "portal"), ("arrived", "2026-11-21"), ("arrived", "2020-01-01"), ("arrived", "mai"),
            ("kind", ""), ("field", "x"), ("title", ""), ("title", String(repeating: "a", count: 201)),
            ("phone", "không có"), ("email", "a@b"), ("people", "0"), ("pages", "nhiều"), ("enclosures", "-1"),
            ("name", String(repeating: "b", count: 101)), ("address", String(repeating: "c", count: 301)),
        ] {
            let reply = try await browser.post("/desk/letters/new", form + with(name, value))
            let page = try ParsedPage(reply.body)
            #expect(reply.status == 422 && page.faults == [], "\(name) \(value)")
            #expect(page.element(id: "\(name)-error") != nil, "\(name) \(value)")
            #expect(page.links.contains("#\(name)"), "\(name) \(value)")
            if name != "address" { #expect(page.element(id: "address")?.attributes["value"] == "12 ngõ 3, xã cũ") }
            #expect(page.hidden("submission") == form[1].1)
        }
        // An empty form names all it needs at once.
        let nothing = try ParsedPage(try await browser.post("/desk/letters/new", form).body)
        #expect(Set(nothing.links).isSuperset(of: ["#source", "#arrived", "#kind", "#title"]))
        let count = try await site.country.store.read { tx in
            try BookList.summary(of: site.country.officer("ha").organization, year: 2026, tx).count
        }
        #expect(count == 0)
        #expect(try await browser.post("/desk/letters/new", form + Self.typed).status == 303)
    }

    @Test("pressed twice it is one letter; changed after it was sent it asks first")
    func twice() async throws {
        let site = try await TestSite.make()
        let browser = try await signIn(over: site)
        let form = try await begin(browser)
        let first = try await browser.post("/desk/letters/new", form + Self.typed)
        let second = try await browser.post("/desk/letters/new", form + Self.typed)
        #expect(first.status == 303 && first.location == second.location)
        let changed = try await browser.post("/desk/letters/new", form + with("pages", "7"))
        let page = try ParsedPage(changed.body)
        #expect(changed.status == 409 && page.faults == [])
        let fresh = [form[0], ("submission", try #require(page.hidden("submission")))]
        let third = try await browser.post("/desk/letters/new", fresh + with("pages", "7"))
        #expect(third.status == 303 && third.location != first.location)
    }

    @Test("who may not is told so: no rights, another body's book, a forged form, nobody")
    func rights() async throws {
        let site = try await TestSite.make()
        let country = site.country
        _ = try await country.openAccount("ha-watcher", like: "ha", as: .supervisor)
        let watcher = try await signIn("ha-watcher", over: site)
        #expect(try await watcher.get("/desk/letters/new").status == 403)
        let morning = try ParsedPage(try await watcher.get("/desk").body)
        #expect(!morning.links.contains("/desk/book"))
        #expect(try await watcher.get("/desk/book").status == 200)
        let browser = try await signIn(over: site)
        let form = try await begin(browser)
        let forged = [("csrf", "00"), form[1]]
        #expect(try await browser.post("/desk/letters/new", forged + Self.typed).status == 403)
        #expect(try await browser.upload("/desk/letters/new", forged + Self.typed, files: []).status == 403)
        let foreign = try await browser.post(
            "/desk/letters/new", form + Self.typed, headers: [.origin: "http://elsewhere"])
        #expect(foreign.status == 403)
        #expect(try await browser.post("/desk/letters/new", form + with("unit", "commune-hb")).status == 403)
        #expect(try await browser.get("/desk/book?unit=commune-hb").status == 404)
        #expect(try await browser.get("/desk/book?unit=nowhere").status == 404)
        #expect(try await browser.get("/desk/book.csv?unit=commune-hb").status == 404)
        #expect(try await browser.get("/desk/book?year=1999").status == 400)
        #expect(try await browser.get("/desk/book?before=x").status == 400)
        let handler = try await signIn("ha-handler", over: site)
        let own = try await begin(handler)
        let refused = try await handler.post("/desk/letters/new", own + with("kind", "denunciation"))
        #expect(refused.status == 403 && refused.body.contains("kind-error"))
        let offered = try await handler.get("/desk/letters/new").body
        #expect(!offered.contains("value=\"denunciation\""))
        // Another officer's slip is the file to whoever may see it, and nothing to others.
        let sent = try await browser.post("/desk/letters/new", form + Self.typed)
        let address = try #require(sent.location)
        #expect(try await handler.get(address).status == 303)
        #expect(try await signIn("hb", over: site).get(address).status == 404)
        #expect(try await TestBrowser(site).get("/desk/letters/new").status == 303)
        let admin = try await country.openAccount("ha-admin", like: "ha", as: .administrator)
        #expect(admin.login == "ha-admin")
        #expect(try await signIn("ha-admin", over: site).get("/desk/book").status == 403)
    }

    @Test("looking first enters nothing, keeps what was typed, and shows what is like it")
    func check() async throws {
        let site = try await TestSite.make()
        let sender = Sender(name: "Trần Thị Bình", address: "12 ngõ 3, xã cũ", phone: "0912345678")
        let known = try await site.country.handIn(
            TestCountry.typed(.petition, title: "Sửa cống nhà văn hóa", body: "Cống vỡ.", sender: sender))
        let browser = try await signIn(over: site)
        let form = try await begin(browser)
        let reply = try await browser.post("/desk/letters/new", form + Self.typed + [("check", "yes")])
        let page = try ParsedPage(reply.body)
        #expect(reply.status == 200 && page.faults == [])
        #expect(page.links.filter { $0 == "/desk/matters/\(known.matter)" }.count == 2)
        #expect(page.element(id: "name")?.attributes["value"] == "Trần Thị Bình")
        #expect(page.hidden("submission") == form[1].1)
        // Of a denunciation nothing is laid beside other letters of its sender.
        let secret = try await browser.post(
            "/desk/letters/new", form + with("kind", "denunciation") + [("check", "yes")])
        #expect(!secret.body.contains("/desk/matters/\(known.matter)"))
        let slip = try ParsedPage(
            try await browser.follow(try await browser.post("/desk/letters/new", form + Self.typed)).body)
        #expect(slip.links.filter { $0 == "/desk/matters/\(known.matter)" }.count == 2)
    }

    @Test("who looks senders up again and again is told to wait, and what was typed stays")
    func lookedUpTooOften() async throws {
        let site = try await TestSite.make()
        let browser = try await signIn(over: site)
        let form = try await begin(browser)
        for _ in 0..<40 {
            let reply = try await browser.post("/desk/letters/new", form + Self.typed + [("check", "yes")])
            #expect(reply.status == 200)
        }
        let reply = try await browser.post("/desk/letters/new", form + Self.typed + [("check", "yes")])
        #expect(reply.status == 429)
        #expect(try ParsedPage(reply.body).element(id: "name")?.attributes["value"] == "Trần Thị Bình")
        // Entering letters goes on.
        #expect(try await browser.post("/desk/letters/new", form + Self.typed).status == 303)
    }

    @Test("a denunciation's slip and line of the book say no word of it; other eyes see a number")
    func denunciation() async throws {
        let site = try await TestSite.make()
        let browser = try await signIn(over: site)
        let form = try await begin(browser)
        let slip = try await browser.follow(
            try await browser.post("/desk/letters/new", form + with("kind", "denunciation")))
        #expect(slip.status == 200 && !slip.body.contains("nhà văn hóa") && !slip.body.contains("Bình"))
        let book = try await browser.get("/desk/book")
        #expect(try ParsedPage(book.body).faults == [])
        #expect(book.body.contains("/desk/matters/") && !book.body.contains("nhà văn hóa"))
        let handler = try await signIn("ha-handler", over: site)
        let withheld = try ParsedPage(try await handler.get("/desk/book").body)
        #expect(withheld.text.contains("Không thuộc phạm vi được xem") && !withheld.text.contains("Tố cáo"))
        #expect(!withheld.links.contains { $0.hasPrefix("/desk/matters/") })
        let file = try await handler.get("/desk/book.csv?year=2026").body
        #expect(file.contains("1,2026,,,,,,Không thuộc phạm vi được xem"))
        let own = try await browser.get("/desk/book.csv").body
        #expect(own.contains("2026-11-18,2026-11-20,2,Bưu chính,Tố cáo,,") && !own.contains("Bình"))
    }

    @Test("the book goes on from page to page")
    func pages() async throws {
        let site = try await TestSite.make()
        let country = site.country
        for _ in 0..<(BookList.pageSize + 2) { _ = try await country.register() }
        let province = try await signIn("province-h", over: site)
        let first = try ParsedPage(try await province.get("/desk/book?unit=commune-ha").body)
        #expect(first.faults == [] && first.elements.count { $0.attributes["data-line"] != nil } == BookList.pageSize)
        let next = try #require(first.links.first { $0.contains("before=3") })
        let second = try ParsedPage(try await province.get(next).body)
        #expect(second.elements.count { $0.attributes["data-line"] != nil } == 2)
        #expect(second.links.contains("/desk/book?unit=commune-ha&year=2026"))
        let file = try await province.get("/desk/book.csv?unit=commune-ha").body
        #expect(file.split(separator: "\r\n").count == BookList.pageSize + 3)
        let empty = try ParsedPage(try await province.get("/desk/book").body)
        #expect(empty.faults == [] && empty.text.contains("Chưa có đơn nào trong sổ"))
    }

    @Test("a scan goes with the letter, or later; what is no file of ours is said beside the field")
    func scans() async throws {
        let site = try await TestSite.make()
        let browser = try await signIn(over: site)
        let form = try await begin(browser)
        let pdf = (name: "quét.pdf", content: "%PDF-1.4 một tờ")
        let bad = try await browser.upload("/desk/letters/new", form + Self.typed, files: [("a.txt", "chữ")])
        #expect(bad.status == 422 && bad.body.contains("files-error"))
        let sent = try await browser.upload("/desk/letters/new", form + Self.typed, files: [pdf])
        #expect(sent.status == 303)
        let again = try await browser.upload("/desk/letters/new", form + Self.typed, files: [pdf])
        #expect(again.location == sent.location)
        let slip = try ParsedPage(try await browser.follow(sent).body)
        let path = try #require(slip.links.first { $0.hasPrefix("/desk/matters/") })
        let key = try #require(MatterKey(path.split(separator: "/").last ?? ""))
        let visit = FileVisit(browser: browser, key: key)
        let add = try visit.form(.addFiles, on: try await visit.page())
        let none = try await browser.upload(add.action, add.fields, files: [])
        #expect(none.status == 422 && none.body.contains("add-files-files-error"))
        let added = try await browser.upload(add.action, add.fields, files: [pdf])
        #expect(added.status == 303)
        #expect(try await visit.page().text.contains("Kèm 2 tệp"))
        let lan = TestBrowser(site)
        let page = try ParsedPage(
            try await lan.follow(
                code: try #require(slip.element(id: "code")?.text), pin: try #require(slip.element(id: "pin")?.text)
            ).body)
        #expect(page.links.filter { $0.contains("/files/") }.count == 2 && page.text.contains("thêm bản chụp"))
    }

    @Test("who lost the slip gets another at the counter; what the old PIN had opened closes")
    func reissue() async throws {
        let site = try await TestSite.make()
        let country = site.country
        let sender = Sender(name: "Trần Thị Bình", phone: "0912345678")
        let receipt = try await country.handIn(TestCountry.typed(sender: sender))
        let code = receipt.letter.code.description
        let old = receipt.pin(under: TestCountry.keys).description
        let lan = TestBrowser(site)
        #expect(try await lan.follow(code: code, pin: old).status == 200)
        let visit = try await FileVisit.signIn("ha-reception", site, receipt.matter)
        try await visit.refuses(.reissue, [("paper", ""), ("name", "Trần Thị Bình")], 422)
        try await visit.refuses(.reissue, [("paper", "passport"), ("name", "")], 422)
        try await visit.refuses(.reissue, [("paper", "passport"), ("name", "Trần Văn An")], 422)
        let sent = try await visit.press(.reissue, [("paper", "passport"), ("name", "trần thị bình")])
        #expect(sent.status == 303)
        let slip = try ParsedPage(try await visit.browser.follow(sent).body)
        #expect(slip.faults == [] && slip.text.contains("Phiếu cũ"))
        let pin = try #require(slip.element(id: "pin")?.text)
        #expect(pin != old)
        #expect(try await lan.get("/follow/letter").status == 303)
        #expect(try await lan.post("/follow", [("code", code), ("pin", old)]).status == 422)
        let page = try await lan.follow(code: code, pin: pin)
        #expect(page.status == 200 && page.body.contains("Hộ chiếu"))
        // Names cannot be tried until one fits.
        for _ in 0..<10 { _ = try await visit.press(.reissue, [("paper", "passport"), ("name", "x")]) }
        #expect(try await visit.press(.reissue, [("paper", "passport"), ("name", "x")]).status == 429)
    }

    @Test("a number is made void on the file, with a reason that the book shows")
    func void() async throws {
        let site = try await TestSite.make()
        let entered = try await site.country.register()
        let visit = try await FileVisit.signIn("ha-reception", site, entered.matter)
        try await visit.refuses(.void, [("text", "")], 422)
        #expect(try await !visit.page().text.contains("Đã hủy số"))
        try await visit.does(.void, [("text", "Vào sổ hai lần.")])
        #expect(try await visit.page().text.contains("Đã hủy số"))
        let book = try ParsedPage(try await visit.browser.get("/desk/book").body)
        #expect(book.faults == [] && book.text.contains("Đã hủy số") && book.text.contains("Vào sổ hai lần."))
        let file = try await visit.browser.get("/desk/book.csv").body
        #expect(file.contains("2026-11-20,Vào sổ hai lần."))
    }

    @Test("a letter that is late when it is entered says so on its slip and in its file")
    func late() async throws {
        let site = try await TestSite.make()
        let browser = try await signIn(over: site)
        let form = try await begin(browser)
        let sent = try await browser.post("/desk/letters/new", form + with("arrived", "01/10/2026"))
        let slip = try ParsedPage(try await browser.follow(sent).body)
        #expect(slip.text.contains("đã quá hạn"))
        let path = try #require(slip.links.first { $0.hasPrefix("/desk/matters/") })
        #expect(try await browser.get(path).body.contains("Quá hạn"))
    }

    @Test("what was typed is there again after signing in anew")
    func ended() async throws {
        let site = try await TestSite.make()
        let browser = try await signIn(over: site)
        let form = try await begin(browser)
        site.country.clock.move(seconds: 2 * 3600 + 1)
        let ended = try await browser.upload("/desk/letters/new", form + Self.typed, files: [])
        #expect(ended.status == 401)
        let page = try ParsedPage(ended.body)
        let carried = page.all("input").filter { $0.attributes["type"] == "hidden" }
            .map { ($0.attributes["name"] ?? "", $0.attributes["value"] ?? "") }
        let back = try await browser.post(
            "/desk/sign-in", carried + [("login", "ha-reception"), ("password", TestCountry.password)])
        let again = try ParsedPage(back.body)
        #expect(back.status == 200 && again.element(id: "title")?.attributes["value"] == Self.typed[3].1)
        let fresh = try ["csrf", "submission"].map { ($0, try #require(again.hidden($0))) }
        #expect(try await browser.post("/desk/letters/new", fresh + Self.typed).status == 303)
    }

    @Test("a province chooses the place")
    func place() async throws {
        let site = try await TestSite.make()
        let browser = try await signIn("province-h", over: site)
        let page = try ParsedPage(try await browser.get("/desk/letters/new").body)
        #expect(page.faults == [] && page.element(id: "area") != nil && page.element(id: "unit") == nil)
        let form = try await begin(browser)
        let sent = try await browser.post("/desk/letters/new", form + with("area", "011"))
        let slip = try ParsedPage(try await browser.follow(sent).body)
        #expect(slip.text.contains("1/2026"))
    }
}

extension String {
    /// How often a text stands in it.
    fileprivate func components(_ text: String) -> Int { ranges(of: text).count }
}
