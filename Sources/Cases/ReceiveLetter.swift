import Acts
import Identity
import Kernel
import Language
import Legislation
import Registry
import Storage
import Vault

/// Receives a letter that its sender hands in here, or a row of another system: it opens a matter with the body it is made
/// out to, and its clocks run. What came by another door is entered by an officer: `RegisterLetter`.
public struct ReceiveLetter: Act {
    public static let code: ActCode = "letter.receive"

    /// When and under which rules it came, if not now and under the law in force.
    public struct Arrival: Sendable {
        let day: Day
        /// The instant of an imported row; nil for now.
        let registered: Instant?
        /// The due day that an imported row bears instead of the law's; nil if it bears none.
        let due: Day?
        let isImported: Bool

        /// Clocks run from the day it reached the body, though it is registered today.
        public static func on(_ day: Day) -> Arrival {
            Arrival(day: day, registered: nil, due: nil, isImported: false)
        }

        /// The same for a letter that was registered then too: a demonstration tells of a year.
        public static func past(_ day: Day, at registered: Instant) -> Arrival {
            Arrival(day: day, registered: registered, due: nil, isImported: false)
        }

        /// A row of another system: no day of the law binds it, only the one it bears.
        public static func imported(on day: Day, at registered: Instant, due: Day?) -> Arrival {
            Arrival(day: day, registered: registered, due: due, isImported: true)
        }
    }

    let draft: LetterDraft
    let receiver: Organization
    let source: Source
    let arrival: Arrival?
    let files: LetterFiles?

    /// `files` are kept already, under the key that becomes the letter's.
    public init(
        _ draft: LetterDraft, to receiver: Organization, by source: Source, _ arrival: Arrival? = nil,
        files: LetterFiles? = nil
    ) {
        self.draft = draft
        self.receiver = receiver
        self.source = source
        self.arrival = arrival
        self.files = files
    }

    public var effective: Day? { arrival?.day }

    /// The days that would bind the receiver of a letter handed in on a day, in the order of its clocks.
    public static func deadlines(
        _ kind: Kind, on day: Day, by source: Source, promise: AnswerPromise?, _ law: Law
    ) throws -> [Deadline] {
        try FirstClocks.deadlines(kind, from: day, by: source, promise: promise, law)
    }

    public func prepare(_ environment: Environment) throws -> PreparedLetter {
        let arrived = arrival?.day ?? environment.today
        guard arrived <= environment.today else { throw ProcedureError.arrivesInFuture }
        return try PreparedLetter(
            draft, to: receiver, by: source, arrived: arrived, registered: arrival?.registered ?? environment.now,
            files: files, environment
        ) { letter in
            guard let arrival, arrival.isImported else {
                return try FirstClocks.start(
                    draft.kind, of: letter, from: arrived, by: source, promise: receiver.answerPromise, environment)
            }
            return arrival.due.map { due in
                [
                    Clock(
                        id: environment.mint(), letter: letter,
                        deadline: Deadline(
                            rule: .importedDue, provision: "row", start: arrived, nominal: due, due: due))
                ]
            } ?? []
        }
    }

    public func subject(_ prepared: PreparedLetter) -> Subjected { Subjected(prepared.matter) }

    public func authorize(
        _ prepared: PreparedLetter, _ tx: any ReadTransaction, at moment: Moment
    ) throws -> LetterCode {
        // What came by another door has a number in a book.
        guard !source.isRegistered else { throw ActProblem.forbidden }
        switch moment.actor {
        case .platform: break
        // Only an import says that a letter came on another day than today.
        case .anyone, .petitioner:
            guard arrival == nil else { throw ActProblem.forbidden }
        case .officer: throw ActProblem.forbidden
        }
        guard try OrganizationTable.stillPromises(receiver.answerPromise, receiver.id, tx) else {
            throw ProcedureError.receiverChanged
        }
        return try prepared.freeCode(tx)
    }

    public func perform(
        _ prepared: PreparedLetter, _ code: LetterCode, _ tx: ActTransaction, at moment: Moment
    ) throws -> Change<Receipt> {
        let letter = try prepared.insert(code, tx)
        let (matter, moves) = try prepared.openMatter(prepared.event, tx, at: moment)
        return Change(
            prepared.payload,
            tallies: moves,
            outcome: Receipt(letter: letter, kind: matter.kind, organization: receiver.id, clocks: matter.clocks))
    }

    public func recall(_ event: Event, _ tx: any ReadTransaction) throws -> Receipt {
        guard case .received(let received) = try MatterEvent(event),
            let letter = try LetterTable.find(LetterKey(event.home, received.letter.id), tx)
        else { throw ProcedureError.unreadable }
        return Receipt(
            letter: letter, kind: received.kind, organization: received.organization, clocks: received.clocks)
    }
}

/// What the sender gets: the letter as registered, who has it, and the days that now run.
public struct Receipt: Hashable, Sendable {
    public let letter: Letter
    public let kind: Kind
    public let organization: OrganizationID
    public let clocks: [Clock]

    /// The version of the PIN that receipts bear. Another is issued at the counter alone, and no receipt that is asked for
    /// again shows it.
    public static let pinVersion = 1

    /// The six digits that open the letter, unless others were issued since.
    public func pin(under keys: KeyRing) -> PIN {
        PIN(of: letter.pinLetter, version: Self.pinVersion, under: keys.pin)
    }
}
