import Acts
import Kernel
import Registry

/// What is settled: one trouble, with one or many letters about it.
///
/// It changes by `apply` alone, in acts and in replay alike, so that its rows can always be told from its events.
public struct Matter: Hashable, Sendable {
    public let key: MatterKey
    /// The body that has it, and leads if several take part.
    public private(set) var organization: OrganizationID
    public let opened: Day
    public private(set) var letters: [MatterLetter]
    public private(set) var procedure: Procedure
    public private(set) var clocks: [Clock]
    /// The bodies asked to take part, in the order of their numbers.
    public private(set) var parts: [Part]
    public private(set) var board: Board
    /// The sender has replied, and no officer has done anything since.
    public private(set) var hasReply: Bool
    /// The number of its last event.
    public private(set) var version: Int

    /// A body asked to take part.
    public struct Part: Hashable, Sendable {
        public let organization: OrganizationID
        public let isDone: Bool
    }

    /// Whether it stands on the public board.
    public enum Board: Hashable, Sendable {
        case absent
        case proposed(ID<Publication>, by: OfficialID)
        case published(ID<Publication>)
    }

    public var kind: Kind { procedure.kind }

    /// The earliest day by which something is owed; `Day.never` if nothing is. Lists sort by it.
    public var nextDue: Day { clocks.filter(\.isOwed).map(\.deadline.due).min() ?? .never }

    /// The earliest day that law gives, without promises; `Day.never` if none is owed.
    public var lawDue: Day {
        clocks.filter { $0.isOwed && !$0.deadline.isPromise }.map(\.deadline.due).min() ?? .never
    }

    /// The earliest day that the body itself has promised; `Day.never` if none is owed.
    public var promiseDue: Day {
        clocks.filter { $0.isOwed && $0.deadline.isPromise }.map(\.deadline.due).min() ?? .never
    }

    /// The bodies that have to do with it now.
    public var organizations: Set<OrganizationID> {
        Set([organization] + parts.map(\.organization) + [procedure.offeredTo].compactMap(\.self))
    }

    public func letter(_ id: LetterID) -> MatterLetter? { letters.first { $0.id == id } }

    /// A clock runs whose last day is over.
    func hasUnrecordedLapse(on day: Day) -> Bool {
        clocks.contains { $0.state == .running && $0.hasPassed(by: day) }
    }

    /// Opened by its first letter.
    init(_ key: MatterKey, openedBy received: LetterReceived) {
        self.init(
            key: key, organization: received.organization, opened: received.arrived, letters: [received.letter],
            procedure: Procedure(received.kind, receivedOn: received.arrived), clocks: received.clocks, parts: [],
            board: .absent, hasReply: false, version: 1)
    }

    /// Read back from its rows.
    init(
        key: MatterKey, organization: OrganizationID, opened: Day, letters: [MatterLetter], procedure: Procedure,
        clocks: [Clock], parts: [Part], board: Board, hasReply: Bool, version: Int
    ) {
        self.key = key
        self.organization = organization
        self.opened = opened
        self.letters = letters
        self.procedure = procedure
        self.clocks = clocks
        self.parts = parts
        self.board = board
        self.hasReply = hasReply
        self.version = version
    }

