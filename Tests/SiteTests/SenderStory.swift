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

/// A letter, the browser of its sender, and what officers do with it.
struct SenderStory {
    let site: TestSite

    init(_ site: TestSite) { self.site = site }

    /// A letter that its sender has opened.
    func begin(
        _ locale: Locale = .vi, _ typed: LetterDraft.Typed = TestCountry.typed()
    ) async throws -> (TestBrowser, Receipt) {
        let receipt = try await site.country.handIn(typed)
        return (try await open(receipt.letter, locale), receipt)
    }

    func open(_ letter: Letter, _ locale: Locale = .vi) async throws -> TestBrowser {
        let browser = TestBrowser(site, language: locale)
        let pin = PINText.of(letter)
        let reply = try await browser.follow(code: letter.code.description, pin: pin)
        #expect(reply.status == 200)
        return browser
    }

    /// Posts one of the forms of the letter's page, with its token.
    func post(_ path: String, _ fields: [(String, String)], _ browser: TestBrowser) async throws -> Reply {
        let page = try ParsedPage(try await browser.get("/follow/letter").body)
        return try await browser.post(path, [("csrf", try #require(page.hidden("csrf")))] + fields)
    }

    func act<A: Act>(_ login: String = "ha", _ make: (AccountID) throws -> A) async throws {
        let officer = site.country.officer(login).id
        _ = try await site.country.performer.perform(try make(officer), by: .officer(officer))
    }

    func ask(_ matter: MatterKey, _ question: String = "Ở số nhà nào?") async throws {
        try await site.country.take(matter, by: "ha")
        try await act { AskSender(matter, question: try TypedText(question, field: "text"), by: $0) }
    }

    /// An answered matter that two officers have put on the board; returns the number of its item.
    func publish(title: String, area: String = "010", field: String? = nil) async throws -> PublicationKey {
        var typed = TestCountry.typed(area: area, title: "Tên thật của thư")
        typed.consent = true
        typed.field = field
        let login = ["010": "ha", "011": "hb", "012": "hc"][area] ?? "ha"
        let receipt = try await site.country.handIn(typed)
        let matter = receipt.matter
        try await site.country.take(matter, by: login)
        try await site.country.answer(matter, by: login)
        try await act(login) {
            ProposePublication(
                matter, letter: receipt.letter.key.id, title: try TypedText(title, field: "title"),
                question: try TypedText("Nước tràn <đường>.", field: "question"),
                answer: try TypedText("Đã sửa.", field: "answer"), by: $0)
        }
        try await act("province-h") { PublishExtract(matter, by: $0) }
        return try await site.country.store.read { tx in
            let items = try BoardList.page(tx).items
            return try #require(items.first { $0.title == title }).key
        }
    }

    /// The matter that an item of the board is about.
    func matter(of item: PublicationKey) async throws -> MatterKey {
        try await site.country.store.read { tx in
            let row = try tx.first("select matter from publication where id = \(item.id) order by home") { row in
                try row(0) as MatterID
            }
            return MatterKey(item.home, try #require(row))
        }
    }
}

enum PINText {
    static func of(_ letter: Letter) -> String {
        PIN(of: letter.pinLetter, version: letter.pinVersion, under: TestCountry.keys.pin).description
    }
}
