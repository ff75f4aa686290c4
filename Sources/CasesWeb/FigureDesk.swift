import Acts
import Cases
import HTTPTypes
import Hummingbird
import Kernel
import Language
import Markup
import Notices
import Registry
import Storage
import Web

/// The figures of a unit, and the lists they open to.
public struct FigureDesk: Sendable {
    private let site: Site
    private let shell: any Shell

    public init(site: Site, shell: any Shell) {
        self.site = site
        self.shell = shell
    }

    @Sendable public func overview(_ request: Request, _ context: OfficerContext) async throws -> Response {
        let query = AddressQuery(request)
        let words = Wording(site, site.translator(context.locale))
        let today = site.today
        var faults: Set<String> = []
        let asked = query.value("unit", &faults) { words.directory.organization(code: $0)?.id }
        let period = Self.period(query, today, &faults)
        let wrong = faults
        let sortsByLate = query["sort"] == "late"
        let (actor, officer) = (context.actor, context.officer.account.id)
        let page = try await site.store.read { tx -> OverviewPage? in
            let scope = try Scope.of(actor, on: today, tx)
            let posts = try Standing.of(officer, on: today, tx)?.posts.map(\.post) ?? []
            let front = posts.sorted { $0.role.reachesBelow && !$1.role.reachesBelow }
            guard let unit = asked ?? front.first(where: { !$0.role.kinds.isEmpty })?.organization else { return nil }
            guard let reach = try scope.figures(of: unit, tx) else { throw WebProblem.notFound }
            return try Reading(
                scope: scope, reach: reach, period: period, today: today, words: words, posts: posts, faults: wrong
            ).page(sortsByLate: sortsByLate, tx)
        }
        guard let page else {
            return Response(
                shell.document(
                    Page(title: words.t(ListMessages.overviewTitle), area: ListRoutes.overview.path()) {
                        h1(words.t(ListMessages.overviewTitle))
                        emptyState(words.t(ListMessages.emptyTitle), words.t(ListMessages.overviewNothing))
                    }, for: site.visit(request, context)))
        }
        return Response(
            shell.document(overviewPage(page, words), for: site.visit(request, context)),
            status: faults.isEmpty ? .ok : .badRequest)
    }

    @Sendable public func figures(_ request: Request, _ context: OfficerContext) async throws -> Response {
        let query = AddressQuery(request)
        let words = Wording(site, site.translator(context.locale))
        let today = site.today
        // Without saying which, there is nothing to open: the overview says what there is.
        guard let figure = try query.value("figure", Figure.init) else {
            return .seeOther(ListRoutes.overview.path())
        }
        let place = try FigurePlace(query)
        let asked = try asked(query, figure, words, today)
        let actor = context.actor
        let page = try await site.store.read { tx -> FigurePage in
            let scope = try Scope.of(actor, on: today, tx)
            let address = try asked.address(scope, tx)
            return FigurePage(
                address: address,
                partly: asked.isAlone
                    ? []
                    : try scope.partly(under: [asked.unit], from: asked.period.from, until: asked.period.until, tx),
                page: try address.page(scope, at: place, tx),
                isSuppressed: try address.isSuppressed(scope, tx))
        }
        return Response(shell.document(figurePage(page, words), for: site.visit(request, context)))
    }

    @Sendable public func figuresPlain(_ request: Request, _ context: OfficerContext) async throws -> Response {
        try await file(request, context, as: .csv)
    }

    @Sendable public func figuresWorkbook(_ request: Request, _ context: OfficerContext) async throws -> Response {
        try await file(request, context, as: .xlsx)
    }

    /// The list behind a figure as a file, read page by page, each under the rights of the moment.
    private func file(
        _ request: Request, _ context: OfficerContext, as format: SheetFormat
    ) async throws -> Response {
        let query = AddressQuery(request)
        let words = Wording(site, site.translator(context.locale))
        let (today, actor, store) = (site.today, context.actor, site.store)
        guard let figure = try query.value("figure", Figure.init) else { throw WebProblem.unreadable }
        let asked = try asked(query, figure, words, today)
        let first = try await store.read { tx in
            let scope = try Scope.of(actor, on: today, tx)
            let address = try asked.address(scope, tx)
            // Ratings below five are told in no form.
            guard try !address.isSuppressed(scope, tx) else { throw WebProblem.notFound }
            return address
        }
        return try await site.answer(
            figureSheet(first, words) { place in
                try await store.read { tx in
                    let scope = try Scope.of(actor, on: today, tx)
                    return try asked.address(scope, tx).page(scope, at: place, size: 500, tx)
                }
            }, as: format)
    }