    /// What the event says is true from now on.
    mutating func apply(_ event: MatterEvent, on day: Day) throws(ProcedureError) {
        switch event {
        case .received: throw .unreadable
        case .classified(let classified): try classify(classified)
        case .taken(let handler):
            try procedure.apply(.take(handler), on: day)
            meetTransfer()
        case .assigned(let handler, _):
            let isNew = procedure.stage == .received
            try procedure.apply(.assign(handler), on: day)
            if isNew { meetTransfer() }
        case .released:
            try procedure.apply(.release, on: day)
            for index in clocks.indices where clocks[index].isOfTransfer { clocks[index].resume() }
        case .offered(let body, _):
            guard body != organization else { throw .bodyUnfit }
            try procedure.apply(.offer(to: body), on: day)
        case .accepted(let handler, let body):
            guard procedure.offeredTo == nil || procedure.offeredTo == body else { throw .notOffered }
            try procedure.apply(.accept(handler), on: day)
            organization = body
            parts.removeAll { $0.organization == body }
            meetTransfer()
        case .declined: try procedure.apply(.decline, on: day)
        case .offerRecalled: try procedure.apply(.recallOffer, on: day)
        case .asked: try procedure.apply(.ask, on: day)
        case .replied, .resumed: try procedure.apply(.resume, on: day)
        case .submitted(let submitted): try procedure.apply(.submit(submitted.purpose), on: day)
        case .returned: try procedure.apply(.returnDraft, on: day)
        case .signed(let signed): try sign(signed, on: day)
        case .issued(let issued):
            guard procedure.draftPurpose == issued.purpose else { throw .nothingDrafted }
            try issue(on: day)
        case .corrected:
            guard procedure.stage == .answered else { throw .notAnswered }
        case .contested(_, let fresh):
            try procedure.apply(.contest, on: day)
            clocks += fresh
        case .reopened(let handler): try procedure.apply(.reopen(handler), on: day)
        case .closed(let closure, let handler, _):
            try procedure.apply(.close(closure, handler), on: day)
            // Whoever withdraws a letter is owed nothing more, and nothing was ever owed on one entered by mistake; every
            // other ending tells its sender why.
            if closure.isFinal { endClocks() } else { meet { _ in true } }
        case .restored:
            guard procedure.closure != .joined else { throw .alreadyClosed }
            try procedure.apply(.restore, on: day)
            oweAgain()
        case .absorbed(_, let others, let fresh, _):
            guard !procedure.stage.isClosed else { throw .cannotJoin }
            letters = (letters + others).sorted { $0.id < $1.id }
            clocks = (clocks + fresh).sorted { $0.id < $1.id }
        case .joined:
            // Its letters go on in the other matter, with their clocks; what this one owed ends.
            let handler = procedure.handler
            try procedure.apply(.close(.joined, handler), on: day)
            letters = []
            board = .absent
            clocks.removeAll { $0.letter != nil }
            endClocks()
        case .parted(let gone, _, _):
            guard letters.count > gone.count else { throw .lastLetter }
            letters.removeAll { gone.contains($0.id) }
            clocks.removeAll { clock in clock.letter.map { gone.contains($0) } ?? false }
        case .regained(let back, let fresh, let body, _):
            guard procedure.closure == .joined else { throw .cannotJoin }
            try procedure.apply(.restore, on: day)
            organization = body
            letters = back
            clocks = (clocks + fresh).sorted { $0.id < $1.id }
        case .invited(let body, _):
            guard body != organization else { throw .bodyUnfit }
            guard !parts.contains(where: { $0.organization == body }) else { throw .alreadyInvited }
            try requireOpen()
            parts.append(Part(organization: body, isDone: false))
            parts.sort { $0.organization < $1.organization }
        case .contributed(let body, _):
            guard let index = parts.firstIndex(where: { $0.organization == body && !$0.isDone }) else {
                throw .notInvited
            }
            try requireOpen()
            parts[index] = Part(organization: body, isDone: true)
        case .uninvited(let body, _):
            guard parts.contains(where: { $0.organization == body }) else { throw .notInvited }
            parts.removeAll { $0.organization == body }
        case .consented(let letter, let consent):
            guard let index = letters.firstIndex(where: { $0.id == letter }) else { throw .unknownMatter }
            letters[index] = letters[index].consenting(consent)
            if !consent { board = .absent }
        case .proposed(let proposed):
            guard procedure.stage == .answered else { throw .notAnswered }
            guard kind.isPublishable else { throw .notForKind }
            guard case .absent = board else { throw .alreadyProposed }
            guard letter(proposed.letter)?.consent == true else { throw .noConsent }
            board = .proposed(proposed.publication, by: proposed.official)
        case .published(let publication, let official):
            guard kind.isPublishable else { throw .notForKind }
            guard case .proposed(publication, let first) = board else { throw .notProposed }
            guard first != official else { throw .secondPersonNeeded }
            board = .published(publication)
        case .unpublished:
            guard board != .absent else { throw .notProposed }
            board = .absent
        case .lapsed(let clock):
            guard let index = clocks.firstIndex(where: { $0.id == clock }) else { throw .nothingLapsed }
            try clocks[index].lapse()
        case .rated(let rated):
            guard letter(rated.letter) != nil else { throw .unknownMatter }
            guard procedure.stage == .answered else { throw .notAnswered }
        case .pinReissued(let reissued):
            guard let index = letters.firstIndex(where: { $0.id == reissued.letter }),
                reissued.version == letters[index].pinVersion + 1
            else { throw .unknownMatter }
            letters[index] = letters[index].withPIN(reissued.version)
        case .filesAdded(let added):
            guard letter(added.letter) != nil else { throw .unknownMatter }
        case .drawn(let drawn):
            guard procedure.recheckSort == drawn.sort else { throw .nothingToRecheck }
        case .rechecked(let rechecked):
            guard procedure.recheckSort == rechecked.sort else { throw .nothingToRecheck }
            guard !rechecked.stands else { break }
            let wasAnswered = procedure.stage == .answered
            try procedure.apply(.takeUpAgain, on: day)
            // What was answered in time stays so, and a fresh promise begins; what was closed wrongly was never answered, and
            // its days were passing.
            if wasAnswered { clocks += rechecked.clocks } else { oweAgain() }
        case .noted, .split, .opened, .extracted: break
        }
        if case .replied = event { hasReply = true } else if event.official != nil { hasReply = false }
        version += 1
    }

