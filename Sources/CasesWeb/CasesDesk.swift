import Acts
import Cases
import HTTPTypes
import Hummingbird
import Kernel
import Language
import Registry
import Storage
import Web

/// The pages on which officers find matters, take them and answer them.
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
                let n = try count(filter)
                let entries =
                    n == 0 ? [] : try DeskList.page(scope, filter, days, for: officer, size: DeskPage.shown, tx).entries
                return DeskPage.Part(part: part, count: n, entries: entries)
            }
            let open = whose == .mine ? mine : try count(MatterFilter.all.with { $0.whose = .body })
            return DeskPage(whose: whose, parts: parts, open: open, notice: nil)
        }
        let words = words(context)
        let told = DeskPage(
            whose: page.whose, parts: page.parts, open: page.open, notice: notice.map { words.t($0.text) })
        return show(deskPage(told, words), request, context)
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

    @Sendable public func matter(_ request: Request, _ context: OfficerContext) async throws -> Response {
        let key = try CasesRoutes.matter.values(context.parameters)
        return try await file(key, typedAnswer: "", nil, request, context)
    }

    @Sendable public func take(_ request: Request, _ context: OfficerContext) async throws -> Response {
        let key = try CasesRoutes.take.values(context.parameters)
        try await Form(request).check(context.officer)
        return try await acting(on: key, request, context) {
            _ = try await site.performer.perform(
                TakeMatter(key, by: context.officer.account.id), by: context.actor)
            return .seeOther(CasesRoutes.matter.path(key))
        }
    }

    @Sendable public func answer(_ request: Request, _ context: OfficerContext) async throws -> Response {
        let key = try CasesRoutes.answer.values(context.parameters)
        let form = try await Form(request)
        try form.check(context.officer)
        return try await acting(on: key, typedAnswer: form["text"], request, context) {
            let act = try AnswerMatter(key, by: context.officer.account.id, text: form["text"])
            _ = try await site.performer.perform(act, by: context.actor)
            return .seeOther(CasesRoutes.matter.path(key))
        }
    }

    /// Shows the original on the answer to the POST itself: reloading it is opening it again, with its trace.
    @Sendable public func open(_ request: Request, _ context: OfficerContext) async throws -> Response {
        let (key, letter) = try CasesRoutes.open.values(context.parameters)
        let form = try await Form(request)
        try form.check(context.officer)
        guard let reason = OpeningReason(rawValue: form["reason"]) else { throw WebProblem.unreadable }
        return try await acting(on: key, request, context) {
            let act = OpenOriginal(letter, of: key, by: context.officer.account.id, reason: reason)
            let original = try await site.performer.perform(act, by: context.actor).outcome
            return show(originalPage(original, of: key, site.translator(context.locale)), request, context)
        }
    }

    @Sendable public func stepAside(_ request: Request, _ context: OfficerContext) async throws -> Response {
        let key = try CasesRoutes.stepAside.values(context.parameters)
        try await Form(request).check(context.officer)
        let account = context.officer.account
        return try await acting(on: key, request, context) {
            _ = try await site.performer.perform(StepAside.from(key, account), by: context.actor)
            return .seeOther(CasesRoutes.desk.path() + "?done=\(DeskNotice.steppedAside.rawValue)")
        }
    }

    /// What the procedure refuses is said on the file of the matter, with everything typed still there.
    private func acting(
        on key: MatterKey, typedAnswer: String = "", _ request: Request, _ context: OfficerContext,
        _ act: () async throws -> Response
    ) async throws -> Response {
        do {
            try await LapseClock.lapse(key, site.store, site.performer)
            return try await act()
        } catch {
            guard let problem = WebProblem.of(error),
                (400..<500).contains(problem.status), problem.status != 404
            else { throw error }
            return try await file(key, typedAnswer: typedAnswer, problem, request, context)
        }
    }

    private func file(
        _ key: MatterKey, typedAnswer: String, _ problem: Problem?, _ request: Request, _ context: OfficerContext
    ) async throws -> Response {
        let today = site.today
        let actor = context.actor
        let file = try await site.store.read { tx in
            try MatterFile.read(key, try Scope.of(actor, on: today, tx), tx)
        }
        guard let file else { throw ProcedureError.unknownMatter }
        let page = MatterPage(file: file, officer: context.officer, typedAnswer: typedAnswer, problem: problem)
        return show(
            matterPage(page, words(context)), request, context,
            status: problem.map { .init(code: $0.status) } ?? .ok)
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
    case steppedAside

    var text: MessageKey {
        switch self {
        case .steppedAside: CasesWebMessages.steppedAside
        }
    }
}
