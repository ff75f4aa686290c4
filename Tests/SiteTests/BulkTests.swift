import Acts
import Cases
import Kernel
import Registry
import TestKit
import TestKitWeb
import Testing

@Suite struct BulkTests {
    private struct Stage {
        let site: TestSite
        let browser: TestBrowser
        let csrf: String
        var country: TestCountry { site.country }

        init(_ login: String) async throws {
            site = try await TestSite.make()
            browser = TestBrowser(site)
            csrf = try #require(try ParsedPage(try await browser.signIn(login).body).hidden("csrf"))
        }

        func preview(_ keys: [MatterKey], _ fields: [(String, String)]) async throws -> ParsedPage {
            let text = keys.map { "\($0)" }.joined(separator: " ")
            let reply = try await browser.post("/desk/bulk/preview", [("csrf", csrf), ("keys", text)] + fields)
            return try ParsedPage(reply.body)
        }

        /// Sends the form of a page as it stands.
        func send(_ page: ParsedPage, to address: String) async throws -> ParsedPage {
            let fields = page.elements.filter { $0.attributes["type"] == "hidden" && $0.attributes["name"] != "csrf" }
                .map { ($0.attributes["name"] ?? "", $0.attributes["value"] ?? "") }
            return try ParsedPage(try await browser.post(address, [("csrf", csrf)] + fields).body)
        }

        func matter(_ key: MatterKey) async throws -> Matter {
            try #require(try await country.file(key, for: "ha")).matter
        }
    }

    @Test("what will and will not be done is shown with the reason; it is done once though sent twice, and undone")
    func assign() async throws {
        let stage = try await Stage("ha")
        let country = stage.country
        var keys: [MatterKey] = []
        for _ in 0..<4 { keys.append(try await country.handIn().matter) }
        try await country.take(keys[0], by: "ha")
        try await country.take(keys[1], by: "ha")
        try await country.answer(keys[1], by: "ha")
        let elsewhere = try await country.handIn(TestCountry.typed(area: "011", title: "Chuyện xã bên")).matter
        let posts = try #require(try await country.file(keys[0], for: "ha")).posts
        let (head, handler) = (
            try #require(posts.first { $0.post.role == .head }).post.id,
            try #require(posts.first { $0.post.role == .handler }).post.id
        )
        let preview = try await stage.preview(keys + [elsewhere], [("act", "assign"), ("post", "\(handler)")])
        #expect(preview.text.contains("3 vụ việc sẽ được thực hiện; 2 vụ việc thì không"))
        #expect(!preview.text.contains("Chuyện xã bên"), "what is beyond reach has no title")
        #expect(try await stage.matter(keys[2]).procedure.stage == .received, "nothing is done yet")

        let done = try await stage.send(preview, to: "/desk/bulk/perform")
        #expect(done.text.contains("Đã thực hiện với 3 vụ việc"))
        for key in [keys[0], keys[2], keys[3]] {
            #expect(try await stage.matter(key).procedure.handler?.post == handler)
        }
        #expect(try await stage.matter(keys[1]).procedure.stage == .answered)
        let version = try await stage.matter(keys[0]).version
        let again = try await stage.send(preview, to: "/desk/bulk/perform")
        #expect(again.text.contains("Đã thực hiện với 3 vụ việc"))
        #expect(try await stage.matter(keys[0]).version == version, "one act for each matter")

        let undone = try await stage.send(again, to: "/desk/bulk/undo")
        #expect(undone.text.contains("Đã hoàn tác cả 3 vụ việc"))
        #expect(try await stage.matter(keys[0]).procedure.handler?.post == head)
        #expect(try await stage.matter(keys[2]).procedure.stage == .received, "nobody had it before")
    }

    @Test("fields are set and set back, offers are made and recalled, matters are taken, all of a filter at once")
    func others() async throws {
        let stage = try await Stage("ha")
        let country = stage.country
        var keys: [MatterKey] = []
        for _ in 0..<3 { keys.append(try await country.handIn().matter) }
        let all = try ParsedPage(
            try await stage.browser.post(
                "/desk/bulk", [("csrf", stage.csrf), ("which", "all"), ("filter", "stage=received")]
            ).body)
        #expect(all.hidden("keys")?.split(separator: " ").count == 3)

        var page = try await stage.preview(keys, [("act", "classify"), ("field", "roads")])
        page = try await stage.send(page, to: "/desk/bulk/perform")
        #expect(try await stage.matter(keys[0]).letters[0].classification.field == "roads")
        _ = try await stage.send(page, to: "/desk/bulk/undo")
        #expect(try await stage.matter(keys[0]).letters[0].classification.field == nil)

        page = try await stage.preview(keys, [("act", "offer"), ("body", "commune-hb"), ("text", "Thuộc xã bên.")])
        page = try await stage.send(page, to: "/desk/bulk/perform")
        #expect(try await stage.matter(keys[1]).procedure.offeredTo == country.officer("hb").organization)
        _ = try await stage.send(page, to: "/desk/bulk/undo")
        #expect(try await stage.matter(keys[1]).procedure.stage == .received)

        page = try await stage.preview(keys, [("act", "take")])
        page = try await stage.send(page, to: "/desk/bulk/perform")
        #expect(try await stage.matter(keys[2]).procedure.stage == .taken)
        // Only while nothing else has happened: one of them has a note since.
        let owed = try await stage.matter(keys[0]).clocks
        _ = try await country.performer.perform(
            AddNote(keys[1], TypedText("Đã gọi.", field: "text"), by: country.officer("ha").id),
            by: .officer(country.officer("ha").id))
        page = try await stage.send(page, to: "/desk/bulk/undo")
        #expect(page.text.contains("Đã hoàn tác 2 vụ việc; 1 vụ việc không hoàn tác được"))
        #expect(page.text.contains("đã có việc khác xảy ra"))
        #expect(try await stage.matter(keys[0]).procedure.stage == .received)
        #expect(try await stage.matter(keys[1]).procedure.stage == .taken)
        let again = try await stage.matter(keys[0]).clocks
        #expect(owed.contains { $0.state == .met } && again.allSatisfy { $0.state == .running })

        page = try await stage.preview(keys, [("act", "note"), ("text", "Đã gọi.")])
        page = try await stage.send(page, to: "/desk/bulk/perform")
        #expect(!page.actions.contains("/desk/bulk/undo"), "a note stays")

        page = try await stage.preview(keys, [("act", "offer"), ("body", "commune-hb")])
        #expect(page.element(id: "errors") != nil, "a transfer needs a reason")
    }

    @Test("who may do nothing is offered nothing, and a forged form does nothing")
    func rights() async throws {
        let stage = try await Stage("hb")
        let matter = try await stage.country.handIn().matter
        let page = try await stage.preview([matter], [("act", "take")])
        #expect(!page.actions.contains("/desk/bulk/perform"))
        for address in ["/desk/bulk", "/desk/bulk/preview", "/desk/bulk/perform", "/desk/bulk/undo"] {
            #expect(try await stage.browser.post(address, [("keys", "\(matter)"), ("act", "take")]).status == 403)
        }
    }
}
