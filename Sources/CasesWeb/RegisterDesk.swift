import Acts
import Cases
import Files
import HTTPTypes
import Hummingbird
import Identity
import Kernel
import Language
import Registry
import Storage
import Vault
import Web

/// Entering letters that came by another door, and the slips their senders get.
public struct RegisterDesk: Sendable {
    let site: Site
    private let shell: any Shell

    public init(site: Site, shell: any Shell) {
        self.site = site
        self.shell = shell
    }

    @Sendable public func ask(_ request: Request, _ context: OfficerContext) async throws -> Response {
        try await page(.empty, nil, request, context)
    }

    /// Enters the letter, or shows beside the form what is like it. What cannot be entered comes back with everything
    /// typed; files have to be chosen again, as browsers want it.
    @Sendable public func register(_ request: Request, _ context: OfficerContext) async throws -> Response {
        let (form, files) = try await Form.withFiles(request, spool: site.files.spool)
        try form.check(context.officer)
        if form["check"] == "yes" { return try await look(form, request, context) }
        do {
            let registered = try await enter(form, files, context)
            try await LapseClock.lapse(registered.matter, site.store, site.performer)
            let letter = registered.letter
            var response = Response.seeOther(RegisterRoutes.slip.path(letter.key))
            response.setCookie(
                SlipPass(
                    letter: letter.key, pinVersion: Receipt.pinVersion, account: context.officer.account.id,
                    isReissued: false
                ).carrier(site))
            return response
        } catch {
            guard let problem = WebProblem.onForm(error, context) else { throw error }
            let isSent = problem == ActProblem.keyReused
            return try await page(form, isSent ? Self.alreadyEntered : problem, isFresh: isSent, request, context)
        }
    }

    /// What is like the letter, beside the form. Who asks too often is told to wait, and keeps what was typed.
    private func look(_ form: Form, _ request: Request, _ context: OfficerContext) async throws -> Response {
        do {
            try await Throttle(site: site).take([("senders looked up by \(context.officer.account.id)", .lookUp)])
        } catch {
            guard let problem = WebProblem.onForm(error, context) else { throw error }
            return try await page(form, problem, request, context)
        }
        return try await page(form, nil, isChecked: true, request, context)
    }

    /// It was entered, and changed before this was known: the next press enters another letter.
    private static let alreadyEntered = Problem("letter.alreadyEntered", status: 409, RegisterMessages.alreadyEntered)

    private func enter(
        _ form: Form, _ files: FormFiles, _ context: OfficerContext
    ) async throws -> RegisteredLetter {
        let account = context.officer.account.id
        let (bodies, standing) = try await bodies(context)
        guard let body = bodies.first(where: { $0.code == form["unit"] }) ?? (form["unit"].isEmpty ? bodies.first : nil)
        else { throw ActProblem.forbidden }
        if let kind = Kind(rawValue: form["kind"]), !standing.registers(kind, at: body.id) {
            throw Problem(
                "letter.kindOfOthers", status: 403, RegisterMessages.kindOfOthers,
                fields: [.init("kind", RegisterMessages.kindOfOthers)])
        }
        let draft = try RegistrationDraft(typed(form, body), on: site.today, in: site.directory.current)
        if let field = draft.letter.field, site.fields.field(field, on: site.today) == nil {
            throw Problem(
                "letter.invalid", status: 422, CasesMessages.letterInvalid,
                fields: [.init("field", CasesMessages.error(.fieldNotInForce))])
        }
        let spooled = try files.all().map(\.file)
        let key = DataKey.random()
        var kept: [KeptFile] = []
        for file in spooled {
            let address = try await site.files.keep(file, under: key)
            kept.append(KeptFile(at: address, kind: file.kind, size: file.size, name: file.name))
        }
        let act = RegisterLetter(
            draft, at: body, by: account, files: kept.isEmpty ? nil : LetterFiles(under: key, kept))
        let name = form["submission"].isEmpty ? nil : "entry \(account) \(form["submission"])"
        return try await site.performer.perform(
            act, by: context.actor,
            key: name.map { IdempotencyKey($0, content: draft.content + spooled.flatMap(\.digest)) }
        ).outcome
    }

    private func typed(_ form: Form, _ body: Organization) -> RegistrationDraft.Typed {
        RegistrationDraft.Typed(
            letter: LetterDraft.Typed(
                kind: form["kind"], area: form["area"].isEmpty ? body.area.code : form["area"], title: form["title"],
                body: form["body"], sender: sender(form), organization: body.code, people: form["people"],
                field: form["field"].isEmpty ? nil : form["field"]),
            source: form["source"], arrived: form["arrived"], pages: form["pages"], enclosures: form["enclosures"])
    }

