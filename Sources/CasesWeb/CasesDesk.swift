import Acts
import Cases
import HTTPTypes
import Hummingbird
import Kernel
import Language
import Registry
import Storage
import Web

/// The pages on which officers find matters.
public struct CasesDesk: Sendable {
    private let site: Site
    private let shell: any Shell

    public init(site: Site, shell: any Shell) {
        self.site = site
        self.shell = shell
    }

    /// The morning page, or what a search found.
    @Sendable public func desk(_ request: Request, _ context: OfficerContext) async throws -> Response {
        if let query = request.query("q"), !query.isEmpty {
            return try await search(String(query.prefix(200)), request, context)
        }
        let today = site.today
        let filter = DeskFilter(rawValue: request.query("show") ?? "") ?? .all
        let position = request.query("after").flatMap(DeskPosition.init(query:))
        let notice = request.query("done").flatMap(DeskNotice.init(rawValue:))
        let actor = context.actor
        let page = try await site.store.read { tx in
            let scope = try Scope.of(actor, on: today, tx)
            let list = try DeskList.page(scope, filter, today: today, after: position, tx)
            return (
                counts: try [DeskFilter.late, .untaken, .all].map {
                    ($0, try DeskList.count(scope, $0, today: today, tx))
                }, entries: list.entries, isMore: list.isMore
            )
        }
        let words = words(context)
        let next = page.isMore ? page.entries.last : nil
        return show(
            deskPage(
                DeskPage(
                    counts: page.counts, filter: filter, entries: page.entries,
                    next: next.map { DeskPosition(nextDue: $0.nextDue, matter: $0.matter) },
                    isFirst: position == nil, notice: notice.map { words.t($0.text) }),
                words), request, context)
    }

    private func search(_ query: String, _ request: Request, _ context: OfficerContext) async throws -> Response {
        let today = site.today
        let actor = context.actor
        let hits = try await site.store.read { tx in
            try SearchList.find(query, try Scope.of(actor, on: today, tx), tx)
        }
        return show(searchPage(query: query, hits, words(context)), request, context)
    }

    private func words(_ context: OfficerContext) -> Wording { Wording(site, site.translator(context.locale)) }

    private func show(
        _ page: Page, _ request: Request, _ context: OfficerContext, status: HTTPResponse.Status = .ok
    ) -> Response {
        Response(shell.document(page, for: site.visit(request, context)), status: status)
    }
}

/// What the morning page says after something was done elsewhere.
enum DeskNotice: String {
    case steppedAside, outOfSight

    var text: MessageKey {
        switch self {
        case .steppedAside: CasesWebMessages.steppedAside
        case .outOfSight: MatterMessages.outOfSight
        }
    }
}
