import Acts
import Cases
import Kernel
import Language
import Registry
import Storage
import Web

public enum PracticeProblem {
    /// The same for a ticket that was made up, has run out, was used, or whose account is closed.
    static let refused = Problem("practice.refused", status: 403, PracticeMessages.refused)
    static let full = Problem("practice.full", status: 503, PracticeMessages.full)
}

/// The rounds of practice of one server. Each has a body, colleagues and letters of its own; a new round of the same
/// person leaves the one before where nobody sees it, and everything goes when the server starts again.
public actor PracticeGround {
    private static let mostRounds = 1_023

    let site: Site
    private let gate: PracticeGate
    private let stage: PracticeStage
    private var rounds: [AccountID: PracticeRound] = [:]
    private var current: [String: AccountID] = [:]
    private var begun = 0
    /// Rounds that were begun anew, and whose they were.
    private var ended: [AccountID: String] = [:]
    /// Whose round is being furnished.
    private var beginning: Set<String> = []

    /// `site` is that of practice, over a store that was made for it just now; `gate` is the real side’s.
    public init(site: Site, gate: PracticeGate, letters: PracticeLetters) {
        self.site = site
        self.gate = gate
        stage = PracticeStage(site: site, letters: letters)
    }

    /// The account of practice of whoever bears the ticket, which is used up by it.
    func enter(_ ticket: String) async throws -> Account {
        guard let trainee = try await gate.trainee(bearing: ticket) else { throw PracticeProblem.refused }
        // Whoever pressed twice has two good tickets: the second waits for the round of the first.
        while beginning.contains(trainee.mark) { try await Task.sleep(for: .milliseconds(50)) }
        // Whoever comes back goes on, unless the posts have changed.
        if let known = current[trainee.mark].flatMap({ rounds[$0] }), known.trainee == trainee { return known.account }
        return try await begin(trainee).account
    }

    /// A round with fresh letters in place of this account’s.
    func again(_ account: AccountID) async throws -> Account {
        guard let mark = rounds[account]?.trainee.mark ?? ended[account] else { throw PracticeProblem.refused }
        // Pressed twice, it begins once, and both lead there.
        while beginning.contains(mark) { try await Task.sleep(for: .milliseconds(50)) }
        guard let round = rounds[account] else {
            guard let now = current[mark].flatMap({ rounds[$0] }) else { throw PracticeProblem.refused }
            return now.account
        }
        beginning.insert(mark)
        defer { beginning.remove(mark) }
        // Places are few, and one person could use them all up.
        try await Throttle(site: site).take([("practice round \(mark)", .name)])
        let next = try await furnish(round.trainee)
        rounds[account] = nil
        ended[account] = mark
        return next.account
    }

    func round(of account: AccountID) -> PracticeRound? { rounds[account] }

    private func begin(_ trainee: Trainee) async throws -> PracticeRound {
        beginning.insert(trainee.mark)
        defer { beginning.remove(trainee.mark) }
        return try await furnish(trainee)
    }

    private func furnish(_ trainee: Trainee) async throws -> PracticeRound {
        guard begun < Self.mostRounds, let home = Home(slot: begun + 1) else { throw PracticeProblem.full }
        begun += 1
        let round = try await stage.furnish(trainee, at: home)
        rounds[round.account.id] = round
        current[trainee.mark] = round.account.id
        return round
    }

    /// Everybody else does what is theirs to do next: the sender replies, the head returns the first draft and signs the
    /// second, the handler mends what was returned. What waits for the trainee is left.
    func letOthersWork(_ account: AccountID) async throws {
        guard let round = rounds[account] else { throw PracticeProblem.refused }
        for (name, prepared) in round.letters { try await work(name, prepared, round) }
    }

    private func work(
        _ name: PracticeLetters.Name, _ prepared: PracticeRound.Prepared, _ round: PracticeRound
    ) async throws {
        guard let head = round.colleagues[.head], let handler = round.colleagues[.handler],
            let letter = stage.letters[name]
        else { return }
        let (key, today, performer) = (prepared.matter, site.today, site.performer)
        try await LapseClock.lapse(key, site.store, performer)
        let matter = try await site.store.read { tx in
            try MatterFile.read(key, try Scope.of(head.actor, on: today, tx), tx)?.matter
        }
        guard let matter else { return }
        let isOwn = matter.procedure.handler?.official == round.account.official
        switch matter.procedure.stage {
        case .asked where isOwn && !matter.hasReply:
            let reply = ReplyToQuestion(prepared.letter.key, in: key, try TypedText(letter.reply, field: "text"))
            _ = try await performer.perform(reply, by: .petitioner(prepared.letter.key.id))
        case .drafted where isOwn:
            if try await wasReturned(key) {
                _ = try await performer.perform(SignDraft(key, by: head.account.id), by: head.actor)
            } else {
                let act = ReturnDraft(
                    key, with: try TypedText(stage.letters.remark, field: "text"), by: head.account.id)
                _ = try await performer.perform(act, by: head.actor)
            }
        case .taken where matter.procedure.handler?.official == handler.account.official:
            if try await wasReturned(key) { try await stage.draft(name, round, isTaken: true) }
        default: break
        }
    }

    private func wasReturned(_ key: MatterKey) async throws -> Bool {
        try await site.store.read { tx in try EventTable.last(of: Subjected(key), by: [ReturnDraft.code], tx) != nil }
    }
}