    private mutating func classify(_ classified: LetterClassified) throws(ProcedureError) {
        guard let index = letters.firstIndex(where: { $0.id == classified.letter.id }) else {
            throw .unknownMatter
        }
        letters[index] = classified.letter
        guard classified.kind != kind else { return }
        // Each letter would need the clocks of the other kind: they part first.
        guard letters.count == 1 else { throw .severalLetters }
        try procedure.correct(to: classified.kind)
        endClocks()
        clocks += classified.clocks
        // What two officers read as feedback was not read as a denunciation.
        if !classified.kind.isPublishable { board = .absent }
    }

    private mutating func sign(_ signed: Signed, on day: Day) throws(ProcedureError) {
        if procedure.draftPurpose == nil {
            // The head answered without a draft of somebody else's.
            try procedure.apply(.submit(signed.purpose), on: day)
        }
        guard procedure.draftPurpose == signed.purpose else { throw .nothingDrafted }
        try procedure.apply(.sign, on: day)
        if signed.issue != nil { try issue(on: day) }
    }

    private mutating func issue(on day: Day) throws(ProcedureError) {
        try procedure.apply(.issue, on: day)
        meet { _ in true }
    }

    private func requireOpen() throws(ProcedureError) {
        if procedure.stage == .answered { throw .alreadyAnswered }
        if procedure.stage == .closed { throw .alreadyClosed }
    }

    /// Passing on is no longer owed once it is certain whose it is.
    private mutating func meetTransfer() { meet(\.isOfTransfer) }

    /// What closing had settled is owed again; that it was passed on in time stays so.
    private mutating func oweAgain() {
        for index in clocks.indices where clocks[index].deadline.rule != .feedbackTransfer {
            clocks[index].resume()
        }
    }

    private mutating func endClocks() {
        for index in clocks.indices { clocks[index].end() }
    }

    private mutating func meet(_ isMet: (Clock) -> Bool) {
        for index in clocks.indices where isMet(clocks[index]) { clocks[index].meet() }
    }
}

extension Matter {
    /// The matter as its events tell it, from nothing: a pure fold.
    public static func replay(_ events: [Event]) throws -> Matter {
        var matter: Matter?
        for event in events { try replay(event, into: &matter) }
        guard let matter else { throw ProcedureError.unreadable }
        return matter
    }

    /// One event more; the first one makes the matter.
    static func replay(_ event: Event, into matter: inout Matter?) throws {
        try tell(
            MatterEvent(event), of: MatterKey(event.home, ID(event.subject.raw)), on: event.effective, into: &matter)
    }

    /// What an event says of a matter; the first one makes it.
    static func tell(_ said: MatterEvent, of key: MatterKey, on day: Day, into matter: inout Matter?) throws {
        guard matter == nil else {
            try matter?.apply(said, on: day)
            return
        }
        guard case .received(let received) = said else { throw ProcedureError.unreadable }
        matter = Matter(key, openedBy: received)
    }
}
