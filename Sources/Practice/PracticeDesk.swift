import CasesWeb
import Guidance
import Hummingbird
import Kernel
import Language
import Markup
import Registry
import Storage
import Web

/// The real side: what practice is, and the way there.
public struct PracticeDoor: Sendable {
    private let site: Site
    private let shell: any Shell
    private let gate: PracticeGate

    public init(site: Site, shell: any Shell, gate: PracticeGate) {
        self.site = site
        self.shell = shell
        self.gate = gate
    }

    @Sendable public func page(_ request: Request, _ context: OfficerContext) async throws -> Response {
        let t = site.translator(context.locale)
        let page = Page(title: t(PracticeMessages.title), area: PracticeRoutes.page.path()) {
            h1(t(PracticeMessages.title))
            lead(t(PracticeMessages.doorLead))
            element("ul") {
                element("li", t(PracticeMessages.doorApart))
                element("li", t(PracticeMessages.doorNobody))
            }
            buttonLink(t(PracticeMessages.doorGo), to: PracticeRoutes.go.path())
            hint(t(PracticeMessages.doorHint))
        }
        return Response(shell.document(page, for: site.visit(request, context)))
    }

    /// A ticket is made for this press and carried there.
    @Sendable public func go(_ request: Request, _ context: OfficerContext) async throws -> Response {
        let ticket = gate.ticket(for: context.officer.account.id)
        return .seeOther("\(gate.address(request))\(PracticeRoutes.enter.path())?ticket=\(ticket)")
    }
}

/// The side of practice: coming in, the exercise, colleagues, and starting again.
public struct PracticeDesk: Sendable {
    private let site: Site
    private let shell: any Shell
    private let ground: PracticeGround

    public init(shell: any Shell, ground: PracticeGround) {
        site = ground.site
        self.shell = shell
        self.ground = ground
    }

    /// Whoever bears a good ticket is signed in, here and nowhere else.
    @Sendable public func enter(_ request: Request, _ context: VisitContext) async throws -> Response {
        let account = try await ground.enter(String((request.query("ticket") ?? "").prefix(300)))
        var response = Response.seeOther(PracticeRoutes.page.path())
        response.setCookie(try await Sessions(site: site).begin(account))
        return response
    }

    /// Nobody signs in here with a password.
    @Sendable public func comeAgain(_ request: Request, _ context: VisitContext) async throws -> Response {
        let t = site.translator(context.locale)
        let page = Page(title: t(PracticeMessages.comeAgainTitle), area: "", isHelped: false) {
            h1(t(PracticeMessages.comeAgainTitle))
            lead(t(PracticeMessages.comeAgain))
        }
        return Response(shell.document(page, for: site.visit(request, context)))
    }

    @Sendable public func page(_ request: Request, _ context: OfficerContext) async throws -> Response {
        guard let round = await ground.round(of: context.officer.account.id) else { throw PracticeProblem.refused }
        let home = round.home
        let lines = try await site.store.read { tx in try PracticeList.happened(at: home, tx) }
        let page = practicePage(
            round, PracticeProgress(lines, of: round), at: site.now, worked: request.query("done") == "others",
            csrf: context.officer.csrf, site.translator(context.locale))
        return Response(shell.document(page, for: site.visit(request, context)))
    }

    @Sendable public func others(_ request: Request, _ context: OfficerContext) async throws -> Response {
        try await Form(request).check(context.officer)
        try await ground.letOthersWork(context.officer.account.id)
        return .seeOther(PracticeRoutes.page.path() + "?done=others")
    }

    /// This browser goes on as somebody new, with fresh letters.
    @Sendable public func again(_ request: Request, _ context: OfficerContext) async throws -> Response {
        try await Form(request).check(context.officer)
        let account = try await ground.again(context.officer.account.id)
        let sessions = Sessions(site: site)
        _ = try await sessions.end(request)
        var response = Response.seeOther(PracticeRoutes.page.path())
        response.setCookie(try await sessions.begin(account))
        return response
    }
}

private func practicePage(
    _ round: PracticeRound, _ progress: PracticeProgress, at now: Instant, worked: Bool, csrf: String, _ t: Translator
) -> Page {
    let roles = round.trainee.roles
    let steps = roles.flatMap(PracticeStep.steps)
    let minutes = max(0, Int((now.milliseconds - round.begun.milliseconds) / 60_000))
    return Page(title: t(PracticeMessages.title), area: PracticeRoutes.page.path()) {
        if worked { notice(.success) { p(t(PracticeMessages.othersDone)) } }
        h1(t(PracticeMessages.title))
        lead(t(PracticeMessages.lead))
        p(t(PracticeMessages.elapsed, ["minutes": t.number(minutes)]))
        if !steps.isEmpty, steps.allSatisfy(progress.isDone) { finished(roles, t) }
        for role in roles { exercise(role, round, progress, t) }
        if steps.contains(where: \.needsOthers) { others(csrf, t) }
        section(t(PracticeMessages.againTitle), id: "again") {
            p(t(PracticeMessages.again))
            form(to: PracticeRoutes.again.path(), hidden: [("csrf", csrf)]) {
                submit(t(PracticeMessages.againGo), isSecondary: true)
            }
        }
    }
}

private func others(_ csrf: String, _ t: Translator) -> HTML {
    section(t(PracticeMessages.othersTitle), id: "others") {
        p(t(PracticeMessages.others))
        form(to: PracticeRoutes.others.path(), hidden: [("csrf", csrf)]) {
            submit(t(PracticeMessages.othersGo), isSecondary: true)
        }
    }
}

private func finished(_ roles: [Role], _ t: Translator) -> HTML {
    notice(.success) {
        strong(t(PracticeMessages.finishedTitle))
        p(t(PracticeMessages.finished))
        element("ul") {
            for role in roles {
                element("li") {
                    link(
                        t(PracticeMessages.readGuide, ["role": t(RegistryMessages.role(role))]),
                        to: GuideRoutes.guide.path(role))
                }
            }
            element("li") { link(t(PracticeMessages.readLaw), to: LawRoutes.index.path()) }
        }
    }
}

private func exercise(
    _ role: Role, _ round: PracticeRound, _ progress: PracticeProgress, _ t: Translator
) -> HTML {
    let steps = PracticeStep.steps(for: role)
    let next = steps.first { !progress.isDone($0) }
    return section(t(PracticeMessages.asRole, ["role": t(RegistryMessages.role(role))]), id: role.rawValue) {
        element("ol", [("class", "exercise")]) {
            for step in steps {
                element("li") { line(step, round, isDone: progress.isDone(step), isNext: step == next, t) }
            }
        }
    }
}

private func line(_ step: PracticeStep, _ round: PracticeRound, isDone: Bool, isNext: Bool, _ t: Translator) -> HTML {
    let letter = step.letter.flatMap { round.letters[$0] }?.letter
    let places = ["code": letter?.code.description ?? ""]
    return .joined([
        paragraph {
            strong(t(PracticeMessages.step(step)) + " ")
            badge(
                t(isDone ? PracticeMessages.done : isNext ? PracticeMessages.next : PracticeMessages.open),
                isDone ? .answered : isNext ? .taken : .received)
        },
        isDone ? .empty : p(t(PracticeMessages.how(step), places)),
        isNext && !step.isOfOthers
            ? paragraph { link(t(PracticeMessages.go), to: step.address(in: round)) } : .empty,
    ])
}
