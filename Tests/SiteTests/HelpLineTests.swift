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

/// The help line: a letter found by its code, for a caller whom nobody has seen.
@Suite struct HelpLineTests {
    private static let sender = Sender(name: "Trần Thị Bình", address: "12 ngõ 3", phone: "0912 345 678")

    private func ask(_ browser: TestBrowser, _ code: String) async throws -> Reply {
        let form = try ParsedPage(try await browser.get("/desk/helpline").body)
        return try await browser.post(
            "/desk/helpline", [("csrf", try #require(form.hidden("csrf"))), ("code", code)])
    }

    private func signedIn(_ site: TestSite, _ login: String, _ locale: Locale = .vi) async throws -> TestBrowser {
        let browser = TestBrowser(site, language: locale)
        _ = try await browser.signIn(login)
        return browser
    }

    private func events(of matter: MatterKey, _ site: TestSite) async throws -> [Event] {
        try await site.country.store.read { tx in
            try EventTable.all(of: Subjected(matter), tx).filter { $0.code == AnswerCall.code }
        }
    }

    @Test(
        "a code tells stage, dates, body and next step; no name, contact, word or officer", arguments: Locale.allCases)
    func told(_ locale: Locale) async throws {
        let site = try await TestSite.make()
        let receipt = try await site.country.handIn(
            TestCountry.typed(title: "Cống vỡ trước nhà bà Bình", sender: Self.sender))
        try await site.country.take(receipt.matter, by: "ha")
        let browser = try await signedIn(site, "ha-reception", locale)
        let code = receipt.letter.code.description
        let reply = try await ask(browser, code.lowercased().replacing("-", with: " "))
        let page = try ParsedPage(reply.body)
        #expect(reply.status == 200 && page.faults == [])
        let said = try #require(page.element(id: "read-out")?.text)
        #expect(said.contains(code))
        #expect(said.contains(locale == .vi ? "UBND xã Hà Nội a" : "PC of Hà Nội a"))
        #expect(said.contains(locale == .vi ? "Tình trạng" : "Stage"))
        #expect(said.contains("2026"))
        for secret in ["Bình", "0912", "ngõ", "Cống", "Nước tràn", "Officer ha"] {
            #expect(!said.contains(secret), "\(secret)")
        }
        // Nothing of it stands in the rest of the page but the name of who is signed in.
        #expect(!reply.body.contains("Cống vỡ") && !reply.body.contains("0912"))
    }

    @Test("each officer leaves one trace a day, which the sender sees")
    func trace() async throws {
        let site = try await TestSite.make()
        let receipt = try await site.country.handIn()
        let browser = try await signedIn(site, "ha-reception")
        let code = receipt.letter.code.description
        for _ in 1...3 { #expect(try await ask(browser, code).status == 200) }
        #expect(try await events(of: receipt.matter, site).count == 1)
        #expect(try await ask(try await signedIn(site, "ha"), code).status == 200)
        let events = try await events(of: receipt.matter, site)
        #expect(events.count == 2)
        #expect(events.allSatisfy { $0.payload.text.contains("answerCall") && !$0.payload.text.contains("Cống") })
        let sender = TestBrowser(site)
        let letter = try await sender.follow(
            code: code, pin: receipt.pin(under: TestCountry.keys).description)
        // Twice in the time line, and once as what happened last.
        #expect(letter.body.components(separatedBy: "cán bộ trực điện thoại đã tra").count == 4)
        // The file says the same, and an officer's form is not overtaken by a call.
        let file = try await site.country.file(receipt.matter, for: "ha")
        #expect(file?.seen == 1)
    }

    @Test("of a denunciation only that there is news, never what it is, where it is or how it stands")
    func denunciation() async throws {
        let site = try await TestSite.make()
        let receipt = try await site.country.handIn(TestCountry.typed(.denunciation, sender: Self.sender))
        let browser = try await signedIn(site, "ha-reception")
        let code = receipt.letter.code.description
        func said() async throws -> String {
            try #require(try ParsedPage(try await ask(browser, code).body).element(id: "read-out")?.text)
        }
        let before = try await said()
        #expect(before.contains(code) && !before.contains("có tin mới"))
        try await site.country.take(receipt.matter, by: "ha")
        let after = try await said()
        #expect(after.contains("có tin mới về thư mã số \(code)"))
        for text in [before, after] {
            for secret in ["tố cáo", "UBND", "Tình trạng:", "thụ lý", "Bình"] { #expect(!text.contains(secret)) }
        }
    }

    @Test(
        "an unknown code, another body's letter and a conflict of interest get the same answer; a misheard one says so")
    func unknown() async throws {
        let site = try await TestSite.make()
        let country = site.country
        let receipt = try await country.handIn()
        let elsewhere = try await country.handIn(TestCountry.typed(area: "011"))
        let browser = try await signedIn(site, "ha-reception")
        let nobody = LetterCode(home: receipt.letter.key.home, on: country.clock.today, random: [1, 2, 3, 4])
        func answer(_ code: String) async throws -> (Int, String?) {
            let reply = try await ask(browser, code)
            return (reply.status, try ParsedPage(reply.body).element(id: "errors")?.text)
        }
        let unknown = try await answer(nobody.description)
        #expect(unknown.0 == 422)
        let other = try await answer(elsewhere.letter.code.description)
        #expect(other == unknown)
        #expect(try await events(of: elsewhere.matter, site).isEmpty)
        // The head of the province above may answer about both, whoever is at the same level about neither.
        let above = try await signedIn(site, "province-h")
        #expect(try await ask(above, elsewhere.letter.code.description).status == 200)
        // Whoever keeps away from a matter knows nothing of it.
        let reception = country.officer("ha-reception")
        try await country.performer.perform(
            StepAside.from(receipt.matter, reception), by: .officer(reception.id))
        #expect(try await answer(receipt.letter.code.description) == unknown)
        // One wrong character, and two that changed places.
        var characters = Array(receipt.letter.code.compact)
        characters[6] = characters[6] == "7" ? "8" : "7"
        let misheard = try await answer(String(characters))
        #expect(misheard.0 == 422 && misheard.1 != unknown.1)
        #expect(try await answer("") == misheard)
    }

    @Test("only a post of a help line opens the page")
    func rights() async throws {
        let site = try await TestSite.make()
        _ = try await site.country.open("quantri", .administrator, in: site.country.body("province-h"))
        _ = try await site.country.open("giamsat", .supervisor, in: site.country.body("province-h"))
        for login in ["ha-handler", "quantri", "giamsat"] {
            let browser = try await signedIn(site, login)
            #expect(try await browser.get("/desk/helpline").status == 403, "\(login)")
            #expect(try await !browser.get("/desk").body.contains("/desk/helpline"), "\(login)")
        }
        #expect(try await TestBrowser(site).get("/desk/helpline").status == 303)
        let browser = try await signedIn(site, "ha-reception")
        #expect(try await browser.get("/desk").body.contains("/desk/helpline"))
        // Without the token of the session nothing is looked up.
        #expect(try await browser.post("/desk/helpline", [("code", "012Y-K3M9-XQ7")]).status == 403)
        // A new reception of the province stands above its communes, and beside those of another province.
        _ = try await site.country.open("tong-dai", .reception, in: site.country.body("province-h"))
        let receipt = try await site.country.handIn()
        let line = try await signedIn(site, "tong-dai")
        #expect(try await ask(line, receipt.letter.code.description).status == 200)
        _ = try await site.country.open("tong-dai-k", .reception, in: site.country.body("province-k"))
        let other = try await signedIn(site, "tong-dai-k")
        #expect(try await ask(other, receipt.letter.code.description).status == 422)
    }

    @Test("whoever tries code after code is told to wait")
    func throttled() async throws {
        let site = try await TestSite.make()
        let browser = try await signedIn(site, "ha-reception")
        let day = site.country.clock.today
        for number in 0..<40 {
            let code = LetterCode(home: .central, on: day, random: [0, 0, 0, UInt8(number)])
            #expect(try await ask(browser, code.description).status == 422)
        }
        let receipt = try await site.country.handIn()
        let reply = try await ask(browser, receipt.letter.code.description)
        #expect(reply.status == 429)
        #expect(try ParsedPage(reply.body).element(id: "read-out") == nil)
        #expect(reply.body.contains(receipt.letter.code.description))
        // Another officer is not held up.
        #expect(try await ask(try await signedIn(site, "ha"), receipt.letter.code.description).status == 200)
    }
}
