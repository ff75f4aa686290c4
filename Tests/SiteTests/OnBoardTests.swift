import Acts
import Cases
import HTTPTypes
import Kernel
import Registry
import Server
import TestKit
import TestKitWeb
import Testing

/// Letters addressed to a body where nobody can sign in.
@Suite struct OnBoardTests {
    /// Closes accounts by login; the directory of the running site knows it afterwards.
    private func close(_ logins: [String], _ site: TestSite) async throws {
        for login in logins {
            let account = try #require(site.country.accounts[login])
            _ = try await site.country.performer.perform(
                CloseAccount(account, work: .ofMatters), by: .platform("test"))
        }
        try await site.site.directory.refresh()
    }

    @Test("the body above takes it in, and every page before and after sending names who really reads it")
    func above() async throws {
        let site = try await TestSite.make()
        try await close(["hb"], site)
        let lan = TestBrowser(site, language: .en)
        try await lan.answerQuestions(title: "Cống vỡ", area: "011")
        let place = try await lan.get("/letters/new/where").body
        #expect(
            place.contains(
                "Nobody at the PC of Hà Nội b takes letters in here yet; the PC of Hà Nội receives and reads them"))
        let check = try await lan.get("/letters/new/check").body
        #expect(check.contains("PC of Hà Nội receives and reads them"))
        let receipt = try await lan.follow(try await lan.post("/letters", [])).body
        #expect(receipt.contains("Your letter was therefore received by the PC of Hà Nội, and is read there."))
        let chair = TestBrowser(site, language: .en)
        _ = try await chair.signIn("province-h")
        #expect(try await chair.get("/desk").body.contains("Cống vỡ"))
        // Somebody signs in there again: the next letter is theirs.
        let account = try #require(site.country.accounts["hb"])
        _ = try await site.country.performer.perform(ReopenAccount(account), by: .platform("test"))
        _ = try await site.country.performer.perform(
            AppointOfficial(
                account.official,
                to: try #require(
                    try await site.country.store.read { tx in try PostTable.posts(of: account.organization, tx).first })
            ),
            by: .platform("test"))
        try await site.site.directory.refresh()
        let next = TestBrowser(site, language: .en)
        #expect(try await next.follow(next.handIn(title: "Đèn tắt", area: "011")).body.contains("PC of Hà Nội b"))
    }

    @Test("where nobody above can sign in either, the letter is refused with what to do, on pages and by the interface")
    func nobody() async throws {
        let site = try await TestSite.make()
        try await close(["hb", "province-h"], site)
        let lan = TestBrowser(site, language: .en)
        try await lan.answerQuestions(title: "Cống vỡ", area: "011")
        let place = try await lan.get("/letters/new/where").body
        #expect(place.contains("do not receive letters here yet"))
        #expect(try await lan.post("/letters", []).status == 422)
        let reply = try await site.send(
            .post, "/api/v1/letters", headers: [.contentType: "application/json", .acceptLanguage: "en"],
            body: #"{"kind":"feedback","title":"a","body":"b","area":"011"}"#)
        #expect(reply.status == 422 && reply.body.contains("takes letters in here yet"))
        let named = try await site.send(
            .post, "/api/v1/letters", headers: [.contentType: "application/json", .acceptLanguage: "en"],
            body: #"{"kind":"feedback","title":"a","body":"b","area":"010","organization":"commune-hb"}"#)
        #expect(named.status == 422 && named.body.contains("\"organization\""))
    }
}
