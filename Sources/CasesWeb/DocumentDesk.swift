import Acts
import Cases
import Documents
import Hummingbird
import Kernel
import Language
import Registry
import Spreadsheets
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
        let document = documentPage(page, words, own: Wording(site, site.translator(.vi)))
        return Response(shell.document(document, for: site.visit(request, context)))
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

    @Sendable public func file(_ request: Request, _ context: OfficerContext) async throws -> Response {
        try await site.answer(leaving(request, context), as: .csv)
    }

    @Sendable public func workbook(_ request: Request, _ context: OfficerContext) async throws -> Response {
        try await site.answer(leaving(request, context), as: .xlsx)
    }

    /// The book as it leaves, from its first number, read page by page under the rights of the moment.
    private func leaving(_ request: Request, _ context: OfficerContext) async throws -> Sheet {
        let asked = try await books.asked(request, context)
        let kind = try AddressQuery(request).value("kind", DocumentKind.init) ?? .letter
        let words = Wording(site, site.translator(context.locale))
        let (t, today, actor, store) = (words.t, site.today, context.actor, site.store)
        let book = ["organization": t.pick(asked.body.name), "year": "\(asked.year)"]
        return Sheet(
            "documents-\(asked.body.code)-\(kind.rawValue)-\(asked.year)", title: t(DocumentMessages.bookOf, book),
            columns: OutgoingFile.columns(t), cut: t(TableMessages.cut), from: 0
        ) { after in
            let lines = try await store.read { tx in
                try OutgoingList.lines(
                    of: asked.body.id, kind, year: asked.year, after: after, size: 500,
                    Scope.of(actor, on: today, tx), tx)
            }
            return (
                lines.map { OutgoingFile.cells($0, words) }, lines.count == 500 ? lines.last?.number.number : nil
            )
        }
    }
}
