import Acts
import Cases
import Kernel
import Registry
import TestKit
import TestKitWeb
import Testing

/// Every number of every page, as every role, opens to a list of exactly that many lines.
@Suite struct FollowerTests {
    @Test(
        "a number opens to as many lines as it says",
        arguments: [
            "ha", "ha-handler", "ha-reception", "hb", "province-h", "province-k", "h-supervisor", "h-admin",
        ])
    func everyNumber(_ login: String) async throws {
        let site = try await TestSite.make(on: Day("2026-10-26")!)
        try await site.country.live(seed: 5, days: 20)
        // Half of the counters are folded, half of them still in the tail.
        try await site.country.performer.foldTallies()
        try await site.country.goOn()
        let browser = TestBrowser(site)
        _ = try await browser.signIn(login)
        var waiting = [
            "/desk", "/desk?whose=body", "/desk/overview", "/desk/overview?from=2026-11-01&until=2026-11-08",
        ]
        var seen: Set<String> = []
        var numbers: [String: Int] = [:]
        while let path = waiting.popLast() {
            guard seen.insert(path).inserted else { continue }
            let reply = try await browser.get(path)
            #expect(reply.status == 200, "\(path): \(reply.status)")
            let page = try ParsedPage(reply.body)
            for link in page.all("a") {
                guard let address = link.attributes["href"] else { continue }
                if let number = link.attributes["data-number"].flatMap({ Int($0) }) {
                    if let before = numbers[address] { #expect(before == number, "\(path): \(address)") }
                    numbers[address] = number
                } else if address.hasPrefix("/desk?") || address.hasPrefix("/desk/overview"), seen.count < 14 {
                    waiting.append(address)
                }
            }
            #expect(!reply.body.contains("Lệch"), "\(path)")
        }
        for (address, number) in numbers.sorted(by: { $0.key < $1.key }) {
            #expect(try await lines(address, browser) == number, "\(login) \(address)")
        }
        #expect(numbers.count > (login == "h-admin" ? 0 : 20), "\(numbers.count)")
        #expect(login == "h-admin" || numbers.values.contains { $0 > 3 })
    }

    /// How many lines a list has, over all its pages.
    private func lines(_ address: String, _ browser: TestBrowser) async throws -> Int {
        var count = 0
        var next: String? = address
        while let path = next {
            let reply = try await browser.get(path)
            #expect(reply.status == 200, "\(path): \(reply.status)")
            let page = try ParsedPage(reply.body)
            count += page.elements.filter { $0.attributes["data-line"] != nil }.count
            next = page.all("a").first { $0.attributes["rel"] == "next" }?.attributes["href"]
        }
        return count
    }

    @Test("the matter a person stepped aside from is in no number and no list; those who may not see a kind never do")
    func leftOut() async throws {
        let site = try await TestSite.make()
        let country = site.country
        let matter = try await country.handIn(TestCountry.typed(title: "Chuyện nhà tôi")).matter
        _ = try await country.handIn(TestCountry.typed(.denunciation, title: "Điều kín"))
        func received(_ login: String) async throws -> (number: String?, body: String) {
            let browser = TestBrowser(site)
            _ = try await browser.signIn(login)
            let page = try ParsedPage(try await browser.get("/desk/overview?unit=commune-ha").body)
            let link = page.all("a").first { $0.attributes["href"]?.contains("figure=received&") == true }
            let list = try await browser.get(try #require(link?.attributes["href"]))
            return (link?.attributes["data-number"], list.body)
        }
        let head = try await received("ha")
        #expect(head.number == "2" && head.body.contains("chưa có bản trích"))
        let handler = try await received("ha-handler")
        #expect(handler.number == "1" && !handler.body.contains("chưa có bản trích"))
        let ha = country.officer("ha")
        _ = try await country.performer.perform(StepAside.from(matter, ha), by: .officer(ha.id))
        let after = try await received("ha")
        #expect(after.number == "1" && !after.body.contains("Chuyện nhà tôi"))
        #expect(try await received("province-h").number == "2")
    }

    @Test("fewer than five ratings are no figure, not even by address; nobody opens figures of a unit beyond reach")
    func suppressed() async throws {
        let site = try await TestSite.make()
        let country = site.country
        for index in 0..<5 {
            let receipt = try await country.handIn()
            try await country.take(receipt.matter, by: "ha")
            try await country.answer(receipt.matter, by: "ha")
            let browser = TestBrowser(site)
            _ = try await browser.signIn("ha")
            let rating = try #require(RateAnswer(receipt.letter.key, in: receipt.matter, score: 4))
            _ = try await country.performer.perform(rating, by: .petitioner(receipt.letter.key.id))
            let list = try await browser.get("/desk/figures?figure=rated4&unit=commune-ha")
            #expect(list.body.contains("data-line") == (index == 4), "\(index)")
            let overview = try await browser.get("/desk/overview")
            #expect(overview.body.contains("figure=rated4") == (index == 4))
            #expect(try await browser.get("/desk/overview?unit=commune-hb").status == 404)
            #expect(try await browser.get("/desk/figures?figure=received&unit=province-h").status == 404)
        }
    }

    @Test("a spreadsheet gets the rows of the list, and no formula")
    func export() async throws {
        let site = try await TestSite.make()
        let titles = ["=1+1", "+84912", "-2", "@sum(A1)", "Có \"ngoặc\", và phẩy", "＝HYPERLINK"]
        for title in titles { _ = try await site.country.handIn(TestCountry.typed(title: title)) }
        _ = try await site.country.handIn(TestCountry.typed(area: "011", title: "Của xã khác"))
        let browser = TestBrowser(site)
        _ = try await browser.signIn("ha")
        let reply = try await browser.get("/desk/matters.csv")
        #expect(reply.headers[.contentType] == "text/csv; charset=utf-8")
        #expect(reply.body.unicodeScalars.first == "\u{FEFF}")
        let lines = reply.body.split(separator: "\r\n")
        #expect(lines.count == titles.count + 1)
        for title in ["'=1+1", "'+84912", "'-2", "'@sum(A1)", "\"Có \"\"ngoặc\"\", và phẩy\"", "'＝HYPERLINK"] {
            #expect(reply.body.contains(",\(title),"), "\(title)")
        }
        #expect(!reply.body.contains("Của xã khác"))
        #expect(try await browser.get("/desk/matters.csv?kind=petition").body.split(separator: "\r\n").count == 1)
    }
}

extension TestCountry {
    /// One day more, so that the newest counters are not folded.
    fileprivate func goOn() async throws {
        for area in ["010", "011", "01"] {
            let matter = try await handIn(Self.typed(area: area)).matter
            if area == "010" {
                try await take(matter, by: "ha-handler")
            }
        }
    }
}
