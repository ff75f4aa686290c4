import Acts
import Identity
import Kernel
import Legislation
import Registry
import Storage

/// Brings a line of the register along that a body kept before the platform. It opens a matter on the day the letter
/// arrived, marked as from that register. A line that was settled gets no clock; one that is still open gets those of the law
/// from the day of arrival. Nobody is told anything, and no PIN is given out.
public struct BringAlong: Act {
    public static let code: ActCode = "letter.bringAlong"

    let draft: LetterDraft
    let old: OldEntry
    let arrived: Day
    let receiver: Organization
    /// Nil for the command line.
    let officer: AccountID?
    public let effective: Day?

    /// What was open when the receiver was founded is with it from that day, `founded`: before, it is in nobody's figures.
    public init(
        _ draft: LetterDraft, as old: OldEntry, arrived: Day, at receiver: Organization, founded: Day? = nil,
        by officer: AccountID?
    ) {
        self.draft = draft
        self.old = old
        self.arrived = arrived
        self.receiver = receiver
        self.officer = officer
        effective = old.settled == nil ? max(arrived, founded ?? arrived) : arrived
    }

    public struct Prepared: Sendable {
        let letter: PreparedLetter
        /// What officers may read of it.
        let old: OldEntry
        let commitment: [UInt8]
        /// The day it is brought along on, whose rights count.
        let day: Day
    }

    public struct Authorized: Sendable {
        let code: LetterCode
        let received: LetterReceived
    }

    /// The day for which no law or no calendar is here: what was still open then cannot be counted.
    public static let tooLongAgo = Problem("letter.openTooLongAgo", status: 422, CasesMessages.arrivedLongAgo)

    public func prepare(_ environment: Environment) throws -> Prepared {
        guard arrived <= environment.today else { throw ProcedureError.arrivesInFuture }
        let isProtected = draft.kind == .denunciation
        let letter = try PreparedLetter(
            draft, to: receiver, by: .oldRegister, arrived: arrived, registered: environment.now, pinVersion: 0,
            environment
        ) { id in
            guard old.settled == nil else { return [] }
            do {
                return try FirstClocks.start(
                    draft.kind, of: id, from: arrived, by: .oldRegister, promise: receiver.answerPromise, environment)
            } catch is LawError {
                throw Self.tooLongAgo
            }
        }
        let shown = isProtected ? old.bare : old.masked(draft.original.sender)
        return Prepared(
            letter: letter, old: shown, commitment: shown.commitment(salt: letter.salt),
            day: environment.today)
    }

    public func subject(_ prepared: Prepared) -> Subjected { Subjected(prepared.letter.matter) }

    public func authorize(
        _ prepared: Prepared, _ tx: any ReadTransaction, at moment: Moment
    ) throws -> Authorized {
        let official = try Standing.bringing(draft.kind, at: receiver.id, officer, on: prepared.day, moment.actor, tx)
        guard try OrganizationTable.stillPromises(receiver.answerPromise, receiver.id, tx) else {
            throw ProcedureError.receiverChanged
        }
        let brought = BroughtAlong(
            year: old.year, number: old.number, settled: old.settled, official: official,
            commitment: prepared.commitment)
        return Authorized(
            code: try prepared.letter.freeCode(tx), received: prepared.letter.event.broughtAlong(brought))
    }

    public func perform(
        _ prepared: Prepared, _ authorized: Authorized, _ tx: ActTransaction, at moment: Moment
    ) throws -> Change<MatterKey> {
        let letter = try prepared.letter.insert(authorized.code, tx)
        let (matter, moves) = try prepared.letter.openMatter(authorized.received, tx, at: moment)
        try OldEntryTable.insert(prepared.old, of: letter.key, in: receiver.id, tx)
        return Change(
            MatterEvent.received(authorized.received).payload, tallies: moves, outcome: matter.key)
    }

    public func recall(_ event: Event, _ tx: any ReadTransaction) throws -> MatterKey {
        MatterKey(event.home, ID(event.subject.raw))
    }
}

extension Standing {
    /// As whom somebody brings a line of an old register along: as those who enter letters of that kind in the book of the
    /// body. Nil for the command line. Throws `ActProblem.forbidden` for everybody else.
    static func bringing(
        _ kind: Kind, at organization: OrganizationID, _ officer: AccountID?, on day: Day, _ actor: Actor,
        _ tx: any ReadTransaction
    ) throws -> OfficialID? {
        guard let officer else {
            guard case .platform = actor else { throw ActProblem.forbidden }
            return nil
        }
        guard actor == .officer(officer), let standing = try of(officer, on: day, tx),
            standing.registers(kind, at: organization)
        else { throw ActProblem.forbidden }
        return standing.official
    }
}
