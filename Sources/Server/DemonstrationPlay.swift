import Acts
import Cases
import Kernel
import Registry
import Storage
import Synchronization

/// Plays one commune's letters: everybody acts as themselves, on the days of the plan.
struct DemonstrationPlay: Sendable {
    let installation: Installation
    let stage: DemonstrationStage
    let commune: DemonstrationStage.Commune
    let directory: Directory
    let fields: FieldList
    /// Nothing is registered later than this.
    let now: Instant
    let count: DemonstrationCount

    private var performer: Performer { installation.patient }
    private var store: any Store { installation.store }
    private var organization: Organization { commune.organization }

    /// A matter while it is played.
    private struct Played {
        var letter: Letter
        let key: MatterKey
        let kind: Kind
        let field: String
        let handler: DemonstrationStage.Player
        /// After this day lapses have to be looked for.
        var firstDue: Day
        /// Who submitted, and who proposed: the second person is another.
        var signer: DemonstrationStage.Player

        var sender: Actor { .petitioner(letter.key.id) }
    }

    /// Plays what is not there yet of the commune's letters and all that follows, day by day, as it would have been: so the
    /// numbers of its books and documents rise with their days. `progress` is told of each matter that is played.
    func play(_ matters: [DemonstrationMatter], today: Day, progress: () -> Void) async throws {
        var turns: [(day: Day, matter: Int, step: Int)] = []
        for (index, matter) in matters.enumerated() {
            turns.append((matter.letter.day, index, -1))
            turns += matter.steps.enumerated().map { ($0.element.day, index, $0.offset) }
        }
        turns.sort { ($0.day, $0.matter, $0.step) < ($1.day, $1.matter, $1.step) }
        var running: [Int: (played: Played, done: Int)] = [:]
        for (day, index, step) in turns {
            let matter = matters[index]
            if step < 0 {
                let (receipt, isRepeated) = try await receive(matter.letter)
                let played = try self.played(receipt, matter)
                // Each step was one event of the matter: what is there need not be done again.
                running[index] = (played, isRepeated ? try await events(of: played.key) - 1 : 0)
            } else if var turn = running[index], step >= turn.done {
                try await lapse(&turn.played, asOf: day)
                try await perform(matter.steps[step].deed, of: &turn.played, performer.asOf(day), day)
                running[index] = turn
            }
            guard step == matter.steps.count - 1, var last = running.removeValue(forKey: index) else { continue }
            if day < today { try await lapse(&last.played, asOf: today) }
            progress()
        }
    }

    private func played(_ receipt: Receipt, _ matter: DemonstrationMatter) throws -> Played {
        // A denunciation is for the head alone.
        let isHeads = receipt.kind == .denunciation || commune.staff.handlers.isEmpty
        var numbers = SeededNumbers("handler \(matter.letter.key)")
        let handler = try player(isHeads ? commune.staff.head : numbers.pick(commune.staff.handlers))
        let signer = try player(numbers.happens(25) ? commune.staff.deputy ?? commune.staff.head : commune.staff.head)
        return Played(
            letter: receipt.letter, key: MatterKey(receipt.letter.key.home, receipt.letter.matter),
            kind: receipt.kind, field: matter.field, handler: handler,
            firstDue: receipt.clocks.map(\.deadline.due).min() ?? .never, signer: signer)
    }

    private func player(_ login: String) throws -> DemonstrationStage.Player {
        guard let player = stage.players[login] else {
            throw DemonstrationError(file: "demonstration", id: login, reason: "the account is not there")
        }
        return player
    }

    private func department(_ code: String) throws -> (Organization, DemonstrationStage.Player) {
        guard let body = stage.departments[code] else {
            throw DemonstrationError(file: "cast.json", id: code, reason: "there is no such department")
        }
        return (body, try player(code + "-xuly"))
    }

    /// Whoever receives and classifies; a denunciation is not for handlers.
    private func clerk(for kind: Kind = .feedback) throws -> DemonstrationStage.Player {
        let handler = kind == .denunciation ? nil : commune.staff.handlers.first
        return try player(commune.staff.reception ?? handler ?? commune.staff.head)
    }

    private func receive(_ letter: DemonstrationLetter) async throws -> (Receipt, isRepeated: Bool) {
        let draft = try LetterDraft(letter.typed, in: directory)
        let offset = performer.world.zone.offsetSeconds(at: now)
        let midnight = Instant(milliseconds: Int64(letter.day.daysSince1970) * 86_400_000).adding(seconds: -offset)
        let registered = min(midnight.adding(seconds: letter.second), now)
        let key = IdempotencyKey(letter.key, content: draft.content)
        if letter.source.isRegistered { return try await enter(draft, letter, at: registered, key) }
        let act = ReceiveLetter(draft, to: organization, by: letter.source, .past(letter.day, at: registered))
        let performed = try await performer.asOf(letter.day).perform(act, by: DemonstrationStage.actor, key: key)
        if !performed.isRepeated { count.letter() }
        return (performed.outcome, performed.isRepeated)
    }

