import Acts
import Cases
import Kernel
import Registry
import TestKit
import TestKitWeb
import Testing

/// The tables of the state and the registers, as pages and as files.
@Suite struct TablePageTests {
    @Test(
        "every number of every table, as every role, opens to as many lines as it says",
        arguments: ["ha", "ha-handler", "province-h", "h-supervisor"])
    func everyNumber(_ login: String) async throws {
        let site = try await TestSite.make(on: Day("2026-10-26")!)
        try await site.country.live(seed: 5, days: 20)
        try await site.country.performer.foldTallies()
        let browser = TestBrowser(site)
        _ = try await browser.signIn(login)
        let index = try ParsedPage(try await browser.get("/desk/tables?from=2026-10-28&until=2026-11-30").body)
        let tables = index.links.filter { $0.hasPrefix("/desk/tables/") }
        // Without denunciations there are two tables less.
        #expect(tables.count == (login.contains("handler") || login.contains("supervisor") ? 4 : 6))
        var numbers: [String: Int] = [:]
        for table in tables {
            let reply = try await browser.get(table)
            #expect(reply.status == 200, "\(table)")
            for link in try ParsedPage(reply.body).all("a") {
                guard let n = link.attributes["data-number"].flatMap({ Int($0) }), let to = link.attributes["href"]
                else {
                    continue
                }
                if let before = numbers[to] { #expect(before == n, "\(to)") }
                numbers[to] = n
            }
            #expect(reply.body.contains("Chưa kiểm chứng"))
        }
        for (address, n) in numbers {
            #expect(try await lines(address, browser) == n, "\(login) \(address)")
        }
        #expect(numbers.values.contains { $0 > 3 } && numbers.count > 20)
    }

    private func lines(_ address: String, _ browser: TestBrowser) async throws -> Int {
        var (count, next): (Int, String?) = (0, address)
        while let path = next {
            let page = try ParsedPage(try await browser.get(path).body)
            count += page.elements.count { $0.attributes["data-line"] != nil }
            next = page.all("a").first { $0.attributes["rel"] == "next" }?.attributes["href"]
        }
        return count
    }

    @Test("the default is the last full quarter of the own body; what means nothing is said, and no file is made of it")
    func choice() async throws {
        let site = try await TestSite.make(on: Day("2026-11-20")!)
        let browser = TestBrowser(site)
        _ = try await browser.signIn("ha")
        let page = try await browser.get("/desk/tables").body
        #expect(page.contains("Quý III năm 2026 (từ 15/06/2026 đến 14/09/2026)"))
        #expect(page.contains("17/09/2026") && page.contains("TCD01"))
        #expect(
            try await browser.get("/desk/tables?period=2025-12-15_2026-06-14").body.contains("6 tháng đầu năm 2026"))
        for query in [
            "from=x", "period=2026-01-01", "from=2026-12-01&until=2026-12-31", "from=2026-03-01&until=2026-02-01",
        ] {
            #expect(try await browser.get("/desk/tables?\(query)").status == 400, "\(query)")
            #expect(try await browser.get("/desk/tables/XLD01?\(query)").status == 400, "\(query)")
            for file in ["/desk/tables/XLD01/table.xlsx", "/desk/tables/XLD01/table.csv", "/desk/register.xlsx"] {
                #expect(try await browser.get("\(file)?\(query)").status == 400, "\(file) \(query)")
            }
        }
        #expect(try await browser.get("/desk/tables/XLD99").status == 404)
        for path in ["tables", "tables/XLD01", "tables/XLD01/table.xlsx", "register", "register.csv", "figures.xlsx"] {
            #expect(try await browser.get("/desk/\(path)?unit=commune-hb&figure=received").status == 404, "\(path)")
        }
        let admin = TestBrowser(site)
        _ = try await site.country.open("admin", .administrator, in: site.country.body("province-h"))
        _ = try await admin.signIn("admin")
        #expect(try await admin.get("/desk/tables").status == 200)
        for path in ["/desk/tables/XLD01/table.xlsx", "/desk/register.csv"] {
            #expect(try await admin.get(path).status == 403, "\(path)")
        }
        let handler = TestBrowser(site)
        _ = try await handler.signIn("ha-handler")
        #expect(try await handler.get("/desk/tables/XLD03").body.contains("không được xem loại đơn này"))
        #expect(try await handler.get("/desk/tables/XLD03/table.csv").status == 403)
    }

    @Test(
        "every list leaves as a workbook and as a plain file, with the same rows, and nothing beyond the reader's rights"
    )
    func files() async throws {
        let site = try await TestSite.make(on: Day("2026-11-20")!)
        let country = site.country
        _ = try await country.handIn(TestCountry.typed(title: "=1+1"))
        _ = try await country.handIn(TestCountry.typed(.denunciation, title: "Điều kín"))
        _ = try await country.handIn(TestCountry.typed(area: "011", title: "Của xã khác"))
        _ = try await country.register(TestCountry.typed(.petition, title: "Trên giấy"))
        let browser = TestBrowser(site)
        _ = try await browser.signIn("ha")
        let days = "from=2026-11-01&until=2026-11-20"
        let rows = [
            "/desk/matters": 3, "/desk/book": 1, "/desk/register": 3, "/desk/figures": 3, "/desk/tables/XLD01/table": 1,
        ]
        for (path, count) in rows {
            let query =
                "?unit=commune-ha&figure=received" + (path == "/desk/matters" || path == "/desk/book" ? "" : "&\(days)")
            let plain = try await browser.get("\(path).csv\(query)")
            #expect(plain.headers[.contentType] == "text/csv; charset=utf-8", "\(path)")
            let lines = plain.body.split(separator: "\r\n")
            // Below a table stand its marks, and below the register its own.
            let isMarked = path.hasSuffix("table") || path.hasSuffix("register")
            let most = path.hasSuffix("register") ? count + 2 : count + 1
            #expect(path.hasSuffix("table") ? lines.count > 2 : lines.count == most, "\(path): \(lines.count)")
            #expect(plain.body.contains("Chưa kiểm chứng") == isMarked, "\(path)")
            #expect(!plain.body.contains("Của xã khác") && !plain.body.contains("Điều kín"), "\(path)")
            let book = try await browser.get("\(path).xlsx\(query)")
            #expect(book.status == 200 && book.headers[.contentType]?.contains("spreadsheetml") == true, "\(path)")
            #expect(book.headers[.contentDisposition]?.hasSuffix(".xlsx\"") == true)
            #expect(book.headers[.cacheControl] == "no-store")
            #expect(book.bytes.starts(with: Array("PK".utf8)) && book.bytes.count > 4000, "\(path)")
        }
        // What is told of no small number of ratings leaves in no form.
        #expect(try await browser.get("/desk/figures.csv?figure=rated4&unit=commune-ha&\(days)").status == 404)
        #expect(try await browser.get("/desk/register?unit=commune-ha&\(days)").body.contains("Trên giấy"))
    }
}
