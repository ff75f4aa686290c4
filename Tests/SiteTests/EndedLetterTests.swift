import Cases
import HTTPTypes
import Kernel
import Registry
import Storage
import TestKit
import TestKitWeb
import Testing

/// What a sender is told of a letter that has ended, and what is no longer offered then.
@Suite struct EndedLetterTests {
    private func reading(_ browser: TestBrowser) async throws -> ParsedPage {
        let page = try ParsedPage(try await browser.get("/follow/letter").body)
        #expect(page.faults == [])
        return page
    }

    private func setAside(_ story: SenderStory, _ matter: MatterKey, _ passage: String) async throws {
        try await story.site.country.take(matter, by: "ha-handler")
        try await story.act("ha-handler") {
            SubmitDraft(matter, settingAside: try TypedText(passage, field: "text"), .settled, by: $0)
        }
        try await story.act { SignDraft(matter, by: $0) }
    }

    @Test("the sender of a letter that was set aside reads the ground and the passage, on the page and by the API")
    func ground() async throws {
        let site = try await TestSite.make()
        let story = SenderStory(site)
        let (lan, receipt) = try await story.begin()
        #expect(try await !reading(lan).text.contains("Căn cứ xếp lưu"))
        try await setAside(story, receipt.matter, "Nước tràn ra đường")
        let page = try await reading(lan)
        #expect(page.text.contains("Căn cứ xếp lưu: Đã được giải quyết bằng quyết định có hiệu lực, không có gì mới"))
        #expect(
            page.elements.contains { element in
                element.attributes["class"] == "said" && element.text.contains("Nước tràn ra đường")
            })
        let pin = receipt.pin(under: TestCountry.keys).description
        let reply = try await site.send(
            .get, "/api/v1/matters/\(receipt.letter.code)", headers: [HTTPField.Name("Matter-Pin")!: pin])
        for piece in ["\"ground\":\"settled\"", "\"passage\":\"Nước tràn ra đường\""] {
            #expect(reply.body.contains(piece))
        }
        // Restored, it rests on nothing any more.
        try await story.act { RestoreMatter(receipt.matter, by: $0) }
        #expect(try await !reading(lan).text.contains("Căn cứ xếp lưu"))
    }

    @Test("of several senders in one matter only the one who wrote the passage reads it")
    func passageOfAnother() async throws {
        let site = try await TestSite.make()
        let story = SenderStory(site)
        let (lan, first) = try await story.begin(.vi, TestCountry.typed(body: "Đèn đường tắt ba đêm."))
        let (binh, second) = try await story.begin(.vi, TestCountry.typed(body: "Cây đổ chắn lối."))
        try await story.act { JoinMatters(second.matter, into: first.matter, by: $0) }
        try await setAside(story, first.matter, "Đèn đường tắt")
        #expect(try await reading(lan).text.contains("Căn cứ xếp lưu"))
        let other = try await reading(binh).text
        #expect(other.contains("Căn cứ xếp lưu") && !other.contains("Đèn đường tắt"))
    }

    @Test("the board is spoken of only while the answer stands there, or can still come there")
    func board() async throws {
        let site = try await TestSite.make()
        let story = SenderStory(site)
        let (lan, receipt) = try await story.begin()
        #expect(try await reading(lan).actions.contains("/follow/consent"))
        _ = try await story.post("/follow/withdraw", [], lan)
        #expect(try await site.country.file(receipt.matter, for: "ha")?.matter.procedure.closure == .withdrawn)
        #expect(try await !reading(lan).actions.contains("/follow/consent"))

        let (binh, other) = try await story.begin()
        try await setAside(story, other.matter, "Nước tràn ra đường")
        #expect(try await !reading(binh).actions.contains("/follow/consent"))
        try await story.act { RestoreMatter(other.matter, by: $0) }
        #expect(try await reading(binh).actions.contains("/follow/consent"))
    }

    @Test("a withdrawn letter is owed nothing more: neither in time nor late, on the pages and in the ledger")
    func owedNothing() async throws {
        let site = try await TestSite.make()
        let story = SenderStory(site)
        let (lan, receipt) = try await story.begin()
        _ = try await story.post("/follow/withdraw", [], lan)
        let matter = try #require(try await site.country.file(receipt.matter, for: "ha")?.matter)
        #expect(!matter.clocks.isEmpty && matter.clocks.allSatisfy { $0.state == .ended })
        let page = try await reading(lan)
        #expect(page.text.contains("Thời hạn này không còn chạy.") && !page.text.contains("đúng hạn"))
        // Nor does a part of it begin again as a matter of its own.
        let body = try #require(site.country.directory.organization(receipt.organization))
        let text = try TestCountry.text("Nước tràn ra đường từ hôm qua.")
        await #expect(throws: ProcedureError.alreadyClosed) {
            _ = try await site.country.act("ha") {
                SplitLetter(
                    receipt.letter,
                    part: LetterDraft(partOf: receipt.letter, .petition, title: text, body: text), at: body, by: $0)
            }
        }
    }

    @Test("a letter whose words nobody can see is not received, on the pages and by the API")
    func unseen() async throws {
        let site = try await TestSite.make()
        let lan = TestBrowser(site)
        try await lan.answerQuestions(title: "Cống vỡ")
        let back = try await lan.post("/letters/new/what", [("title", "\u{200B}"), ("body", "\u{200B}\u{FEFF}")])
        #expect(back.status == 422 && back.body.contains("title-error") && back.body.contains("body-error"))
        let json = "{\"kind\":\"feedback\",\"area\":\"010\",\"title\":\"\u{200B}\",\"body\":\"\u{200B}\"}"
        let reply = try await site.send(
            .post, "/api/v1/letters", headers: [.contentType: "application/json"], body: json)
        #expect(reply.status == 422 && reply.body.contains("\"title\"") && reply.body.contains("\"body\""))
        #expect(try await site.country.store.read { tx in try !tx.exists("select 1 from letter") })
    }

    @Test("who denounces reads how the name is protected once in full, then in a sentence")
    func protection() async throws {
        let browser = TestBrowser(try await TestSite.make(), language: .en)
        _ = try await browser.post("/letters/new/wish", [("wish", "denunciation")])
        let what = try await browser.get("/letters/new/what").body
        #expect(what.contains("the Law on Denunciations keeps") && what.contains("Article 25"))
        _ = try await browser.post("/letters/new/what", [("title", "Thu sai"), ("body", "Ông X thu sai.")])
        _ = try await browser.post("/letters/new/where", [("area", "010")])
        let who = try await browser.get("/letters/new/who").body
        #expect(who.contains("your name, address and handwriting are kept secret"))
        #expect(!who.contains("the Law on Denunciations keeps"))
    }
}
