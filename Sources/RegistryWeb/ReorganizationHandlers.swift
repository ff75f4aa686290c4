import Acts
import HTTPTypes
import Hummingbird
import Kernel
import Language
import Markup
import Registry
import Storage
import Web

/// Merging, splitting and ending a body: each asks before it does.
extension AdminDesk {
    @Sendable public func askMerge(_ request: Request, _ context: OfficerContext) async throws -> Response {
        let id = try AdminRoutes.askMerge.values(context.parameters)
        let code = request.query("q")
        let problem = code?.isEmpty == true ? RegistryError.organizationMissing.problem : nil
        return try await mergePage(id, code: code ?? "", from: "", problem, request, context)
    }

    @Sendable public func merge(_ request: Request, _ context: OfficerContext) async throws -> Response {
        let id = try AdminRoutes.merge.values(context.parameters)
        let form = try await Form(request)
        try form.check(context.officer)
        do {
            guard let successor = site.directory.current.organization(code: Self.code(form["successor"])) else {
                throw RegistryError.organizationMissing
            }
            let act = MergeOrganizations(
                [try await organization(id)], into: successor, from: try TypedDay.read(form["from"], field: "from"),
                work: work)
            _ = try await perform(act, context)
            return Self.done(AdminRoutes.body.path(successor.id), .merged)
        } catch {
            let problem = try Self.problem(error, context)
            return try await mergePage(id, code: form["successor"], from: form["from"], problem, request, context)
        }
    }

    private func mergePage(
        _ id: OrganizationID, code: String, from: String, _ problem: Problem?, _ request: Request,
        _ context: OfficerContext
    ) async throws -> Response {
        let file = try await administered(id, context)
        let words = try await words(context)
        let t = words.t
        let successor = words.directory.organization(code: Self.code(code))
        guard let successor else {
            let unknown = code.isEmpty ? problem : problem ?? RegistryError.organizationMissing.problem
            return show(
                askBodiesPage(
                    file.organization, title: t(AdminMessages.mergeTitle), label: t(AdminMessages.mergeInto),
                    hint: t(AdminMessages.codeHint), query: code, path: AdminRoutes.askMerge.path(id), unknown, words),
                request, context, problem: unknown)
        }
        let ask = Confirmation(
            title: t(AdminMessages.mergeTitle),
            text: t(
                AdminMessages.mergeText,
                ["body": t.pick(file.organization.name), "successor": t.pick(successor.name)]),
            lines: file.posts.map { words.post($0) }, action: AdminRoutes.merge.path(id),
            button: t(AdminMessages.mergeButton), back: AdminRoutes.body.path(id))
        let page = confirmationPage(ask, problem, words) {
            void("input", [("type", "hidden"), ("name", "successor"), ("value", successor.code)])
            fromDayField(from, problem, words)
        }
        return show(page, request, context, problem: problem)
    }

    @Sendable public func askSplit(_ request: Request, _ context: OfficerContext) async throws -> Response {
        let id = try AdminRoutes.askSplit.values(context.parameters)
        let codes = request.query("q")
        let problem = codes?.isEmpty == true ? RegistryError.successorUnfit.problem : nil
        return try await splitPage(
            id, codes: codes ?? "", AdminForm(values: [:], problem: problem), request, context)
    }

    @Sendable public func split(_ request: Request, _ context: OfficerContext) async throws -> Response {
        let id = try AdminRoutes.split.values(context.parameters)
        let form = try await Form(request)
        try form.check(context.officer)
        let file = try await administered(id, context)
        do {
            let codes = Self.codes(form["parts"])
            let parts = codes.compactMap(site.directory.current.organization(code:))
            guard parts.count == codes.count else { throw RegistryError.organizationMissing }
            var posts: [PostID: OrganizationID] = [:]
            for entry in file.posts { posts[entry.post.id] = OrganizationID(form["post-\(entry.post.id)"]) }
            let act = SplitOrganization(
                file.organization, into: parts, posts: posts, from: try TypedDay.read(form["from"], field: "from"),
                work: work)
            _ = try await perform(act, context)
            return Self.done(AdminRoutes.body.path(id), .split)
        } catch {
            let problem = try Self.problem(error, context)
            var values = ["from": form["from"]]
            for entry in file.posts { values["post-\(entry.post.id)"] = form["post-\(entry.post.id)"] }
            let typed = AdminForm(values: values, problem: problem)
            return try await splitPage(id, codes: form["parts"], typed, request, context)
        }
    }