    /// The clerk enters what came on paper or by telephone; the post came the day before.
    private func enter(
        _ draft: LetterDraft, _ letter: DemonstrationLetter, at registered: Instant, _ key: IdempotencyKey
    ) async throws -> (Receipt, isRepeated: Bool) {
        var numbers = SeededNumbers("entry \(letter.key)")
        let clerk = try clerk(for: draft.kind)
        let isSent = letter.source == .post || letter.source == .box
        let entry = RegistrationDraft(
            draft, by: letter.source, arrived: isSent ? letter.day.adding(-numbers.number(1...2)) : letter.day,
            pages: letter.source.isSpoken ? 0 : numbers.number(1...3),
            enclosures: numbers.happens(30) ? numbers.number(1...4) : 0)
        let act = RegisterLetter(entry, at: organization, by: clerk.account, registered: registered)
        let performed = try await performer.asOf(letter.day).perform(act, by: clerk.actor, key: key)
        if !performed.isRepeated { count.letter() }
        return (performed.outcome.receipt, performed.isRepeated)
    }

    private func events(of key: MatterKey) async throws -> Int {
        try await store.read { tx in
            try EventTable.all(of: Subjected(key), tx).count { $0.code != LapseClock.code }
        }
    }

    private func lapse(_ played: inout Played, asOf day: Day) async throws {
        guard played.firstDue < day else { return }
        try await LapseClock.lapse(played.key, store, performer, asOf: day)
    }

    private func perform<A: Act>(
        _ act: A, by actor: Actor, _ performer: Performer, key: IdempotencyKey? = nil
    ) async throws -> A.Outcome {
        try await performer.perform(act, by: actor, key: key).outcome
    }

    private func words(_ text: String, limit: Int = Words.limit) throws -> TypedText {
        try TypedText(text, field: "text", limit: limit)
    }

    private func perform(
        _ deed: DemonstrationDeed, of played: inout Played, _ performer: Performer, _ day: Day
    ) async throws {
        let (key, handler, signer) = (played.key, played.handler, played.signer)
        switch deed {
        case .classify(let kind, let competence):
            let (clerk, facts) = (try clerk(for: played.kind), played.letter.facts.classification)
            let act = ClassifyLetter(
                played.letter, as: kind, in: fields.field(played.field, on: day),
                Classification(eligibility: .eligible, competence: competence, people: facts.people),
                settledBy: try TypedText("", field: "settledBy", mayBeEmpty: true),
                promise: organization.answerPromise, by: clerk.account)
            try await perform(act, by: clerk.actor, performer)
        case .take:
            if commune.staff.reception != nil, played.kind != .denunciation {
                let clerk = try clerk()
                let act = AssignMatter(key, to: handler.post, by: clerk.account)
                try await perform(act, by: clerk.actor, performer)
            } else {
                try await perform(TakeMatter(key, by: handler.account), by: handler.actor, performer)
            }
        case .note(let text):
            try await perform(AddNote(key, try words(text), by: handler.account), by: handler.actor, performer)
        case .ask(let text):
            let act = AskSender(key, question: try words(text), by: handler.account)
            try await perform(act, by: handler.actor, performer)
        case .submit(let text, let outcome):
            let act = SubmitDraft(
                key, answer: try words(text, limit: Answer.limit), outcome, by: handler.account)
            try await perform(act, by: handler.actor, performer)
        case .setAside(let passage, let ground):
            let act = SubmitDraft(key, settingAside: try words(passage), ground, by: handler.account)
            try await perform(act, by: handler.actor, performer)
            if commune.staff.isAlone { played.signer = try player(DemonstrationStage.cityChair) }
        case .returnDraft(let text):
            let act = ReturnDraft(key, with: try words(text), by: signer.account)
            try await perform(act, by: signer.actor, performer)
        case .sign:
            try await perform(SignDraft(key, by: signer.account), by: signer.actor, performer)
        case .approve:
            try await perform(SignDraft(key, issuing: false, by: signer.account), by: signer.actor, performer)
        case .issue:
            let clerk = try clerk()
            try await perform(IssueDocument(key, by: clerk.account), by: clerk.actor, performer)
        case .answer(let text, let outcome):
            let act = AnswerMatter(
                key, by: handler.account, text: try words(text, limit: Answer.limit), outcome)
            try await perform(act, by: handler.actor, performer)
        case .reopen:
            try await perform(ReopenMatter(key, by: handler.account), by: handler.actor, performer)
        case .close(let closure, let text):
            let clerk = try clerk()
            let act = CloseMatter(key, as: closure, because: try words(text), by: clerk.account)
            try await perform(act, by: clerk.actor, performer)
        case .propose(let title, let question, let answer):
            let act = ProposePublication(
                key, letter: played.letter.key.id, title: try words(title), question: try words(question),
                answer: try words(answer), by: handler.account)
            try await perform(act, by: handler.actor, performer)
        case .publish:
            // Whoever handles a matter alone needs a second person, at the level above.
            let second = try player(commune.staff.isAlone ? DemonstrationStage.cityChair : commune.staff.head)
            try await perform(PublishExtract(key, by: second.account), by: second.actor, performer)
        case .reply, .contest, .rate, .allowPublication:
            try await hear(deed, &played, performer)
        case .invite, .contribute, .offer, .accept, .decline:
            try await ask(deed, key, handler, performer)
        case .join(let letter):
            let (receipt, _) = try await receive(letter)
            let other = MatterKey(receipt.letter.key.home, receipt.letter.matter)
            let clerk = try clerk()
            try await perform(JoinMatters(other, into: key, by: clerk.account), by: clerk.actor, performer)
        case .split(let part): try await split(part, played, performer, day)
        }
    }

