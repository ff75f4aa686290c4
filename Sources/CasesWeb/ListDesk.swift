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

/// The lists of matters, as pages and as files for spreadsheets.
public struct ListDesk: Sendable {
    private let site: Site
    private let shell: any Shell

    public init(site: Site, shell: any Shell) {
        self.site = site
        self.shell = shell
    }

    /// More bodies than these are not offered one by one.
    private static let mostBodies = 200

    @Sendable public func matters(_ request: Request, _ context: OfficerContext) async throws -> Response {
        let query = AddressQuery(request)
        let words = Wording(site, site.translator(context.locale))
        var faults: Set<String> = []
        let filter = MatterFilter(query, words.directory, site.fields, &faults)
        let wrong = faults
        let place = try ListPlace(query)
        let days = site.filterDays
        let (actor, officer) = (context.actor, context.officer)
        let page = try await site.store.read { tx in
            let scope = try Scope.of(actor, on: days.today, tx)
            let bodies = try scope.reached(tx).bodies.map(\.organization)
            let standing = try Standing.of(officer.account.id, on: days.today, tx)
            let own = Set((standing?.posts ?? []).map(\.post.organization))
            let chosen = filter.unit.map { [$0] } ?? own.sorted()
            let acts = standing?.posts.contains { !$0.post.role.powers.subtracting([.administer]).isEmpty } ?? false
            let (lines, count) = try DeskList.counted(scope, filter, days, for: officer.account.id, at: place, tx)
            return MatterListPage(
                filter: filter, faults: wrong,
                partly: filter.isAlone
                    ? [] : try scope.partly(under: chosen, from: days.today, until: days.today, tx),
                page: lines, count: count,
                bodies: bodies.count <= Self.mostBodies ? bodies.byName(words) : [],
                posts: try WorkloadList.posts(of: chosen.filter { bodies.contains($0) }, on: days.today, tx)
                    .filter { $0.post.role.powers.contains(.handle) },
                csrf: acts ? officer.csrf : nil)
        }
        return Response(
            shell.document(matterListPage(page, words), for: site.visit(request, context)),
            status: faults.isEmpty ? .ok : .badRequest)
    }

    @Sendable public func export(_ request: Request, _ context: OfficerContext) async throws -> Response {
        try await site.answer(sheet(request, context), as: .csv)
    }

    @Sendable public func workbook(_ request: Request, _ context: OfficerContext) async throws -> Response {
        try await site.answer(sheet(request, context), as: .xlsx)
    }

    /// The same list as it leaves, read page by page, each under the rights of the moment.
    private func sheet(_ request: Request, _ context: OfficerContext) throws -> Sheet {
        let words = Wording(site, site.translator(context.locale))
        let t = words.t
        let filter = try MatterFilter(AddressQuery(request), words.directory, site.fields)
        let days = site.filterDays
        let (actor, officer, store) = (context.actor, context.officer.account.id, site.store)
        return Sheet(
            "matters-\(days.today)", title: t(ListMessages.listTitle),
            columns: [
                Sheet.Column(t(CasesWebMessages.columnCode), width: 18),
                Sheet.Column(t(CasesWebMessages.columnTitle), width: 50), Sheet.Column(t(ListMessages.columnKind)),
                Sheet.Column(t(CasesWebMessages.columnStage), width: 18), Sheet.Column(t(ListMessages.placeLabel)),
                Sheet.Column(t(ListMessages.columnBody), width: 30),
                Sheet.Column(t(ListMessages.columnPost), width: 22),
                Sheet.Column(t(ListMessages.fieldLabel), width: 22), Sheet.Column(t(CasesWebMessages.columnOpened)),
                Sheet.Column(t(CasesWebMessages.columnDue)), Sheet.Column(t(ListMessages.columnLawDue)),
            ], cut: t(TableMessages.cut), from: ListPlace.first
        ) { place in
            let page = try await store.read { tx in
                try DeskList.page(
                    Scope.of(actor, on: days.today, tx), filter, days, for: officer, at: place, size: 500, tx)
            }
            let next = page.hasNext ? page.entries.last?.position(by: filter.order) : nil
            return (page.entries.map { Self.cells($0, words) }, next.map { .after($0) })
        }
    }

    private static func cells(_ entry: DeskEntry, _ words: Wording) -> [SheetCell] {
        let t = words.t
        return [
            .text(entry.code?.description ?? ""), .text(entry.title), .text(words.kind(entry.kind)),
            .text(t(CasesWebMessages.stage(entry.stage))), .text(t(ListMessages.place(entry.place))),
            .text(words.organization(entry.organization)), .text(t.pick(entry.postTitle)),
            .text(entry.field.isEmpty ? "" : words.field(entry.field)), .day(entry.opened), .day(entry.nextDue),
            .day(entry.lawDue),
        ]
    }
}

extension Site {
    /// Today, and the third working day after it; without a calendar the third day.
    var filterDays: FilterDays {
        let today = today
        var (day, left) = (today, 3)
        while left > 0, today.days(until: day) < 30 {
            day = day.adding(1)
            if (try? performer.world.law.isWorkingDay(day)) ?? true { left -= 1 }
        }
        return FilterDays(today: today, soon: day)
    }
}

extension [OrganizationID] {
    /// In the order of Vietnamese dictionaries.
    func byName(_ words: Wording) -> [OrganizationID] {
        map { (id: $0, key: words.directory.order(of: words.organization($0))) }
            .sorted { ($0.key, $0.id) < ($1.key, $1.id) }.map(\.id)
    }
}
