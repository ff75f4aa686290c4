import Cases
import Identity
import Kernel
import Language
import Registry
import Storage
import TestKit
import TestKitWeb
import Testing
import Vault

/// What a sender sees and does with code and PIN.
@Suite struct FollowTests {
    private func reading(_ browser: TestBrowser) async throws -> ParsedPage {
        let page = try ParsedPage(try await browser.get("/follow/letter").body)
        #expect(page.faults == [])
        return page
    }

    @Test("the page shows the sender's own words, the last event with its day, who has it and what is owed")
    func page() async throws {
        let site = try await TestSite.make()
        let story = SenderStory(site)
        let (lan, receipt) = try await story.begin(
            .vi, TestCountry.typed(body: "Gọi tôi: 0912 345 678.", sender: .init(phone: "0912345678")))
        var page = try await reading(lan)
        #expect(page.text.contains("0912 345 678"), "the own words, not the masked ones")
        #expect(page.text.contains("20/11/2026") && page.text.contains("UBND xã Hà Nội a"))
        #expect(page.text.contains("Bạn có thể làm gì"))
        try await story.ask(receipt.matter)
        page = try await reading(lan)
        #expect(page.text.contains("Ở số nhà nào?") && page.actions.contains("/follow/reply"))
    }

    @Test("no state is shown without a day, also when no clock runs any more")
    func alwaysADay() async throws {
        let site = try await TestSite.make()
        let receipt = try await site.country.handIn(TestCountry.typed(area: "011"))
        try await site.country.take(receipt.matter, by: "hb")
        let lan = try await SenderStory(site).open(receipt.letter, .en)
        let page = try await reading(lan)
        #expect(page.text.contains("Since Friday, 20 November 2026."))
        #expect(page.text.contains("has not published a promise") || page.text.contains("has not promised one"))
    }

    @Test("question, reply, answer, rating, contest and second answer, each by its form and with its token")
    func wholeWay() async throws {
        let site = try await TestSite.make()
        let story = SenderStory(site)
        let (lan, receipt) = try await story.begin()
        try await story.ask(receipt.matter)
        #expect(try await lan.post("/follow/reply", [("text", "Số 12")]).status == 403)
        let empty = try await story.post("/follow/reply", [("text", " ")], lan)
        #expect(empty.status == 422)
        #expect(try ParsedPage(empty.body).links.contains("#text"))
        let long = String(repeating: "ă", count: Words.limit + 1)
        let tooLong = try await story.post("/follow/reply", [("text", long)], lan)
        #expect(tooLong.status == 422 && tooLong.body.contains(long))
        #expect(
            try await story.post("/follow/reply", [("text", "Số 12")], lan).location == "/follow/letter?done=replied")
        #expect(try await reading(lan).text.contains("Số 12"))
        // Sent again from another tab: said on the page, with the words still there or plainly refused.
        #expect(try await story.post("/follow/reply", [("text", "Số 13")], lan).status == 409)

