import Foundation
import HTTPTypes
import Hummingbird
import Kernel
import NIOCore
import Storage
import Web

/// `GET /metrics`: what this process has done since its start, in Prometheus' text format 0.0.4.
///
/// It answers whoever asks from this machine directly; to others it does not exist, unless it is open.
struct Metrics: Sendable {
    static let route = PlainRoute(.get, "/metrics")

    let store: any Store
    let isOpen: Bool
    let requests = RequestCounts()
    private let started = systemNow()

    init(store: any Store, isOpen: Bool) {
        self.store = store
        self.isOpen = isOpen
    }

    @Sendable func show(_ request: Request, _ context: VisitContext) async throws -> Response {
        guard answers(peer: context.peer, isForwarded: request.headers.contains(Self.forwarded)) else {
            throw WebProblem.notFound
        }
        return Response(
            status: .ok,
            headers: [.contentType: "text/plain; version=0.0.4; charset=utf-8", .cacheControl: "no-store"],
            body: ResponseBody(byteBuffer: ByteBuffer(string: text)))
    }

    private static let forwarded = HTTPField.Name("X-Forwarded-For")!

    /// A proxy on this machine has a local address too, but says that it asks for somebody else.
    func answers(peer: String, isForwarded: Bool) -> Bool {
        let isLocal = peer == "::1" || peer.hasPrefix("127.") || peer.hasPrefix("::ffff:127.")
        return isOpen || isLocal && !isForwarded
    }

    var text: String {
        var text = MetricsText()
        text.family("hoidap_build_info", "gauge", "The version that runs.")
        text.sample("hoidap_build_info", [("version", Version.text)], "1")

        let routes = requests.now.sorted { $0.key < $1.key }
        text.family("hoidap_http_requests_total", "counter", "Requests answered, by route and class of status.")
        for (route, counted) in routes {
            for (index, count) in counted.classes.enumerated() where count > 0 {
                text.sample(
                    "hoidap_http_requests_total", [("route", route), ("status", "\(index + 1)xx")], "\(count)")
            }
        }
        text.family("hoidap_http_request_seconds", "histogram", "Time until the head of the answer was ready.")
        for (route, counted) in routes {
            text.histogram("hoidap_http_request_seconds", [("route", route)], counted.seconds)
        }

        let figures = store.figures
        text.family("hoidap_writer_commit_acts", "histogram", "Acts in each commit of acts.")
        text.histogram("hoidap_writer_commit_acts", [], figures.acts)
        text.family(
            "hoidap_writer_commit_seconds", "histogram", "Time each commit took, of acts and of working tables.")
        text.histogram("hoidap_writer_commit_seconds", [], figures.commitSeconds)
        text.family("hoidap_writer_waiting", "gauge", "Writes that wait for the writer.")
        text.sample("hoidap_writer_waiting", [], "\(figures.waiting)")

        if let bytes = Self.residentBytes {
            text.family("process_resident_memory_bytes", "gauge", "Memory of this process.")
            text.sample("process_resident_memory_bytes", [], "\(bytes)")
        }
        text.family("process_start_time_seconds", "gauge", "When this process began to serve, since 1970.")
        text.sample("process_start_time_seconds", [], "\(Double(started.milliseconds) / 1000)")
        return text.text
    }

    /// Nil where the system does not tell it in this way.
    private static var residentBytes: Int? {
        guard let statm = FileManager.default.contents(atPath: "/proc/self/statm") else { return nil }
        let numbers = String(decoding: statm, as: UTF8.self).split(separator: " ")
        return numbers.count > 1 ? Int(numbers[1]).map { $0 * Int(sysconf(Int32(_SC_PAGESIZE))) } : nil
    }
}

/// Lines of the text format. Labels are our own words: none has to be escaped.
struct MetricsText {
    private(set) var text = ""

    mutating func family(_ name: StaticString, _ type: StaticString, _ help: StaticString) {
        text += "# HELP \(name) \(help)\n# TYPE \(name) \(type)\n"
    }

    mutating func sample(_ name: String, _ labels: [(String, String)], _ value: String) {
        text += name
        if !labels.isEmpty { text += "{" + labels.map { "\($0)=\"\($1)\"" }.joined(separator: ",") + "}" }
        text += " \(value)\n"
    }

    mutating func histogram(_ name: String, _ labels: [(String, String)], _ histogram: Histogram) {
        var below = 0
        for (bound, count) in zip(histogram.bounds, histogram.counts) {
            below += count
            sample(name + "_bucket", labels + [("le", "\(bound)")], "\(below)")
        }
        sample(name + "_bucket", labels + [("le", "+Inf")], "\(histogram.count)")
        sample(name + "_sum", labels, "\(histogram.sum)")
        sample(name + "_count", labels, "\(histogram.count)")
    }
}
