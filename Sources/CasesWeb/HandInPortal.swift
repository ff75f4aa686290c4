import Acts
import Cases
import Files
import HTTPTypes
import Hummingbird
import Kernel
import Language
import Registry
import Storage
import Vault
import Web

/// The question pages on which people hand in letters.
public struct HandInPortal: Sendable {
    private let site: Site
    private let shell: any Shell
    private let letters: UnfinishedLetters

    public init(site: Site, shell: any Shell) {
        self.site = site
        self.shell = shell
        letters = UnfinishedLetters(site: site)
    }

    /// The first question; what was begun before is still there.
    @Sendable public func begin(_ request: Request, _ context: VisitContext) async throws -> Response {
        var held = try await letters.find(request)
        // Whoever comes here after sending wants to write another one.
        if held?.letter.sent != nil { held = nil }
        return page(.wish, held?.letter ?? UnfinishedLetter(), request, context, isBegun: held != nil)
    }

    @Sendable public func ask(_ request: Request, _ context: VisitContext) async throws -> Response {
        let step = try PortalRoutes.step.values(context.parameters)
        guard let held = try await letters.find(request) else {
            return letters.wasHeld(request)
                ? restart(.expired, request, context) : .seeOther(CasesRoutes.newLetter.path())
        }
        if held.letter.sent != nil { return restart(.sent, request, context) }
        return page(step, held.letter, request, context)
    }

    /// Keeps what was typed, right or wrong, and leads on if it is right.
    @Sendable public func answer(_ request: Request, _ context: VisitContext) async throws -> Response {
        let step = try PortalRoutes.answerStep.values(context.parameters)
        let found = try await letters.find(request)
        let isFresh = found == nil || found?.letter.sent != nil
        var held = isFresh ? letters.begin() : found ?? letters.begin()
        let filesBefore = held.letter.files
        var fileFault: Problem?
        var removed: FileAddress?
        let form: Form
        if step == .files {
            let posted = try await Form.withFiles(request, spool: site.files.spool, limit: held.letter.fileRoom)
            form = posted.form
            do {
                try await keep(try posted.files.all().map(\.file), in: &held)
            } catch {
                guard let problem = WebProblem.onForm(FileError.ofWholeLetter(error), context) else { throw error }
                fileFault = problem
            }
            removed = remove(form["remove"], from: &held)
        } else {
            form = try await Form(request)
        }
        let query = held.letter.query
        held.letter.take(form, at: step)
        let response: Response
        do {
            response = try await lead(
                step, form, &held, isSearch: step == .place && held.letter.query != query, fileFault, request, context)
        } catch {
            guard let problem = WebProblem.onForm(error, context) else { throw error }
            // Nothing refers to the files that came: they have to be chosen again, and nobody is told they are here.
            held.letter.files = filesBefore
            return page(
                step, held.letter, request, context,
                problem: step == .files ? WebProblem.of(error) ?? problem : problem)
        }
        if let removed { try await site.files.delete(removed) }
        guard isFresh, step != .wish else { return response }
        // What came too late for its letter begins another one.
        return restart(found == nil ? .expired : .sent, request, context, keeping: held.token)
    }

    private func lead(
        _ step: HandInStep, _ form: Form, _ held: inout UnfinishedLetters.Held, isSearch: Bool, _ fileFault: Problem?,
        _ request: Request, _ context: VisitContext
    ) async throws -> Response {
        let stays = isSearch || form["go"] == "add" || !form["remove"].isEmpty
        let fault = fileFault ?? (stays || form["go"] == "back" ? nil : fault(held.letter, at: step))
        if fault == nil, !stays, form["go"] != "back" { held.letter.passed.insert(step) }
        try await letters.save(held)
        var response: Response
        if let fault {
            response = page(step, held.letter, request, context, problem: fault)
        } else if stays {
            response = .seeOther(PortalRoutes.step.path(step))
        } else if form["go"] == "back" {
            response = .seeOther(PortalRoutes.step.path(step.previous))
        } else {
            response = .seeOther(PortalRoutes.step.path(held.letter.isComplete ? .check : step.next))
        }
        response.setCookie(letters.carrier(held.token))
        return response
    }

    /// The letter is received; the same letter sent again leads to the same receipt.
    @Sendable public func handIn(_ request: Request, _ context: VisitContext) async throws -> Response {
        _ = try await Form(request)
        guard var held = try await letters.find(request) else { return restart(.expired, request, context) }
        if let sent = held.letter.sent, let key = LetterKey(sent.letter) {
            return receipt(.init(letter: key, pinVersion: sent.pinVersion, showsReceipt: true))
        }
        do {
            let letter = try await receive(&held).letter
            held.letter = UnfinishedLetter()
            held.letter.sent = .init(letter: letter.key.description, pinVersion: Receipt.pinVersion)
            // It is received: if this cannot be written, the button pressed again finds it by its own name.
            try? await letters.save(held)
            return receipt(.init(letter: letter.key, pinVersion: Receipt.pinVersion, showsReceipt: true))
        } catch {
            if (error as? Problem) == ActProblem.keyReused {
                // It was received, and changed before this was known: the next press sends another letter.
                held.letter.submission = Token().description
                try? await letters.save(held)
                return page(.check, held.letter, request, context, problem: Self.alreadySent)
            }
            guard let problem = WebProblem.onForm(error, context) else { throw error }
            return page(.check, held.letter, request, context, problem: problem)
        }
    }

