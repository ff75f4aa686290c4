import Cases
import HTTPTypes
import Hummingbird
import Kernel
import Language
import Markup
import Registry
import Storage
import Web

/// The public board: answered matters, shown as extracts that two officers have read.
public struct BoardPortal: Sendable {
    private let site: Site
    private let shell: any Shell

    public init(site: Site, shell: any Shell) {
        self.site = site
        self.shell = shell
    }

    @Sendable public func list(_ request: Request, _ context: VisitContext) async throws -> Response {
        let t = site.translator(context.locale)
        let places = PlaceSearch(site)
        let query = String((request.query("place") ?? "").tidied.prefix(200))
        let place = places.boardPlace(query, chosen: request.query("area") ?? "", in: t.locale)
        let typed = request.query("field") ?? ""
        let field = typed.isEmpty ? nil : site.fields.known(typed).map { _ in typed }
        let position = request.query("after").flatMap(BoardPosition.init(query:))
        // A name that means no place has nothing on the board.
        let isNowhere = !query.isEmpty && place.code == nil
        let (found, fields) = try await site.store.read { tx in
            (
                isNowhere
                    ? (items: [], isMore: false)
                    : try BoardList.page(area: place.code, field: field, after: position, tx),
                try BoardList.fields(tx)
            )
        }
        let page = BoardPage(
            query: query, area: place.code, others: place.others, field: field ?? "", fields: fields,
            isFieldUnknown: !typed.isEmpty && field == nil,
            items: found.items, isMore: found.isMore, isFirst: position == nil)
        return show(
            boardPage(page, places, Wording(site, t)), request, context,
            status: page.isFieldUnknown ? .badRequest : .ok)
    }

    /// One item. One that was taken off, and one that never was there, are answered alike.
    @Sendable public func item(_ request: Request, _ context: VisitContext) async throws -> Response {
        let key = try PortalRoutes.boardItem.values(context.parameters)
        let t = site.translator(context.locale)
        guard let item = try await site.store.read({ tx in try BoardList.find(key, tx) }) else {
            return show(boardGonePage(t), request, context, status: .notFound)
        }
        return show(boardItemPage(item, PlaceSearch(site), Wording(site, t)), request, context)
    }

    /// The newest three, for the front page; nothing while the board is empty.
    @Sendable public func latest(_ t: Translator) async throws -> HTML {
        let items = try await site.store.read { tx in try BoardList.page(size: 3, tx) }.items
        guard !items.isEmpty else { return .empty }
        let places = PlaceSearch(site)
        return section(t(BoardMessages.latest), id: "latest") {
            boardItems(items, places, Wording(site, t))
            paragraph { link(t(BoardMessages.all), to: PortalRoutes.board.path()) }
        }
    }

    private func show(
        _ page: Page, _ request: Request, _ context: VisitContext, status: HTTPResponse.Status = .ok
    ) -> Response {
        Response(shell.document(page, for: site.visit(request, context)), status: status)
    }
}

extension BoardPosition {
    /// `2026-11-20_1-8124`, as it stands in an address.
    var query: String { "\(publishedOn)_\(key)" }

    init?(query: String) {
        let parts = query.split(separator: "_").map(String.init)
        guard parts.count == 2, let day = Day(parts[0]), let key = PublicationKey(parts[1]) else { return nil }
        self.init(publishedOn: day, key: key)
    }
}

extension PlaceSearch {
    /// The province or commune that a typed name means, the best one unless another was chosen, and the others.
    func boardPlace(
        _ query: String, chosen: String, in locale: Locale
    ) -> (code: String?, others: [(code: String, title: String)]) {
        guard !query.isEmpty else { return (nil, []) }
        let hits = find(query, in: locale).hits.prefix(6).map { hit in
            (code: hit.value.split(separator: "/").last.map(String.init) ?? hit.value, title: hit.title)
        }
        let provinces = gazetteer.find(query, level: .province, limit: 1).matches.map {
            (code: $0.unit.code, title: gazetteer.title(of: $0.unit, in: locale))
        }
        let all = provinces + hits.filter { hit in !provinces.contains { $0.code == hit.code } }
        let code = all.first { $0.code == chosen }?.code ?? all.first?.code
        return (code, all.filter { $0.code != code })
    }
}
