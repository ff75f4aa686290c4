import Acts
import Cases
import Kernel
import Registry
import Storage
import Web

extension MatterDesk {
    /// Performs the act a form asked for; returns where the officer goes then.
    func perform(_ act: OfferedAct, _ posted: PostedAct) async throws -> String {
        let (key, officer) = (posted.key, posted.officer.id)
        switch act {
        case .take: try await record(TakeMatter(key, by: officer), posted)
        case .release: try await record(ReleaseMatter(key, by: officer), posted)
        case .accept: try await record(AcceptTransfer(key, by: officer), posted)
        case .reopen: try await record(ReopenMatter(key, by: officer), posted)
        case .resume: try await record(ResumeMatter(key, by: officer), posted)
        case .recall: try await record(RecallTransfer(key, by: officer), posted)
        case .restore: try await record(RestoreMatter(key, by: officer), posted)
        case .unpublish: try await record(UnpublishExtract(key, by: officer), posted)
        case .sign:
            let act = SignDraft(
                key, seen: try posted.shown("draft"), issuing: try posted.issuesAtOnce(), by: officer)
            try await record(act, posted)
        case .issue: try await record(IssueDocument(key, seen: try posted.shown("draft"), by: officer), posted)
        case .correct:
            let text = try posted.text(limit: Answer.limit, missing: CasesMessages.answerMissing)
            try await record(
                CorrectAnswer(
                    key, text, try posted.choice("outcome"), seen: try posted.shown("answered"), by: officer), posted)
        case .publish:
            try await record(PublishExtract(key, seen: ID(posted.form["publication"]), by: officer), posted)
        case .ask: try await record(AskSender(key, question: try posted.text(), by: officer), posted)
        case .note: try await record(AddNote(key, try posted.text(), by: officer), posted)
        case .returnDraft: try await record(ReturnDraft(key, with: try posted.text(), by: officer), posted)
        case .decline: try await record(DeclineTransfer(key, because: try posted.text(), by: officer), posted)
        case .answer: try await record(try answer(posted), posted)
        case .submit:
            let text = try posted.text(limit: Answer.limit, missing: CasesMessages.answerMissing)
            try await record(SubmitDraft(key, answer: text, try posted.choice("outcome"), by: officer), posted)
        case .uphold:
            let text = try posted.text(limit: Answer.limit, missing: CasesMessages.answerMissing)
            try await record(SubmitDraft(key, upholding: text, by: officer), posted)
        case .setAside:
            try await record(
                SubmitDraft(key, settingAside: try posted.text(), try posted.choice("ground"), by: officer), posted)
        case .close:
            try await record(
                CloseMatter(key, as: try posted.choice("closure"), because: try posted.text(), by: officer), posted)
        case .contribute:
            try await record(ContributePart(key, of: try body(posted), try posted.text(), by: officer), posted)
        case .uninvite: try await record(UninviteBody(key, try body(posted), by: officer), posted)
        case .offer:
            let body = try chosenBody(posted)
            try await record(OfferTransfer(key, to: body, because: try posted.text(), by: officer), posted)
        case .invite:
            let body = try chosenBody(posted)
            try await record(InviteBody(key, body, request: try posted.text(), by: officer), posted)
        case .assign:
            guard let post = PostID(posted.form["post"]) else { throw ProcedureError.postUnfit }
            try await record(AssignMatter(key, to: post, by: officer), posted)
        case .classify: try await record(try classification(posted), posted)
        case .split: return try await after(act, posted, now: try await record(try splitting(posted), posted))
        case .extract:
            let extract = WriteExtract(
                try posted.letter().key.id, of: key, title: try posted.title(),
                body: try posted.text("body", limit: LetterDraft.Limit.body), by: officer)
            try await record(extract, posted)
        case .join: try await record(JoinMatters(try await other(posted), into: key, by: officer), posted)
        case .part:
            guard let other = MatterID(posted.form["other"]) else { throw ProcedureError.cannotJoin }
            try await record(PartMatters(MatterKey(key.home, other), from: key, by: officer), posted)
        case .propose: try await record(try proposal(posted), posted)
        case .rate:
            guard let score = Int(posted.form["score"]),
                let rating = RateAnswer(try posted.letter().key, in: key, score: score, enteredBy: officer)
            else { throw unchosen("score") }
            try await record(rating, posted)
        case .stepAside:
            try await site.performer.perform(StepAside.from(key, posted.officer), by: .officer(officer))
            return CasesRoutes.desk.path() + "?done=\(DeskNotice.steppedAside.rawValue)"
        case .recheck:
            let stands = posted.form["stands"]
            guard ["yes", "no"].contains(stands) else { throw unchosen("stands") }
            try await record(
                RecordRecheck(
                    key, stands: stands == "yes", try posted.text(),
                    promise: site.directory.current.organization(posted.file.matter.organization)?.answerPromise,
                    by: officer), posted)
        case .void: try await record(VoidRegistration(key, because: try posted.text(), by: officer), posted)
        case .open, .reissue, .addFiles, .signOnPaper: throw WebProblem.notFound
        }
        return try await after(act, posted)
    }

