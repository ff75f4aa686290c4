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

    @Test(
        "whoever looks after the communes sees which are on board, with each number leading to them; the letter goes down"
    )
    func board() async throws {
        let site = try await TestSite.make()
        let country = site.country
        try await close(["hb"], site)
        let chair = TestBrowser(site, language: .en)
        _ = try await chair.signIn("province-h")
        let body = "/desk/admin/bodies/\(country.body("province-h").id)"
        for path in ["/desk/admin", body] {
            let page = try await chair.get(path).body
            for (which, number) in [("all", 3), ("on", 2), ("off", 1)] {
                #expect(page.contains("href=\"\(body)/board?which=\(which)\" data-number=\"\(number)\""), "\(path)")
                let rows = try ParsedPage(try await chair.get("\(body)/board?which=\(which)").body).all("tr").count
                #expect(rows == number + 1)
            }
        }
        let off = try await chair.get(body + "/board?which=off").body
        #expect(off.contains("commune-hb") && off.contains("nobody yet; PC of Hà Nội takes its letters in"))
        // A commune has none below it, and whoever heads one sees no more of the province than before.
        #expect(try await chair.get("/desk/admin/bodies/\(country.body("commune-ha").id)/board").status == 404)
        let other = TestBrowser(site)
        _ = try await other.signIn("ha")
        #expect(try await other.get(body + "/board").status == 404)

        let lan = TestBrowser(site)
        _ = try await lan.follow(lan.handIn(title: "Cống vỡ", area: "011"))
        let account = try #require(country.accounts["hb"])
        _ = try await country.performer.perform(ReopenAccount(account), by: country.founder)
        let post = try await country.post(.head, in: country.body("commune-hb"))
        _ = try await country.performer.perform(AppointOfficial(account.official, to: post), by: country.founder)
        try await site.site.directory.refresh()
        #expect(try await chair.get(body).body.contains("/board?which=off\" data-number=\"0\""))
        let link = try #require(
            try await chair.get("/desk/matters").body.firstMatch(of: /\/desk\/matters\/(\d+-\d+)/)?.output.1)
        let matter = try #require(MatterKey(String(link)))
        let above = country.officer("province-h").id
        let reason = try TypedText("Thuộc địa bàn xã.", field: "text")
        try await country.performer.perform(
            OfferTransfer(matter, to: country.body("commune-hb").id, because: reason, by: above), by: .officer(above))
        try await country.performer.perform(AcceptTransfer(matter, by: account.id), by: .officer(account.id))
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
