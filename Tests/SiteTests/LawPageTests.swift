import Cases
import Kernel
import Language
import Legislation
import TestKit
import TestKitWeb
import Testing

/// The public pages of the law.
@Suite struct LawPageTests {
    @Test(
        "every provision of the books has a page, in both languages, and the list leads to each",
        arguments: Locale.allCases)
    func everyProvision(_ locale: Locale) async throws {
        let site = try await TestSite.make()
        let browser = TestBrowser(site, language: locale)
        let index = try await browser.get("/law")
        #expect(try ParsedPage(index.body).faults == [])
        for rule in try Law.load(from: ProjectFiles.resources).rules {
            let path = "/law/\(rule.id)/\(rule.inForceFrom)"
            #expect(index.body.contains("href=\"\(path)\""), "\(path)")
            let page = try await browser.get(path)
            #expect(page.status == 200, "\(path)")
            #expect(try ParsedPage(page.body).faults == [], "\(path)")
            let words = locale == .vi ? "chưa kiểm chứng" : "unverified"
            if !rule.isWhollyVerified {
                #expect(page.body.contains("<p>\(words)</p>"), "\(path)")
            }
        }
    }

    @Test("a rule or a version that is not in the books is not found")
    func unknown() async throws {
        let browser = TestBrowser(try await TestSite.make())
        for path in ["/law/feedback.transfer/2008-04-01", "/law/no.such/2008-03-31", "/law/feedback.transfer/today"] {
            #expect(try await browser.get(path).status == 404, "\(path)")
        }
    }

    @Test("how a day was counted leads to the provision it rests on")
    func linked() async throws {
        let site = try await TestSite.make()
        let receipt = try await site.country.handIn(arrived: site.country.clock.today)
        let browser = TestBrowser(site)
        let pin = receipt.pin(under: TestCountry.keys).description
        _ = try await browser.post("/follow", [("code", receipt.letter.code.description), ("pin", pin)])
        let page = try await browser.get("/follow/letter")
        #expect(page.body.contains("href=\"/law/feedback.transfer/2008-03-31\""))
        #expect(page.body.contains("href=\"/law\""))
        #expect(try await browser.get("/law/feedback.transfer/2008-03-31").status == 200)
    }
}