    /// What the sender does.
    private func hear(_ deed: DemonstrationDeed, _ played: inout Played, _ performer: Performer) async throws {
        let (letter, key, sender) = (played.letter.key, played.key, played.sender)
        switch deed {
        case .reply(let text):
            try await perform(ReplyToQuestion(letter, in: key, try words(text)), by: sender, performer)
        case .contest(let text):
            let act = ContestAnswer(letter, in: key, try words(text), promise: organization.answerPromise)
            try await perform(act, by: sender, performer)
        case .rate(let score, let comment):
            let comment = try comment.map { try words($0) }
            guard let act = RateAnswer(letter, in: key, score: score, comment: comment) else { return }
            try await perform(act, by: sender, performer)
        default: try await perform(AllowPublication(letter, in: key, true), by: sender, performer)
        }
    }

    /// What passes between this body and a department.
    private func ask(
        _ deed: DemonstrationDeed, _ key: MatterKey, _ handler: DemonstrationStage.Player, _ performer: Performer
    ) async throws {
        switch deed {
        case .invite(let code, let text):
            let act = InviteBody(key, try department(code).0.id, request: try words(text), by: handler.account)
            try await perform(act, by: handler.actor, performer)
        case .contribute(let code, let text):
            let (body, theirs) = try department(code)
            let act = ContributePart(key, of: body.id, try words(text), by: theirs.account)
            try await perform(act, by: theirs.actor, performer)
        case .offer(let code, let text):
            let clerk = try clerk()
            let act = OfferTransfer(key, to: try department(code).0.id, because: try words(text), by: clerk.account)
            try await perform(act, by: clerk.actor, performer)
        case .accept(let code):
            let theirs = try department(code).1
            try await perform(AcceptTransfer(key, by: theirs.account), by: theirs.actor, performer)
        case .decline(let code, let text):
            let theirs = try department(code).1
            let act = DeclineTransfer(key, because: try words(text), by: theirs.account)
            try await perform(act, by: theirs.actor, performer)
        default: break
        }
    }

    private func split(
        _ part: DemonstrationPart, _ played: Played, _ performer: Performer, _ day: Day
    ) async throws {
        let (clerk, handler) = (try clerk(), played.handler)
        let draft = LetterDraft(
            partOf: played.letter, part.kind, title: try words(part.title), body: try words(part.body))
        let key = try await perform(
            SplitLetter(played.letter, part: draft, at: organization, by: clerk.account), by: clerk.actor, performer,
            key: IdempotencyKey(part.key, content: draft.content))
        let take = TakeMatter(key, by: handler.account)
        try await LapseClock.lapse(key, store, performer, asOf: day)
        try await perform(take, by: handler.actor, performer)
        guard let answer = part.answer, let answeredOn = part.answeredOn else { return }
        let later = self.performer.asOf(answeredOn)
        try await LapseClock.lapse(key, store, later, asOf: answeredOn)
        let text = try words(answer, limit: Answer.limit)
        guard commune.staff.isAlone else {
            try await perform(SubmitDraft(key, answer: text, .resolved, by: handler.account), by: handler.actor, later)
            let head = try player(commune.staff.head)
            try await perform(SignDraft(key, by: head.account), by: head.actor, later)
            return
        }
        try await perform(AnswerMatter(key, by: handler.account, text: text, .resolved), by: handler.actor, later)
    }
}

/// How much has been played, counted by many at once.
final class DemonstrationCount: Sendable {
    private let matters = Atomic<Int>(0)
    private let letters = Atomic<Int>(0)

    func letter() { letters.add(1, ordering: .relaxed) }

    /// One matter more has been played; returns how many.
    func matter() -> Int { matters.add(1, ordering: .relaxed).newValue }

    var playedLetters: Int { letters.load(ordering: .relaxed) }
}
