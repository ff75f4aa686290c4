import HTTPTypes
import Hummingbird
import Kernel

/// Refuses forms that another site made the browser send.
public struct ForgeryGuard: RouterMiddleware {
    public init() {}

    public func handle(
        _ request: Request, context: VisitContext, next: (Request, VisitContext) async throws -> Response
    ) async throws -> Response {
        if request.method == .post && !request.isOwn { throw WebProblem.forgedForm }
        return try await next(request, context)
    }
}

extension Request {
    /// What browsers say of where a request came from; programs that say nothing carry nobody's cookies.
    fileprivate var isOwn: Bool {
        if let site = headers[HTTPField.Name("Sec-Fetch-Site")!] { return site == "same-origin" || site == "none" }
        guard let origin = headers[.origin] else { return true }
        guard let host = head.authority, let separator = origin.range(of: "://") else { return false }
        return origin[separator.upperBound...] == host
    }
}

extension Form {
    /// Throws unless the form carries the token of the officer's session.
    public func check(_ officer: Officer) throws {
        guard officer.wrote(self["csrf"]) else { throw WebProblem.forgedForm }
    }
}
