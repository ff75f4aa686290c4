import Acts
import Kernel
import Legislation
import Registry

/// What can become true of a matter. Each case is the payload of one act; reading and writing stand side by side.
public enum MatterEvent: Hashable, Sendable {
    case received(LetterReceived)
    case taken(by: AccountID)
    case answered(Answered)
    case lapsed(ID<Clock>)
    case opened(OriginalOpened)
}

/// A letter has been received and opened a matter.
public struct LetterReceived: Hashable, Sendable {
    public let letter: LetterID
    public let kind: Kind
    public let organization: OrganizationID
    public let area: String
    public let arrived: Day
    public let source: Source
    public let clocks: [Clock]
    /// Commit to the words without showing them.
    public let originalCommitment: [UInt8]
    public let extractCommitment: [UInt8]
}

public struct Answered: Hashable, Sendable {
    public let officer: AccountID
    public let answer: ID<Answer>
    public let commitment: [UInt8]
}

/// An officer has read the sender's own words and name.
public struct OriginalOpened: Hashable, Sendable {
    public let letter: LetterID
    public let officer: AccountID
    public let reason: OpeningReason
}

extension MatterEvent {
    /// The facts as the ledger keeps them.
    var payload: Payload {
        switch self {
        case .received(let received):
            Payload([
                ("letter", .id(received.letter)), ("kind", .text(received.kind.rawValue)),
                ("organization", .id(received.organization)), ("area", .text(received.area)),
                ("arrived", .day(received.arrived)), ("source", .text(received.source.rawValue)),
                ("clocks", .list(received.clocks.map(\.payload))),
                ("original", .bytes(received.originalCommitment)),
                ("extract", .bytes(received.extractCommitment)),
            ])
        case .taken(let officer):
            Payload([("officer", .id(officer))])
        case .answered(let answered):
            Payload([
                ("officer", .id(answered.officer)), ("answer", .id(answered.answer)),
                ("text", .bytes(answered.commitment)),
            ])
        case .lapsed(let clock):
            Payload([("clock", .id(clock))])
        case .opened(let opened):
            Payload([
                ("letter", .id(opened.letter)), ("officer", .id(opened.officer)),
                ("reason", .text(opened.reason.rawValue)),
            ])
        }
    }

    /// Reads an event of a matter back. Throws `ProcedureError.unreadable` for one that is not a matter's.
    public init(_ event: Event) throws {
        let facts = try event.payload.facts()
        switch event.code {
        case ReceiveLetter.code:
            guard let kind = Kind(rawValue: try facts.text("kind")),
                let source = Source(rawValue: try facts.text("source"))
            else { throw ProcedureError.unreadable }
            self = .received(
                LetterReceived(
                    letter: try facts.id("letter"), kind: kind, organization: try facts.id("organization"),
                    area: try facts.text("area"), arrived: try facts.day("arrived"), source: source,
                    clocks: try facts.list("clocks").map(Clock.init),
                    originalCommitment: try facts.bytes("original"),
                    extractCommitment: try facts.bytes("extract")))
        case TakeMatter.code:
            self = .taken(by: try facts.id("officer"))
        case AnswerMatter.code:
            self = .answered(
                Answered(
                    officer: try facts.id("officer"), answer: try facts.id("answer"),
                    commitment: try facts.bytes("text")))
        case LapseClock.code:
            self = .lapsed(try facts.id("clock"))
        case OpenOriginal.code:
            guard let reason = OpeningReason(rawValue: try facts.text("reason")) else {
                throw ProcedureError.unreadable
            }
            self = .opened(
                OriginalOpened(letter: try facts.id("letter"), officer: try facts.id("officer"), reason: reason))
        default:
            throw ProcedureError.unreadable
        }
    }
}

extension Clock {
    fileprivate var payload: Payload {
        Payload([
            ("id", .id(id)), ("letter", letter.map { .id($0) }), ("rule", .text(deadline.rule.text)),
            ("provision", .text(deadline.provision)), ("start", .day(deadline.start)),
            ("nominal", .day(deadline.nominal)), ("due", .day(deadline.due)),
        ])
    }

    fileprivate init(_ facts: Facts) throws {
        self.init(
            id: try facts.id("id"), letter: facts.has("letter") ? try facts.id("letter") : nil,
            deadline: Deadline(
                rule: RuleID(stored: try facts.text("rule")), provision: try facts.text("provision"),
                start: try facts.day("start"), nominal: try facts.day("nominal"), due: try facts.day("due")))
    }
}
