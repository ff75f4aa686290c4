import HTTPTypes
import Hummingbird
import Kernel
import Language
import Markup
import Registry
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

    /// `front` is the page an officer comes to after signing in; `cost` is that of the installation's passwords. `table`
    /// says who can sign in, where everybody may know.
    public init(site: Site, shell: any Shell, front: String, cost: PasswordHash.Cost, table: SignInTable? = nil) {
        self.table = table
        self.site = site
        self.shell = shell
        self.front = front
        self.cost = cost
        sessions = Sessions(site: site)
        throttle = Throttle(site: site)
    }

    @Sendable public func ask(_ request: Request, _ context: VisitContext) async throws -> Response {
        let next = LanguageChoice.local(request.query("next"))
        return Response(show(nil, login: "", next: next, request, context))
    }

    @Sendable public func enter(_ request: Request, _ context: VisitContext) async throws -> Response {
        let form = try await Form(request)
        let login = form["login"].trimmingPrefix(" ").lowercased()
        let names: [(String, Throttle.Limit)] = [
            ("login \(login)", .name), ("login from \(context.peer)", .peer),
        ]
        try await throttle.take(names)
        let found = try await site.store.read { tx in try AccountTable.find(login: login, tx) }
        let matches: Bool
        if let found {
            matches = try await found.password.matches(form["password"])
        } else {
            try await PasswordHash.pretend(cost: cost)
            matches = false
        }
        guard let found, matches, !found.account.isDisabled else {
            let html = show(Self.wrong, login: form["login"], next: form["next"], request, context)
            return Response(html, status: .unprocessableContent)
        }
        try await throttle.giveBack(names)
        let next = LanguageChoice.local(form["next"])
        var response = Response.seeOther(next == "/" ? front : next)
        response.setCookie(try await sessions.begin(found.account.id))
        return response
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
        _ problem: Problem?, login: String, next: String, _ request: Request, _ context: VisitContext
    ) -> HTML {
        let visit = site.visit(request, context)
        let t = visit.t
        let page = Page(title: t(WorkspaceMessages.signIn), area: "") {
            if let problem { problem.summary(t) }
            h1(t(WorkspaceMessages.signIn))
            form(to: Self.enter.path(), hidden: [("next", LanguageChoice.local(next))]) {
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
        return shell.document(page, for: visit)
    }
}