    /// A figure as an address asks for it, before it is known what the reader may see of it.
    private struct Asked {
        let figure: Figure
        let unit: OrganizationID
        let period: Period
        let kinds: [Kind]
        let isAlone: Bool

        /// Throws 404 for a unit beyond reach.
        func address(_ scope: Scope, _ tx: any ReadTransaction) throws -> FigureAddress {
            guard var reach = try scope.figures(of: unit, tx) else { throw WebProblem.notFound }
            if isAlone { reach = FigureReach(unit: unit, kinds: reach.kinds, isAlone: true) }
            return FigureAddress(figure: figure, reach: reach, period: period, kinds: kinds)
        }
    }

    /// Throws 404 for a body that there is not, 400 for another value that means nothing.
    private func asked(_ query: AddressQuery, _ figure: Figure, _ words: Wording, _ today: Day) throws -> Asked {
        guard let unit = try query.value("unit", { words.directory.organization(code: $0)?.id }) else {
            throw WebProblem.notFound
        }
        var faults: Set<String> = []
        let period = Self.period(query, today, &faults)
        guard faults.isEmpty else { throw WebProblem.unreadable }
        return Asked(
            figure: figure, unit: unit, period: period, kinds: try query.value("kind", FigureAddress.kinds) ?? [],
            isAlone: query["alone"] != nil)
    }

    /// The days asked for, or the statutory quarter.
    private static func period(_ query: AddressQuery, _ today: Day, _ faults: inout Set<String>) -> Period {
        let quarter = StatutoryPeriod.quarter.days(on: today)
        let from = query.value("from", &faults) { Day($0) } ?? quarter.from
        let until = query.value("until", &faults) { Day($0) } ?? max(from, quarter.until)
        guard from <= until, from.days(until: until) <= 4000 else {
            faults.insert("until")
            return quarter
        }
        return Period(from: from, until: until)
    }
}

extension FigureAddress {
    /// One page of the list it opens to.
    fileprivate func page(
        _ scope: Scope, at place: FigurePlace, size: Int = DeskList.pageSize, _ tx: any ReadTransaction
    ) throws -> ListPage<FigureEntry> {
        try FigureList.page(
            figure, period, kinds: kinds.isEmpty ? nil : Set(kinds), reach, scope, at: place, size: size, tx)
    }

    /// Whether it is one of too few ratings to be told apart.
    fileprivate func isSuppressed(_ scope: Scope, _ tx: any ReadTransaction) throws -> Bool {
        guard figure.isRating else { return false }
        let sums = try OverviewList.sums([reach], Figure.ratings, period, scope, tx)
        return Figure.ratings.reduce(0) { $0 + sums.of($1, reach.unit) } < OverviewPage.fewest
    }
}

/// Reads all figures of one page in one transaction.
private struct Reading {
    let scope: Scope
    let reach: FigureReach
    let period: Period
    let today: Day
    let words: Wording
    let posts: [Post]
    let faults: Set<String>

    func page(sortsByLate: Bool, _ tx: any ReadTransaction) throws -> OverviewPage {
        let open = try OverviewList.openNow(reach, scope, today: today, tx)
        let sums = try OverviewList.sums([reach], Figure.overview, period, scope, tx)
        let since =
            period.until < today
            ? try OverviewList.sums(
                [reach], Figure.overview, Period(from: period.until.adding(1), until: today), scope, tx) : nil
        // What is open now is known; what came and went since leads back to the days before.
        let seen = open.count { reach.kinds.contains($0.kind) }.n
        // What bodies brought along or took with them when they were merged or split came and went too.
        let movedSince =
            since == nil
            ? (joined: 0, parted: 0)
            : try FigureList.moved(Period(from: period.until.adding(1), until: today), reach, scope, tx)
        let moved = try FigureList.moved(Period(from: period.from, until: min(period.until, today)), reach, scope, tx)
        let remaining = seen - (since?.growth(reach.unit) ?? 0) - movedSince.joined + movedSince.parted
        let body = try scope.reached(under: reach.unit, alone: true, tx).bodies.first
        return OverviewPage(
            faults: faults, reach: reach, period: period, sums: sums, open: open,
            carriedOver: remaining - sums.growth(reach.unit) - moved.joined + moved.parted, remaining: remaining,
            moved: moved,
            partly: try scope.partly(under: [reach.unit], from: period.from, until: period.until, tx),
            checked: try OverviewList.openByCounters(reach, on: period.until, scope, tx),
            units: try units(open, sortsByLate: sortsByLate, tx), sortsByLate: sortsByLate,
            workload: try body.map { try WorkloadList.workload($0, scope, today: today, tx) } ?? [],
            months: try months(tx), others: try others(tx),
            isOwnBody: posts.contains { $0.organization == reach.unit } && (reach.isAlone || children.isEmpty),
            notices: try [NoticeList.Which.late, .unreached, .noWay].map { which in
                (which, try NoticeList.count(which, reach, noticeDays(which), scope, tx))
            })
    }