    private static let alreadySent = Problem("letter.alreadySent", status: 409, HandInMessages.alreadySent)

    private func receive(_ held: inout UnfinishedLetters.Held) async throws -> Receipt {
        let directory = site.directory.current
        let typed = typed(held.letter)
        let faults = held.letter.faults(typed, in: directory)
        guard faults.isEmpty else { throw Self.invalid(faults) }
        let draft = try LetterDraft(typed, in: directory)
        guard let receiver = draft.receiver(in: directory) else { throw ProcedureError.receiverChanged }
        let kept = held.letter.files.compactMap(\.kept)
        let files = kept.isEmpty ? nil : LetterFiles(under: try letters.fileKey(&held), kept)
        let key = IdempotencyKey(
            "form \(held.letter.submission)", content: draft.content + kept.flatMap(\.address.bytes))
        return try await site.performer.perform(
            ReceiveLetter(draft, to: receiver, by: .portal, files: files), by: .anyone, key: key
        ).outcome
    }

    /// Nothing that was typed stays here.
    @Sendable public func discard(_ request: Request, _ context: VisitContext) async throws -> Response {
        if let held = try await letters.find(request) { try await letters.discard(held) }
        var response = Response.seeOther(CasesRoutes.newLetter.path())
        response.setCookie(letters.carrier(nil))
        return response
    }

    // MARK: - Files

    private func keep(_ files: [SpooledFile], in held: inout UnfinishedLetters.Held) async throws {
        guard !files.isEmpty else { return }
        let key = try letters.fileKey(&held)
        for file in files {
            let address = try await site.files.keep(file, under: key)
            let kept = UnfinishedLetter.File(
                KeptFile(at: address, kind: file.kind, size: file.size, name: file.name))
            if !held.letter.files.contains(where: { $0.address == kept.address }) { held.letter.files.append(kept) }
        }
    }

    /// The file that is to be deleted once the letter is kept without it.
    private func remove(_ address: String, from held: inout UnfinishedLetters.Held) -> FileAddress? {
        guard let file = held.letter.files.first(where: { $0.address == address })?.kept else { return nil }
        held.letter.files.removeAll { $0.address == address }
        return file.address
    }

    // MARK: - Pages

    private func typed(_ letter: UnfinishedLetter) -> LetterDraft.Typed {
        let place = letter.commune.isEmpty ? nil : PlaceSearch(site).title(letter.commune, in: .vi)
        return letter.typed(
            place: place.map { site.translator(.vi)(HandInMessages.placeNote, ["place": $0]) })
    }

    private func fault(_ letter: UnfinishedLetter, at step: HandInStep) -> Problem? {
        let faults = letter.faults(typed(letter), in: site.directory.current).filter {
            step.fields.contains($0.name)
        }
        return faults.isEmpty ? nil : Self.invalid(faults)
    }

    private static func invalid(_ faults: [Problem.Field]) -> Problem {
        Problem("letter.invalid", status: 422, HandInMessages.invalid, fields: faults)
    }

    private func page(
        _ step: HandInStep, _ letter: UnfinishedLetter, _ request: Request, _ context: VisitContext,
        problem: Problem? = nil, isBegun: Bool = true
    ) -> Response {
        let words = Wording(site, site.translator(context.locale))
        let places = PlaceSearch(site)
        let question = QuestionPage(step: step, letter: letter, problem: problem, isBegun: isBegun)
        let page: Page =
            switch step {
            case .wish: wishPage(question, words)
            case .what: whatPage(question, words)
            case .place: placePage(question, places, words)
            case .sender: senderPage(question, places, words)
            case .files: filesPage(question, words)
            case .check: checkPage(question, places, words)
            }
        return Response(shell.document(page, for: site.visit(request, context)), showing: problem)
    }

    /// Why a letter is begun anew.
    private func restart(
        _ reason: RestartReason, _ request: Request, _ context: VisitContext, keeping token: Token? = nil
    ) -> Response {
        var response = show(
            restartPage(reason, keepsTyped: token != nil, site.translator(context.locale)), request, context,
            status: reason == .expired ? .gone : .ok)
        if let token {
            response.setCookie(letters.carrier(token))
        } else if reason == .expired {
            response.setCookie(letters.carrier(nil))
        }
        return response
    }

    private func receipt(_ pass: LetterCookie.Pass) -> Response {
        var response = Response.seeOther(CasesRoutes.receipt.path())
        response.setCookie(LetterCookie(site: site).issue(pass))
        return response
    }

    private func show(
        _ page: Page, _ request: Request, _ context: VisitContext, status: HTTPResponse.Status = .ok
    ) -> Response {
        Response(shell.document(page, for: site.visit(request, context)), status: status)
    }
}

extension UnfinishedLetter {
    /// What may still come.
    fileprivate var fileRoom: FileLimit {
        let limit = FileLimit.standard
        return FileLimit(
            count: max(0, limit.count - files.count), each: limit.each,
            total: max(0, limit.total - files.reduce(0) { $0 + $1.size }))
    }
}

extension FileError {
    /// People are told the limits of the whole letter, not what is left of them.
    fileprivate static func ofWholeLetter(_ error: any Error) -> any Error {
        switch error as? FileError {
        case .tooMany: FileError.tooMany(.standard)
        case .tooLarge(let name, _): FileError.tooLarge(name, .standard)
        case .totalTooLarge: FileError.totalTooLarge(.standard)
        default: error
        }
    }
}
