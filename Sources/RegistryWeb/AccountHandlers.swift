import Acts
import HTTPTypes
import Hummingbird
import Kernel
import Language
import Registry
import Storage
import Vault
import Web

/// The accounts of others: one-time passwords, closing and opening again.
extension AdminDesk {
    @Sendable public func account(_ request: Request, _ context: OfficerContext) async throws -> Response {
        try await accountPage(AdminRoutes.account.values(context.parameters), nil, request, context)
    }

    private func accountPage(
        _ id: AccountID, _ problem: Problem?, _ request: Request, _ context: OfficerContext
    ) async throws -> Response {
        let page = try await seen(id, context)
        return show(
            RegistryWeb.accountPage(page, notice(request), problem, try await words(context)), request, context,
            problem: problem)
    }

    /// Throws 404 if the officer may not see it.
    private func seen(_ id: AccountID, _ context: OfficerContext) async throws -> AccountPage {
        let (today, actor) = (site.today, context.actor)
        let page = try await site.store.read { tx -> AccountPage? in
            guard let person = try PersonInOffice.find(id, for: actor, on: today, tx),
                let account = person.accounts.first(where: { $0.id == id })
            else { return nil }
            return AccountPage(
                account: account, person: person,
                mayAdminister: try Administration.may(actor, over: account.organization, on: today, tx)
                    && person.official != context.officer.account.official)
        }
        guard let page else { throw WebProblem.notFound }
        return page
    }

    /// The one-time password is shown on the answer to the form, and nowhere again.
    @Sendable public func reset(_ request: Request, _ context: OfficerContext) async throws -> Response {
        let id = try AdminRoutes.reset.values(context.parameters)
        return try await onAccount(id, request, context) { account in
            let password = PasswordRule.oneTime(site.performer.world.randomBytes)
            let hash = try await PasswordHash.make(password, cost: cost)
            _ = try await perform(ResetPassword(account, hash), context)
            return show(oneTimePage(password, account, isNew: false, try await words(context)), request, context)
        }
    }

    @Sendable public func reopen(_ request: Request, _ context: OfficerContext) async throws -> Response {
        let id = try AdminRoutes.reopen.values(context.parameters)
        return try await onAccount(id, request, context) { account in
            _ = try await perform(ReopenAccount(account), context)
            return Self.done(AdminRoutes.account.path(id), .reopened)
        }
    }

    private func onAccount(
        _ id: AccountID, _ request: Request, _ context: OfficerContext, _ act: (Account) async throws -> Response
    ) async throws -> Response {
        try await Form(request).check(context.officer)
        let account = try await seen(id, context).account
        do {
            return try await act(account)
        } catch {
            return try await accountPage(id, Self.problem(error, context), request, context)
        }
    }

    @Sendable public func askClose(_ request: Request, _ context: OfficerContext) async throws -> Response {
        try await closePage(AdminRoutes.askClose.values(context.parameters), .empty, request, context)
    }

    @Sendable public func close(_ request: Request, _ context: OfficerContext) async throws -> Response {
        let id = try AdminRoutes.close.values(context.parameters)
        let form = try await Form(request)
        try form.check(context.officer)
        let page = try await seen(id, context)
        let posts = page.person.posts.map(\.post.id)
        do {
            var takers: [PostID: OfficialID] = [:]
            for post in posts { takers[post] = OfficialID(form["taker-\(post)"]) }
            _ = try await perform(CloseAccount(page.account, takers: takers, work: work), context)
            return Self.done(AdminRoutes.body.path(page.account.organization), .closed)
        } catch {
            let problem = try Self.problem(error, context)
            let values = Dictionary(posts.map { ("taker-\($0)", form["taker-\($0)"]) }) { first, _ in first }
            return try await closePage(id, AdminForm(values: values, problem: problem), request, context)
        }
    }

    private func closePage(
        _ id: AccountID, _ typed: AdminForm, _ request: Request, _ context: OfficerContext
    ) async throws -> Response {
        let page = try await seen(id, context)
        guard page.mayAdminister, !page.account.isDisabled else { throw WebProblem.notFound }
        let (today, work, account) = (site.today, work, page.account)
        let (demands, people) = try await site.store.read { tx in
            let demands = try CloseAccount.demands(account, on: today, work: work, tx)
            var people: [OrganizationID: [PersonInOffice]] = [:]
            for body in Set(demands.map(\.post.organization)) {
                people[body] = try PersonInOffice.all(of: body, on: today, tx)
            }
            return (demands, people)
        }
        let others: Set = [account.official, context.officer.account.official]
        let words = try await words(context)
        let t = words.t
        let ask = Confirmation(
            title: t(AdminMessages.closeTitle),
            text: t(AdminMessages.closeText, ["name": account.name, "login": account.login]),
            lines: page.person.posts.map { words.post($0.post, isCover: $0.isCover) },
            action: AdminRoutes.close.path(id), button: t(AdminMessages.closeButton),
            back: AdminRoutes.account.path(id))
        let confirmation = confirmationPage(ask, typed.problem, words) {
            for (post, open) in demands {
                let name = "taker-\(post.id)"
                takerChoice(
                    name, post, open: open,
                    (people[post.organization] ?? []).filter { $0.isOpen && !others.contains($0.official) },
                    chosen: typed[name], words)
            }
        }
        return show(confirmation, request, context, problem: typed.problem)
    }
}
