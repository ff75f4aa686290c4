import Foundation
import HTTPTypes
import TestKit
import TestKitWeb
import Testing

@testable import Server

@Suite struct MetricsTests {
    private func page(_ site: TestSite) async throws -> [String: Double] {
        let reply = try await site.send(.get, "/metrics", from: "127.0.0.1")
        #expect(reply.status == 200)
        #expect(reply.headers[.contentType] == "text/plain; version=0.0.4; charset=utf-8")
        return try samples(reply.body)
    }

    /// Reads the format strictly: each family is announced once, before its samples, and no sample comes twice.
    private func samples(_ text: String) throws -> [String: Double] {
        var values: [String: Double] = [:]
        var families: Set<String> = []
        var family = ""
        #expect(text.hasSuffix("\n"))
        for line in text.split(separator: "\n", omittingEmptySubsequences: false).dropLast() {
            if let help = line.wholeMatch(of: /# HELP ([a-z_]+) .+/) {
                family = String(help.1)
                #expect(families.insert(family).inserted, "\(line)")
            } else if let type = line.wholeMatch(of: /# TYPE ([a-z_]+) (counter|gauge|histogram)/) {
                #expect(type.1 == family)
            } else {
                let sample = try #require(
                    line.wholeMatch(of: /([a-z_]+)(\{[a-z]+="[^"\\]*"(?:,[a-z]+="[^"\\]*")*\})? ([0-9.e+-]+)/),
                    "\(line)")
                #expect(["", "_bucket", "_sum", "_count"].contains { sample.1 == family + $0 }, "\(line)")
                let name = String(sample.1) + (sample.2.map(String.init) ?? "")
                #expect(values.updateValue(try #require(Double(sample.3)), forKey: name) == nil, "\(line)")
            }
        }
        return values
    }

    @Test("requests are counted by route and class, and no identifier or typed word gets in")
    func requests() async throws {
        let site = try await TestSite.make()
        let receipt = try await site.country.handIn()
        _ = try await site.send(.get, "/api/v1/matters/\(receipt.letter.code)")
        _ = try await site.send(.get, "/api/v1/matters/secret-word")
        _ = try await site.send(.get, "/secret-page?q=secret")
        _ = try await site.send(.get, "/static/hoidap.css")
        _ = try await site.send(.delete, "/letters/new")
        for _ in 0..<3 { _ = try await site.send(.get, "/letters/new") }
        let reply = try await site.send(.get, "/metrics", from: "::1")
        #expect(!reply.body.contains("secret") && !reply.body.contains("\(receipt.letter.code)"))
        let values = try samples(reply.body)
        func count(_ route: String, _ status: String) -> Double? {
            values["hoidap_http_requests_total{route=\"\(route)\",status=\"\(status)\"}"]
        }
        #expect(count("/letters/new", "2xx") == 3)
        #expect(count("static", "2xx") == 1)
        #expect(count("other", "4xx") == 2)
        let matters = try #require(values.keys.first { $0.contains("_total") && $0.contains("/api/v1/matters/") })
        #expect(values[matters] == 2)
        #expect(matters.contains("4xx"))
        // The buckets rise to the count.
        let buckets = values.filter { $0.key.hasPrefix("hoidap_http_request_seconds_bucket{route=\"/letters/new\"") }
        #expect(buckets.count == 12)
        #expect(buckets.values.max() == 3)
        #expect(values["hoidap_http_request_seconds_count{route=\"/letters/new\"}"] == 3)
        // The page itself is counted when it is answered.
        #expect(count("/metrics", "2xx") == nil)
        #expect(try await page(site)["hoidap_http_requests_total{route=\"/metrics\",status=\"2xx\"}"] == 1)
    }

    @Test("the writer's commits and the process are told")
    func writer() async throws {
        let site = try await TestSite.make()
        let before = try await page(site)
        _ = try await site.country.handIn()
        let after = try await page(site)
        let name = "hoidap_writer_commit_acts_sum"
        #expect(after[name] == (before[name] ?? -1) + 1)
        #expect((after["hoidap_writer_commit_seconds_count"] ?? 0) > 0)
        #expect(after["hoidap_writer_waiting"] == 0)
        #expect(after["hoidap_build_info{version=\"\(Version.text)\"}"] == 1)
        #expect((after["process_resident_memory_bytes"] ?? 0) > 1_000_000)
        #expect(abs((after["process_start_time_seconds"] ?? 0) - Date().timeIntervalSince1970) < 600)
    }

    @Test("only this machine is answered, not what a proxy on it hands on, unless the page is open")
    func peers() async throws {
        let site = try await TestSite.make()
        let forwarded: HTTPFields = [HTTPField.Name("X-Forwarded-For")!: "127.0.0.1"]
        #expect(try await site.send(.get, "/metrics", from: "192.0.2.7").status == 404)
        #expect(try await site.send(.get, "/metrics").status == 404)
        #expect(try await site.send(.get, "/metrics", headers: forwarded, from: "127.0.0.1").status == 404)
        #expect(try await site.send(.get, "/metrics", from: "127.0.0.53").status == 200)
        let (closed, open) = [false, true].map { Metrics(store: site.country.store, isOpen: $0) }.pair
        for peer in ["10.0.0.1", "::2", "1271.0.0.1", "local"] {
            #expect(!closed.answers(peer: peer, isForwarded: false))
            #expect(open.answers(peer: peer, isForwarded: true))
        }
    }
}

extension Array {
    fileprivate var pair: (Element, Element) { (self[0], self[1]) }
}
