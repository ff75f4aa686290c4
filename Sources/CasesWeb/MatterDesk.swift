import Acts
import Cases
import HTTPTypes
import Hummingbird
import Kernel
import Language
import Registry
import Storage
import Vault
import Web

/// The file of a matter, and every act of officers upon it. What is refused comes back on the file with everything
/// typed.
public struct MatterDesk: Sendable {
    let site: Site
    private let shell: any Shell

    public init(site: Site, shell: any Shell) {
        self.site = site
        self.shell = shell
    }

    @Sendable public func show(_ request: Request, _ context: OfficerContext) async throws -> Response {
        let key = try CasesRoutes.matter.values(context.parameters)
        let asked = MatterPage.Asked(
            act: request.query("act").flatMap { OfferedAct(rawValue: $0) }, template: request.query("template"),
            letter: request.query("letter").flatMap { LetterID($0) })
        return try await page(
            of: key, asked, done: request.query("done").flatMap { OfferedAct(rawValue: $0) }, nil, request, context)
    }

    /// What the law offers for a letter that is hard to handle, with the acts this officer can do now.
    @Sendable public func difficult(_ request: Request, _ context: OfficerContext) async throws -> Response {
        let key = try MatterRoutes.difficult.values(context.parameters)
        guard let found = try await read(key, context) else { throw ProcedureError.unknownMatter }
        let asked = MatterPage.Asked(act: nil, template: nil, letter: nil)
        let page = found.page(asked, done: nil, nil, context.officer)
        return show(difficultPage(page, Wording(site, site.translator(context.locale))), request, context)
    }

    @Sendable public func act(_ request: Request, _ context: OfficerContext) async throws -> Response {
        let (key, act) = try MatterRoutes.act.values(context.parameters)
        // Opening a name has an address of its own, which says of which letter.
        guard act != .open else { throw WebProblem.notFound }
        var files: FormFiles?
        let form: Form
        if act.hasFiles {
            let posted = try await Form.withFiles(request, spool: site.files.spool)
            (form, files) = (posted.form, posted.files)
        } else {
            form = try await Form(request)
        }
        try form.check(context.officer)
        return try await doing(act, of: key, form, request, context) { posted in
            if act == .reissue { return try await reissue(posted) }
            if act == .addFiles { return try await addFiles(files, posted) }
            if act == .signOnPaper { return try await signOnPaper(files, posted) }
            if act.hasPreview, form["preview"] == "yes" {
                _ = try posted.text("text", limit: Answer.limit, missing: CasesMessages.answerMissing)
                throw ComesBack(isPreview: true)
            }
            return .seeOther(try await perform(act, posted))
        }
    }

    /// Shows the original on the answer to the POST itself: reloading it is opening it again, with its trace.
    @Sendable public func open(_ request: Request, _ context: OfficerContext) async throws -> Response {
        let (key, letter) = try MatterRoutes.open.values(context.parameters)
        let form = try await Form(request)
        try form.check(context.officer)
        return try await doing(.open, of: key, form, request, context) { posted in
            guard let reason = OpeningReason(rawValue: form["reason"]) else { throw WebProblem.unreadable }
            let act = OpenOriginal(letter, of: key, by: posted.officer.id, reason: reason)
            let opened = try await site.performer.perform(act, by: context.actor).outcome
            let vault = site.keys.vault
            let files = try await site.store.read { tx in try opened.files(under: vault, tx) }
            let page = OriginalPage(
                original: opened.original, files: files, matter: key, letter: letter, reason: reason,
                csrf: context.officer.csrf)
            return show(originalPage(page, site.translator(context.locale)), request, context)
        }
    }

    /// Gives one file that came with a letter: opening it leaves the same trace as opening the words.
    @Sendable public func openFile(_ request: Request, _ context: OfficerContext) async throws -> Response {
        let (key, letter, id) = try MatterRoutes.openFile.values(context.parameters)
        let form = try await Form(request)
        try form.check(context.officer)
        return try await doing(.open, of: key, form, request, context) { posted in
            guard let reason = OpeningReason(rawValue: form["reason"]) else { throw WebProblem.unreadable }
            let act = OpenOriginal(letter, of: key, by: posted.officer.id, reason: reason)
            let opened = try await site.performer.perform(act, by: context.actor).outcome
            let vault = site.keys.vault
            guard let file = try await site.store.read({ tx in try opened.file(id, under: vault, tx) }) else {
                throw WebProblem.notFound
            }
            return .file(
                try await site.files.open(file.address, under: file.key), kind: file.attachment.kind,
                name: file.attachment.name, as: .saved)
        }
    }

