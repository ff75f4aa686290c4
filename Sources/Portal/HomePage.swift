import Hummingbird
import Kernel
import Language
import Markup
import Web

/// The front page: the two things people come to do.
public struct HomePage: Sendable {
    public static let route = PlainRoute(.get, "/")

    private let site: Site
    private let shell: any Shell
    private let handIn: String
    private let follow: String

    /// `handIn` and `follow` are the addresses of the pages that do it.
    public init(site: Site, shell: any Shell, handIn: String, follow: String) {
        self.site = site
        self.shell = shell
        self.handIn = handIn
        self.follow = follow
    }

    @Sendable public func show(_ request: Request, _ context: VisitContext) async throws -> Response {
        let visit = site.visit(request, context)
        return Response(shell.document(page(visit.t), for: visit))
    }

    private func page(_ t: Translator) -> Page {
        Page(title: t(PortalMessages.homeTitle), area: Self.route.path()) {
            h1(t(PortalMessages.homeTitle))
            lead(t(PortalMessages.homeLead))
            element("div", [("class", "doors")]) {
                element("div") {
                    buttonLink(t(PortalMessages.handIn), to: handIn)
                    hint(t(PortalMessages.handInHint))
                }
                element("div") {
                    buttonLink(t(PortalMessages.follow), to: follow, isSecondary: true)
                    hint(t(PortalMessages.followHint))
                }
            }
            section(t(PortalMessages.howTitle), id: "how") {
                element("ol") {
                    element("li", t(PortalMessages.howCode))
                    element("li", t(PortalMessages.howDays))
                    element("li", t(PortalMessages.howName))
                }
            }
        }
    }
}
