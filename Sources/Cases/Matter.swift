import Acts
import Kernel
import Registry

/// What is settled: one trouble, with one or many letters about it.
///
/// It changes by `apply` alone, in acts and in replay alike, so that its rows can always be told from its events.
public struct Matter: Hashable, Sendable {
    public let key: MatterKey
    /// The body that has it.
    public let organization: OrganizationID
    public let opened: Day
    public private(set) var letters: [LetterID]
    public private(set) var procedure: Procedure
    public private(set) var clocks: [Clock]
    /// The number of its last event.
    public private(set) var version: Int

    public var kind: Kind { procedure.kind }

    /// The earliest day by which something is owed; `Day.never` if nothing is. Lists sort by it.
    public var nextDue: Day { clocks.filter(\.isOwed).map(\.deadline.due).min() ?? .never }

    /// A clock runs whose last day is over.
    func hasUnrecordedLapse(on day: Day) -> Bool {
        clocks.contains { $0.state == .running && $0.deadline.due < day }
    }

    /// Opened by its first letter.
    init(_ key: MatterKey, openedBy received: LetterReceived) {
        self.key = key
        organization = received.organization
        opened = received.arrived
        letters = [received.letter]
        procedure = Procedure(received.kind, receivedOn: received.arrived)
        clocks = received.clocks
        version = 1
    }

    /// Read back from its rows.
    init(
        key: MatterKey, organization: OrganizationID, opened: Day, letters: [LetterID], procedure: Procedure,
        clocks: [Clock], version: Int
    ) {
        self.key = key
        self.organization = organization
        self.opened = opened
        self.letters = letters
        self.procedure = procedure
        self.clocks = clocks
        self.version = version
    }

    /// What the event says is true from now on.
    mutating func apply(_ event: MatterEvent, on day: Day) throws(ProcedureError) {
        switch event {
        case .received:
            throw .unreadable
        case .taken(let officer):
            try procedure.take(by: officer, on: day)
            meet { $0.deadline.rule == .feedbackTransfer }
        case .answered(let answered):
            try procedure.answer(by: answered.officer, on: day)
            meet { _ in true }
        case .lapsed(let clock):
            guard let index = clocks.firstIndex(where: { $0.id == clock }) else { throw .nothingLapsed }
            try clocks[index].lapse()
        case .opened:
            break
        }
        version += 1
    }

    private mutating func meet(_ isMet: (Clock) -> Bool) {
        for index in clocks.indices where isMet(clocks[index]) { clocks[index].meet() }
    }
}

extension Matter {
    /// The matter as its events tell it, from nothing: a pure fold.
    public static func replay(_ events: [Event]) throws -> Matter {
        guard let first = events.first, case .received(let received) = try MatterEvent(first) else {
            throw ProcedureError.unreadable
        }
        var matter = Matter(MatterKey(first.home, ID(first.subject.raw)), openedBy: received)
        for event in events.dropFirst() { try matter.apply(try MatterEvent(event), on: event.effective) }
        return matter
    }
}