    /// Does one act; what the procedure or the form needs is said on the file, with everything typed still there.
    private func doing(
        _ act: OfferedAct, of key: MatterKey, _ form: Form, _ request: Request, _ context: OfficerContext,
        _ perform: (PostedAct) async throws -> Response
    ) async throws -> Response {
        guard let found = try await read(key, context) else { throw ProcedureError.unknownMatter }
        do {
            try await LapseClock.lapse(key, site.store, site.performer)
            return try await perform(
                PostedAct(act: act, form: form, file: found.file, officer: context.officer.account))
        } catch {
            var returned = MatterPage.Returned(act: act, form: form, problem: nil)
            if let back = error as? ComesBack {
                returned = .init(
                    act: act, form: form, problem: back.problem, isPreview: back.isPreview, bodies: back.bodies)
            } else {
                guard var problem = WebProblem.onForm(error, context), problem.status != 404 else { throw error }
                // Back, changed and sent again: what is on the file now is to be seen first.
                if problem == ActProblem.keyReused { problem = ActProblem.overtaken }
                returned = .init(act: act, form: form, problem: problem)
            }
            let asked = MatterPage.Asked(act: act, template: nil, letter: LetterID(form["letter"]))
            return try await page(of: key, asked, done: nil, returned, request, context)
        }
    }

    private struct Found {
        let file: MatterFile
        let standing: Standing
        let offers: Offers
        let similar: [SimilarList.Hit]
        let workload: [PostID: Int]

        func page(
            _ asked: MatterPage.Asked, done: OfferedAct?, _ returned: MatterPage.Returned?, _ officer: Officer
        ) -> MatterPage {
            MatterPage(
                file: file, offers: offers, standing: standing, officer: officer, similar: similar,
                workload: workload, submission: Token(), asked: asked, done: done, returned: returned)
        }
    }

    /// The file with what this officer can do; nil if it is not within the officer's scope.
    private func read(_ key: MatterKey, _ context: OfficerContext) async throws -> Found? {
        let (today, actor, account) = (site.today, context.actor, context.officer.account.id)
        return try await site.store.read { tx in
            let scope = try Scope.of(actor, on: today, tx)
            guard let file = try MatterFile.read(key, scope, tx), let standing = try Standing.of(account, on: today, tx)
            else { return nil }
            let ancestors = try SubtreeTable.ancestors(of: file.matter.organization, on: today, tx)
            let offers = Offers(file, standing, ancestors: ancestors)
            let title = file.letters.first?.extract.title ?? ""
            return Found(
                file: file, standing: standing, offers: offers,
                similar: offers.acts.contains(.join) ? try SimilarList.find(file.matter, title: title, scope, tx) : [],
                workload: offers.acts.contains(.assign) ? try WorkloadList.open(of: offers.fitPosts, tx) : [:])
        }
    }

    private func page(
        of key: MatterKey, _ asked: MatterPage.Asked, done: OfferedAct?, _ returned: MatterPage.Returned?,
        _ request: Request, _ context: OfficerContext
    ) async throws -> Response {
        guard let found = try await read(key, context) else { throw ProcedureError.unknownMatter }
        let page = found.page(asked, done: done, returned, context.officer)
        let words = Wording(site, site.translator(context.locale))
        return show(matterPage(page, words), request, context, problem: returned?.problem)
    }

    private func show(
        _ page: Page, _ request: Request, _ context: OfficerContext, problem: Problem? = nil
    ) -> Response {
        Response(shell.document(page, for: site.visit(request, context)), showing: problem)
    }

    /// Where the officer goes after an act: to the file, or to the desk if the file is no longer this officer's to see.
    func after(_ act: OfferedAct, _ posted: PostedAct, now matter: MatterKey? = nil) async throws -> String {
        let key = matter ?? posted.file.matter.key
        let (today, actor) = (site.today, Actor.officer(posted.officer.id))
        let isSeen = try await site.store.read { tx in
            try MatterFile.read(key, try Scope.of(actor, on: today, tx), tx) != nil
        }
        return isSeen
            ? CasesRoutes.matter.path(key) + "?done=\(act)"
            : CasesRoutes.desk.path() + "?done=\(DeskNotice.outOfSight.rawValue)"
    }
}

extension MatterDesk: FormKeeper {
    public func keeps(_ path: String) -> Bool { Self.act(sentTo: path) != nil }