        try await site.country.answer(receipt.matter, by: "ha", text: "Đã thay <nắp>.")
        var page = try await reading(lan)
        #expect(page.text.contains("Đã thay <nắp>.") && page.actions.contains("/follow/contest"))
        #expect(try await story.post("/follow/rate", [("comment", "Tạm")], lan).status == 422)
        #expect(
            try await story.post("/follow/rate", [("score", "4"), ("comment", "Tốt")], lan).location
                == "/follow/letter?done=rated")
        page = try await reading(lan)
        #expect(!page.actions.contains("/follow/rate") && page.text.contains("4/5"))
        #expect(
            try await story.post("/follow/contest", [("text", "Chưa thay.")], lan).location
                == "/follow/letter?done=contested")
        #expect(try await reading(lan).text.contains("Chưa thay."))
        try await story.act { ReopenMatter(receipt.matter, by: $0) }
        try await site.country.answer(receipt.matter, by: "ha", text: "Thay rồi.")
        site.country.clock.move(to: site.country.clock.today.adding(31))
        let late = try await story.open(receipt.letter)
        #expect(try await !reading(late).actions.contains("/follow/contest"))
        #expect(try await story.post("/follow/contest", [("text", "Muộn")], late).status == 409)
    }

    @Test("a letter is withdrawn after one more question, and not with another letter's cookie")
    func withdraw() async throws {
        let site = try await TestSite.make()
        let story = SenderStory(site)
        let (lan, receipt) = try await story.begin()
        let (binh, other) = try await story.begin()
        let csrf = try #require(try await reading(lan).hidden("csrf"))
        #expect(try await binh.post("/follow/withdraw", [("csrf", csrf)]).status == 403)
        #expect(try await TestBrowser(site).post("/follow/withdraw", [("csrf", csrf)]).location == "/follow")
        let page = try ParsedPage(try await lan.get("/follow/withdraw").body)
        #expect(page.faults == [] && page.actions.contains("/follow/withdraw"))
        #expect(try await lan.post("/follow/withdraw", [("csrf", csrf)]).location == "/follow/letter?done=withdrawn")
        #expect(try await lan.get("/follow/withdraw").location == "/follow/letter")
        #expect(try await site.country.file(receipt.matter, for: "ha")?.matter.procedure.closure == .withdrawn)
        #expect(try await site.country.file(other.matter, for: "ha")?.matter.procedure.stage == .received)
    }

    @Test("what was being written when the letter closed is still there once it is opened again")
    func closed() async throws {
        let site = try await TestSite.make()
        let story = SenderStory(site)
        let (lan, receipt) = try await story.begin()
        try await story.ask(receipt.matter)
        let csrf = try #require(try await reading(lan).hidden("csrf"))
        site.country.clock.move(seconds: 1801)
        let late = try await lan.post("/follow/reply", [("csrf", csrf), ("text", "Ở ngõ 35, số 12")])
        #expect(late.status == 403 && late.body.contains("Ở ngõ 35, số 12"))
        let pin = PINText.of(receipt.letter)
        let fields = [("code", receipt.letter.code.description), ("text", "Ở ngõ 35, số 12")]
        let wrong = try await lan.post("/follow", fields + [("pin", "1")])
        #expect(wrong.status == 422 && wrong.body.contains("Ở ngõ 35, số 12"))
        let again = try await lan.post("/follow", fields + [("pin", pin)])
        let page = try ParsedPage(again.body)
        #expect(again.status == 200 && page.element(id: "text")?.text.contains("Ở ngõ 35, số 12") == true)
        #expect(try await story.post("/follow/reply", [("text", "Ở ngõ 35, số 12")], lan).status == 303)
    }

    @Test("the parts of a letter open by the same pass, and no other letter does")
    func parts() async throws {
        let site = try await TestSite.make()
        let story = SenderStory(site)
        let (lan, receipt) = try await story.begin()
        let (_, stranger) = try await story.begin()
        let body = try #require(site.country.directory.organization(receipt.organization))
        let draft = LetterDraft(
            partOf: receipt.letter, .petition, title: try TypedText("Xin đèn đường", field: "title"),
            body: try TypedText(TestCountry.typed().body, field: "body"))
        try await story.act { SplitLetter(receipt.letter, part: draft, at: body, by: $0) }
        let page = try await reading(lan)
        let part = try #require(page.hidden("letter"))
        #expect(try await story.post("/follow/part", [("letter", stranger.letter.key.description)], lan).status == 404)
        #expect(try await story.post("/follow/part", [("letter", part)], lan).location == "/follow/letter")
        let opened = try await reading(lan)
        #expect(opened.text.contains("Xin đèn đường"))
        // And back to the whole.
        #expect(opened.hidden("letter") == receipt.letter.key.description)
        _ = try await story.post("/follow/part", [("letter", receipt.letter.key.description)], lan)
        #expect(try await reading(lan).text.contains("Cống vỡ trước nhà"))
    }
}

/// The public board.
@Suite struct BoardTests {
    @Test("an item shows its extract and nothing of the letter; the sender takes it off everywhere at once")
    func withdrawnEverywhere() async throws {
        let site = try await TestSite.make()
        let story = SenderStory(site)
        let item = try await story.publish(title: "Cống phố A đã thay", field: "drainage")
        let anyone = TestBrowser(site)
        let page = try await anyone.get("/board/\(item)")
        #expect(page.status == 200 && page.body.contains("Nước tràn &lt;đường&gt;."))
        #expect(!page.body.contains("Tên thật") && page.body.contains("Thoát nước"))
        #expect(try await anyone.get("/").body.contains("Cống phố A đã thay"))
        #expect(try await anyone.get("/board?field=drainage").body.contains("Cống phố A đã thay"))
        #expect(try await !anyone.get("/board?field=roads").body.contains("Cống phố A đã thay"))
        let matter = try await story.matter(of: item)
        let letter = try #require(try await site.country.file(matter, for: "ha")?.letters.first?.letter)
        let lan = try await story.open(letter)
        #expect(
            try await story.post("/follow/consent", [("consent", "no")], lan).location == "/follow/letter?done=refused")
        for path in ["/", "/board", "/board?field=drainage"] {
            #expect(try await !anyone.get(path).body.contains("Cống phố A đã thay"), "\(path)")
        }
        let gone = try await anyone.get("/board/\(item)")
        let never = try await anyone.get("/board/\(item.home.slot)-77")
        // The links to other languages name the address; nothing else differs.
        #expect(gone.status == 404 && gone.body.replacing("\(item)", with: "1-77") == never.body)
        #expect(
            try await story.post("/follow/consent", [("consent", "yes")], lan).location == "/follow/letter?done=allowed"
        )
        #expect(try await anyone.get("/board/\(item)").status == 404, "only officers put it on again")
    }

    @Test("pages follow each other without a gap, and a place shows its own")
    func pages() async throws {
        let site = try await TestSite.make()
        let story = SenderStory(site)
        for number in 0..<23 {
            _ = try await story.publish(title: "Việc số \(number).", area: number.isMultiple(of: 2) ? "010" : "011")
        }
        let anyone = TestBrowser(site)
        func titles(_ page: ParsedPage) -> [String] { page.all("a").map(\.text).filter { $0.hasPrefix("Việc số") } }
        let first = try ParsedPage(try await anyone.get("/board").body)
        let next = try #require(first.links.first { $0.contains("after=") })
        let second = try ParsedPage(try await anyone.get(next).body)
        let all = titles(first) + titles(second)
        #expect(titles(first).count == 20 && all.count == 23 && Set(all).count == 23)
        let place = try ParsedPage(try await anyone.get("/board?place=xa+ha+noi+b").body)
        #expect(titles(place).count == 11)
        #expect(try await anyone.get("/board?after=nonsense").status == 200)
    }
}