    private func sender(_ form: Form) -> Sender {
        Sender(
            name: form["name"].oneLine, address: form["address"].oneLine, phone: form["phone"].oneLine,
            email: form["email"].oneLine)
    }

    /// Where this officer enters letters, and as whom. Throws 403 if nowhere.
    private func bodies(_ context: OfficerContext) async throws -> ([Organization], Standing) {
        let (account, today, directory) = (context.officer.account.id, site.today, site.directory.current)
        let standing = try await site.store.read { tx in try Standing.of(account, on: today, tx) }
        guard let standing else { throw ActProblem.forbidden }
        let bodies = standing.registeringBodies.compactMap { directory.organization($0) }
        guard !bodies.isEmpty else { throw ActProblem.forbidden }
        return (bodies, standing)
    }

    private func page(
        _ form: Form, _ problem: Problem?, isChecked: Bool = false, isFresh: Bool = false, _ request: Request,
        _ context: OfficerContext
    ) async throws -> Response {
        let (bodies, standing) = try await bodies(context)
        let body = bodies.first { $0.code == form["unit"] } ?? bodies[0]
        let (today, actor, sender) = (site.today, context.actor, sender(form))
        let (title, kind) = (form["title"], Kind(rawValue: form["kind"]))
        let (last, checked) = try await site.store.read { tx -> (Source?, RegisterPage.Likeness?) in
            let last = try BookList.lastSource(of: standing.official, in: body.id, on: today, tx)
            guard isChecked else { return (last, nil) }
            let scope = try Scope.of(actor, on: today, tx)
            let similar = try kind.map {
                try SimilarList.find(title: title, $0, at: body.id, home: body.home, scope, tx)
            }
            // A denunciation is not laid beside other letters of its sender.
            let same = kind == .denunciation ? [] : try SameSenderList.find(sender, at: body.id, scope, tx)
            return (last, .init(similar: Array((similar ?? []).prefix(SimilarList.shown)), sameSender: same))
        }
        let submission = form["submission"]
        let page = RegisterPage(
            form: form, bodies: bodies, kinds: Kind.allCases.filter { standing.registers($0, at: body.id) },
            lastSource: last, checked: checked, problem: problem,
            submission: isFresh || submission.isEmpty ? Token().description : submission, csrf: context.officer.csrf)
        let words = Wording(site, site.translator(context.locale))
        return Response(shell.document(registerPage(page, words), for: site.visit(request, context)), showing: problem)
    }

    /// The slip of a letter that this officer has just entered, or issued a PIN for. Later the file has all but the PIN.
    @Sendable public func slip(_ request: Request, _ context: OfficerContext) async throws -> Response {
        let key = try RegisterRoutes.slip.values(context.parameters)
        let (today, actor) = (site.today, context.actor)
        let found = try await site.store.read { tx -> (Slip, RegisterPage.Likeness)? in
            let scope = try Scope.of(actor, on: today, tx)
            guard let slip = try Slip.read(key, scope, tx) else { return nil }
            let similar = try SimilarList.find(slip.matter, title: slip.title, scope, tx)
            let same = try SameSenderList.find(like: key, in: slip.matter, scope, tx)
            return (slip, .init(similar: similar, sameSender: same))
        }
        guard let (slip, likeness) = found else { throw ProcedureError.unknownMatter }
        guard let pass = SlipPass.read(request, site), pass.letter == key, pass.account == context.officer.account.id,
            pass.pinVersion == slip.letter.pinVersion
        else { return .seeOther(CasesRoutes.matter.path(slip.matter.key)) }
        let page = SlipPage(
            slip: slip, pin: PIN(of: slip.letter.pinLetter, version: pass.pinVersion, under: site.keys.pin),
            isReissued: pass.isReissued, isSheet: request.query("paper") == "a4", likeness: likeness,
            address: site.followAddress(of: slip.letter.code.description, request))
        let words = Wording(site, site.translator(context.locale))
        return Response(shell.document(slipPage(page, words), for: site.visit(request, context)))
    }
}

extension RegisterDesk: FormKeeper {
    public func keeps(_ path: String) -> Bool { path == RegisterRoutes.register.path() }

    public func anchor(sentTo path: String) -> String { keeps(path) ? "#entry" : "" }

    public func restore(
        _ form: Form, sentTo path: String, _ request: Request, _ context: OfficerContext
    ) async throws -> Response? {
        keeps(path) ? try await page(form, nil, request, context) : nil
    }
}
