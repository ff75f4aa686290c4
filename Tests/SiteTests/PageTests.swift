import Cases
import Kernel
import Language
import Registry
import TestKit
import TestKitWeb
import Testing

/// The markup should be valid: every page, in both languages, in every state.
@Suite struct PageTests {
    @Test("every page is well-formed, labelled, translated, leads somewhere and is light", arguments: Locale.allCases)
    func everyPage(_ locale: Locale) async throws {
        let site = try await TestSite.make(purpose: .demonstration)
        let anyone = TestBrowser(site, language: locale)
        var bodies: [(String, String)] = []
        func visit(_ browser: TestBrowser, _ path: String) async throws {
            bodies.append((path, try await browser.get(path).body))
        }
        for path in [
            "/", "/letters/new", "/follow", "/desk/sign-in", "/nowhere", "/law",
            "/law/complaint.publication/2020-12-10",
            "/law/complaint.first.settlement/2012-07-01",
        ] { try await visit(anyone, path) }
        bodies.append(("hand-in of nothing", try await anyone.post("/letters", []).body))
        bodies += try await questionPages(TestBrowser(site, language: locale))
        bodies += try await senderPages(site, locale)
        bodies += try await boardPages(site, locale)
        bodies += try await noticePages(site, locale)
        bodies.append(("wrong PIN", try await anyone.post("/follow", [("code", "0"), ("pin", "1")]).body))
        bodies.append(
            ("wrong password", try await anyone.post("/desk/sign-in", [("login", "x"), ("password", "y")]).body))

        // One matter in each state, one late, one anonymous.
        let country = site.country
        var matters: [MatterKey] = []
        for daysAgo in [0, 30, 30, 30] {
            let receipt = try await country.handIn(arrived: country.clock.today.adding(-daysAgo))
            matters.append(receipt.matter)
            let lan = TestBrowser(site, language: locale)
            let pin = receipt.pin(under: TestCountry.keys).description
            _ = try await lan.post("/follow", [("code", receipt.letter.code.description), ("pin", pin)])
            if matters.count == 2 { try await country.lapse() }
            if matters.count > 2 { try await country.take(receipt.matter, by: "ha") }
            if matters.count > 3 { try await country.answer(receipt.matter, by: "ha") }
            try await visit(lan, "/follow/letter")
        }
        let lan = TestBrowser(site, language: locale)
        bodies.append(
            (
                "receipt",
                try await lan.follow(
                    try await lan.handIn(title: "a", body: "b", area: "011")
                ).body
            ))
        let (ha, province, empty) = (
            TestBrowser(site, language: locale), TestBrowser(site, language: locale),
            TestBrowser(site, language: locale)
        )
        bodies.append(("desk", try await ha.signIn("ha").body))
        bodies.append(("province's desk", try await province.signIn("province-h").body))
        bodies.append(("empty desk", try await empty.signIn("kc").body))
        for path in [
            "/desk?whose=body", "/desk?whose=mine", "/desk/matters", "/desk/matters?kind=feedback&sort=handler",
            "/desk/matters?ended=1", "/desk/matters?stage=asked", "/desk/overview",
            "/desk/figures?figure=received&unit=nowhere",
            "/desk/figures?figure=lapsed&unit=commune-ha", "/desk/figures?figure=rated1&unit=commune-ha",
            "/desk/overview?unit=commune-ha&from=2026-01-01&until=2026-12-31", "/desk/matters?kind=x", "/desk?q=nuoc",
            "/desk?q=khongco", "/desk?done=steppedAside",
            "/desk/matters/1-5", "/desk/tables", "/desk/tables?from=x", "/desk/tables/XLD01",
            "/desk/tables/KQGQ01?period=2026-09-15_2026-12-14", "/desk/register", "/desk/register?period=x",
            "/desk/register?from=2026-10-01&until=2026-12-31",
            "/desk/figures?figure=toHandle&unit=commune-ha&kind=petition-feedback",
        ] { try await visit(ha, path) }
        for path in [
            "/desk/overview", "/desk/matters", "/desk/overview?sort=late", "/desk/tables",
            "/desk/tables/XLD04?from=2026-10-01&until=2026-11-20",
        ] { try await visit(province, path) }
        let list = try ParsedPage(try await ha.get("/desk/matters").body)
        let csrf = try #require(list.hidden("csrf"))
        let keys = matters.map { "\($0)" }.joined(separator: " ")
        let bulk = [("csrf", csrf), ("keys", keys)]
        bodies.append(
            ("bulk", try await ha.post("/desk/bulk", [("csrf", csrf), ("which", "page"), ("page", keys)]).body))
        bodies.append(("nothing chosen", try await ha.post("/desk/bulk", [("csrf", csrf)]).body))
        bodies.append(("bulk without act", try await ha.post("/desk/bulk/preview", bulk).body))
        let preview = try await ha.post("/desk/bulk/preview", bulk + [("act", "note"), ("text", "Đã gọi.")])
        bodies.append(("preview", preview.body))
        let token = try #require(try ParsedPage(preview.body).hidden("token"))
        let performed = try await ha.post(
            "/desk/bulk/perform", bulk + [("act", "note"), ("text", "Đã gọi."), ("token", token)])
        bodies.append(("performed", performed.body))
        for matter in matters {
            try await visit(ha, "/desk/matters/\(matter)")
            try await visit(province, "/desk/matters/\(matter)")
        }
        bodies += try await registerPages(ha)
        bodies += try await administration(site, locale)
        for (name, body) in bodies {
            let page = try ParsedPage(body)
            #expect(page.faults == [], "\(name)")
            #expect(page.elements[0].attributes["lang"] == locale.rawValue, "\(name)")
            #expect(page.all("script").isEmpty && !body.contains(" on") || !body.contains("onclick"), "\(name)")
            // With the style. Officers' files hold the forms of all acts; tables of figures are as long as what they count.
            let most =
                name.hasPrefix("/desk/overview") || name.hasPrefix("/desk/tables/")
                ? 70_000 : name.hasPrefix("/desk/matters/") ? 60_000 : 40_000
            #expect(body.utf8.count + 20_000 < most, "\(name): \(body.utf8.count) bytes")
            #expect(page.elements.contains { $0.attributes["class"] == "banner" }, "\(name)")
        }
    }

