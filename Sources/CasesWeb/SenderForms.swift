import Acts
import Cases
import Hummingbird
import Kernel
import Language
import Registry
import Web

/// What the page of a letter says after its sender did something. `rawValue` stands in addresses.
enum SenderNotice: String, CaseIterable { case replied, rated, contested, withdrawn, allowed, refused }

extension CasesPortal {
    @Sendable public func reply(_ request: Request, _ context: VisitContext) async throws -> Response {
        try await acting(request, context) { open, form in
            try await perform(
                ReplyToQuestion(open.key, in: open.letter.matter, try TypedText(form["text"], field: "text")), open)
            return .replied
        }
    }

    @Sendable public func rate(_ request: Request, _ context: VisitContext) async throws -> Response {
        try await acting(request, context) { open, form in
            let comment = try TypedText(form["comment"], field: "comment", mayBeEmpty: true)
            guard
                let act = RateAnswer(
                    open.key, in: open.letter.matter, score: Int(form["score"]) ?? 0, comment: comment)
            else {
                throw Problem(
                    "rating.invalid", status: 422, FollowMessages.scoreMissing,
                    fields: [.init("score", FollowMessages.scoreMissing)])
            }
            try await perform(act, open)
            return .rated
        }
    }

    @Sendable public func contest(_ request: Request, _ context: VisitContext) async throws -> Response {
        try await acting(request, context) { open, form in
            let promise = site.directory.current.organization(open.letter.organization)?.answerPromise
            try await perform(
                ContestAnswer(
                    open.key, in: open.letter.matter, try TypedText(form["text"], field: "text"), promise: promise),
                open)
            return .contested
        }
    }

    @Sendable public func consent(_ request: Request, _ context: VisitContext) async throws -> Response {
        try await acting(request, context) { open, form in
            let isAllowed = form["consent"] == "yes"
            try await perform(AllowPublication(open.key, in: open.letter.matter, isAllowed), open)
            return isAllowed ? .allowed : .refused
        }
    }

    /// Asks once more before a letter is withdrawn.
    @Sendable public func askWithdraw(_ request: Request, _ context: VisitContext) async throws -> Response {
        guard let open = try await OpenLetter.read(request, site) else {
            return .seeOther(CasesRoutes.follow.path())
        }
        guard open.letter.canWithdraw else { return .seeOther(CasesRoutes.letter.path()) }
        return show(withdrawPage(open, site.translator(context.locale)), request, context)
    }

    @Sendable public func withdraw(_ request: Request, _ context: VisitContext) async throws -> Response {
        try await acting(request, context) { open, _ in
            try await perform(WithdrawLetter(open.key, in: open.letter.matter), open)
            return .withdrawn
        }
    }

    private func perform<A: Act>(_ act: A, _ open: OpenLetter) async throws {
        _ = try await site.performer.perform(act, by: .petitioner(open.key.id))
    }

    /// What is refused is said on the letter's page, with everything typed still there.
    private func acting(
        _ request: Request, _ context: VisitContext, _ act: (OpenLetter, Form) async throws -> SenderNotice
    ) async throws -> Response {
        let form = try await Form(request)
        guard let open = try await OpenLetter.read(request, site) else {
            return closed(keeping: form["text"].isEmpty ? form["comment"] : form["text"], request, context)
        }
        try open.check(form)
        do {
            try await LapseClock.lapse(open.letter.matter, site.store, site.performer)
            let done = try await act(open, form)
            return .seeOther(CasesRoutes.letter.path() + "?done=\(done.rawValue)")
        } catch {
            guard let problem = WebProblem.onForm(error, context) else { throw error }
            // What was overtaken is shown as it is now.
            guard let now = try await OpenLetter.read(open.pass, site) else { throw error }
            return page(now, typed: form, problem, request, context)
        }
    }
}
