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

/// The tables of the state for a unit and a period, as pages and as files.
public struct TableDesk: Sendable {
    private let site: Site
    private let shell: any Shell

    public init(site: Site, shell: any Shell) {
        self.site = site
        self.shell = shell
    }

    @Sendable public func index(_ request: Request, _ context: OfficerContext) async throws -> Response {
        let words = Wording(site, site.translator(context.locale))
        guard let choice = try await TableChoice.read(site, request, context, words) else {
            return Response(shell.document(noTablesPage(words), for: site.visit(request, context)))
        }
        return Response(
            shell.document(tableIndexPage(choice, words), for: site.visit(request, context)),
            status: choice.faults.isEmpty ? .ok : .badRequest)
    }

    @Sendable public func table(_ request: Request, _ context: OfficerContext) async throws -> Response {
        let code = try TableRoutes.table.values(context.parameters)
        let words = Wording(site, site.translator(context.locale))
        guard let page = try await page(code, request, context, words) else {
            return Response(shell.document(noTablesPage(words), for: site.visit(request, context)))
        }
        return Response(
            shell.document(reportTablePage(page, words), for: site.visit(request, context)),
            status: page.choice.faults.isEmpty ? .ok : .badRequest)
    }

    /// The table as a workbook whose figures open their lists.
    @Sendable public func workbook(_ request: Request, _ context: OfficerContext) async throws -> Response {
        let said = try await file(TableRoutes.workbook.values(context.parameters), request, context)
        return try await site.answer(said.form(site.address(request)))
    }

    @Sendable public func plain(_ request: Request, _ context: OfficerContext) async throws -> Response {
        let said = try await file(TableRoutes.plain.values(context.parameters), request, context)
        return try await site.answer(said.sheet(), as: .csv)
    }

    /// Throws 400 for a unit or day that means nothing, and 403 where the reader may see none of the table's kinds.
    private func file(
        _ code: ReportTable.Code, _ request: Request, _ context: OfficerContext
    ) async throws -> TableWords {
        let words = Wording(site, site.translator(context.locale))
        guard let page = try await page(code, request, context, words), !page.kinds.isEmpty else {
            throw ActProblem.forbidden
        }
        guard page.choice.faults.isEmpty else { throw WebProblem.unreadable }
        return TableWords(page: page, grid: TableGrid(page, words), words: words)
    }

    private func page(
        _ code: ReportTable.Code, _ request: Request, _ context: OfficerContext, _ words: Wording
    ) async throws -> ReportTablePage? {
        guard let choice = try await TableChoice.read(site, request, context, words) else { return nil }
        let (today, actor, table) = (site.today, context.actor, ReportTable.of(code))
        return try await site.store.read { tx in
            let scope = try Scope.of(actor, on: today, tx)
            let kinds = table.kinds.intersection(choice.reach.kinds)
            return ReportTablePage(
                table: table, choice: choice, kinds: kinds,
                rows: kinds.isEmpty ? [] : try Self.rows(table, choice, scope, today, words, tx),
                partly: choice.reach.isAlone
                    ? []
                    : try scope.partly(
                        under: [choice.reach.unit], from: choice.period.from, until: choice.period.until, tx))
        }
    }

    private static func rows(
        _ table: ReportTable, _ choice: TableChoice, _ scope: Scope, _ today: Day, _ words: Wording,
        _ tx: any ReadTransaction
    ) throws -> [ReportTablePage.Row] {
        let unit = choice.reach
        func sums(_ reaches: [FigureReach]) throws -> FigureSums {
            try ReportList.figures(
                reaches, table.figures, of: table.kinds, choice.read(today), scope, today: today, tx)
        }
        let below =
            unit.isAlone
            ? []
            : try words.directory.children(of: unit.unit).map(\.id).byName(words).compactMap {
                try scope.figures(of: $0, tx)
            }
        let all = try sums([unit] + below)
        guard !below.isEmpty else { return [ReportTablePage.Row(reach: unit, sums: all, isTotal: false)] }
        let alone = FigureReach(unit: unit.unit, kinds: unit.kinds, isAlone: true)
        return [ReportTablePage.Row(reach: alone, sums: try sums([alone]), isTotal: false)]
            + below.map { ReportTablePage.Row(reach: $0, sums: all, isTotal: false) }
            + [ReportTablePage.Row(reach: unit, sums: all, isTotal: true)]
    }
}

extension TableChoice {
    /// More bodies than these are not offered one by one.
    private static let mostBodies = 200

    /// What an address asks for; without a unit that of the officer's post with the widest reach, without days the last full
    /// quarter of reports. Nil for somebody who sees figures of no body; throws 404 for a unit beyond reach.
    static func read(
        _ site: Site, _ request: Request, _ context: OfficerContext, _ words: Wording
    ) async throws -> TableChoice? {
        let query = AddressQuery(request)
        let (today, actor, officer) = (site.today, context.actor, context.officer.account.id)
        var faults: Set<String> = []
        let asked = query.value("unit", &faults) { words.directory.organization(code: $0)?.id }
        let period = period(query, today, &faults)
        let wrong = faults
        return try await site.store.read { tx in
            let scope = try Scope.of(actor, on: today, tx)
            let posts = try Standing.of(officer, on: today, tx)?.posts.map(\.post) ?? []
            let front = posts.sorted { $0.role.reachesBelow && !$1.role.reachesBelow }
            guard let unit = asked ?? front.first(where: { !$0.role.kinds.isEmpty })?.organization else { return nil }
            guard let reach = try scope.figures(of: unit, tx) else { throw WebProblem.notFound }
            let bodies = try scope.reached(tx).bodies.map(\.organization)
            return TableChoice(
                faults: wrong, reach: reach, period: period,
                units: bodies.count > mostBodies ? [] : bodies.byName(words))
        }
    }

    private static func period(_ query: AddressQuery, _ today: Day, _ faults: inout Set<String>) -> Period {
        let last = StatutoryPeriod.lastQuarter.days(on: today)
        func valid(_ from: Day, _ until: Day) -> Bool {
            from <= until && from <= today && from.days(until: until) <= 4000
        }
        if query["period"] != nil {
            return query.value("period", &faults) { text -> Period? in
                let days = text.split(separator: "_").compactMap { Day(String($0)) }
                return days.count == 2 && valid(days[0], days[1]) ? Period(from: days[0], until: days[1]) : nil
            } ?? last
        }
        let from = query.value("from", &faults) { Day($0) }
        let until = query.value("until", &faults) { Day($0) }
        guard from != nil || until != nil else { return last }
        guard let from, let until, valid(from, until) else {
            if faults.isEmpty { faults.insert("until") }
            return last
        }
        return Period(from: from, until: until)
    }

    /// The days that are over, or today.
    func read(_ today: Day) -> Period { Period(from: period.from, until: min(period.until, today)) }
}

extension Site {
    /// This server as the browser called it; nothing where it did not say.
    func address(_ request: Request) -> String {
        let scheme = isBehindTLSProxy ? "https" : request.head.scheme ?? "http"
        return request.head.authority.map { "\(scheme)://\($0)" } ?? ""
    }
}
