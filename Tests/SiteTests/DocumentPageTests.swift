import Acts
import Cases
import Kernel
import Language
import Registry
import Storage
import TestKit
import TestKitWeb
import Testing
import Vault

/// Documents from the draft to the paper in the sender's hand, on the pages.
@Suite struct DocumentPageTests {
    private static let pdf = "%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF\n"

    /// A petition with a draft of the handler, and its sender's browser.
    private func drafted(
        _ site: TestSite, _ locale: Locale = .vi
    ) async throws -> (receipt: Receipt, sender: TestBrowser) {
        let receipt = try await site.country.handIn(
            TestCountry.typed(.petition, sender: .init(name: "Trần Thị Bình")))
        try await site.country.take(receipt.matter, by: "ha-handler")
        _ = try await site.country.act("ha-handler") {
            SubmitDraft(receipt.matter, answer: try TestCountry.text("Đã thay nắp cống."), .resolved, by: $0)
        }
        let sender = TestBrowser(site, language: locale)
        let pin = receipt.pin(under: TestCountry.keys).description
        _ = try await sender.post("/follow", [("code", receipt.letter.code.description), ("pin", pin)])
        return (receipt, sender)
    }

    @Test("signed by one, numbered by another, read and printed by the sender", arguments: Locale.allCases)
    func walk(_ locale: Locale) async throws {
        let site = try await TestSite.make()
        let (receipt, sender) = try await drafted(site, locale)
        let head = try await FileVisit.signIn("ha", site, receipt.matter, in: locale)
        let clerk = try await FileVisit.signIn("ha-reception", site, receipt.matter, in: locale)
        let file = try await head.page()
        let print = try #require(file.links.first { $0.contains("/documents/") })
        let draft = try ParsedPage(try await head.browser.get(print).body)
        #expect(draft.faults == [] && draft.text.contains("……/UBND"))
        #expect(draft.text.contains(locale == .vi ? "Đây là dự thảo" : "This is a draft"))
        let day = try await clerk.page().element(id: "sign-on-paper-day")?.attributes["value"]
        #expect(Day(typed: day ?? "") == site.country.clock.today, "what stands in the form can be sent")
        try await head.does(.sign, [("then", "leave")])
        let waiting = try ParsedPage(try await clerk.browser.get("/desk").body)
        #expect(waiting.links.contains { $0.contains("issue=1") })
        let list = try await clerk.browser.get("/desk/matters?whose=body&issue=1").body
        #expect(list.contains("/desk/matters/\(receipt.matter)"))
        let before = try await sender.get("/follow/letter").body
        #expect(!before.contains("Đã thay nắp cống.") && !before.contains("/follow/documents/"))
        try await clerk.does(.issue)
        let follow = try ParsedPage(try await sender.get("/follow/letter").body)
        #expect(follow.faults == [] && follow.text.contains("01/UBND"))
        let address = try #require(follow.links.first { $0.hasPrefix("/follow/documents/") })
        let own = try ParsedPage(try await sender.get(address).body)
        #expect(
            own.text.contains("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"), "a document is in Vietnamese, whoever reads it")
        #expect(own.faults == [] && own.text.contains("Trần Thị Bình") && own.text.contains("Officer ha"))
        #expect(own.text.contains("01/UBND") && own.text.contains("Đã thay nắp cống."))
        // The officers' copy bears no name, and a stranger has neither.
        let copy = try #require(try await clerk.page().links.first { $0.contains("/documents/") })
        let officers = try await clerk.browser.get(copy)
        #expect(officers.status == 200 && !officers.body.contains("Trần Thị Bình"))
        let stranger = try await FileVisit.signIn("hb", site, receipt.matter)
        #expect(try await stranger.browser.get(copy).status == 404)
        #expect(try await clerk.browser.get(copy + "0").status == 404)
        let other = try await drafted(site).sender
        #expect(try await other.get(address).status == 404)
        #expect(try await TestBrowser(site).get(address).location == "/follow")
        let book = try ParsedPage(try await clerk.browser.get("/desk/documents").body)
        #expect(book.faults == [] && book.text.contains("01/UBND") && book.links.contains(copy))
        #expect(try await stranger.browser.get("/desk/documents?unit=commune-ha").status == 404)
        let leaves = try await clerk.browser.get("/desk/documents.csv")
        #expect(leaves.status == 200 && leaves.body.contains("01/UBND") && leaves.body.contains("Officer ha-reception"))
        #expect(try await clerk.browser.get("/desk/documents.xlsx?kind=notice").status == 200)
        #expect(try await stranger.browser.get("/desk/documents.csv?unit=commune-ha").status == 404)
        for query in ["kind=x", "year=1999", "before=0"] {
            #expect(try await clerk.browser.get("/desk/documents?\(query)").status == 400, "\(query)")
        }
    }

    @Test("signed by hand: who, which day and the scan are asked; what is wrong comes back with what was typed")
    func onPaper() async throws {
        let site = try await TestSite.make()
        let (receipt, sender) = try await drafted(site)
        let clerk = try await FileVisit.signIn("ha-reception", site, receipt.matter)
        let form = try clerk.form(.signOnPaper, on: try await clerk.page())
        let signer = site.country.officer("ha").official.description
        func send(_ typed: [(String, String)], files: [(name: String, content: String)]) async throws -> Reply {
            try await clerk.browser.upload(form.action, form.fields + typed, files: files)
        }
        let scan = [(name: "ky.pdf", content: Self.pdf)]
        let none = try await send([("signer", signer), ("day", "20/11/2026"), ("then", "leave")], files: [])
        #expect(none.status == 422 && none.body.contains("sign-on-paper-files-error"))
        let sound = [(name: "ky.pdf", content: "ID3\u{4}\u{0}\u{0}" + String(repeating: "\u{0}", count: 64))]
        let heard = try await send([("signer", signer), ("day", "20/11/2026"), ("then", "leave")], files: sound)
        #expect(heard.status == 422 && heard.body.contains("sign-on-paper-files-error"), "a recording is no scan")
        let unreadable = try await send([("signer", signer), ("day", "hôm qua")], files: scan)
        #expect(unreadable.status == 422 && unreadable.body.contains("sign-on-paper-day-error"))
        #expect(try ParsedPage(unreadable.body).element(id: "sign-on-paper-day")?.attributes["value"] == "hôm qua")
        let undecided = try await send([("signer", signer), ("day", "20/11/2026")], files: scan)
        #expect(undecided.status == 422 && undecided.body.contains("sign-on-paper-then-error"))
        let late = try await send([("signer", signer), ("day", "21/11/2026"), ("then", "leave")], files: scan)
        #expect(late.status == 422)
        let handler = site.country.officer("ha-handler").official.description
        #expect(
            try await send([("signer", handler), ("day", "20/11/2026"), ("then", "leave")], files: scan).status == 422)
        let sent = try await send([("signer", signer), ("day", "20/11/2026"), ("then", "issue")], files: scan)
        #expect(sent.status == 303, "\(sent.body)")
        let again = try await send([("signer", signer), ("day", "20/11/2026"), ("then", "issue")], files: scan)
        #expect(again.status == 303, "the same form sent twice is one signature")
        let page = try ParsedPage(try await sender.get("/follow/letter").body)
        let file = try #require(page.links.first { $0.hasPrefix("/follow/files/") })
        #expect(try await sender.get(file).body == Self.pdf)
        let documents = try #require(try await site.country.file(receipt.matter, for: "ha")).documents
        #expect(documents.count == 1 && documents[0].isOnPaper)
    }

    @Test("a correction stands beside what it corrects, on both sides")
    func correction() async throws {
        let site = try await TestSite.make()
        let (receipt, sender) = try await drafted(site)
        let head = try await FileVisit.signIn("ha", site, receipt.matter)
        try await head.does(.sign, [("then", "issue")])
        try await head.does(.correct, [("text", "Ngày đúng là 30/11."), ("outcome", "resolved")])
        for body in [try await sender.get("/follow/letter").body, try await head.browser.get(head.address).body] {
            #expect(body.contains("Đã được đính chính bằng văn bản số 02/UBND"))
        }
        let links = try ParsedPage(try await sender.get("/follow/letter").body).links
        let last = try #require(links.last { $0.hasPrefix("/follow/documents/") })
        #expect(try await sender.get(last).body.contains("Đính chính văn bản số 01/UBND"))
    }
}
