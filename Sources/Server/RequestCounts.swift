import Dispatch
import HTTPTypes
import Hummingbird
import Kernel
import Synchronization
import Web

/// Counts the requests answered since the start, by the template of their route and the class of their status.
///
/// A template comes from the router, never from a request: no identifier and nothing a person typed is kept.
final class RequestCounts: Sendable {
    struct Route: Sendable {
        /// Answers 1xx to 5xx.
        var classes = [Int](repeating: 0, count: 5)
        /// Until the head of the answer was ready.
        var seconds = Histogram(bounds: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5])
    }

    private let routes = Mutex<[String: Route]>([:])

    func add(_ route: String, status: Int, nanoseconds: UInt64) {
        routes.withLock { routes in
            routes[route, default: Route()].add(status: status, nanoseconds: nanoseconds)
        }
    }

    /// The routes that were asked for.
    var now: [String: Route] { routes.withLock { $0 } }
}

extension RequestCounts.Route {
    fileprivate mutating func add(status: Int, nanoseconds: UInt64) {
        classes[min(max(status / 100, 1), 5) - 1] += 1
        seconds.add(Double(nanoseconds) / 1e9)
    }
}

/// Outermost around every request: tells `RequestCounts` of it.
struct CountRequests: RouterMiddleware {
    let counts: RequestCounts

    func handle(
        _ request: Request, context: VisitContext, next: (Request, VisitContext) async throws -> Response
    ) async throws -> Response {
        let began = DispatchTime.now().uptimeNanoseconds
        func count(_ status: Int) {
            counts.add(
                Self.label(context.endpointPath), status: status,
                nanoseconds: DispatchTime.now().uptimeNanoseconds - began)
        }
        do {
            let response = try await next(request, context)
            count(response.status.code)
            return response
        } catch {
            count(500)
            throw error
        }
    }

    /// The framework names what is no route of ours by a word.
    private static func label(_ endpoint: String?) -> String {
        guard let endpoint else { return "other" }
        if endpoint.utf8.first == UInt8(ascii: "/") { return endpoint }
        return endpoint == "FileMiddleware" ? "static" : "other"
    }
}
