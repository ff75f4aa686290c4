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
        let today = site.today
        let filter = DeskFilter(rawValue: request.query("show") ?? "") ?? .all
        let position = request.query("after").flatMap(DeskPosition.init(query:))
        let notice = request.query("done").flatMap(DeskNotice.init(rawValue:))
        let actor = context.actor
        let page = try await site.store.read { tx in
            let scope = try Scope.of(actor, on: today, tx)
            let list = try DeskList.page(scope, filter, today: today, after: position, tx)
            return (
                counts: try [DeskFilter.late, .untaken, .all].map {
                    ($0, try DeskList.count(scope, $0, today: today, tx))
                }, entries: list.entries, isMore: list.isMore
            )
        }
        let words = words(context)
        let next = page.isMore ? page.entries.last : nil
        return show(
            deskPage(
                DeskPage(
                    counts: page.counts, filter: filter, entries: page.entries,
                    next: next.map { DeskPosition(nextDue: $0.nextDue, matter: $0.matter) },
                    isFirst: position == nil, notice: notice.map { words.t($0.text) }),
                words), request, context)
    }

    private func search(_ query: String, _ request: Request, _ context: OfficerContext) async throws -> Response {
        let today = site.today
        let actor = context.actor
        let hits = try await site.store.read { tx in
            try SearchList.find(query, try Scope.of(actor, on: today, tx), tx)
        }
        return show(searchPage(query: query, hits, words(context)), request, context)
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
