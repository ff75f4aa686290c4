import Acts
import Cases
import HTTPTypes
import Hummingbird
import Kernel
import Language
import Registry
import Spreadsheets
import Storage
import Web

/// The register in which a body follows letters, as a page and as files.
public struct LetterRegisterDesk: Sendable {
    private let site: Site
    private let shell: any Shell

    public init(site: Site, shell: any Shell) {
        self.site = site
        self.shell = shell
    }

    @Sendable public func page(_ request: Request, _ context: OfficerContext) async throws -> Response {
        let words = Wording(site, site.translator(context.locale))
        guard let choice = try await TableChoice.read(site, request, context, words) else {
            return Response(shell.document(noTablesPage(words), for: site.visit(request, context)))
        }
        let after = try AddressQuery(request).value("after", FigurePosition.init(query:))
        let size = LetterRegisterPage.pageSize
        let lines = try await lines(choice, context.actor, after: after, size: size + 1)
        let page = LetterRegisterPage(
            choice: choice, lines: Array(lines.prefix(size)), hasNext: lines.count > size, isLater: after != nil,
            merged: words.directory.predecessors(of: choice.reach.unit).map(\.predecessor))
        return Response(
            shell.document(letterRegisterPage(page, words), for: site.visit(request, context)),
            status: choice.faults.isEmpty ? .ok : .badRequest)
    }

    @Sendable public func workbook(_ request: Request, _ context: OfficerContext) async throws -> Response {
        try await site.answer(sheet(request, context), as: .xlsx)
    }

    @Sendable public func plain(_ request: Request, _ context: OfficerContext) async throws -> Response {
        try await site.answer(sheet(request, context), as: .csv)
    }

    private func sheet(_ request: Request, _ context: OfficerContext) async throws -> Sheet {
        let words = Wording(site, site.translator(context.locale))
        guard let choice = try await TableChoice.read(site, request, context, words) else {
            throw ActProblem.forbidden
        }
        guard choice.faults.isEmpty else { throw WebProblem.unreadable }
        let register = LetterRegisterColumns(unit: choice.reach.unit, words: words)
        let actor = context.actor
        let code = words.directory.organization(choice.reach.unit)?.code ?? ""
        return Sheet(
            "register-\(code)-\(choice.period.from)-\(choice.period.until)",
            title: "\(words.t(TableMessages.registerTitle)): \(words.organization(choice.reach.unit))",
            columns: register.columns, cut: words.t(TableMessages.cut),
            end: "\(words.t(TableMessages.unverifiedMark)). \(words.t(TableMessages.registerUnverified))",
            from: FigurePosition?.none
        ) { after in
            let lines = try await lines(choice, actor, after: after, size: 500)
            let next = lines.count == 500 ? lines.last?.entry.position : nil
            return (lines.map { register.cells($0) }, next.map { .some($0) })
        }
    }

    /// Under the rights of the moment.
    private func lines(
        _ choice: TableChoice, _ actor: Actor, after: FigurePosition?, size: Int
    ) async throws -> [LetterRegisterList.Line] {
        let today = site.today
        return try await site.store.read { tx in
            let scope = try Scope.of(actor, on: today, tx)
            guard let reach = try scope.figures(of: choice.reach.unit, tx) else { throw WebProblem.notFound }
            return try LetterRegisterList.lines(
                of: reach.unit, kinds: reach.kinds, choice.read(today), after: after, size: size, scope, tx)
        }
    }
}