    private func noticeDays(_ which: NoticeList.Which) -> NoticeList.Days {
        switch which {
        case .late: .before(NoticeTime.lateBefore(today, words.law))
        case .noWay: .init(from: period.from, until: period.until)
        case .calls, .print, .posted, .unreached: .all
        }
    }

    /// The bodies right below.
    private var children: [OrganizationID] {
        words.directory.children(of: reach.unit).map(\.id).byName(words)
    }

    private func units(
        _ open: OpenNow, sortsByLate: Bool, _ tx: any ReadTransaction
    ) throws -> [OverviewPage.Row] {
        let children = children
        guard !reach.isAlone, !children.isEmpty else { return [] }
        let below = try children.compactMap { try scope.figures(of: $0, tx) }
        let figures: [Figure] = [.received, .answered, .lapsed]
        let sums = try OverviewList.sums(below, figures, period, scope, tx)
        let alone = FigureReach(unit: reach.unit, kinds: reach.kinds, isAlone: true)
        let own = try OverviewList.sums([alone], figures, period, scope, tx)
        let branches = try scope.branches(below.map(\.unit), tx)
        let counts = open.byBody.reduce(into: [OrganizationID: OpenNow.Count]()) { counts, body in
            for child in branches[body.key] ?? [] { counts[child] = (counts[child] ?? .init()) + body.value }
        }
        var rows = below.map { child in
            OverviewPage.Row(reach: child, open: counts[child.unit] ?? .init(), sums: sums)
        }
        if sortsByLate {
            // Shares, not persons: a·d > c·b instead of a/b > c/d.
            rows = rows.enumerated().sorted { left, right in
                let (a, b) = (
                    left.element.open.late * max(1, right.element.open.n),
                    right.element.open.late * max(1, left.element.open.n)
                )
                return (b, left.offset) < (a, right.offset)
            }.map(\.element)
        }
        return [OverviewPage.Row(reach: alone, open: open.byBody[reach.unit] ?? .init(), sums: own)] + rows
    }

    private func months(
        _ tx: any ReadTransaction
    ) throws -> [(month: Period, received: Int, answered: Int)] {
        let (year, month, _) = min(period.until, today).parts
        let all = (0..<12).compactMap { back -> Period? in
            let index = year * 12 + month - 12 + back
            guard let from = Day(year: index / 12, month: index % 12 + 1, day: 1),
                let next = Day(year: (index + 1) / 12, month: (index + 1) % 12 + 1, day: 1)
            else { return nil }
            return Period(from: from, until: next.adding(-1))
        }
        guard let first = all.first, let last = all.last else { return [] }
        let sums = try OverviewList.months(
            reach, [.received, .answered], Period(from: first.from, until: last.until), scope, tx)
        return all.map { period in
            let name = String(period.from.description.prefix(7))
            return (
                month: period, received: sums.of(.received, reach.unit, month: name),
                answered: sums.of(.answered, reach.unit, month: name)
            )
        }
    }

    /// The units of the officer's posts, and the one above, as far as the officer may see their figures.
    private func others(_ tx: any ReadTransaction) throws -> [OrganizationID] {
        var others = Set(posts.map(\.organization))
        if let parent = words.directory.organization(reach.unit)?.parent { others.insert(parent) }
        others.remove(reach.unit)
        return try others.sorted().filter { try scope.figures(of: $0, tx) != nil }
    }
}
