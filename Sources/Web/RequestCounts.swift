import Kernel
import Synchronization

/// Counts the requests answered since the start, by the template of their route and the class of their status.
///
/// A template comes from the router, never from a request: no identifier and nothing a person typed is kept.
public final class RequestCounts: Sendable {
    public struct Route: Sendable {
        /// Answers 1xx to 5xx.
        public fileprivate(set) var classes = [Int](repeating: 0, count: 5)
        /// Until the head of the answer was ready.
        public fileprivate(set) var seconds = Histogram(
            bounds: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5])
    }

    private let routes = Mutex<[String: Route]>([:])

    public init() {}

    /// The routes that were asked for; `static` are style and icon, `other` what is no address of ours.
    public var now: [String: Route] { routes.withLock { $0 } }

    /// `endpoint` is the framework's name of what answered: a template, or a word where no route of ours did.
    func add(_ endpoint: String?, status: Int, nanoseconds: UInt64) {
        let route = Self.label(endpoint)
        routes.withLock { routes in
            routes[route, default: Route()].add(status: status, nanoseconds: nanoseconds)
        }
    }

    private static func label(_ endpoint: String?) -> String {
        guard let endpoint else { return "other" }
        if endpoint.hasPrefix("/static/") { return "static" }
        return endpoint.utf8.first == UInt8(ascii: "/") ? endpoint : "other"
    }
}

extension RequestCounts.Route {
    fileprivate mutating func add(status: Int, nanoseconds: UInt64) {
        classes[min(max(status / 100, 1), 5) - 1] += 1
        seconds.add(Double(nanoseconds) / 1e9)
    }
}