    public func anchor(sentTo path: String) -> String { Self.act(sentTo: path).map { "#do-\($0.1)" } ?? "" }

    public func restore(
        _ form: Form, sentTo path: String, _ request: Request, _ context: OfficerContext
    ) async throws -> Response? {
        guard let (key, act) = Self.act(sentTo: path), let found = try await read(key, context) else { return nil }
        // What is no longer offered has no form: then what was typed stands above the file.
        let problem = found.offers.acts.contains(act) ? nil : ActProblem.overtaken
        let asked = MatterPage.Asked(act: act, template: nil, letter: LetterID(form["letter"]))
        return try await page(
            of: key, asked, done: nil, MatterPage.Returned(act: act, form: form, problem: problem, isRestored: true),
            request, context)
    }

    private static func act(sentTo path: String) -> (MatterKey, OfferedAct)? {
        let parts = path.split(separator: "/")
        guard parts.count == 4, let key = MatterKey(pathText: String(parts[2])),
            let act = OfferedAct(pathText: String(parts[3])), act != .open, MatterRoutes.act.path(key, act) == path
        else { return nil }
        return (key, act)
    }
}

/// The page comes back without a refusal: to be looked at first, or to choose.
struct ComesBack: Error {
    var problem: Problem?
    var isPreview = false
    var bodies: [Organization] = []
}

/// An act as a form asked for it.
struct PostedAct {
    let act: OfferedAct
    let form: Form
    let file: MatterFile
    let officer: Account

    var key: MatterKey { file.matter.key }

    /// What the page had shown, and its own name; nil for a form that was not made by a page.
    var page: (seen: Int, submission: Token)? {
        let parts = form["page"].split(separator: ".")
        guard parts.count == 2, let seen = Int(parts[0]), let token = Token(parts[1]) else { return nil }
        return (seen, token)
    }

    /// Everything asked, for telling a repetition from another wish.
    var content: [UInt8] {
        let names = [
            "text", "outcome", "ground", "post", "kind", "field", "eligibility", "competence", "people", "settled",
            "title", "body", "other", "code", "query", "closure", "letter", "question", "answer", "score", "draft",
            "publication", "name", "paper", "then", "signer", "day", "answered", "stands",
        ]
        return Array(names.map { form[$0] }.joined(separator: "\u{0}").utf8)
    }

    /// Whether what is signed is to be numbered and sent at once. Throws if the form does not say: what is sent is sent.
    func issuesAtOnce() throws(Problem) -> Bool {
        switch form["then"] {
        case "issue": true
        case "leave": false
        default:
            throw Problem(
                "matter.choose", status: 422, MatterMessages.chooseFirst,
                fields: [.init("then", MatterMessages.chooseFirst)])
        }
    }

    /// What the page had shown, which alone is signed, issued or put right.
    func shown<Shown>(_ name: String) throws(Problem) -> ID<Shown> {
        guard let id = ID<Shown>(form[name]) else { throw WebProblem.unreadable }
        return id
    }

    /// Throws a `Problem` on the field if it is empty or too long.
    func text(
        _ name: String = "text", limit: Int = Words.limit, mayBeEmpty: Bool = false,
        missing: MessageKey = CasesMessages.textMissing
    ) throws(Problem) -> TypedText {
        try TypedText(form[name], field: name, limit: limit, mayBeEmpty: mayBeEmpty, missing: missing)
    }

    /// The same for a title, which is one line.
    func title() throws(Problem) -> TypedText {
        try TypedText(
            form["title"], field: "title", limit: LetterDraft.Limit.title, isOneLine: true,
            missing: CasesMessages.titleMissing)
    }

    /// One of a closed list. Throws if the form names none of it.
    func choice<Value: RawRepresentable<String>>(_ name: String, _: Value.Type = Value.self) throws(Problem) -> Value {
        guard let value = Value(rawValue: form[name]) else {
            throw Problem(
                "matter.choose", status: 422, MatterMessages.chooseFirst,
                fields: [.init(name, MatterMessages.chooseFirst)])
        }
        return value
    }

    /// The letter the form speaks of, or the first.
    func letter() throws(Problem) -> Letter {
        let letters = file.letters.map(\.letter)
        guard form["letter"].isEmpty else {
            guard let letter = letters.first(where: { $0.key.id.description == form["letter"] }) else {
                throw WebProblem.unreadable
            }
            return letter
        }
        guard let letter = letters.first else { throw WebProblem.unreadable }
        return letter
    }
}
