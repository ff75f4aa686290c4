import Acts
import HTTPTypes
import Kernel
import TestKit
import TestKitWeb
import Testing

/// Pages and files as they go over the line.
@Suite struct PackingTests {
    private static let gzip: HTTPFields = [.acceptEncoding: "deflate, gzip;q=0.8, br"]

    /// How long an answer is without its packing; nil if it is not packed.
    private func size(_ reply: Reply) -> Int? {
        guard reply.headers[.contentEncoding] == "gzip" else { return nil }
        let bytes = reply.bytes
        // The last four bytes of a gzip member say how long its content is.
        return bytes.suffix(4).reversed().reduce(0) { $0 << 8 | Int($1) }
    }

    @Test("style and icon are packed for whoever unpacks, with a tag that answers 304")
    func files() async throws {
        let site = try await TestSite.make()
        let plain = try await site.send(.get, "/static/hoidap.css")
        #expect(
            plain.status == 200 && plain.headers[.contentEncoding] == nil && plain.headers[.vary] == "Accept-Encoding")
        let packed = try await site.send(.get, "/static/hoidap.css", headers: Self.gzip)
        #expect(size(packed) == plain.bytes.count && packed.bytes.count < plain.bytes.count / 2)
        #expect(packed.headers[.contentType] == "text/css; charset=utf-8")
        for (reply, accepts) in [(plain, false), (packed, true)] {
            let tag = try #require(reply.headers[.eTag])
            var headers: HTTPFields = [.ifNoneMatch: "\"x\", W/\(tag)"]
            if accepts { headers[.acceptEncoding] = "gzip" }
            let again = try await site.send(.get, "/static/hoidap.css", headers: headers)
            #expect(again.status == 304 && again.bytes.isEmpty && again.headers[.eTag] == tag)
        }
        #expect(plain.headers[.eTag] != packed.headers[.eTag])
        #expect(size(try await site.send(.get, "/static/hoidap.svg", headers: Self.gzip)) == nil, "it is tiny")
        for path in ["/static/x.css", "/static/..%2Flaw%2Fvn", "/static/"] {
            #expect(try await site.send(.get, path).status == 404, "\(path)")
        }
        #expect(try await site.send(.head, "/static/hoidap.css").status == 200)
        #expect(try await site.send(.post, "/static/hoidap.css").status == 405)
    }

    @Test("a page is packed if the client asks and nothing of its request can stand in it")
    func pages() async throws {
        let site = try await TestSite.make()
        for index in 0..<30 { _ = try await site.country.handIn(TestCountry.typed(title: "Chuyện số \(index)")) }
        let browser = TestBrowser(site)
        let csrf = try #require(try ParsedPage(try await browser.signIn("ha").body).hidden("csrf"))
        func get(_ path: String, _ accepts: String = "gzip") async throws -> Reply {
            try await browser.get(path, headers: [.acceptEncoding: accepts])
        }
        for path in ["/", "/desk", "/desk/matters", "/desk/matters?kind=feedback", "/desk/overview?from=2026-11-01"] {
            let plain = try await browser.get(path)
            let packed = try await get(path)
            #expect(plain.headers[.contentEncoding] == nil && plain.headers[.vary] == "Accept-Encoding", "\(path)")
            #expect(size(packed) == plain.bytes.count && packed.bytes.count < plain.bytes.count / 2, "\(path)")
        }
        for path in ["/desk?q=chuyen", "/follow?code=abc", "/letters/new?x=y", "/desk/matters?kind=x", "/nowhere"] {
            #expect(size(try await get(path)) == nil, "\(path)")
        }
        for accepts in ["", "br", "gzip;q=0", "gzip; q=0.000", "x-gzip"] {
            #expect(size(try await get("/desk", accepts)) == nil, "\(accepts)")
        }
        let posted = try await browser.post(
            "/desk/bulk", [("csrf", csrf), ("which", "all")], headers: [.acceptEncoding: "gzip"])
        #expect(posted.status == 200 && size(posted) == nil)
        #expect(size(try await site.send(.get, "/api/v1/areas", headers: Self.gzip)) == nil)
    }

    @Test("each page masks the form's token anew; every one of them is good in its session and in no other")
    func masks() async throws {
        let site = try await TestSite.make()
        let (ha, hb) = (TestBrowser(site), TestBrowser(site))
        _ = try await ha.signIn("ha")
        let other = try #require(try ParsedPage(try await hb.signIn("hb").body).hidden("csrf"))
        var tokens: Set<String> = []
        for _ in 0..<3 { tokens.insert(try #require(try ParsedPage(try await ha.get("/desk").body).hidden("csrf"))) }
        #expect(tokens.count == 3)
        func post(_ token: String) async throws -> Int {
            try await ha.post("/desk/bulk", [("csrf", token), ("which", "all")]).status
        }
        for token in tokens { #expect(try await post(token) == 200) }
        let one = try #require(tokens.first)
        for token in [other, "", String(one.dropLast(2)), one + "00", String(repeating: "0", count: 64), "ü"] {
            #expect(try await post(token) == 403, "\(token)")
        }
    }
}
