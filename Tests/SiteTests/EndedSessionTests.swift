import Cases
import Kernel
import Language
import Registry
import TestKit
import TestKitWeb
import Testing

/// What an officer wrote is not lost because the session had ended.
@Suite struct EndedSessionTests {
    private let text = "Phường đã thay nắp cống <sáng nay>."

    private func begin(_ locale: Locale = .vi) async throws -> (TestSite, FileVisit) {
        let site = try await TestSite.make()
        let receipt = try await site.country.handIn()
        try await site.country.take(receipt.matter, by: "ha")
        return (site, try await FileVisit.signIn("ha", site, receipt.matter, in: locale))
    }

    /// Everything that the page for signing in would send.
    private func carried(_ page: ParsedPage) -> [(String, String)] {
        page.all("input").filter { $0.attributes["type"] == "hidden" }
            .map { ($0.attributes["name"] ?? "", $0.attributes["value"] ?? "") }
    }

    @Test("after signing in the form has everything that was typed, and sends it", arguments: Locale.allCases)
    func restored(_ locale: Locale) async throws {
        let (site, visit) = try await begin(locale)
        let browser = visit.browser
        let form = try visit.form(.note, on: try await visit.page())
        site.country.clock.move(seconds: 2 * 3600 + 1)
        let ended = try await browser.post(form.action, form.fields + [("text", text)])
        #expect(ended.status == 401)
        var page = try ParsedPage(ended.body)
        #expect(page.faults == [] && page.actions.contains("/desk/sign-in#do-note"))
        #expect(page.text.contains(locale == .vi ? "Phiên làm việc đã hết" : "Your session has ended"))
        #expect(page.hidden("next") == visit.address)
        #expect(page.hidden("kept.csrf") == nil && page.hidden("kept.page") == nil)
        // A wrong password loses nothing either.
        let wrong = try await browser.post("/desk/sign-in", carried(page) + [("login", "ha"), ("password", "x")])
        #expect(wrong.status == 422)
        page = try ParsedPage(wrong.body)
        #expect(page.faults == [] && page.hidden("kept.text") == text)
        let entered = try await browser.post(
            "/desk/sign-in", carried(page) + [("login", "ha"), ("password", TestCountry.password)])
        #expect(entered.status == 200)
        page = try ParsedPage(entered.body)
        #expect(page.faults == [] && page.element(id: "note-text")?.text.contains(text) == true)
        let again = try visit.form(.note, on: page)
        #expect(try await browser.post(again.action, again.fields + [("text", text)]).status == 303)
        #expect(try await visit.page().text.contains(text))
    }

    @Test("what has no form any more stands above the file, and nobody else's matter is shown")
    func others() async throws {
        let (site, visit) = try await begin()
        let form = try visit.form(.note, on: try await visit.page())
        site.country.clock.move(seconds: 2 * 3600 + 1)
        // Taken already: there is no such form now.
        let ended = try ParsedPage(try await visit.browser.post(visit.address + "/take", [("text", text)]).body)
        let gone = try await visit.browser.post(
            "/desk/sign-in", carried(ended) + [("login", "ha"), ("password", TestCountry.password)])
        #expect(gone.status == 409)
        #expect(try ParsedPage(gone.body).text.contains(text))
        let page = try ParsedPage(try await TestBrowser(site).post(form.action, form.fields + [("text", text)]).body)
        let other = try await TestBrowser(site).post(
            "/desk/sign-in", carried(page) + [("login", "hb"), ("password", TestCountry.password)])
        #expect(other.status == 303 && other.location == visit.address)
    }

    @Test("what cannot be put back stands there to be copied; passwords go no further")
    func copied() async throws {
        let (_, visit) = try await begin()
        let browser = TestBrowser(visit.browser.site)
        let reply = try await browser.post("/desk/bulk/perform", [("act", "note"), ("text", text), ("token", "abc")])
        let page = try ParsedPage(reply.body)
        #expect(reply.status == 401 && page.faults == [])
        #expect(page.element(id: "copy")?.text.contains(text) == true && page.hidden("kept.token") == nil)
        let own = try await browser.post(
            "/desk/account", [("old", "geheim1"), ("new", "geheim2"), ("again", "geheim2")])
        #expect(own.status == 401 && !own.body.contains("geheim"))
        #expect(try ParsedPage(own.body).hidden("next") == "/desk/account")
        #expect(try await browser.post("/desk/sign-out", []).location == "/desk/sign-in")
    }

    @Test("a page is come back to with its whole address, and with no other site's")
    func next() async throws {
        let site = try await TestSite.make()
        let browser = TestBrowser(site)
        let address = "/desk/matters?q=c%E1%BB%91ng+v%E1%BB%A1&state=taken"
        let asked = try #require(try await browser.get(address).location)
        let page = try ParsedPage(try await browser.get(asked).body)
        #expect(page.hidden("next") == address)
        let right = [("login", "ha"), ("password", TestCountry.password)]
        #expect(try await browser.post("/desk/sign-in", right + [("next", address)]).location == address)
        for evil in ["//evil.example/desk", "https://evil.example", "/\\evil.example", "evil", "/a b", "/\r\nX: y"] {
            let reply = try await TestBrowser(site).post("/desk/sign-in", right + [("next", evil), ("kept", evil)])
            #expect(reply.location == "/desk", "\(evil)")
        }
    }
}
