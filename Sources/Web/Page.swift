import HTTPTypes
import Hummingbird
import Kernel
import Language
import Markup
import NIOCore
import Registry

/// A page as a domain makes it: what goes into the main part, and what it is called.
public struct Page: Sendable {
    public let title: String
    public let main: HTML
    /// The address of the navigation it belongs under.
    public let area: String
    /// Bears the help of its address; what says that something went wrong does not.
    public let isHelped: Bool

    public init(title: String, area: String, isHelped: Bool = true, @HTMLBuilder main: () -> HTML) {
        self.title = title
        self.area = area
        self.isHelped = isHelped
        self.main = main()
    }
}

/// Who looks at a page, and from where.
public struct Visit: Sendable {
    public let t: Translator
    public let path: String
    public let officer: Officer?
    public let purpose: Purpose

    public init(t: Translator, path: String, officer: Officer?, purpose: Purpose) {
        self.t = t
        self.path = path
        self.officer = officer
        self.purpose = purpose
    }
}

/// The frame around pages: the portal's for people, the workspace's for officers.
public protocol Shell: Sendable {
    func document(_ page: Page, for visit: Visit) -> HTML
}

extension Response {
    /// A page, never kept by a cache: each is made for one person.
    public init(_ html: HTML, status: HTTPResponse.Status = .ok) {
        self.init(
            status: status,
            headers: [.contentType: "text/html; charset=utf-8", .cacheControl: "no-store"],
            body: ResponseBody(byteBuffer: ByteBuffer(string: html.text)))
    }

    /// A page with the status of the problem it shows, and when to try again; 200 for one that shows none.
    public init(_ html: HTML, showing problem: Problem?) {
        self.init(html, status: problem.map { .init(code: $0.status) } ?? .ok)
        if let seconds = problem?.retryAfter { headers[.retryAfter] = String(seconds) }
    }

    /// The browser goes to another page with GET.
    public static func seeOther(_ address: String) -> Response {
        Response(status: .seeOther, headers: [.location: address, .cacheControl: "no-store"])
    }
}

extension Site {
    public func visit(_ request: Request, _ context: VisitContext) -> Visit {
        Visit(t: translator(context.locale), path: request.here, officer: context.officer, purpose: purpose)
    }

    public func visit(_ request: Request, _ context: OfficerContext) -> Visit {
        Visit(t: translator(context.locale), path: request.here, officer: context.officer, purpose: purpose)
    }
}

extension Request {
    /// The address of this page with what was filtered and turned to; of a form's answer, the address alone.
    var here: String {
        guard method == .get || method == .head, let query = uri.query, !query.isEmpty else { return uri.path }
        return LanguageChoice.local("\(uri.path)?\(query)") == "/" ? uri.path : "\(uri.path)?\(query)"
    }
}
