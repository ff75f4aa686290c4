import Acts
import Cases
import HTTPTypes
import Hummingbird
import Kernel
import Language
import Notices
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
        let days = site.filterDays
        let asked = request.query("whose").flatMap(MatterFilter.Whose.init)
        let notice = request.query("done").flatMap(DeskNotice.init(rawValue:))
        let (actor, officer) = (context.actor, context.officer.account.id)
        let late = NoticeTime.lateBefore(days.today, site.performer.world.law)
        let page = try await site.store.read { tx in
            let scope = try Scope.of(actor, on: days.today, tx)
            func count(_ filter: MatterFilter) throws -> Int {
                try DeskList.count(scope, filter, days, for: officer, tx)
            }
            let mine = try count(MatterFilter.all.with { $0.whose = .mine })
            // Whoever has work of the own posts sees that first.
            let whose = asked == .mine || (asked == nil && mine > 0) ? MatterFilter.Whose.mine : .body
            let parts = try MorningPart.allCases.map { part in
                let filter = part.filter(whose)
                let (lines, n) = try DeskList.counted(scope, filter, days, for: officer, size: DeskPage.shown, tx)
                return DeskPage.Part(part: part, count: n, entries: lines.entries)
            }
            let open = whose == .mine ? mine : try count(MatterFilter.all.with { $0.whose = .body })
            let standing = try Standing.of(officer, on: days.today, tx)
            return DeskPage(
                whose: whose, parts: parts, open: open,
                registers: standing.map { !$0.registeringBodies.isEmpty } ?? false,
                answersCalls: standing?.answersCalls ?? false,
                seesNothing: scope.organizations?.isEmpty ?? false, notice: nil,
                notices: try Self.notices(of: standing, lateBefore: late, scope, tx),
                rechecks: try standing.flatMap { standing in
                    standing.rechecks ? try RecheckList.countWaiting(scope, except: standing.closing, tx) : nil
                })
        }
        let words = words(context)
        let told = DeskPage(
            whose: page.whose, parts: page.parts, open: page.open, registers: page.registers,
            answersCalls: page.answersCalls, seesNothing: page.seesNothing,
            notice: notice.map { words.t($0.text) }, notices: page.notices, rechecks: page.rechecks)
        return show(deskPage(told, words), request, context)
    }

    /// Whom the bodies of the own posts have still to tell something. What is late is on the page of those who see to the
    /// work of others.
    private static func notices(
        of standing: Standing?, lateBefore day: Day, _ scope: Scope, _ tx: any ReadTransaction
    ) throws -> [(which: NoticeList.Which, count: Int)] {
        guard let standing else { return [] }
        let bodies = NoticeList.bodies(standing)
        guard !bodies.isEmpty else { return [] }
        let assigns = standing.posts.contains { $0.post.role.powers.contains(.assign) }
        let lists: [NoticeList.Which] = [.calls, .print] + (assigns ? [.late, .unreached] : [])
        return try lists.map { which in
            let days = which == .late ? NoticeList.Days.before(day) : .all
            return (which, try NoticeList.count(which, of: bodies, days, scope, tx))
        }
    }

    /// A code leads to its file; words lead to what was found.
    private func search(_ query: String, _ request: Request, _ context: OfficerContext) async throws -> Response {
        let today = site.today
        let actor = context.actor
        let asked = AddressQuery(request)
        let filter = SearchFilter(
            kind: try asked.value("kind", Kind.init), stage: try asked.value("stage", Stage.init),
            isEnded: asked["ended"].map { $0 == "yes" })
        let (matter, hits) = try await site.store.read { tx in
            let scope = try Scope.of(actor, on: today, tx)
            if let code = LetterCode(typed: query), let matter = try SearchList.matter(of: code, scope, tx) {
                return (matter as MatterKey?, [SearchHit]())
            }
            return (nil, try SearchList.find(query, scope, by: filter, tx))
        }
        if let matter { return .seeOther(CasesRoutes.matter.path(matter)) }
        return show(searchPage(query: query, filter, hits, words(context)), request, context)
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
