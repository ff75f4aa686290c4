import Acts
import Kernel
import Legislation
import Registry
import Storage

/// Enters a letter that came by another door than this platform: it has a number in the incoming book of the body, opens a
/// matter there, and its clocks run from the day it arrived.
public struct RegisterLetter: Act {
    public static let code: ActCode = "letter.register"

    let draft: RegistrationDraft
    let receiver: Organization
    let officer: AccountID
    let files: LetterFiles?
    /// The instant, where a demonstration tells what happened then; nil for now.
    let registered: Instant?

    /// `files` are kept already, under the key that becomes the letter's.
    public init(
        _ draft: RegistrationDraft, at receiver: Organization, by officer: AccountID, files: LetterFiles? = nil,
        registered: Instant? = nil
    ) {
        self.draft = draft
        self.receiver = receiver
        self.officer = officer
        self.files = files
        self.registered = registered
    }

    /// It was the body's from the day it arrived.
    public var effective: Day? { draft.arrived }

    public struct Prepared: Sendable {
        let letter: PreparedLetter
        /// The day it is entered on, whose rights count.
        let day: Day
    }

    public struct Authorized: Sendable {
        let code: LetterCode
        let received: LetterReceived
        let registration: Registration
    }

    public func prepare(_ environment: Environment) throws -> Prepared {
        let (arrived, letter) = (draft.arrived, draft.letter)
        guard arrived <= environment.today else { throw ProcedureError.arrivesInFuture }
        let prepared = try PreparedLetter(
            letter, to: receiver, by: draft.source, arrived: arrived, registered: registered ?? environment.now,
            files: files, environment
        ) { id in
            do {
                return try FirstClocks.start(
                    letter.kind, of: id, from: arrived, by: draft.source, promise: receiver.answerPromise, environment)
            } catch is LawError {
                // No law was in force, or no calendar is there: the day is the mistake.
                throw Problem(
                    "letter.invalid", status: 422, CasesMessages.letterInvalid,
                    fields: [.init("arrived", CasesMessages.arrivedLongAgo)])
            }
        }
        return Prepared(letter: prepared, day: environment.today)
    }

    public func subject(_ prepared: Prepared) -> Subjected { Subjected(prepared.letter.matter) }

    /// The book of the body: nobody else takes a number of it meanwhile.
    public func others(_: Prepared) -> [Subjected] { [Subjected(Key(receiver.home, receiver.id))] }

    public func authorize(
        _ prepared: Prepared, _ tx: any ReadTransaction, at moment: Moment
    ) throws -> Authorized {
        guard moment.actor == .officer(officer), let standing = try Standing.of(officer, on: prepared.day, tx),
            standing.registers(draft.letter.kind, at: receiver.id)
        else { throw ActProblem.forbidden }
        guard try OrganizationTable.stillPromises(receiver.answerPromise, receiver.id, tx) else {
            throw ProcedureError.receiverChanged
        }
        let registration = Registration(
            number: try BookTable.next(in: receiver.id, year: prepared.day.parts.year, tx), day: prepared.day,
            pages: draft.pages, enclosures: draft.enclosures, official: standing.official)
        return Authorized(
            code: try prepared.letter.freeCode(tx), received: prepared.letter.event.registered(registration),
            registration: registration)
    }

    public func perform(
        _ prepared: Prepared, _ authorized: Authorized, _ tx: ActTransaction, at moment: Moment
    ) throws -> Change<RegisteredLetter> {
        let letter = try prepared.letter.insert(authorized.code, tx)
        let (matter, moves) = try prepared.letter.openMatter(authorized.received, tx, at: moment)
        try BookTable.insert(BookEntry(authorized.received, authorized.registration, in: matter.key), tx)
        return Change(
            MatterEvent.received(authorized.received).payload, tallies: moves,
            outcome: RegisteredLetter(
                receipt: Receipt(
                    letter: letter, kind: matter.kind, organization: receiver.id, clocks: matter.clocks),
                number: authorized.registration.number))
    }

    public func recall(_ event: Event, _ tx: any ReadTransaction) throws -> RegisteredLetter {
        guard case .received(let received) = try MatterEvent(event), let registration = received.registration,
            let letter = try LetterTable.find(LetterKey(event.home, received.letter.id), tx)
        else { throw ProcedureError.unreadable }
        return RegisteredLetter(
            receipt: Receipt(
                letter: letter, kind: received.kind, organization: received.organization, clocks: received.clocks),
            number: registration.number)
    }
}

/// A letter as it was entered, with its number in the book.
public struct RegisteredLetter: Hashable, Sendable {
    public let receipt: Receipt
    public let number: BookNumber

    public var letter: Letter { receipt.letter }
    public var matter: MatterKey { MatterKey(letter.key.home, letter.matter) }
}

extension Standing {
    /// Whether this person enters letters of a kind in the book of a body: by a post of that very body that takes letters
    /// in and may see the kind.
    public func registers(_ kind: Kind, at organization: OrganizationID) -> Bool {
        posts.contains { held in
            held.post.organization == organization && held.post.role.powers.contains(.receive)
                && held.post.role.kinds.contains(kind)
        }
    }

    /// The bodies in whose books this person enters letters, in the order of the posts.
    public var registeringBodies: [OrganizationID] {
        var bodies: [OrganizationID] = []
        for held in posts where held.post.role.powers.contains(.receive) && !bodies.contains(held.post.organization) {
            bodies.append(held.post.organization)
        }
        return bodies
    }
}
