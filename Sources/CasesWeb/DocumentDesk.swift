import Acts
import Cases
import Documents
import Hummingbird
import Kernel
import Language
import Registry
import Storage
import Web

/// Documents as pages to be printed, and the outgoing books.
public struct DocumentDesk: Sendable {
    private let site: Site
    private let shell: any Shell
    private let books: BookDesk

    public init(site: Site, shell: any Shell) {
        self.site = site
        self.shell = shell
        books = BookDesk(site: site, shell: shell)
    }

    @Sendable public func sheet(_ request: Request, _ context: OfficerContext) async throws -> Response {
        let (key, id) = try DocumentRoutes.sheet.values(context.parameters)
        let (today, actor) = (site.today, context.actor)
        let sheet = try await site.store.read { tx in
            try DocumentSheet.read(id.raw, of: key, Scope.of(actor, on: today, tx), tx)
        }
        guard let sheet else { throw WebProblem.notFound }
        let page = DocumentPage(
            sheet: sheet, addressee: nil, back: CasesRoutes.matter.path(key), area: CasesRoutes.desk.path())
        let words = Wording(site, site.translator(context.locale))
        return Response(shell.document(documentPage(page, words), for: site.visit(request, context)))
    }

    @Sendable public func book(_ request: Request, _ context: OfficerContext) async throws -> Response {
        let asked = try await books.asked(request, context)
        let query = AddressQuery(request)
        let before = try query.value("before") { Int($0).flatMap { (1...Int(Int32.max)).contains($0) ? $0 : nil } }
        let kind = try query.value("kind", DocumentKind.init) ?? .letter
        let (today, actor, directory) = (site.today, context.actor, site.directory.current)
        let words = Wording(site, site.translator(context.locale))
        let page = try await site.store.read { tx in
            let scope = try Scope.of(actor, on: today, tx)
            let lines = try OutgoingList.lines(of: asked.body.id, kind, year: asked.year, before: before, scope, tx)
            let first = try OutgoingList.firstYear(of: asked.body.id, tx) ?? today.parts.year
            return OutgoingPage(
                body: asked.body, kind: kind, year: asked.year,
                years: Array(min(first, asked.year)...max(today.parts.year, asked.year)),
                lines: Array(lines.prefix(OutgoingList.pageSize)), hasNext: lines.count > OutgoingList.pageSize,
                before: before, bodies: books.offered(asked.reached, words).compactMap { directory.organization($0) })
        }
        return Response(shell.document(outgoingPage(page, words), for: site.visit(request, context)))
    }
}
