import Acts
import HTTPTypes
import Hummingbird
import Kernel
import Language
import Registry
import Storage
import Vault
import Web

/// A body's page and what is done on it.
extension AdminDesk {
    @Sendable public func body(_ request: Request, _ context: OfficerContext) async throws -> Response {
        try await bodyPage(AdminRoutes.body.values(context.parameters), .empty, request, context)
    }

    private func bodyPage(
        _ id: OrganizationID, _ typed: AdminForm, _ request: Request, _ context: OfficerContext
    ) async throws -> Response {
        let (today, actor, work) = (site.today, context.actor, work)
        let file = try await site.store.read { tx in
            try BodyFile.read(id, for: actor, on: today, work: work, tx)
        }
        guard let file else { throw WebProblem.notFound }
        return show(
            RegistryWeb.bodyPage(file, notice(request), typed, try await words(context)), request, context,
            problem: typed.problem)
    }

    /// Performs what a form of the body's page asks for; what is refused is said there, with everything still typed.
    private func onBody(
        _ id: OrganizationID, _ fields: [String], _ request: Request, _ context: OfficerContext,
        _ act: (Form, Organization) async throws -> Response
    ) async throws -> Response {
        let form = try await Form(request)
        try form.check(context.officer)
        do {
            return try await act(form, organization(id))
        } catch {
            let problem = try Self.problem(error, context).beside(fields)
            let values = Dictionary(uniqueKeysWithValues: fields.map { ($0, form[$0]) })
            let typed = AdminForm(values: values, problem: problem, first: fields.first)
            return try await bodyPage(id, typed, request, context)
        }
    }

    @Sendable public func promise(_ request: Request, _ context: OfficerContext) async throws -> Response {
        let id = try AdminRoutes.promise.values(context.parameters)
        return try await onBody(id, ["days"], request, context) { form, organization in
            let typed = form["days"].filter { !$0.isWhitespace }
            let days = typed.isEmpty ? nil : Int(typed) ?? 0
            _ = try await perform(PublishPromise(days, by: organization), context)
            return Self.done(AdminRoutes.body.path(id), .promised)
        }
    }

    @Sendable public func rename(_ request: Request, _ context: OfficerContext) async throws -> Response {
        let id = try AdminRoutes.rename.values(context.parameters)
        return try await onBody(id, ["name", "name-en", "from"], request, context) { form, organization in
            let day = try TypedDay.read(form["from"], field: "from")
            let name = try Self.name(form, "name", else: RegistryError.nameMissing)
            _ = try await perform(RenameOrganization(organization, to: name, from: day), context)
            return Self.done(AdminRoutes.body.path(id), .renamed)
        }
    }

    @Sendable public func newBody(_ request: Request, _ context: OfficerContext) async throws -> Response {
        let id = try AdminRoutes.newBody.values(context.parameters)
        let fields = ["body-name", "body-name-en", "code", "sort"]
        return try await onBody(id, fields, request, context) { form, above in
            let act = EstablishOrganization(
                code: form["code"].lowercased().filter { !$0.isWhitespace },
                body: Body(rawValue: form["sort"]) ?? .department,
                name: try Self.name(form, "body-name", else: RegistryError.nameMissing), area: above.area,
                home: above.home, under: above.id, promise: nil, from: site.today)
            let body = try await perform(act, context)
            return Self.done(AdminRoutes.body.path(body.id), .done)
        }
    }

    @Sendable public func newPost(_ request: Request, _ context: OfficerContext) async throws -> Response {
        let id = try AdminRoutes.newPost.values(context.parameters)
        return try await onBody(id, ["title", "title-en", "role"], request, context) { form, organization in
            guard let role = Role(rawValue: form["role"]) else {
                throw Problem(
                    "post.roleMissing", status: 422, AdminMessages.roleNeeded,
                    fields: [.init("role", AdminMessages.roleNeeded)])
            }
            let title = try Self.name(form, "title", else: RegistryError.titleMissing)
            _ = try await perform(EstablishPost(role, title: title, in: organization), context)
            return Self.done(AdminRoutes.body.path(id), .posted)
        }
    }

    /// The one-time password is shown on the answer to the form, and nowhere again.
    @Sendable public func newAccount(_ request: Request, _ context: OfficerContext) async throws -> Response {
        let id = try AdminRoutes.newAccount.values(context.parameters)
        return try await onBody(id, ["person", "login", "post", "same"], request, context) { form, organization in
            let password = PasswordRule.oneTime(site.performer.world.randomBytes)
            let same = form["same"].filter { !$0.isWhitespace }
            let person: OpenAccount.Person
            if same.isEmpty {
                person = .new(name: PersonName(form["person"])?.text ?? "")
            } else {
                guard let other = try await account(login: same) else { throw RegistryError.accountMissing }
                person = .known(other.official)
            }
            let act = OpenAccount(
                login: form["login"].filter { !$0.isWhitespace }, for: person,
                password: try await PasswordHash.make(password, cost: cost), isOneTime: true,
                organization: organization, in: PostID(form["post"]).map { .known($0) } ?? .none)
            let account = try await perform(act, context)
            return show(oneTimePage(password, account, isNew: true, try await words(context)), request, context)
        }
    }

    func account(login: String) async throws -> Account? {
        try await site.store.read { tx in try AccountTable.find(login: login, tx)?.account }
    }

    /// A name in both languages; the English one is the Vietnamese without marks if none was typed.
    static func name(_ form: Form, _ field: String, else missing: RegistryError) throws -> [String: String] {
        guard let name = PersonName(form[field])?.text else { throw missing }
        return ["vi": name, "en": PersonName(form["\(field)-en"])?.text ?? name.withoutMarks]
    }
}

extension Problem {
    /// The same problem, said beside the fields of a form of a body's page: acts know a name, and not in which form it
    /// was typed. What is said of a field the form has not is said above it alone.
    fileprivate func beside(_ fields: [String]) -> Problem {
        let known = self.fields.compactMap { field in
            [field.name, "body-\(field.name)", field.name == "name" ? "person" : ""].first(where: fields.contains)
                .map { Field($0, field.message, field.places) }
        }
        return Problem(code, status: status, message, places, fields: known, retryAfter: retryAfter)
    }
}