    /// Once for each showing of the page, and only if nothing happened since it was shown.
    @discardableResult
    func record<A: Act>(_ act: A, _ posted: PostedAct, files: [UInt8] = []) async throws -> A.Outcome {
        let actor = Actor.officer(posted.officer.id)
        guard let page = posted.page else { return try await site.performer.perform(act, by: actor).outcome }
        let name = "matter \(posted.key) \(posted.act) \(posted.officer.id) \(page.submission)"
        return try await site.performer.perform(
            IfUnchanged(act, in: posted.key, since: page.seen), by: actor,
            key: IdempotencyKey(name, content: posted.content + files)
        ).outcome
    }

    private func unchosen(_ field: String) -> Problem {
        Problem(
            "matter.choose", status: 422, MatterMessages.chooseFirst, fields: [.init(field, MatterMessages.chooseFirst)]
        )
    }

    private func answer(_ posted: PostedAct) throws -> AnswerMatter {
        let outcome: Outcome =
            posted.file.matter.procedure.stage == .contested
            ? .explained : Outcome(rawValue: posted.form["outcome"]) ?? .resolved
        return try AnswerMatter(posted.key, by: posted.officer.id, text: posted.form["text"], outcome)
    }

    private func body(_ posted: PostedAct) throws -> OrganizationID {
        guard let body = OrganizationID(posted.form["body"]) else { throw unchosen("body") }
        return body
    }

    /// The body chosen from those found, or the only one that has the words; otherwise the page comes back to choose.
    private func chosenBody(_ posted: PostedAct) throws -> OrganizationID {
        let directory = site.directory.current
        let query = posted.form["query"]
        if posted.form["find"] != "yes", let body = directory.organization(code: posted.form["body"]) { return body.id }
        let found = directory.bodies(named: query)
        if posted.form["find"] != "yes", found.count == 1 { return found[0].id }
        let message = found.isEmpty ? MatterMessages.noBody : MatterMessages.chooseBody
        let problem =
            found.isEmpty || posted.form["find"] != "yes"
            ? Problem(
                "matter.body", status: 422, message, fields: [.init(found.isEmpty ? "query" : "body", message)])
            : nil
        throw ComesBack(problem: problem, bodies: found)
    }

    private func classification(_ posted: PostedAct) throws -> ClassifyLetter {
        let form = posted.form
        var field: Field?
        if !form["field"].isEmpty {
            field = site.fields.field(form["field"], on: site.today)
            guard field != nil else { throw ProcedureError.fieldNotInForce }
        }
        guard let people = Int(form["people"].filter { !$0.isWhitespace && $0 != "." }),
            (1...LetterDraft.Limit.people).contains(people)
        else {
            throw Problem(
                "letter.invalid", status: 422, CasesMessages.textInvalid,
                fields: [.init("people", CasesMessages.peopleUnreadable)])
        }
        return ClassifyLetter(
            try posted.letter(), as: try posted.choice("kind"), in: field,
            Classification(
                eligibility: try posted.choice("eligibility"), competence: try posted.choice("competence"),
                people: people), settledBy: try posted.text("settled", limit: 500, mayBeEmpty: true),
            promise: site.directory.current.organization(posted.file.matter.organization)?.answerPromise,
            by: posted.officer.id)
    }

    private func splitting(_ posted: PostedAct) throws -> SplitLetter {
        guard let receiver = site.directory.current.organization(posted.file.matter.organization) else {
            throw ProcedureError.receiverChanged
        }
        let letter = try posted.letter()
        let part = LetterDraft(
            partOf: letter, try posted.choice("kind"),
            title: try posted.title(),
            body: try posted.text("body", limit: LetterDraft.Limit.body))
        return SplitLetter(letter, part: part, at: receiver, by: posted.officer.id)
    }

    /// The matter chosen from those that are similar, or that of a code.
    private func other(_ posted: PostedAct) async throws -> MatterKey {
        if let chosen = MatterKey(posted.form["other"]) { return chosen }
        let (today, actor) = (site.today, Actor.officer(posted.officer.id))
        guard let code = LetterCode(typed: posted.form["code"]),
            let found = try await site.store.read({ tx in
                try SimilarList.matter(of: code, try Scope.of(actor, on: today, tx), tx)
            })
        else {
            throw Problem(
                "matter.code", status: 422, MatterMessages.unknownCode,
                fields: [.init("code", MatterMessages.unknownCode)])
        }
        return found
    }

    /// Before anything is proposed, the pieces that may tell who the sender is have been shown once.
    private func proposal(_ posted: PostedAct) throws -> ProposePublication {
        let form = posted.form
        let unticked = ["noNames", "noHouses"].filter { form[$0] != "yes" }
        guard unticked.isEmpty else {
            throw Problem(
                "matter.confirm", status: 422, MatterMessages.confirmFirst,
                fields: unticked.map { .init($0, MatterMessages.confirmFirst) })
        }
        let act = ProposePublication(
            posted.key, letter: try posted.letter().key.id,
            title: try posted.title(),
            question: try posted.text("question", limit: LetterDraft.Limit.body),
            answer: try posted.text("answer", limit: Answer.limit), by: posted.officer.id)
        let fragments = TellingFragments.find(
            [form["title"], form["question"], form["answer"]].joined(separator: "\n"))
        guard fragments.isEmpty || fragments.joined(separator: "|") == form["looked"] else {
            throw Problem("matter.lookAgain", status: 422, MatterMessages.lookAgain)
        }
        return act
    }
}
