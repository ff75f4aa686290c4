import Acts
import HTTPTypes
import Hummingbird
import Kernel
import Language
import Registry
import Storage
import Vault
import Web

/// One's own account: everybody chooses the own password, and whoever signed in with a one-time one must.
public struct OwnAccount: Sendable {
    private let site: Site
    private let shell: any Shell
    private let sessions: Sessions
    private let throttle: Throttle
    private let front: String
    private let guides: ShellLink
    private let cost: PasswordHash.Cost

    /// `front` is the page an officer comes to after a one-time password was changed; `guides` leads to those of the posts.
    public init(site: Site, shell: any Shell, front: String, guides: ShellLink, cost: PasswordHash.Cost) {
        self.guides = guides
        self.site = site
        self.shell = shell
        self.front = front
        self.cost = cost
        sessions = Sessions(site: site)
        throttle = Throttle(site: site)
    }

    @Sendable public func ask(_ request: Request, _ context: OfficerContext) async throws -> Response {
        try await show(nil, request, context)
    }

    /// Other sessions of the account are over; this browser goes on with a new one.
    @Sendable public func set(_ request: Request, _ context: OfficerContext) async throws -> Response {
        let form = try await Form(request)
        try form.check(context.officer)
        let account = context.officer.account
        guard form["new"] == form["again"] else {
            return try await show(Self.problem(AdminMessages.passwordsDiffer, "again"), request, context)
        }
        // Trying passwords here is counted as trying to sign in.
        let names: [(String, Throttle.Limit)] = [("login \(account.login)", .name)]
        let taken = try await throttle.take(names)
        do {
            let act = try await SetPassword.checked(
                account, old: form["old"], new: form["new"], cost: cost, site.store)
            _ = try await site.performer.perform(act, by: context.actor)
        } catch let error as RegistryError {
            let field = error == .passwordWrong ? "old" : "new"
            if field == "new" { try await throttle.giveBack(taken) }
            return try await show(Self.problem(error.problem.message, field), request, context)
        }
        try await throttle.giveBack(taken)
        let next = account.mustRenewPassword ? front : "\(AdminRoutes.own.path())?done=\(AdminNotice.password.rawValue)"
        var response = Response.seeOther(next)
        response.setCookie(try await sessions.begin(account))
        return response
    }

    private static func problem(_ message: MessageKey, _ field: String) -> Problem {
        Problem("account.password", status: 422, message, fields: [.init(field, message)])
    }

    private func show(
        _ problem: Problem?, _ request: Request, _ context: OfficerContext
    ) async throws -> Response {
        let (today, account) = (site.today, context.officer.account)
        guard let standing = try await site.store.read({ tx in try Standing.of(account.id, on: today, tx) }) else {
            throw WebProblem.notFound
        }
        let words = AdminWording(
            t: site.translator(context.locale), today: today, directory: site.directory.current,
            csrf: context.officer.csrf, roots: [])
        let page = ownPage(
            standing, mustRenew: account.mustRenewPassword,
            request.query("done").flatMap(AdminNotice.init(rawValue:)), problem, guides, words)
        return Response(shell.document(page, for: site.visit(request, context)), showing: problem)
    }
}
