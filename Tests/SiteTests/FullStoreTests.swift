import Cases
import HTTPTypes
import Kernel
import Registry
import TestKit
import TestKitWeb
import Testing

/// While nothing can be written, what was typed comes back, and what is there is read.
@Suite struct FullStoreTests {
    static let kept = "những gì đã nhập vẫn còn trên trang này"

    private func make() async throws -> (site: TestSite, store: FillableStore) {
        let (country, store) = try await TestCountry.make(modules: TestSite.modules).fillable()
        return (try await TestSite.make(over: country), store)
    }

    private func check(_ reply: Reply, _ typed: String, _ what: String) throws {
        #expect(reply.status == 503, "\(what)")
        #expect(reply.headers[.retryAfter] == "5", "\(what)")
        let page = try ParsedPage(reply.body)
        #expect(page.faults == [], "\(what)")
        #expect(page.text.contains(Self.kept), "\(what)")
        #expect(
            page.all("textarea").contains { $0.text.contains(typed) }
                || page.all("input").contains { $0.attributes["value"] == typed }, "\(what)")
    }

    @Test("an officer's answer comes back in its form, and is given once there is room again")
    func officer() async throws {
        let (site, store) = try await make()
        let receipt = try await site.country.handIn()
        try await site.country.take(receipt.matter, by: "ha")
        let visit = try await FileVisit.signIn("ha", site, receipt.matter)
        let form = try visit.form(.note, on: try await visit.page())
        store.isFull = true
        // Also when the session would be touched.
        site.country.clock.move(seconds: 400)
        let fields = form.fields + [("text", "Đã gọi thợ.")]
        try check(try await visit.browser.post(form.action, fields), "Đã gọi thợ.", "note")
        #expect(try await visit.browser.get(visit.address).status == 200)
        store.isFull = false
        #expect(try await visit.browser.post(form.action, fields).status == 303)
    }

    @Test("a sender's reply and every question of a letter come back with what was typed")
    func sender() async throws {
        let (site, store) = try await make()
        let story = SenderStory(site)
        let (lan, receipt) = try await story.begin()
        try await story.ask(receipt.matter)
        let csrf = try #require(try ParsedPage(try await lan.get("/follow/letter").body).hidden("csrf"))
        let reply = [("csrf", csrf), ("text", "Số 12, ngõ 35")]
        let writer = TestBrowser(site)
        _ = try await writer.post("/letters/new/wish", [("wish", "feedback")])
        let words = [("title", "Cống vỡ"), ("body", "Nước tràn.")]
        store.isFull = true
        try check(try await lan.post("/follow/reply", reply), "Số 12, ngõ 35", "reply")
        try check(try await writer.post("/letters/new/what", words), "Nước tràn.", "letter")
        // Nothing was begun before: no page says that a letter is kept.
        try check(try await TestBrowser(site).post("/letters/new/what", words), "Nước tràn.", "fresh letter")
        store.isFull = false
        #expect(try await lan.post("/follow/reply", reply).status == 303)
        #expect(try await writer.post("/letters/new/what", words).location == "/letters/new/where")
    }

    @Test("an administrator's form comes back with what was typed")
    func administrator() async throws {
        let (site, store) = try await make()
        _ = try await site.country.open("admin", .administrator, in: site.country.body("province-h"))
        let browser = TestBrowser(site)
        _ = try await browser.signIn("admin")
        let body = site.country.body("commune-ha").id
        let csrf = try #require(try ParsedPage(try await browser.get("/desk/admin/bodies/\(body)").body).hidden("csrf"))
        store.isFull = true
        let reply = try await browser.post("/desk/admin/bodies/\(body)/promise", [("csrf", csrf), ("days", "7")])
        try check(reply, "7", "promise")
    }

    @Test("the API and pages without a form do not claim that anything is still there")
    func withoutForm() async throws {
        let (site, store) = try await make()
        store.isFull = true
        let reply = try await site.send(
            .post, "/api/v1/letters", headers: [.contentType: "application/json"],
            body: #"{"kind":"feedback","title":"a","body":"b","area":"010"}"#)
        #expect(reply.status == 503 && reply.headers[.retryAfter] == "5")
        #expect(reply.body.contains("store.unavailable") && !reply.body.contains(Self.kept))
        let signIn = try await TestBrowser(site).post(
            "/desk/sign-in", [("login", "ha"), ("password", TestCountry.password)])
        #expect(signIn.status == 503 && !signIn.body.contains(Self.kept))
        #expect(try ParsedPage(signIn.body).actions.contains("/desk/sign-in"))
    }

    @Test("letters are followed on a full disk, and wrong PINs are counted all the same, together with those before")
    func following() async throws {
        let (site, store) = try await make()
        let receipt = try await site.country.handIn()
        let (code, pin) = (receipt.letter.code.description, PINText.of(receipt.letter))
        let wrong = pin == "000000" ? "000001" : "000000"
        let lan = TestBrowser(site)
        func tries(_ pin: String) async throws -> Int {
            try await lan.post("/follow", [("code", code), ("pin", pin)]).status
        }
        for _ in 0..<4 { #expect(try await tries(wrong) == 422) }
        store.isFull = true
        #expect(try await lan.follow(code: code, pin: pin).status == 200)
        for _ in 0..<20 { #expect(try await tries(pin) == 303) }
        for _ in 0..<6 { #expect(try await tries(wrong) == 422) }
        #expect(try await tries(wrong) == 429)
        #expect(try await tries(pin) == 429)
        site.country.clock.move(seconds: 16 * 60)
        #expect(try await tries(pin) == 303)
    }
}
