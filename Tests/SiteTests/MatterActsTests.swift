import Acts
import Cases
import HTTPTypes
import Kernel
import Language
import Registry
import Storage
import TestKit
import TestKitWeb
import Testing

/// Every act of officers by its form, as a browser without scripts sends it.
@Suite struct MatterActsTests {
    @Test("from taking to the second answer, the board and the rating", arguments: Locale.allCases)
    func wholeWay(_ locale: Locale) async throws {
        let site = try await TestSite.make()
        let country = site.country
        let receipt = try await country.handIn()
        let (key, letter) = (receipt.matter, receipt.letter.key)
        func visit(_ login: String) async throws -> FileVisit { try await .signIn(login, site, key, in: locale) }
        let (handler, reception) = (try await visit("ha-handler"), try await visit("ha-reception"))
        let (head, above) = (try await visit("ha"), try await visit("province-h"))

        try await reception.does(
            .classify,
            [
                ("kind", "petition"), ("field", "drainage"), ("eligibility", "eligible"), ("competence", "own"),
                ("people", "3"), ("settled", "UBND tỉnh"),
            ])
        var file = try #require(try await country.file(key, for: "ha"))
        #expect(file.matter.kind == .petition && file.letters[0].letter.facts.classification.field == "drainage")
        #expect(file.letters[0].letter.settledBy == "UBND tỉnh")
        let post = try #require(file.posts.first { $0.post.role == .handler }).post.id
        try await reception.does(.assign, [("post", post.description)])
        try await handler.does(.ask, [("text", "Ở số nhà nào?")])
        try await handler.does(.resume)
        try await handler.does(.ask, [("text", "Từ ngày nào?")])
        try await country.say(ReplyToQuestion(letter, in: key, try TestCountry.text("Từ hôm kia.")), letter)
        try await handler.does(.note, [("text", "Đã gọi đội thoát nước.")])

        let draft = [("text", "Sẽ thay nắp cống trước 30/11."), ("outcome", "partly")]
        let preview = try await handler.press(.submit, draft + [("preview", "yes")])
        let shown = try handler.check(preview, draft, 200, "preview")
        #expect(shown.all("blockquote").contains { $0.text.contains("Sẽ thay nắp cống") })
        #expect(try await country.file(key, for: "ha")?.matter.procedure.stage == .taken)
        try await handler.does(.submit, draft)
        try await head.does(.returnDraft, [("text", "Ghi rõ ai làm.")])
        try await handler.does(.submit, [("text", "Đội thoát nước thay ngày 30/11."), ("outcome", "resolved")])
        #expect(try await head.page().text.contains("Đội thoát nước thay ngày 30/11."))
        try await head.does(.sign, [("then", "issue")])
        file = try #require(try await country.file(key, for: "ha"))
        #expect(file.answers.map(\.text) == ["Đội thoát nước thay ngày 30/11."])
        let page = try await head.page()
        for text in ["Ở số nhà nào?", "Từ hôm kia.", "Đã gọi đội", "Ghi rõ ai làm.", "Officer ha-handler"] {
            #expect(page.text.contains(text), "\(text)")
        }

        try await reception.does(.rate, [("letter", letter.id.description), ("score", "2")])
        #expect(try await head.page().text.contains("Officer ha-reception"))
        try await country.say(
            ContestAnswer(letter, in: key, try TestCountry.text("Chưa thay."), promise: nil), letter)
        try await handler.does(.uphold, [("text", "Đã thay hôm qua.")])
        try await handler.does(.returnDraft, [("text", "Tôi rút lại.")])
        try await head.does(.reopen)
        try await head.does(.answer, [("text", "Đã thay nắp cống mới."), ("outcome", "resolved")])

        try await country.say(AllowPublication(letter, in: key, true), letter)
        let extract = [
            ("letter", letter.id.description), ("title", "Cống vỡ"), ("question", "Nước tràn ra đường."),
            ("answer", "Đã thay nắp cống."),
        ]
        let agreed = [("noNames", "yes"), ("noHouses", "yes")]
        try await head.refuses(.propose, extract, 422)
        // What the page had not shown yet comes back once.
        let telling = extract.dropLast() + [("answer", "Ông Trần Văn Bình ở số 12 báo 0912345678.")]
        let warned = try await head.refuses(.propose, Array(telling) + agreed, 422)
        for piece in ["Trần Văn Bình", "số 12", "0912345678"] { #expect(warned.text.contains(piece), "\(piece)") }
        let form = try head.form(.propose, on: warned)
        #expect(try await head.browser.post(form.action, form.fields + telling + agreed).status == 303)
        try await head.does(.unpublish)
        let quiet = try await head.press(.propose, extract + agreed + [("looked", "")])
        #expect(quiet.status == 303)
        try await above.does(.publish)
        #expect(try await country.file(key, for: "ha")?.matter.board.isPublished == true)
        try await handler.does(.unpublish)
    }

    @Test("passing on, taking part, splitting, joining, ending and restoring, setting aside, stepping aside")
    func otherWays() async throws {
        let site = try await TestSite.make()
        let country = site.country
        let receipt = try await country.handIn(
            TestCountry.typed(title: "Cống vỡ ngõ 35", body: "Cống vỡ.\nTôi khiếu nại quyết định phạt."))
        let twin = try await country.handIn(TestCountry.typed(title: "Cống vỡ đầu ngõ 35"))
        let third = try await country.handIn(TestCountry.typed(title: "Đèn đường"))
        let key = receipt.matter
        let head = try await FileVisit.signIn("ha", site, key)
        let reception = try await FileVisit.signIn("ha-reception", site, key)
        let other = try await FileVisit.signIn("hb", site, key)
        let hb = try #require(country.directory.organization(country.officer("hb").organization))

        // Many bodies have the words: the page comes back to choose. One has them: it is that one.
        let many = try await head.refuses(.offer, [("query", "ha noi"), ("text", "Bên kia.")], 422)
        #expect(many.all("input").contains { $0.attributes["value"] == hb.code })
        let searched = try await head.press(.offer, [("query", "ha noi"), ("text", "Bên kia."), ("find", "yes")])
        _ = try head.check(searched, [("query", "ha noi"), ("text", "Bên kia.")], 200, "find")
        try await head.refuses(.offer, [("query", "không đâu"), ("text", "Bên kia.")], 422)
        try await head.refuses(.offer, [("query", "commune-hb"), ("text", "")], 422)
        try await head.does(.offer, [("query", "xa ha noi b"), ("text", "Bên kia.")])
        try await head.does(.recall)
        try await head.does(.offer, [("body", hb.code), ("query", "ha noi"), ("text", "Bên kia.")])
        let declined = try await other.press(.decline, [("text", "Không phải.")])
        #expect(declined.location == "/desk?done=outOfSight")
        #expect(try await other.browser.follow(declined).status == 200)
        try await head.does(.invite, [("query", "commune-hb"), ("text", "Xin số liệu.")])
        try await other.does(.contribute, [("body", hb.id.description), ("text", "Số liệu đây.")])
        #expect(try await head.page().text.contains("Số liệu đây."))
        try await head.does(.uninvite, [("body", hb.id.description)])

        try await reception.refuses(
            .split, [("kind", "complaint"), ("title", "Phạt"), ("body", "Lời cán bộ tự viết.")], 422)
        let split = try await reception.does(
            .split, [("kind", "complaint"), ("title", "Quyết định phạt"), ("body", "Tôi khiếu nại quyết định phạt.")])
        #expect(split.location?.hasPrefix(head.address) == false)

        let choices = try await head.page().all("input").compactMap { $0.attributes["value"] }
        #expect(choices.contains(twin.matter.description) && !choices.contains(third.matter.description))
        try await head.refuses(.join, [("code", "012Y-0000-000")], 422)
        try await head.does(.join, [("other", twin.matter.description)])
        try await head.does(.join, [("code", third.letter.code.description.lowercased())])
        var file = try #require(try await country.file(key, for: "ha"))
        #expect(file.letters.count == 3)
        // The same duty is shown once, and says to which letters it is owed.
        let clocks = try await head.page().elements.filter { $0.attributes["class"] == "clock" }
        let alike = Set(file.matter.clocks.map { "\($0.deadline) \($0.state)" })
        #expect(clocks.count == alike.count && clocks.count < file.matter.clocks.count)
        #expect(clocks.contains { $0.text.contains("Của 2 thư") || $0.text.contains("Của 3 thư") })
        for (letter, _) in file.letters {
            #expect(clocks.contains { $0.text.contains(letter.code.description) }, "\(letter.code)")
        }
        #expect(try await head.page("?letter=\(third.letter.key.id)").text.contains("Đèn đường"))
        try await head.does(.part, [("other", third.matter.id.description)])

        try await head.does(.close, [("closure", "guided"), ("text", "Xin gửi Sở Xây dựng.")])
        try await head.does(.restore)
        try await head.does(.take)
        try await head.refuses(.setAside, [("ground", "settled"), ("text", "lời lẽ thô tục")], 422)
        try await head.does(.setAside, [("ground", "settled"), ("text", "cống vỡ ngõ 35")])
        #expect(!FileVisit.acts(on: try await head.page(), of: head.address).contains(.sign))
        try await FileVisit.signIn("province-h", site, key).does(.sign, [("then", "issue")])
        file = try #require(try await country.file(key, for: "ha"))
        #expect(file.matter.procedure.closure == .setAside)
        try await head.does(.restore)
        try await head.does(.offer, [("body", hb.code), ("text", "Bên kia.")])
        try await other.does(.accept)
        #expect(!FileVisit.acts(on: try await other.page(), of: other.address).contains(.stepAside))
        let above = try await FileVisit.signIn("province-h", site, key)
        try await above.does(.stepAside)
        #expect(try await above.browser.get(above.address).status == 404)
    }

    @Test("a file that came with a letter opens to its handler, whole and with a trace, and to nobody else")
    func files() async throws {
        let site = try await TestSite.make()
        let lan = TestBrowser(site)
        try await lan.answerQuestions(title: "Cống vỡ có ảnh")
        _ = try await lan.upload("/letters/new/files", [("go", "add")], files: [("ảnh cống.pdf", "%PDF-1.7 cống vỡ")])
        _ = try await lan.post("/letters", [])
        let key = try #require(
            try await site.country.store.read { tx in
                try EventTable.subjects(Subjects.Matter.self, after: nil, limit: 1, tx).first
            })
        let letter = try #require(try await site.country.file(key, for: "ha")).letters[0].letter.key.id
        let (ha, handler) = (TestBrowser(site), TestBrowser(site))
        let csrf = try #require(ParsedPage(try await ha.signIn("ha").body).hidden("csrf"))
        let others = try #require(ParsedPage(try await handler.signIn("ha-handler").body).hidden("csrf"))
        let open = "/desk/matters/\(key)/letters/\(letter)/open"
        try await site.country.take(key, by: "ha")
        let original = try await ha.post(open, [("csrf", csrf), ("reason", "verifyContent")])
        let page = try ParsedPage(original.body)
        #expect(original.body.contains("ảnh cống.pdf"))
        let action = try #require(
            page.all("form").compactMap { $0.attributes["action"] }.first { $0.contains("/files/") })
        let file = try await ha.post(action, [("csrf", csrf), ("reason", "verifyContent")])
        #expect(file.status == 200 && file.body == "%PDF-1.7 cống vỡ")
        #expect(try await ha.post(action, [("reason", "verifyContent")]).status == 403)
        let refused = try await handler.post(action, [("csrf", others), ("reason", "verifyContent")])
        #expect(refused.status == 403 && !refused.body.contains("%PDF"))
        let opened = try #require(try await site.country.file(key, for: "ha")).timeline.filter {
            $0.code == "letter.open"
        }
        #expect(opened.count == 2, "each opening leaves its trace")
    }

    @Test("the original opens for a reason, and opening it again leaves its trace again")
    func opening() async throws {
        let site = try await TestSite.make()
        let receipt = try await site.country.handIn()
        try await site.country.take(receipt.matter, by: "ha")
        let head = try await FileVisit.signIn("ha", site, receipt.matter)
        let form = try head.form(.open, on: try await head.page())
        for count in 1...2 {
            let reply = try await head.browser.post(form.action, form.fields + [("reason", "verifyContent")])
            #expect(reply.status == 200 && reply.body.contains("Nước tràn"))
            let opened = try await site.country.file(receipt.matter, for: "ha")?.timeline.filter {
                $0.code == OpenOriginal.code
            }
            #expect(opened?.count == count)
        }
        // What was opened meanwhile does not make the page stale.
        let page = try await head.page()
        _ = try await head.browser.post(form.action, form.fields + [("reason", "verifyContent")])
        let note = try head.form(.note, on: page)
        #expect(try await head.browser.post(note.action, note.fields + [("text", "x")]).status == 303)
        #expect(try await head.browser.post(form.action, form.fields + [("reason", "envy")]).status == 400)
    }

    @Test("a form sent twice is one act; a page that is stale, by others or by a day, does nothing and says so")
    func onceAndFresh() async throws {
        let site = try await TestSite.make()
        let country = site.country
        let receipt = try await country.handIn()
        let key = receipt.matter
        let (head, handler) = (
            try await FileVisit.signIn("ha", site, key), try await FileVisit.signIn("ha-handler", site, key)
        )
        let note = try head.form(.note, on: try await head.page())
        for _ in 1...2 {
            #expect(try await head.browser.post(note.action, note.fields + [("text", "một lần")]).status == 303)
        }
        #expect(try await country.file(key, for: "ha")?.words.count == 1)
        let changed = try await head.browser.post(note.action, note.fields + [("text", "lời khác")])
        _ = try head.check(changed, [("text", "lời khác")], 409, "back, changed, sent again")

        let stale = try head.form(.close, on: try await head.page())
        try await handler.does(.take)
        let typed = [("closure", "guided"), ("text", "Xin gửi nơi khác.")]
        let refused = try await head.browser.post(stale.action, stale.fields + typed)
        let page = try head.check(refused, typed, 409, "stale")
        let again = try head.form(.close, on: page)
        #expect(try await country.file(key, for: "ha")?.matter.procedure.stage == .taken)
        #expect(try await head.browser.post(again.action, again.fields + typed).status == 303)

        // Taken by two at once, the second one's typed text stands on the file although its form is gone.
        let gone = try await head.browser.post(
            head.address + "/answer", [("csrf", again.fields[0].1), ("text", "Viết nhầm chỗ")])
        #expect(gone.status == 409 && gone.body.contains("Viết nhầm chỗ"))

        // A day passes between page and press: the lapse is recorded, and the act is done.
        let late = try await country.handIn()
        let visit = try await FileVisit.signIn("ha", site, late.matter)
        let take = try visit.form(.take, on: try await visit.page())
        country.clock.move(to: country.clock.today.adding(30))
        _ = try await visit.browser.signIn("ha")
        let csrf = try #require(try await visit.page().hidden("csrf"))
        #expect(try await visit.browser.post(take.action, take.fields + [("csrf", csrf)]).status == 303)
    }

    @Test("only the draft and the extract that were shown are signed and published")
    func seen() async throws {
        let site = try await TestSite.make()
        let country = site.country
        let receipt = try await country.handIn()
        let key = receipt.matter
        try await country.take(key, by: "ha-handler")
        let (head, handler) = (
            try await FileVisit.signIn("ha", site, key), try await FileVisit.signIn("ha-handler", site, key)
        )
        try await handler.does(.submit, [("text", "Bản một."), ("outcome", "resolved")])
        let sign = try head.form(.sign, on: try await head.page())
        try await handler.does(.returnDraft, [("text", "Sai.")])
        try await handler.does(.submit, [("text", "Bản hai."), ("outcome", "resolved")])
        #expect(try await head.browser.post(sign.action, sign.fields + [("then", "issue")]).status == 409)
        // Even without the page's own mark, the draft's number is held to.
        #expect(
            try await head.browser.post(
                sign.action, sign.fields.filter { $0.0 != "page" } + [("then", "issue")]
            ).status == 409)
        #expect(try await country.file(key, for: "ha")?.answers.isEmpty == true)
        try await head.does(.sign, [("then", "issue")])
        try await country.say(AllowPublication(receipt.letter.key, in: key, true), receipt.letter.key)
        let text = try TestCountry.text("Cống")
        func propose() async throws {
            _ = try await country.act("ha") {
                ProposePublication(
                    key, letter: receipt.letter.key.id, title: text, question: text, answer: text, by: $0)
            }
        }
        try await propose()
        let above = try await FileVisit.signIn("province-h", site, key)
        let publish = try above.form(.publish, on: try await above.page())
        _ = try await country.act("ha") { UnpublishExtract(key, by: $0) }
        try await propose()
        let old = try await above.browser.post(publish.action, publish.fields.filter { $0.0 != "page" })
        #expect(old.status == 409)
        #expect(try await country.file(key, for: "ha")?.matter.board.isPublished == false)
    }
}
