import Cases
import Hummingbird
import Kernel
import Language
import Registry
import Spreadsheets
import Web

/// For everybody: how many letters were set aside, on which ground, and what re-checks found.
public struct SetAsidePortal: Sendable {
    private let site: Site
    private let shell: any Shell

    public init(site: Site, shell: any Shell) {
        self.site = site
        self.shell = shell
    }

    @Sendable public func page(_ request: Request, _ context: VisitContext) async throws -> Response {
        let t = site.translator(context.locale)
        let page = try await read(request, t)
        return Response(
            shell.document(setAsidePage(page, PlaceSearch(site), t), for: site.visit(request, context)),
            status: page.isYearUnknown ? .badRequest : .ok)
    }

    @Sendable public func file(_ request: Request, _ context: VisitContext) async throws -> Response {
        let t = site.translator(context.locale)
        let page = try await read(request, t)
        guard !page.isYearUnknown else { throw WebProblem.unreadable }
        return try await site.answer(page.sheet(PlaceSearch(site), t), as: .csv)
    }

    private func read(_ request: Request, _ t: Translator) async throws -> SetAsidePage {
        let query = String((request.query("place") ?? "").tidied.prefix(200))
        let directory = site.directory.current
        let place = PlaceSearch(site).boardPlace(query, chosen: request.query("area") ?? "", in: t.locale)
        let thisYear = site.today.parts.year
        let years = Array((thisYear - SetAsidePage.years + 1...thisYear).reversed())
        let typed = request.query("year") ?? ""
        let year = Int(typed).flatMap { years.contains($0) ? $0 : nil }
        // A name that means no place, and a place without a body here, has set nothing aside.
        let bodies =
            query.isEmpty
            ? directory.organizations.filter { $0.parent == nil }.map(\.id).sorted()
            : place.code.flatMap { directory.receiver(ofArea: $0) }.map { [$0.id] } ?? []
        let shown = year ?? thisYear
        let (now, before) = try await site.store.read { tx in
            (
                try SetAsideList.figures(of: bodies, Period(year: shown), tx),
                try SetAsideList.figures(of: bodies, Period(year: shown - 1), tx)
            )
        }
        return SetAsidePage(
            query: query, area: place.code, others: place.others, hasBody: !bodies.isEmpty, year: shown,
            choices: years, isYearUnknown: !typed.isEmpty && year == nil, now: now, before: before)
    }
}

extension Period {
    /// From the first of January to the last of December.
    fileprivate init(year: Int) {
        let first = Day(year: year, month: 1, day: 1) ?? Day(daysSince1970: 0)
        self.init(from: first, until: (Day(year: year + 1, month: 1, day: 1) ?? .never).adding(-1))
    }
}