    /// The page on which letters are entered, right and wrong, its slip on both papers, and the book.
    private func registerPages(_ ha: TestBrowser) async throws -> [(String, String)] {
        var bodies = [("enter", try await ha.get("/desk/letters/new").body)]
        let page = try ParsedPage(bodies[0].1)
        let form = try ["csrf", "submission"].map { ($0, try #require(page.hidden($0))) }
        let typed = [
            ("source", "counter"), ("arrived", "2026-11-20"), ("kind", "petition"), ("title", "Nước tràn ra đường"),
        ]
        bodies.append(("enter nothing", try await ha.post("/desk/letters/new", form).body))
        bodies.append(("look first", try await ha.post("/desk/letters/new", form + typed + [("check", "yes")]).body))
        let sent = try await ha.post("/desk/letters/new", form + typed)
        bodies.append(("slip", try await ha.follow(sent).body))
        bodies.append(("sheet", try await ha.get(try #require(sent.location) + "?paper=a4").body))
        bodies.append(("book", try await ha.get("/desk/book").body))
        bodies.append(("book of last year", try await ha.get("/desk/book?year=2025").body))
        for query in ["", "?kind=notice", "?year=2025"] {
            bodies.append(("outgoing book \(query)", try await ha.get("/desk/documents\(query)").body))
        }
        return bodies
    }

    /// The pages of bodies, posts and accounts, of somebody who may change everything there.
    private func administration(_ site: TestSite, _ locale: Locale) async throws -> [(String, String)] {
        let country = site.country
        let admin = TestBrowser(site, language: locale)
        _ = try await country.open("admin", .administrator, in: country.body("province-h"))
        _ = try await admin.signIn("admin")
        let (a, b) = (country.body("commune-ha"), country.body("commune-hb"))
        let head = try await country.post(.head, in: a)
        let account = "/desk/admin/accounts/\(country.officer("ha").id)"
        try await country.performer.perform(
            MergeOrganizations([country.body("commune-hc")], into: b, work: .ofMatters), by: country.founder)
        try await site.site.directory.refresh()
        var bodies: [(String, String)] = []
        for path in [
            "/desk/admin", "/desk/admin/officials", "/desk/admin?q=ha+noi",
            "/desk/admin/bodies/\(country.body("province-h").id)/board?which=on", "/desk/admin?q=khongco",
            "/desk/account", account,
            account + "/close",
            "/desk/admin/posts/\(head.id)", "/desk/admin/posts/\(head.id)/end",
            "/desk/admin/posts/\(head.id)/holders/\(country.officer("ha").official)/end",
        ] + [a, b, country.body("commune-hc"), country.body("province-h")].map({ "/desk/admin/bodies/\($0.id)" })
            + ["/merge", "/merge?q=commune-hb", "/merge?q=x", "/split", "/split?q=commune-hb+province-h", "/end"]
            .map({ "/desk/admin/bodies/\(a.id)" + $0 })
        {
            let reply = try await admin.get(path)
            #expect([200, 422].contains(reply.status), "\(path): \(reply.status)")
            bodies.append((path, reply.body))
        }
        let csrf = try ParsedPage(bodies[0].1).hidden("csrf") ?? ""
        for (action, fields) in [
            (account + "/password", []), ("/desk/account", [("old", "x"), ("new", "y"), ("again", "z")]),
            ("/desk/admin/bodies/\(a.id)/accounts", [("person", "Mới")]),
            ("/desk/admin/bodies/\(a.id)/accounts", [("person", "Mới"), ("login", "moi")]),
        ] as [(String, [(String, String)])] {
            bodies.append((action, try await admin.post(action, [("csrf", csrf)] + fields).body))
        }
        return bodies
    }

    @Test("every link and form of every page leads to an address the server has")
    func links() async throws {
        let site = try await TestSite.make()
        let receipt = try await site.country.handIn()
        let ha = TestBrowser(site)
        _ = try await ha.signIn("ha")
        var seen: Set<String> = []
        var waiting = ["/", "/desk", "/desk/matters/\(receipt.matter)"]
        while let path = waiting.popLast() {
            guard seen.insert(path).inserted, seen.count < 200 else { continue }
            let reply = try await ha.get(path)
            #expect([200, 303].contains(reply.status), "\(path): \(reply.status)")
            if let location = reply.location { waiting.append(location) }
            guard reply.body.hasPrefix("<!DOCTYPE") else { continue }
            let page = try ParsedPage(reply.body)
            // Sources of the law stand on other sites; each page of the law is visited in LawPageTests.
            waiting += page.links.filter { link in !["#", "http", "/law/"].contains(where: link.hasPrefix) }
            for action in page.actions where !action.hasSuffix("sign-out") {
                // Posted without its fields, a form that exists never answers that there is no such page.
                #expect(try await ha.post(action, []).status != 404 || action.isEmpty, "\(action)")
            }
        }
        #expect(seen.count > 10)
    }

    @Test("a language is chosen and kept, and the way back stays on this site")
    func language() async throws {
        let browser = TestBrowser(try await TestSite.make())
        let reply = try await browser.get("/language/en?back=/follow")
        #expect(reply.location == "/follow")
        #expect(try await browser.get("/follow").body.contains("lang=\"en\""))
        for elsewhere in ["//evil.example", "https://evil.example", "/%5Cevil.example", ""] {
            #expect(try await browser.get("/language/vi?back=\(elsewhere)").location == "/")
        }
        #expect(try await browser.get("/language/fr").status == 404)
    }
}
