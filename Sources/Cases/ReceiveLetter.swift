import Acts
import Identity
import Kernel
import Language
import Legislation
import Registry
import Storage
import Vault

/// Receives a letter, by whatever door it comes: it opens a matter with the body of its area, and its clocks run.
public struct ReceiveLetter: Act {
    public static let code: ActCode = "letter.receive"

    let draft: LetterDraft
    let receiver: Organization
    let source: Source
    let arrived: Day?

    /// `arrived` is the day the letter reached the body, if it was registered later: clocks run from arrival.
    public init(_ draft: LetterDraft, to receiver: Organization, by source: Source, arrived: Day? = nil) {
        self.draft = draft
        self.receiver = receiver
        self.source = source
        self.arrived = arrived
    }

    public var effective: Day? { arrived }

    public struct Prepared: Sendable {
        let letter: LetterID
        let matter: MatterKey
        /// Three candidates: of a million letters a month, five would meet a taken code.
        let codes: [LetterCode]
        let arrived: Day
        let registered: Instant
        let event: LetterReceived
        let payload: Payload
        let extract: ExtractTable.Indexed
        let commitment: [UInt8]
        let salt: [UInt8]
    }

    public func prepare(_ environment: Environment) throws -> Prepared {
        let letter: LetterID = environment.mint()
        let matter = MatterKey(receiver.home, environment.mint())
        let arrived = arrived ?? environment.today
        guard arrived <= environment.today else { throw ProcedureError.arrivesInFuture }
        let salt = environment.randomBytes(32)
        let original = draft.original
        let extract = Extract(of: original)
        let commitment = Digest.commitment(of: (original.title + "\n" + original.body).utf8, salt: salt)
        let event = LetterReceived(
            letter: letter, kind: draft.kind, organization: receiver.id, area: draft.area, arrived: arrived,
            source: source, clocks: try clocks(for: letter, from: arrived, environment),
            originalCommitment: commitment,
            extractCommitment: Digest.commitment(of: extract.content, salt: salt))
        return Prepared(
            letter: letter, matter: matter,
            codes: (0..<3).map { _ in
                LetterCode(home: receiver.home, on: environment.today, random: environment.randomBytes(4))
            },
            arrived: arrived, registered: environment.now, event: event,
            payload: MatterEvent.received(event).payload,
            extract: ExtractTable.Indexed(
                extract: extract, folded: Folding.fold(extract.title + " " + extract.body),
                scope: Scope.tokens(organization: receiver.id, home: receiver.home, kind: draft.kind)),
            commitment: commitment, salt: salt)
    }

    /// The days that bind from receipt: of the law, and of the body's own promise if it has made one.
    private func clocks(for letter: LetterID, from day: Day, _ environment: Environment) throws -> [Clock] {
        switch draft.kind {
        case .feedback:
            // Decree 20/2008/NĐ-CP, Article 9.1d: passed on within 5 working days if another body is competent.
            let transfer = try environment.law.deadline(.feedbackTransfer, from: day)
            var clocks = [Clock(id: environment.mint(), letter: letter, deadline: transfer)]
            if let promise = receiver.answerPromise, promise.since <= day {
                let answer = try environment.law.deadline(promise: promise.terms, from: day)
                clocks.append(Clock(id: environment.mint(), letter: nil, deadline: answer))
            }
            return clocks
        }
    }

    public func subject(_ prepared: Prepared) -> Subjected { Subjected(prepared.matter) }

    public func authorize(
        _ prepared: Prepared, _ tx: any ReadTransaction, at moment: Moment
    ) throws -> LetterCode {
        switch moment.actor {
        case .platform: break
        // Only an import says that a letter came on another day than today.
        case .anyone, .petitioner: if arrived != nil { throw ActProblem.forbidden }
        case .officer: throw ActProblem.forbidden
        }
        guard try OrganizationTable.stillPromises(receiver.answerPromise, receiver.id, tx) else {
            throw ProcedureError.receiverChanged
        }
        guard let code = try prepared.codes.first(where: { try !LetterTable.isTaken($0, tx) }) else {
            throw StoreError.busy
        }
        return code
    }

    public func perform(
        _ prepared: Prepared, _ code: LetterCode, _ tx: ActTransaction, at moment: Moment
    ) throws -> Change<Receipt> {
        let matter = Matter(prepared.matter, openedBy: prepared.event)
        let letter = Letter(
            key: LetterKey(receiver.home, prepared.letter), code: code, matter: prepared.matter.id,
            kind: draft.kind, area: draft.area, source: source, arrived: prepared.arrived,
            registered: prepared.registered, isAnonymous: draft.original.sender.isAnonymous, pinVersion: 1)
        try LetterTable.insert(letter, commitment: prepared.commitment, salt: prepared.salt, tx)
        try OriginalTable.insert(draft.original, of: letter.key, tx)
        try ExtractTable.insert(prepared.extract, of: letter.key, tx)
        try MatterTable.save(matter, was: nil, tx, at: moment)
        return Change(
            prepared.payload,
            tallies: MatterEvent.received(prepared.event).tallies(of: matter, on: moment.effective),
            outcome: Receipt(letter: letter, organization: receiver.id, clocks: matter.clocks))
    }

    public func recall(_ event: Event, _ tx: any ReadTransaction) throws -> Receipt {
        guard case .received(let received) = try MatterEvent(event),
            let letter = try LetterTable.find(LetterKey(event.home, received.letter), tx)
        else { throw ProcedureError.unreadable }
        return Receipt(letter: letter, organization: received.organization, clocks: received.clocks)
    }
}

/// What the sender gets: the letter as registered, who has it, and the days that now run.
public struct Receipt: Hashable, Sendable {
    public let letter: Letter
    public let organization: OrganizationID
    public let clocks: [Clock]

    /// The six digits that open the letter.
    public func pin(under keys: KeyRing) -> PIN {
        PIN(of: letter.key.id, version: letter.pinVersion, under: keys.pin)
    }
}

extension AnswerPromise {
    /// The promise as the calculator takes it.
    public var terms: Promise {
        Promise(rule: .feedbackAnswerPromise, length: .workingDays(workingDays), since: since)
    }
}
