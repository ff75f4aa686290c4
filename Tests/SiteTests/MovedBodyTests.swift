import Acts
import Cases
import Kernel
import Registry
import TestKit
import TestKitWeb
import Testing

/// Figures over days on which bodies came under a unit, left it, or were split.
@Suite struct MovedBodyTests {
    private struct Stage {
        let site: TestSite
        /// Signed in once each, by login.
        private var browsers: [String: TestBrowser] = [:]
        var country: TestCountry { site.country }

        /// Letters to every commune since October.
        init() async throws {
            site = try await TestSite.make(on: Day("2026-11-20")!)
            for (index, area) in ["010", "011", "012", "050", "051", "052", "011", "052", "052"].enumerated() {
                _ = try await country.handIn(
                    TestCountry.typed(area: area, title: "Chuyện \(index)"), arrived: Day("2026-10-01")!.adding(index))
            }
            for login in ["ha", "hb", "province-h", "province-k"] {
                let browser = TestBrowser(site, language: .en)
                _ = try await browser.signIn(login)
                browsers[login] = browser
            }
        }

        func page(_ login: String, _ address: String) async throws -> (page: ParsedPage, body: String) {
            let reply = try await browsers[login]!.get(address)
            #expect(reply.status == 200, "\(login) \(address): \(reply.status)")
            return (try ParsedPage(reply.body), reply.body)
        }

        /// Every number of an overview has as many lines as it says; returns those of the balance by figure.
        func follow(_ login: String, _ address: String) async throws -> [String: Int] {
            let (page, body) = try await page(login, address)
            #expect(!body.contains("Differs by"), "\(login) \(address)")
            var balance: [String: Int] = [:]
            for link in page.all("a") {
                guard let number = link.attributes["data-number"].flatMap({ Int($0) }),
                    let target = link.attributes["href"], target.hasPrefix("/desk/figures"), !target.contains("kind="),
                    target.contains(address.firstMatch(of: /unit=[a-z-]+&from=[0-9-]+/)?.0 ?? "figure=")
                else { continue }
                let lines = try await self.page(login, target).page.elements.count { $0.attributes["data-line"] != nil }
                #expect(lines == number, "\(login) \(address) → \(target)")
                guard let figure = target.firstMatch(of: /figure=([A-Za-z]+)/)?.1 else { continue }
                balance[String(figure)] = max(number, balance[String(figure)] ?? 0)
            }
            return balance
        }
    }

    @Test("a commune merged into another province: what was there, came, went and is left agree, in every period")
    func otherProvince() async throws {
        let stage = try await Stage()
        let country = stage.country
        try await country.performer.perform(
            MergeOrganizations(
                [country.body("commune-kc")], into: country.body("commune-hb"), from: Day("2026-11-10")!,
                work: .ofMatters),
            by: country.founder)
        try await country.performer.foldTallies()
        try await stage.site.site.directory.refresh()
        let periods = [
            "2026-09-15&until=2026-12-14", "2026-11-01&until=2026-11-09", "2026-11-10&until=2026-11-10",
            "2026-11-11&until=2026-11-20", "2026-10-03&until=2026-11-12",
        ]
        for (login, unit) in [("province-h", "province-h"), ("province-k", "province-k"), ("hb", "commune-hb")] {
            for period in periods {
                _ = try await stage.follow(login, "/desk/overview?unit=\(unit)&from=\(period)")
            }
        }
        let gained = try await stage.follow(
            "province-h", "/desk/overview?unit=province-h&from=2026-11-01&until=2026-11-20")
        #expect(gained["carriedOver"] == 4 && gained["joined"] == 3 && gained["remaining"] == 7)
        let lost = try await stage.follow(
            "province-k", "/desk/overview?unit=province-k&from=2026-11-01&until=2026-11-20")
        #expect(lost["carriedOver"] == 5 && lost["parted"] == 3 && lost["remaining"] == 2)
    }

    @Test("a split unit's past is marked on figures, lists and the overview of each part, with what it means")
    func split() async throws {
        let stage = try await Stage()
        let country = stage.country
        let (a, b, c) = (country.body("commune-ha"), country.body("commune-hb"), country.body("commune-hc"))
        let posts = try await country.posts(c).map { ($0.post.id, b.id) }
        try await country.performer.perform(
            SplitOrganization(
                c, into: [a, b], posts: Dictionary(uniqueKeysWithValues: posts), from: Day("2026-11-10")!,
                work: .ofMatters), by: country.founder)
        try await country.performer.foldTallies()
        try await stage.site.site.directory.refresh()
        for login in ["ha", "hb"] {
            for address in ["/desk/overview", "/desk/matters"] {
                #expect(
                    try await stage.page(login, address).body.contains("PC of Hà Nội c, which was split"), "\(login)")
            }
            let (overview, _) = try await stage.page(login, "/desk/overview")
            let joined = try #require(
                overview.all("a").compactMap { $0.attributes["href"] }.first { $0.contains("=joined") })
            let list = try await stage.page(login, joined).body
            #expect(
                list.contains("which was split") && list.contains("PC of Hà Nội c (split; counted under each part)"))
            #expect(try await stage.page(login, "/desk/matters").body.contains("(split; counted under each part)"))
            _ = try await stage.follow(login, "/desk/overview")
        }
        // Above both parts nothing is doubled, and nothing is marked.
        #expect(!(try await stage.page("province-h", "/desk/overview").body.contains("which was split")))
        #expect(!(try await stage.page("province-k", "/desk/overview").body.contains("which was split")))
    }
}
