import Acts
import Cases
import Kernel
import Registry
import TestKit
import TestKitWeb
import Testing
import Vault

/// The pages of bodies, posts and accounts, as people use them.
@Suite struct AdminTests {
    private func administrator(_ site: TestSite, _ body: String = "province-h") async throws -> TestBrowser {
        _ = try await site.country.open("admin", .administrator, in: site.country.body(body))
        let browser = TestBrowser(site)
        _ = try await browser.signIn("admin")
        return browser
    }

    private func post(
        _ browser: TestBrowser, from page: String, to action: String, _ fields: [(String, String)] = []
    ) async throws -> Reply {
        let csrf = try ParsedPage(try await browser.get(page).body).hidden("csrf") ?? ""
        return try await browser.post(action, [("csrf", csrf)] + fields)
    }

    private func search(_ text: String, _ pattern: some RegexComponent<(Substring, Substring)>) -> String? {
        text.firstMatch(of: pattern).map { String($0.output.1) }
    }

    @Test("an account is opened with a one-time password that must be changed at the first signing in")
    func oneTime() async throws {
        let site = try await TestSite.make()
        let admin = try await administrator(site)
        let body = "/desk/admin/bodies/\(site.country.body("commune-hb").id)"
        #expect(try await admin.get("/desk/admin?q=ha+noi+b").body.contains(body))
        let posted = try await post(
            admin, from: body, to: body + "/posts",
            [("title", "Công chức tiếp dân"), ("title-en", "Reception"), ("role", "reception")])
        #expect(posted.location == body + "?done=posted")
        let page = try ParsedPage(try await admin.get(body).body)
        let option = try #require(page.elements.first { $0.attributes["name"] == "post" }?.attributes["value"])
        let opened = try await post(
            admin, from: body, to: body + "/accounts",
            [("person", "Trần Thị  Mới"), ("login", "moi"), ("post", option)])
        let password = try #require(try ParsedPage(opened.body).element(id: "password")?.text)
        let moi = TestBrowser(site)
        let entered = try await moi.post("/desk/sign-in", [("login", "moi"), ("password", password)])
        #expect(entered.location == "/desk")
        for path in ["/desk", "/desk/admin", "/desk/matters/1-5"] {
            #expect(try await moi.get(path).location == "/desk/account", "\(path)")
        }
        let wrong = try await post(
            moi, from: "/desk/account", to: "/desk/account",
            [("old", password), ("new", "short"), ("again", "short")])
        #expect(wrong.status == 422)
        let differ = try await post(
            moi, from: "/desk/account", to: "/desk/account",
            [("old", password), ("new", "một câu dễ nhớ"), ("again", "một câu khác")])
        #expect(differ.status == 422)
        let changed = try await post(
            moi, from: "/desk/account", to: "/desk/account",
            [("old", password), ("new", "một câu dễ nhớ"), ("again", "một câu dễ nhớ")])
        #expect(changed.location == "/desk")
        #expect(try await moi.get("/desk").status == 200)
        #expect(try await admin.get(body).body.contains("Trần Thị Mới"))
        let taken = try await post(
            admin, from: body, to: body + "/accounts", [("person", "Hai"), ("login", "moi"), ("post", "")])
        #expect(taken.status == 409 && taken.body.contains("value=\"Hai\""), "what was typed is still there")
    }

    @Test("a reset and a closing end every session at once; closing asks who takes the open matters")
    func closing() async throws {
        let site = try await TestSite.make()
        let country = site.country
        let admin = try await administrator(site)
        let handler = TestBrowser(site)
        _ = try await handler.signIn("ha-handler")
        let matter = try await country.handIn().matter
        try await country.take(matter, by: "ha-handler")
        let account = "/desk/admin/accounts/\(country.officer("ha-handler").id)"
        country.clock.move(seconds: 2)
        let reset = try await post(admin, from: account, to: account + "/password")
        #expect(reset.body.contains("id=\"password\""))
        #expect(try await handler.get("/desk").location?.hasPrefix("/desk/sign-in") == true)

        let ask = try await admin.get(account + "/close")
        #expect(ask.status == 200 && ask.body.contains("taker-"))
        let refused = try await post(admin, from: account, to: account + "/close")
        #expect(refused.status == 409)
        let field = try #require(search(ask.body, /name="(taker-\d+)"/))
        let reception = country.officer("ha-reception").official
        let closed = try await post(admin, from: account, to: account + "/close", [(field, "\(reception)")])
        #expect(closed.status == 303)
        let again = TestBrowser(site)
        let entered = try await again.post(
            "/desk/sign-in", [("login", "ha-handler"), ("password", TestCountry.password)])
        #expect(entered.status == 422)
        let text = try TypedText("Đã sửa xong.", field: "text")
        let taker = country.officer("ha-reception").id
        _ = try await country.performer.perform(
            SubmitDraft(matter, answer: text, .resolved, by: taker), by: .officer(taker))
        #expect(try await post(admin, from: account, to: account + "/reopen").location == account + "?done=reopened")
    }

