import HTTPTypes
import Hummingbird
import Kernel
import Language

/// `GET /language/en?back=/follow` – the person's choice, kept for a year, works without JavaScript.
public struct LanguageChoice: Sendable {
    static let cookie = "hoidap_language"
    public static let route = Route<Locale>(.get, "/language/{}")

    let isSecure: Bool

    public init(site: Site) { isSecure = site.isBehindTLSProxy }

    /// The address that shows `path` in a language.
    public static func address(_ locale: Locale, back path: String) -> String {
        "\(route.path(locale))?back=\(encoded(path))"
    }

    /// An address as the value of a field of a query.
    public static func encoded(_ path: String) -> String { path.percentEncoded(keeping: UInt8(ascii: "/")) }

    @Sendable public func choose(_ request: Request, _ context: VisitContext) async throws -> Response {
        let locale = try Self.route.values(context.parameters)
        var response = Response.seeOther(Self.local(request.query("back")))
        response.setCookie(
            Cookie(
                name: Self.cookie, value: locale.rawValue, maxAge: 365 * 86_400, path: "/", secure: isSecure,
                httpOnly: true, sameSite: .lax))
        return response
    }

    /// A path of this site, or the front page: nobody is sent elsewhere by a link of ours.
    public static func local(_ path: String?) -> String {
        guard let path, path.hasPrefix("/"), !path.hasPrefix("//"), !path.contains("\\"),
            path.utf8.allSatisfy({ $0 > 32 && $0 < 127 })
        else { return "/" }
        return path
    }
}
