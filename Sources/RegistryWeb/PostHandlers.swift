import Acts
import HTTPTypes
import Hummingbird
import Kernel
import Language
import Markup
import Registry
import Storage
import Web

/// A post's page and what is done on it.
extension AdminDesk {
    @Sendable public func post(_ request: Request, _ context: OfficerContext) async throws -> Response {
        try await postPage(AdminRoutes.post.values(context.parameters), .empty, request, context)
    }

    private func postPage(
        _ id: PostID, _ typed: AdminForm, _ request: Request, _ context: OfficerContext
    ) async throws -> Response {
        let page = try await seen(id, context)
        return show(
            RegistryWeb.postPage(page, notice(request), typed, try await words(context)), request, context,
            problem: typed.problem)
    }

    /// Throws 404 if the officer may not see it.
    private func seen(_ id: PostID, _ context: OfficerContext) async throws -> PostPage {
        let (today, actor, work) = (site.today, context.actor, work)
        let page = try await site.store.read { tx -> PostPage? in
            guard let post = try PostTable.find(id, tx),
                try Administration.maySee(actor, post.organization, on: today, tx)
            else { return nil }
            return PostPage(
                post: post, holdings: try Holding.all(of: id, from: nil, tx),
                openMatters: try work.ofPosts([id], tx)[id] ?? 0,
                mayAdminister: try Administration.may(actor, over: post.organization, on: today, tx))
        }
        guard let page else { throw WebProblem.notFound }
        return page
    }

    @Sendable public func appoint(_ request: Request, _ context: OfficerContext) async throws -> Response {
        let id = try AdminRoutes.appoint.values(context.parameters)
        return try await onPost(id, ["login", "cover", "from", "to"], .appointed, request, context) { form, post in
            guard let account = try await account(login: form["login"].filter { !$0.isWhitespace }) else {
                throw RegistryError.accountMissing
            }
            // People say the last day; the record holds the first day after it.
            let until = try TypedDay.read(form["to"], field: "to").map { $0.adding(1) } ?? .never
            _ = try await perform(
                AppointOfficial(
                    account.official, to: post, asCover: form["cover"] == "yes",
                    from: try TypedDay.read(form["from"], field: "from"), until: until), context)
        }
    }

    @Sendable public func renamePost(_ request: Request, _ context: OfficerContext) async throws -> Response {
        let id = try AdminRoutes.renamePost.values(context.parameters)
        return try await onPost(id, ["title", "title-en"], .renamed, request, context) { form, post in
            let title = try Self.name(form, "title", else: RegistryError.titleMissing)
            _ = try await perform(RenamePost(post, title: title), context)
        }
    }

    private func onPost(
        _ id: PostID, _ fields: [String], _ notice: AdminNotice, _ request: Request, _ context: OfficerContext,
        _ act: (Form, Post) async throws -> Void
    ) async throws -> Response {
        let form = try await Form(request)
        try form.check(context.officer)
        do {
            try await act(form, seen(id, context).post)
            return Self.done(AdminRoutes.post.path(id), notice)
        } catch {
            let problem = try Self.problem(error, context)
            let values = Dictionary(uniqueKeysWithValues: fields.map { ($0, form[$0]) })
            let typed = AdminForm(values: values, problem: problem, first: fields.first)
            return try await postPage(id, typed, request, context)
        }
    }

    @Sendable public func askEndPost(_ request: Request, _ context: OfficerContext) async throws -> Response {
        try await endPostPage(AdminRoutes.askEndPost.values(context.parameters), nil, request, context)
    }

    @Sendable public func endPost(_ request: Request, _ context: OfficerContext) async throws -> Response {
        let id = try AdminRoutes.endPost.values(context.parameters)
        try await Form(request).check(context.officer)
        do {
            let post = try await seen(id, context).post
            _ = try await perform(EndPost(post, work: work), context)
            return Self.done(AdminRoutes.body.path(post.organization), .ended)
        } catch {
            return try await endPostPage(id, Self.problem(error, context), request, context)
        }
    }

    private func endPostPage(
        _ id: PostID, _ problem: Problem?, _ request: Request, _ context: OfficerContext
    ) async throws -> Response {
        let page = try await administered(id, context)
        let words = try await words(context)
        let t = words.t
        let ask = Confirmation(
            title: t(AdminMessages.endPostTitle),
            text: t(AdminMessages.endPostText, ["post": words.post(page.post, isCover: false)]),
            lines: page.holdings.filter { $0.membership.until > words.today }.map(words.holder),
            action: AdminRoutes.endPost.path(id), button: t(AdminMessages.endPostButton),
            back: AdminRoutes.post.path(id))
        return show(
            confirmationPage(ask, problem, words) { .empty }, request, context,
            problem: problem)
    }

    @Sendable public func askRelieve(_ request: Request, _ context: OfficerContext) async throws -> Response {
        let (id, official) = try AdminRoutes.askRelieve.values(context.parameters)
        return try await relievePage(id, official, chosen: "", nil, request, context)
    }

    @Sendable public func relieve(_ request: Request, _ context: OfficerContext) async throws -> Response {
        let (id, official) = try AdminRoutes.relieve.values(context.parameters)
        let form = try await Form(request)
        try form.check(context.officer)
        do {
            let post = try await seen(id, context).post
            _ = try await perform(
                EndAppointment(official, in: post, to: OfficialID(form["taker"]), work: work), context)
            return Self.done(AdminRoutes.post.path(id), .relieved)
        } catch {
            let problem = try Self.problem(error, context)
            return try await relievePage(id, official, chosen: form["taker"], problem, request, context)
        }
    }

    private func relievePage(
        _ id: PostID, _ official: OfficialID, chosen: String, _ problem: Problem?, _ request: Request,
        _ context: OfficerContext
    ) async throws -> Response {
        let page = try await administered(id, context)
        guard let holding = page.holdings.last(where: { $0.membership.official == official }) else {
            throw WebProblem.notFound
        }
        let (today, work, post) = (site.today, work, page.post)
        let (demand, all) = try await site.store.read { tx in
            (
                try EndAppointment.demand(official, in: post, on: today, work: work, tx),
                try PersonInOffice.all(of: post.organization, on: today, tx)
            )
        }
        let people = all.filter {
            $0.isOpen && $0.official != official && $0.official != context.officer.account.official
        }
        let words = try await words(context)
        let t = words.t
        let ask = Confirmation(
            title: t(AdminMessages.relieveTitle),
            text: t(
                AdminMessages.relieveText,
                ["name": holding.name, "post": words.post(page.post, isCover: holding.membership.isCover)]),
            lines: [], action: AdminRoutes.relieve.path(id, official), button: t(AdminMessages.relieveButton),
            back: AdminRoutes.post.path(id))
        let confirmation = confirmationPage(ask, problem, words) {
            if let demand, !people.isEmpty {
                takerChoice("taker", post, open: demand, people, chosen: chosen, words)
            }
        }
        return show(confirmation, request, context, problem: problem)
    }

    private func administered(_ id: PostID, _ context: OfficerContext) async throws -> PostPage {
        let page = try await seen(id, context)
        guard page.mayAdminister else { throw WebProblem.notFound }
        return page
    }
}