    @Test("a cover is appointed by dates as people write them, and ended")
    func cover() async throws {
        let site = try await TestSite.make()
        let admin = try await administrator(site)
        let id = try await site.country.post(.head, in: site.country.body("commune-ha")).id
        let page = "/desk/admin/posts/\(id)"
        let unreadable = try await post(
            admin, from: page, to: page + "/holders", [("login", "hb"), ("cover", "yes"), ("from", "31/2/2026")])
        #expect(unreadable.status == 422 && unreadable.body.contains("value=\"31/2/2026\""))
        let appointed = try await post(
            admin, from: page, to: page + "/holders",
            [("login", "hb"), ("cover", "yes"), ("from", "23/11/2026"), ("to", "2026-11-24")])
        #expect(appointed.location == page + "?done=appointed")
        #expect(try await admin.get(page).body.contains("từ 23/11/2026 đến hết 24/11/2026"))
        let hb = site.country.officer("hb").official
        let relieve = page + "/holders/\(hb)/end"
        #expect(try await admin.get(relieve).status == 200)
        #expect(try await post(admin, from: relieve, to: relieve).location == page + "?done=relieved")
        #expect(try await !admin.get(page).body.contains("24/11/2026"))
        let named = try await post(admin, from: page, to: page + "/name", [("title", "Chủ tịch xã"), ("title-en", "")])
        #expect(named.location == page + "?done=renamed")
        #expect(try await post(admin, from: page + "/end", to: page + "/end").status == 303)
    }

    @Test("until the last day of the year 9999 is without end, and begins today")
    func endless() async throws {
        let site = try await TestSite.make()
        let admin = try await administrator(site)
        let id = try await site.country.post(.head, in: site.country.body("commune-ha")).id
        let page = "/desk/admin/posts/\(id)"
        let appointed = try await post(
            admin, from: page, to: page + "/holders", [("login", "hb"), ("from", ""), ("to", "31/12/9999")])
        #expect(appointed.location == page + "?done=appointed")
        #expect(try await site.country.standing(site.country.officer("hb"))?.holds(id) == true)
        // Nothing begins on a day that never comes.
        let never = try await post(
            admin, from: page, to: page + "/holders", [("login", "hc"), ("from", "31/12/9999"), ("to", "")])
        #expect(never.status == 422)
    }

    @Test("what is too long or of other signs is said beside its field, with everything still typed")
    func limits() async throws {
        let site = try await TestSite.make()
        let admin = try await administrator(site)
        let body = "/desk/admin/bodies/\(site.country.body("commune-hb").id)"
        let long = String(repeating: "a", count: 201)
        let forms: [(action: String, fields: [(String, String)], wrong: String)] = [
            ("/name", [("name", long)], "name"), ("/name", [("name", "Xã"), ("name-en", long)], "name-en"),
            ("/posts", [("title", long), ("role", "handler")], "title"),
            ("/bodies", [("body-name", long), ("code", "pkt"), ("sort", "department")], "body-name"),
            ("/bodies", [("body-name", "Phòng"), ("code", "phòng"), ("sort", "department")], "code"),
            ("/accounts", [("person", long), ("login", "moi")], "person"),
            ("/accounts", [("person", "Mới"), ("login", "mới")], "login"),
        ]
        for (action, fields, wrong) in forms {
            let refused = try await post(admin, from: body, to: body + action, fields)
            #expect(refused.status == 422, "\(wrong)")
            let page = try ParsedPage(refused.body)
            #expect(page.element(id: "\(wrong)-error") != nil, "\(wrong)")
            #expect(fields.allSatisfy { $0.0 == "role" || $0.0 == "sort" || refused.body.contains($0.1) })
        }
    }

