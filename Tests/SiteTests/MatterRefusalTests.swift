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

@testable import CasesWeb

/// Who may not, forms that are forged or tampered with, and texts that try to be more than texts.
@Suite struct MatterRefusalTests {
    static let fields: [(String, String)] = [
        ("text", "lời"), ("outcome", "resolved"), ("ground", "settled"), ("post", "1"), ("kind", "petition"),
        ("eligibility", "eligible"), ("competence", "own"), ("people", "1"), ("title", "a"), ("body", "b"),
        ("closure", "guided"), ("score", "3"), ("query", "commune-hb"), ("noNames", "yes"), ("noHouses", "yes"),
        ("question", "q"), ("answer", "a"), ("reason", "contactSender"), ("other", "1"),
    ]

    @Test("without the session's token, from another body, from another site: nothing is done, by any act")
    func strangers() async throws {
        let site = try await TestSite.make()
        let receipt = try await site.country.handIn()
        let address = "/desk/matters/\(receipt.matter)"
        let (own, other) = (
            try await FileVisit.signIn("ha", site, receipt.matter), TestBrowser(site)
        )
        _ = try await other.signIn("hb")
        let csrf = try #require(try await own.page().hidden("csrf"))
        let otherCSRF = try #require(try ParsedPage(try await other.get("/desk").body).hidden("csrf"))
        for act in OfferedAct.allCases {
            let path = act == .open ? "\(address)/letters/\(receipt.letter.key.id)/open" : "\(address)/\(act)"
            #expect(try await own.browser.post(path, Self.fields).status == 403, "\(act)")
            let crossed = try await own.browser.post(
                path, Self.fields + [("csrf", csrf)], headers: [.origin: "https://evil.example"])
            #expect(crossed.status == 403, "\(act)")
            let stranger = try await other.post(path, Self.fields + [("csrf", otherCSRF)])
            #expect(stranger.status == 404 && !stranger.body.contains("Nước tràn"), "\(act)")
        }
        for path in ["\(address)/fly", "\(address)/open", "/desk/matters/1-404/take", "\(address)/letters/404/open"] {
            #expect(
                try await own.browser.post(path, Self.fields + [("csrf", csrf)]).status == 404, "\(path)")
        }
        #expect(try await site.country.file(receipt.matter, for: "ha")?.timeline.count == 1)
    }

    @Test("whoever has not the power is told on the file, with everything typed")
    func powers() async throws {
        let site = try await TestSite.make()
        let country = site.country
        let receipt = try await country.handIn()
        let key = receipt.matter
        try await country.take(key, by: "ha-handler")
        let handler = try await FileVisit.signIn("ha-handler", site, key)
        let csrf = try #require(try await handler.page().hidden("csrf"))
        let typed = [("text", "Tôi tự ký.")]
        let answered = try await handler.browser.post(handler.address + "/answer", typed + [("csrf", csrf)])
        _ = try handler.check(answered, typed, 403, "a handler signs")
        try await handler.does(.submit, typed + [("outcome", "resolved")])
        #expect(
            try await handler.browser.post(
                handler.address + "/sign", [("csrf", csrf), ("draft", "1"), ("then", "issue")]
            ).status == 403)
        let page = try await handler.page()
        #expect(page.text.contains("Officer ha (head)"), "who signs is named")
        #expect(!FileVisit.acts(on: page, of: handler.address).contains(.sign))

        // The same official under two accounts is one person.
        _ = try await country.openAccount("ha2", like: "ha")
        let head = try await FileVisit.signIn("ha", site, key)
        try await head.does(.sign, [("then", "issue")])
        try await country.say(AllowPublication(receipt.letter.key, in: key, true), receipt.letter.key)
        try await head.does(
            .propose,
            [
                ("letter", receipt.letter.key.id.description), ("title", "Cống"), ("question", "Vỡ"), ("answer", "Sửa"),
                ("noNames", "yes"), ("noHouses", "yes"), ("looked", ""),
            ])
        let second = try await FileVisit.signIn("ha2", site, key)
        let secondPage = try await second.page()
        #expect(!FileVisit.acts(on: secondPage, of: second.address).contains(.publish))
        let token = try #require(secondPage.hidden("csrf"))
        let refused = try await second.browser.post(second.address + "/publish", [("csrf", token)])
        #expect(refused.status == 403)
        #expect(try await country.file(key, for: "ha")?.matter.board.isPublished == false)
    }

    @Test(
        "a form sent empty comes back with what is missing, for every act, in both languages",
        arguments: Locale.allCases)
    func empty(_ locale: Locale) async throws {
        let site = try await TestSite.make()
        let country = site.country
        for (name, bring) in OffersTests.stages {
            let receipt = try await OffersTests.begin(name, country)
            try await bring(country, receipt)
            let file = try #require(try await country.file(receipt.matter, for: "province-h"))
            for login in ["ha", "hb"] where try await country.file(receipt.matter, for: login) != nil {
                let visit = try await FileVisit.signIn(login, site, receipt.matter, in: locale)
                let acts = FileVisit.acts(on: try await visit.page(), of: visit.address)
                for act in [
                    .ask, .note, .submit, .answer, .uphold, .setAside, .returnDraft, .close, .offer, .invite,
                    .decline, .contribute, .assign, .classify, .split, .join, .part, .uninvite, .rate, .propose,
                    .void, .reissue, .addFiles,
                ]
                    as [OfferedAct] where acts.contains(act)
                {
                    let reply = try await visit.press(act)
                    #expect((400..<500).contains(reply.status), "\(name), \(act): \(reply.status)")
                    let page = try ParsedPage(reply.body)
                    #expect(page.faults == [], "\(name), \(act)")
                    #expect(page.element(id: "errors") != nil, "\(name), \(act)")
                }
            }
            let after = try #require(try await country.file(receipt.matter, for: "province-h"))
            #expect(after.timeline.count == file.timeline.count, "\(name)")
        }
    }

    @Test("a field that is not of the list, or not in force on the day, is refused")
    func fields() async throws {
        let site = try await TestSite.make()
        let receipt = try await site.country.handIn()
        let visit = try await FileVisit.signIn("ha", site, receipt.matter)
        let rest = [("kind", "feedback"), ("eligibility", "eligible"), ("competence", "own"), ("people", "1")]
        #expect(try await visit.press(.classify, rest + [("field", "witchcraft")]).status == 422)
        #expect(try await visit.press(.classify, rest + [("field", "water"), ("people", "0")]).status == 422)
        // An act of a day before the list began.
        let field = try #require(ProjectFiles.fields.field("water", on: site.country.clock.today))
        let officer = site.country.officer("ha").id
        let act = ClassifyLetter(
            receipt.letter, as: .feedback, in: field, Classification(),
            settledBy: try TypedText("", field: "settled", mayBeEmpty: true), promise: nil, by: officer)
        await #expect(throws: ProcedureError.self) {
            try await site.country.performer.asOf(field.from.adding(-1)).perform(act, by: .officer(officer))
        }
        try await visit.does(.classify, rest + [("field", "water")])
    }

    @Test("a text is a text: markup in any field is shown as it was typed and never read", arguments: Locale.allCases)
    func markup(_ locale: Locale) async throws {
        let site = try await TestSite.make()
        let country = site.country
        let evil = #"<script>alert(1)</script>"'><img src=x onerror=alert(2)>&amp;"#
        let receipt = try await country.handIn(TestCountry.typed(title: evil, body: evil))
        let (key, letter) = (receipt.matter, receipt.letter.key)
        let head = try await FileVisit.signIn("ha", site, key, in: locale)
        func look(_ query: String = "") async throws {
            let body = try await head.browser.get(head.address + query).body
            let page = try ParsedPage(body)
            #expect(page.faults == [] && page.all("script").isEmpty && page.all("img").isEmpty)
            #expect(!body.contains("<script") && !body.contains("<img"))
        }
        try await head.does(.note, [("text", evil)])
        try await head.does(
            .classify,
            [
                ("kind", "feedback"), ("eligibility", "eligible"), ("competence", "own"), ("people", "2"),
                ("settled", evil),
            ])
        try await head.does(.take)
        try await head.does(.ask, [("text", evil)])
        try await country.say(ReplyToQuestion(letter, in: key, try TestCountry.text(evil)), letter)
        try await head.does(.invite, [("query", "commune-hb"), ("text", evil)])
        try await head.does(.offer, [("query", "commune-hb"), ("text", evil)])
        try await FileVisit.signIn("hb", site, key).press(.decline, [("text", evil)]).isSeen()
        let draft = [("text", evil), ("outcome", "resolved")]
        let preview = try await head.press(.submit, draft + [("preview", "yes")])
        #expect(!preview.body.contains("<script") && !preview.body.contains("<img"))
        try await head.does(.submit, draft)
        try await look()
        try await head.does(.returnDraft, [("text", evil)])
        try await look("?act=answer&template=answer-done&letter=\(letter.id)")
        try await look("?act=%3Cscript%3E&template=%3Cscript%3E&letter=%3Cscript%3E&done=%3Cscript%3E")
        try await head.does(.answer, draft)
        try await country.say(AllowPublication(letter, in: key, true), letter)
        let unticked = try await head.press(
            .propose, [("letter", letter.id.description), ("title", evil), ("question", evil), ("answer", evil)])
        #expect(unticked.status == 422 && !unticked.body.contains("<script") && !unticked.body.contains("<img"))
        let text = try TestCountry.text(evil)
        _ = try await country.act("ha") {
            ProposePublication(key, letter: letter.id, title: text, question: text, answer: text, by: $0)
        }
        try await look()
        try await country.say(ContestAnswer(letter, in: key, text, promise: nil), letter)
        try await look()
        let gone = try await head.browser.post(
            head.address + "/ask", [("csrf", try #require(try await head.page().hidden("csrf"))), ("text", evil)])
        #expect(gone.status == 409 && !gone.body.contains("<script") && gone.body.contains("&lt;script"))
    }

    @Test("a template begins the text, in the language of the page, with what is known of the matter")
    func templates() async throws {
        let site = try await TestSite.make()
        let receipt = try await site.country.handIn()
        try await site.country.take(receipt.matter, by: "ha")
        for locale in Locale.allCases {
            let visit = try await FileVisit.signIn("ha", site, receipt.matter, in: locale)
            let page = try await visit.page()
            let link = try #require(
                page.links.first { $0.contains("template=answer-done") && $0.contains("act=submit") })
            let chosen = try ParsedPage(try await visit.browser.get(String(link.prefix { $0 != "#" })).body)
            let text = try #require(chosen.element(id: "submit-text")).text
            #expect(text.contains(receipt.letter.code.description) && text.contains("Cống vỡ trước nhà"))
            #expect(!text.contains("{") && text.contains(locale == .vi ? "Kính gửi" : "Dear"))
            #expect(chosen.element(id: "do-submit")?.attributes["open"] == "open")
        }
    }

    @Test("every code of every family of texts of the file has a text in both languages")
    func families() {
        var keys = OfferedAct.allCases.flatMap { [MatterMessages.act($0), MatterMessages.does($0)] }
        keys +=
            Eligibility.allCases.map(MatterMessages.eligibility) + Competence.allCases.map(MatterMessages.competence)
        keys += SetAsideGround.allCases.map(MatterMessages.ground) + Kind.allCases.map(MatterMessages.kindMeaning)
        keys += (1...5).map(FollowMessages.score)
        for key in keys {
            for locale in Locale.allCases {
                #expect(ProjectFiles.catalogue.text(key.name, in: locale) != nil, "\(locale) \(key)")
            }
        }
    }

    @Test("pieces that may tell who the sender is are found; plain words and days are not")
    func fragments() {
        func find(_ text: String) -> [String] { TellingFragments.find(text) }
        #expect(find("Nhà bà Nguyễn Thị Lan ở số 12 ngõ 35.") == ["Nguyễn Thị Lan", "số 12", "ngõ 35"])
        #expect(find("Gọi 0912345678, thư lan@vidu.vn") == ["0912345678", "lan@vidu.vn"])
        #expect(find("Hộ ông Trần Văn Bình, Lê Hoa") == ["Trần Văn Bình", "Lê Hoa"])
        #expect(find("Nước tràn ra đường từ 3 hôm nay. Đã thay nắp cống.") == [])
    }
}

extension Reply {
    /// The act was done.
    fileprivate func isSeen() { #expect(status == 303) }
}
