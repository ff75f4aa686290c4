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

/// The pages on which people hand in letters and follow them.
public struct CasesPortal: Sendable {
    private let site: Site
    private let shell: any Shell
    private let cookie: LetterCookie

    public init(site: Site, shell: any Shell) {
        self.site = site
        self.shell = shell
        cookie = LetterCookie(site: site)
    }

    @Sendable public func ask(_ request: Request, _ context: VisitContext) async throws -> Response {
        let page = HandInPage(typed: HandInPage.empty, submission: Token(), problem: nil)
        return show(handInPage(page, words(context)), request, context)
    }

    /// Takes the letter in and leads to its receipt. A form that needs a hand comes back with everything typed.
    @Sendable public func handIn(_ request: Request, _ context: VisitContext) async throws -> Response {
        let form = try await Form(request)
        let submission = Token(form["submission"]) ?? Token()
        let typed = LetterDraft.Typed(
            kind: form["kind"], area: form["area"], title: form["title"], body: form["body"],
            sender: Sender(
                name: form["name"], address: form["address"], phone: form["phone"], email: form["email"]))
        do {
            let receipt = try await receive(typed, submission)
            var response = Response.seeOther(CasesRoutes.receipt.path())
            response.setCookie(
                cookie.issue(
                    .init(
                        letter: receipt.letter.key, pinVersion: receipt.letter.pinVersion, showsReceipt: true)))
            return response
        } catch {
            if (error as? Problem) == ActProblem.keyReused {
                // Back, changed, sent again: the first letter is kept, and the next press sends this one as another.
                let page = HandInPage(typed: typed, submission: Token(), problem: Self.alreadySent)
                return show(handInPage(page, words(context)), request, context, status: .conflict)
            }
            guard let problem = WebProblem.of(error), problem.status < 500 || problem.status == 503 else {
                throw error
            }
            let page = HandInPage(typed: typed, submission: submission, problem: problem)
            return show(handInPage(page, words(context)), request, context, status: .init(code: problem.status))
        }
    }

    private static let alreadySent = Problem("letter.alreadySent", status: 409, CasesWebMessages.alreadySent)

    private func receive(_ typed: LetterDraft.Typed, _ submission: Token) async throws -> Receipt {
        let directory = site.directory.current
        let draft = try LetterDraft(typed, in: directory)
        guard let receiver = draft.receiver(in: directory) else { throw ProcedureError.receiverChanged }
        let key = IdempotencyKey("form \(submission)", content: draft.content)
        return try await site.performer.perform(
            ReceiveLetter(draft, to: receiver, by: .portal), by: .anyone, key: key
        ).outcome
    }

    @Sendable public func receipt(_ request: Request, _ context: VisitContext) async throws -> Response {
        guard let pass = cookie.pass(request), pass.showsReceipt, let letter = try await followed(pass) else {
            return .seeOther(CasesRoutes.follow.path())
        }
        let pin = PIN(of: letter.letter.pinLetter, version: pass.pinVersion, under: site.keys.pin)
        return show(receiptPage(letter, pin: pin, words(context)), request, context)
    }

    @Sendable public func follow(_ request: Request, _ context: VisitContext) async throws -> Response {
        show(followPage(code: "", nil, site.translator(context.locale)), request, context)
    }

    /// Opens a letter by code and PIN. An unknown code and a wrong PIN get the same answer, and count alike.
    @Sendable public func unlock(_ request: Request, _ context: VisitContext) async throws -> Response {
        let form = try await Form(request)
        do {
            let pass = try await LetterLock(site: site).open(
                code: form["code"], pin: form["pin"], from: context.peer)
            var response = Response.seeOther(CasesRoutes.letter.path())
            response.setCookie(cookie.issue(pass))
            return response
        } catch let problem as Problem where problem.status < 500 {
            var response = show(
                followPage(code: form["code"], problem, site.translator(context.locale)), request, context,
                // A form that did not fit, not a page that is missing.
                status: problem.status == 404 ? .unprocessableContent : .init(code: problem.status))
            if let seconds = problem.retryAfter { response.headers[.retryAfter] = String(seconds) }
            return response
        }
    }

    @Sendable public func letter(_ request: Request, _ context: VisitContext) async throws -> Response {
        guard let pass = cookie.pass(request), let letter = try await followed(pass) else {
            return .seeOther(CasesRoutes.follow.path())
        }
        return show(letterPage(letter, words(context)), request, context)
    }

    @Sendable public func leave(_ request: Request, _ context: VisitContext) async throws -> Response {
        var response = Response.seeOther(CasesRoutes.follow.path())
        response.setCookie(cookie.clear())
        return response
    }

    private func followed(_ pass: LetterCookie.Pass) async throws -> FollowedLetter? {
        let today = site.today
        return try await site.store.read { tx in
            let scope = try Scope.of(.petitioner(pass.letter.id), on: today, tx)
            guard let letter = try FollowedLetter.read(scope, home: pass.letter.home, tx),
                letter.letter.pinVersion == pass.pinVersion
            else { return nil }
            return letter
        }
    }

    private func words(_ context: VisitContext) -> Wording { Wording(site, site.translator(context.locale)) }

    private func show(
        _ page: Page, _ request: Request, _ context: VisitContext, status: HTTPResponse.Status = .ok
    ) -> Response {
        Response(shell.document(page, for: site.visit(request, context)), status: status)
    }
}