    private func splitPage(
        _ id: OrganizationID, codes: String, _ typed: AdminForm, _ request: Request, _ context: OfficerContext
    ) async throws -> Response {
        let file = try await administered(id, context)
        let words = try await words(context)
        let t = words.t
        let wanted = Self.codes(codes)
        let parts = wanted.compactMap(words.directory.organization(code:))
        guard parts.count >= 2, parts.count == wanted.count else {
            let refused =
                parts.count < wanted.count ? RegistryError.organizationMissing : RegistryError.successorUnfit
            let unknown = wanted.isEmpty ? typed.problem : typed.problem ?? refused.problem
            return show(
                askBodiesPage(
                    file.organization, title: t(AdminMessages.splitTitle), label: t(AdminMessages.splitInto),
                    hint: t(AdminMessages.codesHint), query: codes, path: AdminRoutes.askSplit.path(id), unknown,
                    words), request, context, problem: unknown)
        }
        let ask = Confirmation(
            title: t(AdminMessages.splitTitle),
            text: t(AdminMessages.splitText, ["body": t.pick(file.organization.name)]),
            lines: parts.map { t.pick($0.name) }, action: AdminRoutes.split.path(id),
            button: t(AdminMessages.splitButton), back: AdminRoutes.body.path(id))
        let options = parts.map { ($0.id.description, t.pick($0.name)) } + [("end", t(AdminMessages.postEnds))]
        let page = confirmationPage(ask, typed.problem, words) {
            void("input", [("type", "hidden"), ("name", "parts"), ("value", wanted.joined(separator: " "))])
            for entry in file.posts {
                choice(
                    "post-\(entry.post.id)",
                    label: t(AdminMessages.postGoes, ["post": words.post(entry)]), options: options,
                    chosen: typed.values["post-\(entry.post.id)"] ?? options[0].0)
            }
            fromDayField(typed["from"], typed.problem, words)
        }
        return show(page, request, context, problem: typed.problem)
    }

    @Sendable public func askEnd(_ request: Request, _ context: OfficerContext) async throws -> Response {
        try await endPage(AdminRoutes.askEnd.values(context.parameters), from: "", nil, request, context)
    }

    @Sendable public func end(_ request: Request, _ context: OfficerContext) async throws -> Response {
        let id = try AdminRoutes.end.values(context.parameters)
        let form = try await Form(request)
        try form.check(context.officer)
        do {
            let day = try TypedDay.read(form["from"], field: "from")
            _ = try await perform(EndOrganization(try await organization(id), from: day, work: work), context)
            return Self.done(AdminRoutes.body.path(id), .ended)
        } catch {
            return try await endPage(id, from: form["from"], Self.problem(error, context), request, context)
        }
    }

    private func endPage(
        _ id: OrganizationID, from: String, _ problem: Problem?, _ request: Request, _ context: OfficerContext
    ) async throws -> Response {
        let file = try await administered(id, context)
        let words = try await words(context)
        let t = words.t
        let ask = Confirmation(
            title: t(AdminMessages.endTitle), text: t(AdminMessages.endText, ["body": t.pick(file.organization.name)]),
            lines: file.posts.map { words.post($0) }, action: AdminRoutes.end.path(id),
            button: t(AdminMessages.endButton), back: AdminRoutes.body.path(id))
        let page = confirmationPage(ask, problem, words) { fromDayField(from, problem, words) }
        return show(page, request, context, problem: problem)
    }

    /// The file of a body that the officer administers. Throws 404 otherwise.
    private func administered(_ id: OrganizationID, _ context: OfficerContext) async throws -> BodyFile {
        let (today, actor, work) = (site.today, context.actor, work)
        let file = try await site.store.read { tx in
            try BodyFile.read(id, for: actor, on: today, work: work, tx)
        }
        guard let file, file.mayAdminister else { throw WebProblem.notFound }
        return file
    }

    private static func code(_ typed: String) -> String { typed.lowercased().filter { !$0.isWhitespace } }

    private static func codes(_ typed: String) -> [String] {
        typed.lowercased().split { $0.isWhitespace || $0 == "," || $0 == ";" }.map(String.init)
    }
}
