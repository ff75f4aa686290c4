import Acts
import Cases
import Kernel
import Registry
import TestKit
import TestKitWeb
import Testing

/// Filters of lists as people meet them: in addresses, forms and on the way back.
@Suite struct FilterPageTests {
    private func signedIn(_ site: TestSite, _ login: String = "ha") async throws -> (TestBrowser, String) {
        let browser = TestBrowser(site, language: .en)
        let csrf = try #require(try ParsedPage(try await browser.signIn(login).body).hidden("csrf"))
        return (browser, csrf)
    }

    @Test("the language switch keeps the filter and the page, on lists and on the board")
    func language() async throws {
        let site = try await TestSite.make()
        let (browser, _) = try await signedIn(site)
        for address in [
            "/desk/matters?kind=feedback&sort=handler&opened-from=2026-01-01", "/desk?q=n%C6%B0%E1%BB%9Bc+%26+x",
            "/board?place=ha+noi&field=roads", "/follow?code=abc",
        ] {
            let page = try ParsedPage(try await browser.get(address).body)
            let link = try #require(
                page.all("a").compactMap { $0.attributes["href"] }.first { $0.hasPrefix("/language/vi") })
            #expect(try await browser.get(link).location == address)
            _ = try await browser.get("/language/en")
        }
        // Whoever switches on the answer to a form comes to the list, not to a page that is not there.
        for address in ["/desk/bulk", "/desk/bulk/preview", "/desk/bulk/perform", "/desk/bulk/undo"] {
            #expect(try await browser.get(address).location == "/desk/matters")
        }
    }

    @Test("a value that means nothing is said beside its field, the others still filter; no file and no act widens")
    func unknown() async throws {
        let site = try await TestSite.make()
        let country = site.country
        _ = try await country.handIn(TestCountry.typed(title: "Ống nước"))
        _ = try await country.handIn(TestCountry.typed(.petition, title: "Trồng cây"))
        let (browser, csrf) = try await signedIn(site)
        for (name, value) in [
            ("whose", "x"), ("unit", "nowhere"), ("stage", "x"), ("place", "x"), ("post", "x"), ("field", "x"),
            ("owed", "x"), ("until", "2026-02-30"), ("opened-from", "yesterday"), ("opened-until", "1"), ("sort", "x"),
        ] {
            let query = "kind=petition&\(name)=\(value)"
            let reply = try await browser.get("/desk/matters?\(query)")
            let page = try ParsedPage(reply.body)
            #expect(reply.status == 400 && page.faults == [], "\(name): \(page.faults)")
            #expect(page.element(id: "\(name)-error") != nil, "\(name)")
            #expect(page.links.contains("#\(name)") && page.element(id: name) != nil, "\(name)")
            #expect(reply.body.contains("Trồng cây") && !reply.body.contains("Ống nước"), "\(name)")
            #expect(try await browser.get("/desk/matters.csv?\(query)").status == 400)
            let bulk = try await browser.post(
                "/desk/bulk", [("csrf", csrf), ("which", "all"), ("filter", query)])
            #expect(bulk.status == 400, "\(name)")
        }
        for (query, name) in [
            ("from=x", "from"), ("until=2026-13-01", "until"), ("from=2026-02-01&until=2026-01-01", "until"),
        ] {
            let reply = try await browser.get("/desk/overview?\(query)")
            let page = try ParsedPage(reply.body)
            #expect(reply.status == 400 && page.faults == [] && page.element(id: "\(name)-error") != nil, "\(query)")
        }
        let board = try await browser.get("/board?field=x")
        #expect(board.status == 400 && board.body.contains("field-error"))
    }

    @Test("a preview in which nothing can be done says so and leads back to the list as it was filtered")
    func nothingToDo() async throws {
        let site = try await TestSite.make()
        let matter = try await site.country.handIn().matter
        try await site.country.take(matter, by: "ha")
        let (browser, csrf) = try await signedIn(site)
        let filter = "kind=feedback&stage=taken"
        let chosen = try ParsedPage(
            try await browser.post("/desk/bulk", [("csrf", csrf), ("which", "all"), ("filter", filter)]).body)
        #expect(chosen.hidden("filter") == filter && chosen.links.contains("/desk/matters?\(filter)"))
        func preview(_ fields: [(String, String)]) async throws -> ParsedPage {
            try ParsedPage(
                try await browser.post(
                    "/desk/bulk/preview", [("csrf", csrf), ("keys", "\(matter)"), ("filter", filter)] + fields
                ).body)
        }
        let none = try await preview([("act", "take")])
        #expect(none.text.contains("It cannot be done to any of them") && !none.actions.contains("/desk/bulk/perform"))
        #expect(none.links.contains("/desk/matters?\(filter)"))
        let note = try await preview([("act", "note"), ("text", "Đã gọi.")])
        #expect(note.text.contains("once added it cannot be taken back") && note.hidden("filter") == filter)
    }
}
