import Dispatch
import HTTPTypes
import Hummingbird
import Kernel
import Language
import Logging
import Synchronization

/// Around every request: the language, the headers that keep a page safe, and errors made into pages or problem
/// documents. No error of ours reaches a person as it is.
public struct Envelope: RouterMiddleware {
    let site: Site
    let portal: any Shell
    let workspace: any Shell
    let routes: RouteBook
    /// The page that signs officers in, and the beginning of the workspace's addresses.
    let signIn: String
    let desk: String
    /// Answers a form that came when nobody was signed in any more; the last is the page it stood on or below.
    public typealias Ended = @Sendable (Request, VisitContext, String) async throws -> Response
    let ended: Ended?
    let counts: RequestCounts
    let packing: PagePacking

    public init(
        site: Site, portal: any Shell, workspace: any Shell, routes: RouteBook, signIn: String, desk: String,
        ended: Ended? = nil, safeQueries: Set<String> = [], counts: RequestCounts = RequestCounts()
    ) {
        self.ended = ended
        packing = PagePacking(safeQueries: safeQueries)
        self.site = site
        self.portal = portal
        self.workspace = workspace
        self.routes = routes
        self.signIn = signIn
        self.desk = desk
        self.counts = counts
    }

    // Counting is no middleware of its own: another layer around every request costs two per cent of the echo.
    public func handle(
        _ request: Request, context: VisitContext, next: (Request, VisitContext) async throws -> Response
    ) async throws -> Response {
        let began = DispatchTime.now().uptimeNanoseconds
        var response = await answered(request, context, next)
        response = try await packing.packed(response, to: request)
        // Answers to what no route takes pass nothing that would leave their bytes out: on a kept connection they would
        // stand before the next answer.
        if request.method == .head { response = response.createHeadResponse() }
        counts.add(
            context.endpointPath, status: response.status.code,
            nanoseconds: DispatchTime.now().uptimeNanoseconds - began)
        return response
    }

    private func answered(
        _ request: Request, _ context: VisitContext, _ next: (Request, VisitContext) async throws -> Response
    ) async -> Response {
        var context = context
        context.locale = request.locale
        // The proxy adds the address it saw at the end; what stands before it anybody may have written.
        if site.isBehindTLSProxy,
            let client = request.headers[HTTPField.Name("X-Forwarded-For")!]?.split(separator: ",").last
        {
            context.peer = client.trimmingPrefix(" ").description
        }
        var response: Response
        do {
            response = try await next(request, context)
        } catch let error as OfficerError where !(error.underlying is SignInNeeded) {
            context.officer = error.officer
            response = answer(error.underlying, request, context)
        } catch let error where error is OfficerError || error is SignInNeeded {
            response = await askToSignIn(request, context)
        } catch {
            response = answer(error, request, context)
        }
        // What is practised is no news of any authority, for programs neither.
        if site.purpose == .practice {
            response.headers[Self.robots] = "noindex, nofollow"
            response.headers[Self.practice] = "yes"
        }
        for (name, value) in Self.headers where response.headers[name] == nil { response.headers[name] = value }
        return response
    }

    /// A page is asked for again after signing in; what was written into a form must not be lost.
    private func askToSignIn(_ request: Request, _ context: VisitContext) async -> Response {
        guard let ended, request.method == .post else {
            return .seeOther("\(signIn)?next=\(LanguageChoice.encoded(request.here))")
        }
        do {
            return try await ended(request, context, routes.page(above: request.uri.path))
        } catch {
            return answer(error, request, context)
        }
    }

    private func answer(_ error: any Error, _ request: Request, _ context: VisitContext) -> Response {
        let problem: Problem
        if let known = WebProblem.of(error) {
            problem = known
        } else if let http = error as? HTTPError, http.status == .notFound {
            let allowed = routes.methods(for: request.uri.path)
            problem = allowed.isEmpty ? WebProblem.notFound : WebProblem.methodNotAllowed
        } else if let http = error as? any HTTPResponseError, (400..<500).contains(http.status.code) {
            problem = WebProblem.unreadable
        } else {
            problem = WebProblem.failed
        }
        if problem.status >= 500 {
            context.logger.error("\(context.correlation): \(error)")
        }
        var response =
            request.uri.path.hasPrefix("/api/")
            ? Response(problem, site.translator(context.locale), correlation: context.correlation)
            : page(problem, request, context)
        if let seconds = problem.retryAfter { response.headers[.retryAfter] = String(seconds) }
        if problem.status == 405 {
            response.headers[.allow] = routes.methods(for: request.uri.path).map(\.rawValue).joined(separator: ", ")
        }
        return response
    }

    private func page(_ problem: Problem, _ request: Request, _ context: VisitContext) -> Response {
        let isDesk = request.uri.path.hasPrefix(desk)
        let shell = isDesk ? workspace : portal
        let page = problemPage(
            problem, site.translator(context.locale), correlation: context.correlation, home: isDesk ? desk : "/")
        return Response(
            shell.document(page, for: site.visit(request, context)), status: .init(code: problem.status))
    }

    private static let robots = HTTPField.Name("X-Robots-Tag")!
    private static let practice = HTTPField.Name("X-Hoidap-Practice")!
    private static let headers: [(HTTPField.Name, String)] = [
        (
            .contentSecurityPolicy,
            """
            default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; \
            frame-ancestors 'none'
            """
        ),
        (.xContentTypeOptions, "nosniff"),
        // Addresses of letters stay here. Not `no-referrer`: browsers then send `Origin: null` with a form, also with ours.
        (HTTPField.Name("Referrer-Policy")!, "same-origin"),
    ]
}

extension Request {
    /// The language chosen, else the first one the browser asks for that we speak, else Vietnamese.
    var locale: Locale {
        if let chosen = cookies[LanguageChoice.cookie].flatMap({ Locale(rawValue: $0.value) }) { return chosen }
        for part in (headers[.acceptLanguage] ?? "").split(separator: ",") {
            guard let tag = part.split(separator: ";").first?.split(separator: "-").first else { continue }
            if let locale = Locale(rawValue: tag.trimmingPrefix(" ").lowercased()) { return locale }
        }
        return .vi
    }
}

/// Every address the server answers, so that a wrong method is told from a wrong address. Filled while the router is
/// built.
public final class RouteBook: Sendable {
    private let templates = Mutex<[(parts: [String], method: HTTPRequest.Method)]>([])

    public init() {}

    func add(_ template: RouterPath, _ method: HTTPRequest.Method) {
        let parts = template.description.split(separator: "/").map(String.init)
        templates.withLock { $0.append((parts, method)) }
    }

    func methods(for path: String) -> [HTTPRequest.Method] {
        let asked = path.split(separator: "/")
        return templates.withLock { $0 }.filter { template in
            template.parts.count == asked.count
                && zip(template.parts, asked).allSatisfy { $0 == $1 || $0.hasPrefix(":") || $0.hasPrefix("{") }
        }.map(\.method)
    }

    /// The nearest page at or above an address that may be no page itself.
    func page(above path: String) -> String {
        var parts = path.split(separator: "/")
        while !parts.isEmpty {
            let page = "/" + parts.joined(separator: "/")
            if methods(for: page).contains(.get) { return page }
            parts.removeLast()
        }
        return "/"
    }
}
