import Acts
import Cases
import Hummingbird
import Kernel
import Language
import Registry
import Storage
import Web

/// What was drawn for a re-check, for those who re-check it.
public struct RecheckDesk: Sendable {
    private let site: Site
    private let shell: any Shell

    public init(site: Site, shell: any Shell) {
        self.site = site
        self.shell = shell
    }

    @Sendable public func list(_ request: Request, _ context: OfficerContext) async throws -> Response {
        let query = AddressQuery(request)
        let state = try query.value("state", Recheck.State.init) ?? .waiting
        let position = try query.value("after", RecheckList.Position.init(query:))
        let (today, actor, account) = (site.today, context.actor, context.officer.account.id)
        let page = try await site.store.read { tx -> RecheckPage in
            guard let standing = try Standing.of(account, on: today, tx), standing.rechecks else {
                return RecheckPage(state: state, lines: [], isFirst: true, rechecks: false)
            }
            return RecheckPage(
                state: state,
                lines: try RecheckList.lines(
                    state, after: position, Scope.of(actor, on: today, tx), except: standing.closing, tx),
                isFirst: position == nil, rechecks: true)
        }
        let words = Wording(site, site.translator(context.locale))
        return Response(
            shell.document(recheckPage(page, words), for: site.visit(request, context)),
            status: page.rechecks ? .ok : .forbidden)
    }
}

extension RecheckList.Position {
    /// `2026-11-20_1-8124`, as it stands in an address.
    init?(query: String) {
        let parts = query.split(separator: "_").map(String.init)
        guard parts.count == 2, let day = Day(parts[0]), let key = MatterKey(parts[1]) else { return nil }
        self.init(drawn: day, matter: key)
    }
}
