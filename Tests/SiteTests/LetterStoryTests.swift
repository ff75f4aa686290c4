import Acts
import Cases
import HTTPTypes
import Kernel
import Language
import TestKit
import TestKitWeb
import Testing

/// Bà Lan reports a broken drain; the officer of her commune takes it and answers; she reads the answer.
@Suite struct LetterStoryTests {
    @Test("the whole way, on pages without JavaScript", arguments: Locale.allCases)
    func wholeWay(_ locale: Locale) async throws {
        let site = try await TestSite.make()
        let lan = TestBrowser(site, language: locale)

        let handedIn = try await lan.handIn(
            title: "Cống vỡ", body: "Nước tràn ra đường.\r\nTôi là Lê Thị Lan.",
            sender: [("who", "person"), ("name", "Lê Thị Lan"), ("phone", "0912 345 678")])
        #expect(handedIn.status == 303)
        let receipt = try ParsedPage(try await lan.follow(handedIn).body)
        let code = try #require(receipt.element(id: "code")?.text)
        let pin = try #require(receipt.element(id: "pin")?.text)

        // The same button again is the same letter.
        let again = try ParsedPage(try await lan.follow(try await lan.post("/letters", [])).body)
        #expect(again.element(id: "code")?.text == code)

        let ha = TestBrowser(site, language: locale)
        let desk = try ParsedPage(try await ha.signIn("ha").body)
        let link = try #require(desk.links.first { $0.hasPrefix("/desk/matters/") })
        var file = try ParsedPage(try await ha.get(link).body)
        #expect(file.text.contains("Nước tràn ra đường."))
        #expect(!file.text.contains("Lê Thị Lan") && !file.text.contains("0912"))
        let csrf = try #require(file.hidden("csrf"))
        #expect(try await ha.post(link + "/take", [("csrf", csrf)]).status == 303)
        file = try ParsedPage(try await ha.get(link).body)
        let open = try #require(file.actions.first { $0.hasSuffix("/open") })
        let original = try await ha.post(open, [("csrf", csrf), ("reason", "contactSender")])
        #expect(original.body.contains("Lê Thị Lan") && original.body.contains("0912 345 678"))
        #expect(try await ha.post(link + "/answer", [("csrf", csrf), ("text", "Đã thay nắp cống.")]).status == 303)

        let later = TestBrowser(site, language: locale)
        #expect(try await later.get("/follow/letter").location == "/follow")
        let opened = try await later.post("/follow", [("code", code.lowercased()), ("pin", pin)])
        #expect(opened.location == "/follow/letter")
        let letter = try ParsedPage(try await later.follow(opened).body)
        #expect(letter.text.contains("Đã thay nắp cống."))
        #expect(letter.all("li").count >= 4)
        // The receipt with its PIN is for the browser that handed the letter in.
        #expect(try await later.get("/letters/receipt").location == "/follow")
        _ = try await later.post("/follow/leave", [])
        #expect(try await later.get("/follow/letter").location == "/follow")
    }

    @Test("an officer of another commune finds nothing of it, by any address")
    func otherCommune() async throws {
        let site = try await TestSite.make()
        let receipt = try await site.country.handIn(TestCountry.typed(title: "Chim hoàng yến"))
        let hb = TestBrowser(site)
        let desk = try await hb.signIn("hb")
        let csrf = try #require(try ParsedPage(desk.body).hidden("csrf"))
        let address = "/desk/matters/\(receipt.matter)"
        #expect(!desk.body.contains("hoàng yến"))
        #expect(try await !hb.get("/desk?q=hoang+yen").body.contains("Chim"))
        let missing = try await hb.get(address)
        #expect(missing.status == 404)
        // The page that says so is still the officer's own, with the way back to the desk.
        #expect(missing.body.contains("Officer hb") && missing.body.contains("href=\"/desk\""))
        for act in ["take", "answer", "step-aside", "letters/\(receipt.letter.key.id)/open"] {
            let reply = try await hb.post(
                "\(address)/\(act)", [("csrf", csrf), ("text", "x"), ("reason", "contactSender")])
            #expect(reply.status == 404, "\(act)")
            #expect(!reply.body.contains("hoàng yến"))
        }
    }

    @Test("a procedure's refusal is said on the file, with what was typed still there")
    func refusal() async throws {
        let site = try await TestSite.make()
        let receipt = try await site.country.handIn()
        let ha = TestBrowser(site)
        let csrf = try #require(try ParsedPage(try await ha.signIn("ha").body).hidden("csrf"))
        let address = "/desk/matters/\(receipt.matter)"
        let early = try await ha.post(address + "/answer", [("csrf", csrf), ("text", "Vội")])
        #expect(early.status == 409)
        _ = try await ha.post(address + "/take", [("csrf", csrf)])
        let empty = try await ha.post(address + "/answer", [("csrf", csrf), ("text", " ")])
        #expect(empty.status == 422)
        #expect(try ParsedPage(empty.body).links.contains("#answer-text"))
        let tooLong = String(repeating: "x", count: Answer.limit + 1)
        let long = try await ha.post(address + "/answer", [("csrf", csrf), ("text", tooLong)])
        #expect(long.status == 422 && long.body.contains(tooLong))
        #expect(try await ha.post(address + "/take", [("csrf", csrf)]).status == 409)
    }
}
