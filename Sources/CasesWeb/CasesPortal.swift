import Acts
import Cases
import HTTPTypes
import Hummingbird
import Identity
import Kernel
import Language
import Registry
import Storage
import Vault
import Web

/// The pages on which people follow their letters.
public struct CasesPortal: Sendable {
    let site: Site
    private let shell: any Shell
    private let cookie: LetterCookie

    public init(site: Site, shell: any Shell) {
        self.site = site
        self.shell = shell
        cookie = LetterCookie(site: site)
    }

    @Sendable public func receipt(_ request: Request, _ context: VisitContext) async throws -> Response {
        guard let open = try await OpenLetter.read(request, site), open.pass.showsReceipt else {
            return .seeOther(CasesRoutes.follow.path())
        }
        let letter = open.letter
        let posts = try await site.store.read { tx in try PostTable.posts(of: letter.organization, tx) }
        let page = ReceiptPage(
            letter: letter, pin: PIN(of: letter.letter.pinLetter, version: open.pass.pinVersion, under: site.keys.pin),
            original: open.own.original,
            readers: posts.filter { $0.role.kinds.contains(letter.kind) && $0.role.powers.contains(.receive) }
                .map(\.title).reduce(into: []) { titles, title in
                    if !titles.contains(title) { titles.append(title) }
                },
            address: site.followAddress(of: letter.letter.code.description, request))
        return show(receiptPage(page, words(context)), request, context)
    }

    @Sendable public func follow(_ request: Request, _ context: VisitContext) async throws -> Response {
        let code = String((request.query("code") ?? "").prefix(40))
        return show(followPage(FollowPage(code: code), site.translator(context.locale)), request, context)
    }

    /// Opens a letter by code and PIN. An unknown code and a wrong PIN get the same answer, and count alike.
    @Sendable public func unlock(_ request: Request, _ context: VisitContext) async throws -> Response {
        let form = try await Form(request)
        do {
            let pass = try await LetterLock(site: site).open(
                code: form["code"], pin: form["pin"], from: context.peer)
            var response = Response.seeOther(CasesRoutes.letter.path())
            if !form["text"].isEmpty, let open = try await OpenLetter.read(pass, site) {
                // What was being written when the letter closed.
                response = page(open, typed: form, nil, request, context)
            }
            response.setCookie(cookie.issue(pass))
            return response
        } catch {
            guard let problem = WebProblem.onForm(error, context) else { throw error }
            let page = FollowPage(code: form["code"], text: form["text"], problem: problem)
            var response = show(
                followPage(page, site.translator(context.locale)), request, context,
                // A form that did not fit, not a page that is missing.
                status: problem.status == 404 ? .unprocessableContent : .init(code: problem.status))
            if let seconds = problem.retryAfter { response.headers[.retryAfter] = String(seconds) }
            return response
        }
    }

    @Sendable public func letter(_ request: Request, _ context: VisitContext) async throws -> Response {
        guard let open = try await OpenLetter.read(request, site) else {
            return .seeOther(CasesRoutes.follow.path())
        }
        let done = request.query("done").flatMap(SenderNotice.init(rawValue:))
        return page(open, typed: nil, nil, done: done, request, context)
    }

    /// A file of the own letter, and of no other.
    @Sendable public func file(_ request: Request, _ context: VisitContext) async throws -> Response {
        let id = try PortalRoutes.file.values(context.parameters)
        guard let open = try await OpenLetter.read(request, site) else {
            return .seeOther(CasesRoutes.follow.path())
        }
        let (key, today, vault) = (open.key, site.today, site.keys.vault)
        let found = try await site.store.read { tx in
            let scope = try Scope.of(.petitioner(key.id), on: today, tx)
            return try OwnLetter.file(id, scope, home: key.home, under: vault, tx)
        }
        guard let found else { throw WebProblem.notFound }
        return .file(
            try await site.files.open(found.address, under: found.key), kind: found.attachment.kind,
            name: found.attachment.name, as: .shown)
    }

    /// A document that was sent to the sender of the open letter, to be read and printed.
    @Sendable public func document(_ request: Request, _ context: VisitContext) async throws -> Response {
        let id = try DocumentRoutes.own.values(context.parameters)
        guard let open = try await OpenLetter.read(request, site) else {
            return .seeOther(CasesRoutes.follow.path())
        }
        let letter = open.letter
        let sheet = try await site.store.read { tx in try DocumentSheet.read(id.raw, for: letter, tx) }
        guard let sheet else { throw WebProblem.notFound }
        let page = DocumentPage(
            sheet: sheet, addressee: open.own.original.sender.name, back: CasesRoutes.letter.path(),
            area: CasesRoutes.follow.path())
        return show(
            documentPage(page, words(context), own: Wording(site, site.translator(.vi))), request, context)
    }

    /// Another letter that the same PIN opens: a part split off, or the letter it was split from.
    @Sendable public func part(_ request: Request, _ context: VisitContext) async throws -> Response {
        let form = try await Form(request)
        guard let open = try await OpenLetter.read(request, site) else {
            return .seeOther(CasesRoutes.follow.path())
        }
        try open.check(form)
        guard let wanted = LetterKey(form["letter"]), wanted.home == open.key.home else { throw WebProblem.notFound }
        let related = open.letter.parts.map(\.key.id) + [open.letter.letter.parent].compactMap(\.self)
        let pass = LetterCookie.Pass(letter: wanted, pinVersion: open.pass.pinVersion, showsReceipt: false)
        guard related.contains(wanted.id), try await OpenLetter.read(pass, site) != nil else {
            throw WebProblem.notFound
        }
        var response = Response.seeOther(CasesRoutes.letter.path())
        response.setCookie(cookie.issue(pass))
        return response
    }

    @Sendable public func leave(_ request: Request, _ context: VisitContext) async throws -> Response {
        var response = Response.seeOther(CasesRoutes.follow.path())
        response.setCookie(cookie.clear())
        return response
    }

    // MARK: - Pages

    /// The page of an open letter, with what was typed into one of its forms.
    func page(
        _ open: OpenLetter, typed: Form?, _ problem: Problem?, done: SenderNotice? = nil, _ request: Request,
        _ context: VisitContext
    ) -> Response {
        let page = LetterPage(
            open: open, text: typed?["text"] ?? "", score: typed?["score"] ?? "", comment: typed?["comment"] ?? "",
            problem: problem, done: done)
        return Response(
            shell.document(letterPage(page, words(context)), for: site.visit(request, context)), showing: problem)
    }

    /// The letter closed itself while something was written: it is opened again with the words still there.
    func closed(keeping text: String, _ request: Request, _ context: VisitContext) -> Response {
        if text.isEmpty { return .seeOther(CasesRoutes.follow.path()) }
        let page = FollowPage(text: text, isClosed: true)
        return show(followPage(page, site.translator(context.locale)), request, context, status: .forbidden)
    }

    func words(_ context: VisitContext) -> Wording { Wording(site, site.translator(context.locale)) }

    func show(
        _ page: Page, _ request: Request, _ context: VisitContext, status: HTTPResponse.Status = .ok
    ) -> Response {
        Response(shell.document(page, for: site.visit(request, context)), status: status)
    }
}
