import HTTPTypes
import Hummingbird
import Kernel
import Language
import Markup
import Registry
import Storage
import Vault
import Web

/// Signing in and out.
public struct SignIn: Sendable {
    public static let ask = PlainRoute(.get, "/desk/sign-in")
    public static let enter = PlainRoute(.post, "/desk/sign-in")
    public static let signOut = PlainRoute(.post, "/desk/sign-out")

    private let site: Site
    private let shell: any Shell
    private let sessions: Sessions
    private let throttle: Throttle
    private let front: String
    private let cost: PasswordHash.Cost
    private let table: SignInTable?
    private let keeper: (any FormKeeper)?

    /// `front` is the page an officer comes to after signing in; `cost` is that of the installation's passwords. `table`
    /// says who can sign in, where everybody may know; `keeper` puts what was typed back into its form.
    public init(
        site: Site, shell: any Shell, front: String, cost: PasswordHash.Cost, table: SignInTable? = nil,
        keeper: (any FormKeeper)? = nil
    ) {
        self.table = table
        self.keeper = keeper
        self.site = site
        self.shell = shell
        self.front = front
        self.cost = cost
        sessions = Sessions(site: site)
        throttle = Throttle(site: site)
    }

    @Sendable public func ask(_ request: Request, _ context: VisitContext) async throws -> Response {
        let next = LanguageChoice.local(request.query("next"))
        return show(nil, login: "", next: next, nil, context)
    }

    /// A form came, and its session had ended: nothing was done, and what was typed is carried on. `back` is the page of
    /// the form, or the one above.
    @Sendable public func ended(
        _ request: Request, _ context: VisitContext, back: String
    ) async throws -> Response {
        if request.uri.path == Self.signOut.path() { return .seeOther(Self.ask.path()) }
        // Files are not carried on: a browser lets nobody put them back into a form.
        let form = (try? await Form.withFiles(request, spool: site.files.spool).form) ?? .empty
        var response = show(nil, login: "", next: back, SignInKept(path: request.uri.path, form: form), context)
        response.status = .unauthorized
        return response
    }

    @Sendable public func enter(_ request: Request, _ context: VisitContext) async throws -> Response {
        let form = try await Form(request)
        let kept = SignInKept(form)
        func comesBack(_ problem: Problem) -> Response {
            show(problem, login: form["login"], next: form["next"], kept, context)
        }
        let login = form["login"].trimmingPrefix(" ").lowercased()
        let names: [(String, Throttle.Limit)] = [
            ("login \(login)", .name), ("login from \(context.peer)", .peer),
        ]
        let taken: Throttle.Taken
        do { taken = try await throttle.take(names) } catch let problem as Problem { return comesBack(problem) }
        let found = try await site.store.read { tx in try AccountTable.find(login: login, tx) }
        let matches: Bool
        if let found {
            matches = try await found.password.matches(form["password"])
        } else {
            try await PasswordHash.pretend(cost: cost)
            matches = false
        }
        guard let found, matches, !found.account.isDisabled else { return comesBack(Self.wrong) }
        try await throttle.giveBack(taken)
        let entered: (cookie: Cookie, officer: Officer)
        do {
            entered = try await sessions.enter(found.account)
        } catch let error as StoreError where error.problem.status == 503 {
            // The password is gone from the page: it does not say that all is still there.
            _ = WebProblem.onForm(error, context)
            return comesBack(error.problem)
        }
        let next = LanguageChoice.local(form["next"])
        var response = await restored(kept, entered.officer, request, context) ?? .seeOther(next == "/" ? front : next)
        response.setCookie(entered.cookie)
        return response
    }

    /// The form as it was when its session ended, for the one who has signed in; nil if there is none to show.
    private func restored(
        _ kept: SignInKept?, _ officer: Officer, _ request: Request, _ context: VisitContext
    ) async -> Response? {
        guard let kept, let keeper, !officer.account.mustRenewPassword else { return nil }
        var context = context
        context.officer = officer
        guard let signedIn = try? OfficerContext(context: context) else { return nil }
        return try? await keeper.restore(kept.form, sentTo: kept.path, request, signedIn)
    }

    @Sendable public func leave(_ request: Request, _ context: OfficerContext) async throws -> Response {
        try await Form(request).check(context.officer)
        var response = Response.seeOther(Self.ask.path())
        response.setCookie(try await sessions.end(request))
        return response
    }

    /// One answer for an unknown login and for a wrong password.
    private static let wrong = Problem("signIn.wrong", status: 422, WorkspaceMessages.wrong)

    private func show(
        _ problem: Problem?, login: String, next: String, _ kept: SignInKept?, _ context: VisitContext
    ) -> Response {
        let t = site.translator(context.locale)
        let local = LanguageChoice.local(next)
        // A form's address is no page to come back to in another language.
        let here = local == "/" ? Self.ask.path() : "\(Self.ask.path())?next=\(LanguageChoice.encoded(local))"
        let page = Page(title: t(WorkspaceMessages.signIn), area: "") {
            if let problem { problem.summary(t) }
            h1(t(WorkspaceMessages.signIn))
            if let kept { kept.notice(t, isRestored: keeper?.keeps(kept.path) == true) }
            let anchor = kept.flatMap { keeper?.anchor(sentTo: $0.path) } ?? ""
            form(to: Self.enter.path() + anchor, hidden: [(name: "next", value: local)] + (kept?.hidden ?? [])) {
                field(
                    TextField(
                        "login", label: t(WorkspaceMessages.login), value: login, autocomplete: "username",
                        isRequired: true))
                field(
                    TextField(
                        "password", label: t(WorkspaceMessages.password), shape: .password,
                        autocomplete: "current-password", isRequired: true))
                submit(t(WorkspaceMessages.signIn))
            }
            hint(t(WorkspaceMessages.forgotten))
            if let table { table.html(t) }
        }
        let visit = Visit(t: t, path: here, officer: context.officer, purpose: site.purpose)
        return Response(shell.document(page, for: visit), showing: problem)
    }
}
