import Kernel
import Storage

/// The only way to change a record.
///
/// `prepare` is pure and runs off the writer: identifiers, codes, folding, hashing, dates. `authorize` reads and
/// checks rights and procedure; what it read it hands on, so that nothing is read twice and no check follows a
/// write. `perform` writes. All of it is one transaction together with the event, the tallies and the index.
public protocol Act: Sendable {
    associatedtype Prepared: Sendable
    associatedtype Authorized = Void
    associatedtype Outcome: Sendable

    /// `matter.take`; stable for ever, the ledger holds it.
    static var code: ActCode { get }

    /// How many events the act appends at most: more than one if it changes several things together, a joining.
    static var mostEvents: Int { get }

    /// The day on which the act takes effect, if it is not today: an import, a lapse.
    var effective: Day? { get }

    func prepare(_ environment: Environment) throws -> Prepared

    /// The thing the act is performed upon; its events are numbered without gaps.
    func subject(_ prepared: Prepared) -> Subjected

    /// What else the act changes, or must find as it is until it is recorded: nobody changes it meanwhile. The act reads it
    /// only after that. Bodies, posts and accounts need not be named: no act changes them beside one on a matter.
    func others(_ prepared: Prepared) -> [Subjected]

    /// Throws unless the actor may do this, now, to this subject.
    func authorize(_ prepared: Prepared, _ tx: any ReadTransaction, at moment: Moment) throws -> Authorized

    /// Writes the new state and says what became true.
    func perform(
        _ prepared: Prepared, _ authorized: Authorized, _ tx: ActTransaction, at moment: Moment
    ) throws -> Change<Outcome>

    /// The outcome of this act as performed earlier: for a repeated request, and after a commit of unknown fate.
    func recall(_ event: Event, _ tx: any ReadTransaction) throws -> Outcome
}

extension Act {
    public var effective: Day? { nil }
    public static var mostEvents: Int { 1 }
    public func others(_ prepared: Prepared) -> [Subjected] { [] }
}

extension Act where Outcome == Void {
    public func recall(_ event: Event, _ tx: any ReadTransaction) throws {}
}

/// The name of an act in the ledger.
public struct ActCode: Hashable, Sendable, ExpressibleByStringLiteral, CustomStringConvertible {
    public let description: String

    public init(stringLiteral code: StaticString) { description = code.description }
    init(stored code: String) { description = code }
}

/// What an act is performed upon, and where it is at home.
public struct Subjected: Hashable, Sendable {
    public let home: Home
    public let reference: SubjectReference

    public init<S: Subject>(_ key: Key<S>) {
        home = key.home
        reference = SubjectReference(key.id)
    }
}

/// Who performs an act, on which day it takes effect, and when it is recorded.
public struct Moment: Sendable {
    public let actor: Actor
    public let effective: Day
    /// Never earlier than the subject's last event.
    public let recorded: Instant
    /// The number the event will have within its subject, from 1.
    public let sequence: Int
}

/// What became true by an act.
public struct Change<Outcome: Sendable>: Sendable {
    let payload: Payload
    let tallies: [TallyMove]
    let outcome: Outcome
    let others: [Also]

    /// `payload` records new values, clocks with rule and due day, and commitments to texts: never a text a person
    /// wrote, never a name.
    public init(_ payload: Payload, tallies: [TallyMove] = [], outcome: Outcome, also others: [Also] = []) {
        self.payload = payload
        self.tallies = tallies
        self.outcome = outcome
        self.others = others
    }
}

/// What an act made true of a second thing: an event of its own, in the same transaction.
public struct Also: Sendable {
    let subject: Subjected
    let code: ActCode
    let payload: Payload
    let tallies: [TallyMove]

    public init(_ subject: Subjected, _ code: ActCode, _ payload: Payload, tallies: [TallyMove] = []) {
        self.subject = subject
        self.code = code
        self.payload = payload
        self.tallies = tallies
    }
}

extension Change where Outcome == Void {
    public init(_ payload: Payload, tallies: [TallyMove] = [], also others: [Also] = []) {
        self.init(payload, tallies: tallies, outcome: (), also: others)
    }
}