    @Test("bodies are renamed, merged, split and ended, each after asking; links lead both ways")
    func reorganization() async throws {
        let site = try await TestSite.make()
        let country = site.country
        let admin = try await administrator(site)
        func path(_ code: String) -> String { "/desk/admin/bodies/\(country.body(code).id)" }
        let (a, b, c) = (path("commune-ha"), path("commune-hb"), path("commune-hc"))
        #expect(
            try await post(admin, from: a, to: a + "/name", [("name", "UBND xã Mới"), ("name-en", "")]).location
                == a + "?done=renamed")
        #expect(try await admin.get(a).body.contains("Tên cũ"))
        #expect(try await post(admin, from: c, to: c + "/promise", [("days", "12")]).location == c + "?done=promised")
        #expect(try await post(admin, from: c, to: c + "/promise", [("days", "nhiều")]).status == 422)
        let made = try await post(
            admin, from: c, to: c + "/bodies",
            [("body-name", "Phòng Kinh tế"), ("code", "pkt-c"), ("sort", "department")])
        #expect(made.status == 303)

        #expect(try await admin.get(a + "/merge").status == 200)
        #expect(try await admin.get(a + "/merge?q=khong-co").status == 422)
        let ask = try await admin.get(a + "/merge?q=commune-hb")
        #expect(ask.status == 200 && ask.body.contains("PC of") == false)
        let future = try await post(
            admin, from: a + "/merge?q=commune-hb", to: a + "/merge",
            [("successor", "commune-hb"), ("from", "1/1/2030")])
        #expect(future.status == 422)
        let merged = try await post(
            admin, from: a + "/merge?q=commune-hb", to: a + "/merge", [("successor", "commune-hb"), ("from", "")])
        #expect(merged.location == b + "?done=merged")
        #expect(try await admin.get(b).body.contains("href=\"\(a)\""))
        #expect(try await admin.get(a).body.contains("href=\"\(b)\""))

        country.clock.move(to: country.clock.today.adding(1))
        _ = try await admin.signIn("admin")
        #expect(try await admin.get(b + "/split?q=commune-hc").status == 422)
        let parts = try await admin.get(b + "/split?q=commune-hc+province-k")
        #expect(parts.status == 200)
        let forbidden = try await post(
            admin, from: b + "/split?q=commune-hc+province-k", to: b + "/split",
            [("parts", "commune-hc province-k"), ("from", "")])
        #expect(forbidden.status == 403, "not a body of this administrator")
        let division = try #require(
            try await country.store.read(OrganizationTable.directory).organization(code: "pkt-c"))
        let end = "/desk/admin/bodies/\(division.id)/end"
        #expect(try await admin.get(end).status == 200)
        #expect(try await post(admin, from: end, to: end).status == 303)
        let twice = try await post(
            admin, from: b + "/split?q=commune-hc+province-h", to: b + "/split",
            [("parts", "commune-hc commune-hc"), ("from", "")])
        #expect(twice.status == 422)
        let split = try await post(
            admin, from: b + "/split?q=commune-hc+province-h", to: b + "/split",
            [("parts", "commune-hc province-h"), ("from", "")])
        #expect(split.location == b + "?done=split")
    }

    @Test("heads see their people and promise; others see nothing of it; nobody beside the own body")
    func rights() async throws {
        let site = try await TestSite.make()
        let country = site.country
        let a = "/desk/admin/bodies/\(country.body("commune-ha").id)"
        let head = TestBrowser(site)
        _ = try await head.signIn("ha")
        #expect(try await head.get(a).body.contains("Officer ha-handler"))
        #expect(try await post(head, from: a, to: a + "/promise", [("days", "9")]).status == 303)
        #expect(try await post(head, from: a, to: a + "/posts", [("title", "x"), ("role", "head")]).status == 403)
        #expect(try await head.get(a + "/merge").status == 404)
        for (login, status) in [
            ("province-h", 200), ("hb", 404), ("ka", 404), ("ha-handler", 404), ("ha-reception", 404),
        ] {
            let browser = TestBrowser(site)
            _ = try await browser.signIn(login)
            #expect(try await browser.get(a).status == status, "\(login)")
            #expect(try await browser.get("/desk/admin").status == 200)
            #expect(try await browser.get("/desk/account").status == 200)
            let account = "/desk/admin/accounts/\(country.officer("ha-handler").id)"
            #expect(try await browser.get(account).status == status, "\(login)")
        }
        let stranger = TestBrowser(site)
        #expect(try await stranger.get(a).location?.hasPrefix("/desk/sign-in") == true)
    }
}
