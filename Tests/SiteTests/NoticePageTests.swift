import Acts
import Cases
import Identity
import Kernel
import Language
import Notices
import Registry
import TestKit
import TestKitWeb
import Testing
import Vault

/// The pages on which people are told by telephone and on paper, and what the sender sees of it.
@Suite struct NoticePageTests {
    private static let lan = Sender(name: "Nguyễn Thị Lan", address: "12 ngõ 3", phone: "0912 345 678")

    private func taken(
        _ site: TestSite, _ kind: Kind = .feedback, _ sender: Sender = lan, title: String = "Cống vỡ trước nhà"
    ) async throws -> Receipt {
        let receipt = try await site.country.handIn(TestCountry.typed(kind, title: title, sender: sender))
        try await site.country.take(receipt.matter, by: "ha")
        return receipt
    }

    private func signIn(_ login: String, _ locale: Locale = .vi, _ site: TestSite) async throws -> TestBrowser {
        let browser = TestBrowser(site, language: locale)
        _ = try await browser.signIn(login)
        return browser
    }

    private func state(_ receipt: Receipt, _ site: TestSite) async throws -> Notice.State {
        try #require(try await site.country.store.read { tx in try NoticeTable.last(of: receipt.letter.key, tx) })
            .course.state
    }

    @Test("from the morning page to the call, its number and its outcome", arguments: Locale.allCases)
    func call(_ locale: Locale) async throws {
        let site = try await TestSite.make()
        let receipt = try await taken(site)
        let officer = try await signIn("ha-reception", locale, site)
        let morning = try ParsedPage(try await officer.get("/desk").body)
        #expect(morning.faults == [] && morning.links.contains("/desk/calls"))
        let list = try ParsedPage(try await officer.get("/desk/calls").body)
        let address = "/desk/calls/\(receipt.letter.key)-1"
        #expect(list.faults == [] && list.links.contains(address))
        let call = try ParsedPage(try await officer.get(address).body)
        #expect(call.faults == [] && call.text.contains(receipt.letter.code.description))
        #expect(!call.text.contains("0912 345 678") && !call.text.contains("Lan"))
        let csrf = [("csrf", try #require(call.hidden("csrf")))]
        let opened = try await officer.post(address + "/open", csrf)
        let page = try ParsedPage(opened.body)
        #expect(opened.status == 200 && page.faults == [])
        #expect(page.text.contains("0912 345 678") && page.links.contains("tel:0912345678"))
        // Switching the language afterwards leads to the page without the name.
        #expect(try await officer.get(address + "/open").location == address)
        // Nothing chosen, or what cannot be said of a call, comes back.
        for outcome in ["", "posted", "sent", "x"] {
            let wrong = try await officer.post(address, csrf + [("outcome", outcome)])
            #expect(try wrong.status == 422 && ParsedPage(wrong.body).faults == [], "\(outcome)")
        }
        let said = try await officer.post(address, csrf + [("outcome", "notReached")])
        #expect(said.location == "/desk/calls?done=notReached")
        #expect(try ParsedPage(try await officer.follow(said).body).faults == [])
        let told = try await officer.post(address, csrf + [("outcome", "reached")])
        #expect(told.status == 303)
        #expect(try await state(receipt, site) == .told)
        // The sender sees both: that the name was opened, and that somebody called.
        let lan = TestBrowser(site, language: locale)
        let followed = try await lan.follow(
            code: receipt.letter.code.description, pin: receipt.pin(under: TestCountry.keys).description)
        let letter = try ParsedPage(followed.body)
        #expect(letter.faults == [] && letter.element(id: "told")?.text.contains("20") == true)
        #expect(letter.text.contains(locale == .vi ? "báo tin đã mở xem" : "opened name and contact"))
    }

    @Test("of a denunciation nothing is said that could tell it: on the telephone, on paper, by mail")
    func denunciation() async throws {
        let site = try await TestSite.make()
        let receipt = try await taken(site, .denunciation)
        let officer = try await signIn("ha", .vi, site)
        let address = "/desk/calls/\(receipt.letter.key)-1"
        let call = try ParsedPage(try await officer.get(address).body)
        let sentences = call.all("blockquote").map(\.text).joined(separator: " ")
        #expect(sentences.contains(receipt.letter.code.description))
        for word in ["tố cáo", "UBND", "denunciation", "PC of", "nhận giải quyết"] {
            #expect(!sentences.contains(word), "\(word)")
        }
        let csrf = [("csrf", try #require(call.hidden("csrf")))]
        _ = try await officer.post(address, csrf + [("outcome", "wrongNumber")])
        let sheet = try ParsedPage(
            try await officer.post("/desk/post/print", csrf + [("w0", "\(receipt.letter.key)-1")]).body)
        let letter = try #require(sheet.elements.first { $0.attributes["class"] == "mailing" }).text
        #expect(letter.contains("12 ngõ 3") && letter.contains(receipt.letter.code.description))
        for word in ["tố cáo", "UBND", "denunciation", "PC of"] { #expect(!letter.contains(word), "\(word)") }
        // A handler sees nothing of it at all.
        let handler = try await signIn("ha-handler", .vi, site)
        #expect(try await handler.get(address).status == 404)
        #expect(try await handler.post(address + "/open", csrf).status >= 403)
    }

    @Test("letters are printed together, one to a page, and their days recorded", arguments: Locale.allCases)
    func letters(_ locale: Locale) async throws {
        let site = try await TestSite.make()
        let by = Sender(name: "Trần Thị Bình", address: "12 ngõ 3")
        let receipts = [try await taken(site, .feedback, by), try await taken(site, .petition, by)]
        let officer = try await signIn("ha-reception", locale, site)
        let list = try ParsedPage(try await officer.get("/desk/post").body)
        #expect(list.faults == [] && list.elements.filter { $0.attributes["type"] == "checkbox" }.count == 2)
        let csrf = [("csrf", try #require(list.hidden("csrf")))]
        let chosen = csrf + receipts.enumerated().map { ("w\($0.offset)", "\($0.element.letter.key)-1") }
        let sheets = try await officer.post("/desk/post/print", chosen)
        let page = try ParsedPage(sheets.body)
        #expect(sheets.status == 200 && page.faults == [])
        #expect(page.elements.filter { $0.attributes["class"] == "mailing" }.count == 2)
        for receipt in receipts {
            #expect(!page.text.contains(receipt.pin(under: TestCountry.keys).description))
            #expect(try await state(receipt, site) == .printing)
        }
        #expect(try await officer.get("/desk/post/print").location == "/desk/post")
        // Nothing chosen, no day, a day that has not come: the page comes back with what was ticked.
        for (fields, status) in [
            (csrf + [("outcome", "posted"), ("day", "2026-11-20")], 422),
            (chosen + [("outcome", "posted"), ("day", "")], 422),
            (chosen + [("outcome", "posted"), ("day", "2026-11-21")], 422),
            (chosen + [("outcome", "reached"), ("day", "2026-11-20")], 400),
        ] {
            let reply = try await officer.post("/desk/post", fields)
            #expect(reply.status == status)
            if status == 422 { #expect(try ParsedPage(reply.body).faults == []) }
        }
        #expect(try await officer.post("/desk/post/print", csrf).status == 422)
        let posted = try await officer.post("/desk/post", chosen + [("outcome", "posted"), ("day", "2026-11-20")])
        #expect(try posted.status == 200 && ParsedPage(posted.body).faults == [])
        #expect(try await state(receipts[0], site) == .posted)
        let one = csrf + [("p0", "\(receipts[0].letter.key)-1"), ("day", "2026-11-20")]
        _ = try await officer.post("/desk/post", one + [("outcome", "returned")])
        #expect(try await state(receipts[0], site) == .unreached)
        #expect(try await state(receipts[1], site) == .posted)
        // Pressed again it says that it has changed.
        let again = try await officer.post("/desk/post", chosen + [("outcome", "posted"), ("day", "2026-11-20")])
        #expect(try again.status == 200 && ParsedPage(again.body).faults == [])
    }

    @Test("what is late stands on the morning page of those who assign, and the overview's figures open")
    func late() async throws {
        let site = try await TestSite.make()
        _ = try await taken(site)
        let (head, handler) = (try await signIn("ha", .vi, site), try await signIn("ha-handler", .vi, site))
        func links(_ browser: TestBrowser, _ path: String) async throws -> [String] {
            let page = try ParsedPage(try await browser.get(path).body)
            #expect(page.faults == [], "\(path)")
            return page.links
        }
        #expect(try await !links(head, "/desk").contains("/desk/notices?which=late"))
        site.country.clock.move(to: Day("2026-11-26")!)
        let (lateHead, lateHandler) = (try await signIn("ha", .vi, site), try await signIn("ha-handler", .vi, site))
        _ = (head, handler)
        #expect(try await links(lateHead, "/desk").contains("/desk/notices?which=late"))
        #expect(try await !links(lateHandler, "/desk").contains("/desk/notices?which=late"))
        #expect(try await links(lateHandler, "/desk").contains("/desk/calls"))
        let overview = try await links(lateHead, "/desk/overview")
        for which in ["late", "unreached", "noWay"] {
            let address = try #require(overview.first { $0.hasPrefix("/desk/notices?which=\(which)") })
            let list = try await lateHead.get(address)
            #expect(try list.status == 200 && ParsedPage(list.body).faults == [], "\(address)")
        }
        let province = try await signIn("province-h", .vi, site)
        #expect(try await province.get("/desk/notices?which=late&unit=commune-ha").status == 200)
        #expect(try await lateHead.get("/desk/notices?which=late&unit=commune-hb").status == 404)
        #expect(try await lateHead.get("/desk/notices?which=x").status == 400)
    }

    @Test("whoever tells nobody gets no list, and a notice of others is not there")
    func rights() async throws {
        let site = try await TestSite.make()
        let receipt = try await taken(site)
        let other = try await signIn("hb", .vi, site)
        #expect(try await other.get("/desk/calls/\(receipt.letter.key)-1").status == 404)
        #expect(try await other.get("/desk/calls/\(receipt.letter.key)-2").status == 404)
        #expect(try await TestBrowser(site).get("/desk/calls").status == 303)
    }
}

extension PageTests {
    /// Calls, letters and lists with something on them, and empty ones.
    func noticePages(_ site: TestSite, _ locale: Locale) async throws -> [(String, String)] {
        var bodies: [(String, String)] = []
        let officer = TestBrowser(site, language: locale)
        _ = try await officer.signIn("ka")
        let lists =
            ["/desk/calls", "/desk/post"] + NoticeList.Which.allCases.map { "/desk/notices?which=\($0.rawValue)" }
        for path in lists { bodies.append(("empty \(path)", try await officer.get(path).body)) }
        for sender in [
            Sender(name: "Lan", address: "12 ngõ 3", phone: "0912 345 678"), Sender(name: "Bình", address: "12 ngõ 3"),
            Sender(email: "minh@example.com"), Sender(),
        ] {
            let receipt = try await site.country.handIn(TestCountry.typed(area: "050", sender: sender))
            try await site.country.take(receipt.matter, by: "ka")
            let call = "/desk/calls/\(receipt.letter.key)-1"
            let page = try await officer.get(call).body
            bodies.append((call, page))
            let csrf = [("csrf", try ParsedPage(page).hidden("csrf") ?? "")]
            bodies.append(("\(call) opened", try await officer.post(call + "/open", csrf).body))
            bodies.append(("\(call) nothing said", try await officer.post(call, csrf).body))
            bodies.append(
                ("printed", try await officer.post("/desk/post/print", csrf + [("w0", call.dropPrefix)]).body))
            let pin = receipt.pin(under: TestCountry.keys).description
            bodies.append(
                ("told", try await officer.follow(code: receipt.letter.code.description, pin: pin).body))
        }
        for path in lists + ["/desk", "/desk/calls?done=reached", "/desk/overview"] {
            bodies.append((path, try await officer.get(path).body))
        }
        return bodies
    }
}

extension String {
    /// The name of a notice in the address of its call.
    fileprivate var dropPrefix: String { String(dropFirst("/desk/calls/".count)) }
}
