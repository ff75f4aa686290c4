import Cases
import Kernel
import Language
import Registry
import TestKit
import TestKitWeb

extension PageTests {
    /// Every question page: empty, in need of a hand, answered, and what stands in their place when they are gone.
    func questionPages(_ browser: TestBrowser) async throws -> [(String, String)] {
        var bodies: [(String, String)] = []
        func look(_ path: String) async throws { bodies.append((path, try await browser.get(path).body)) }
        func fail(_ step: String, _ fields: [(String, String)]) async throws {
            bodies.append(("errors of \(step)", try await browser.post("/letters/new/\(step)", fields).body))
        }
        try await fail("wish", [])
        for wish in ["feedback", "denunciation", "complaint"] {
            _ = try await browser.post("/letters/new/wish", [("wish", wish)])
            for step in ["wish", "what", "where", "who", "files", "check"] { try await look("/letters/new/\(step)") }
        }
        try await fail("what", [("title", ""), ("body", ""), ("people", "x")])
        for query in ["", "hoan kiem", "khong co o dau", "xã"] {
            _ = try await browser.post("/letters/new/where", [("q", query)])
            try await fail("where", [("q", query)])
        }
        try await fail("who", [("who", "person"), ("phone", "1"), ("idNumber", "1"), ("email", "@")])
        bodies.append(("a wrong file", try await browser.upload("/letters/new/files", files: [("a.txt", "text")]).body))
        _ = try await browser.upload("/letters/new/files", files: [("a.pdf", "%PDF-1.7")])
        try await look("/letters/new/files")
        bodies.append(("not yet sent", try await browser.post("/letters", []).body))
        _ = try await browser.handIn(title: "a", body: "b")
        try await look("/letters/new")
        bodies.append(("after sending", try await browser.post("/letters/new/what", [("title", "c")]).body))
        return bodies
    }

    /// The page of a letter in the states in which its sender has something to do.
    func senderPages(_ site: TestSite, _ locale: Locale) async throws -> [(String, String)] {
        var bodies: [(String, String)] = []
        let story = SenderStory(site)
        for state in ["asked", "answered", "contested", "withdrawn"] {
            let (browser, receipt) = try await story.begin(locale)
            switch state {
            case "asked": try await story.ask(receipt.matter)
            case "answered", "contested":
                try await site.country.take(receipt.matter, by: "ha")
                try await site.country.answer(receipt.matter, by: "ha")
            default: break
            }
            if state == "contested" {
                bodies.append(("errors", try await story.post("/follow/contest", [], browser).body))
                bodies.append(("no score", try await story.post("/follow/rate", [], browser).body))
                _ = try await story.post("/follow/contest", [("text", "Chưa.")], browser)
            }
            if state == "withdrawn" {
                bodies.append(("withdraw?", try await browser.get("/follow/withdraw").body))
                _ = try await story.post("/follow/withdraw", [], browser)
            }
            bodies.append((state, try await browser.get("/follow/letter?done=replied").body))
        }
        let stranger = TestBrowser(site, language: locale)
        bodies.append(("closed", try await stranger.post("/follow/reply", [("text", "x")]).body))
        return bodies
    }

    /// The board with and without items, and an item that is gone.
    func boardPages(_ site: TestSite, _ locale: Locale) async throws -> [(String, String)] {
        let browser = TestBrowser(site, language: locale)
        var bodies = [("empty board", try await browser.get("/board").body)]
        let item = try await SenderStory(site).publish(title: "Cống vỡ đã sửa")
        for path in [
            "/", "/board", "/board?place=ha+noi", "/board?place=xyz&field=roads", "/board/\(item)", "/board/1-5",
        ] {
            bodies.append((path, try await browser.get(path).body))
        }
        return bodies
    }
}
