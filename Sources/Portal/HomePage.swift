import Hummingbird
import Kernel
import Language
import Markup
import Web

/// The front page: what people come to do, and what was answered lately.
public struct HomePage: Sendable {
    public static let route = PlainRoute(.get, "/")

    private let site: Site
    private let shell: any Shell
    private let handIn: String
    private let follow: String
    private let board: String
    private let setAside: String
    private let latest: @Sendable (Translator) async throws -> HTML

    /// `handIn`, `follow`, `board` and `setAside` are the addresses of the pages that do it; `latest` is the newest of the board.
    public init(
        site: Site, shell: any Shell, handIn: String, follow: String, board: String, setAside: String,
        latest: @escaping @Sendable (Translator) async throws -> HTML
    ) {
        self.site = site
        self.shell = shell
        self.handIn = handIn
        self.follow = follow
        self.board = board
        self.setAside = setAside
        self.latest = latest
    }

    @Sendable public func show(_ request: Request, _ context: VisitContext) async throws -> Response {
        let visit = site.visit(request, context)
        return Response(shell.document(page(visit.t, try await latest(visit.t)), for: visit))
    }

    private func page(_ t: Translator, _ latest: HTML) -> Page {
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
                element("div") {
                    buttonLink(t(PortalMessages.board), to: board, isSecondary: true)
                    hint(t(PortalMessages.boardHint))
                }
            }
            latest
            section(t(PortalMessages.howTitle), id: "how") {
                element("ol") {
                    element("li", t(PortalMessages.howCode))
                    element("li", t(PortalMessages.howDays))
                    element("li", t(PortalMessages.howName))
                }
                paragraph { link(t(PortalMessages.setAside), to: setAside) }
            }
            section(t(PortalMessages.helpTitle), id: "help") {
                p(t(PortalMessages.helpDesk))
                p(t(PortalMessages.helpPin))
            }
        }
    }
}
