import Kernel
import Registry

/// Where a matter stands, by the procedure of its kind. A new kind does not compile until it has said what it does.
public enum Procedure: Hashable, Sendable {
    case petition(Handling)
    case feedback(Handling)
    case complaint(Intake)
    case denunciation(Intake)
    case information(Intake)

    /// The procedure of a kind begins with receipt.
    public init(_ kind: Kind, receivedOn day: Day) { self.init(kind, .received(on: day)) }

    init(_ kind: Kind, _ state: Handling.State) {
        switch kind {
        case .petition: self = .petition(Handling(state: state))
        case .feedback: self = .feedback(Handling(state: state))
        case .complaint: self = .complaint(Intake(state: state))
        case .denunciation: self = .denunciation(Intake(state: state))
        case .information: self = .information(Intake(state: state))
        }
    }

    public var kind: Kind {
        switch self {
        case .petition: .petition
        case .feedback: .feedback
        case .complaint: .complaint
        case .denunciation: .denunciation
        case .information: .information
        }
    }

    public mutating func apply(_ step: Step, on day: Day) throws(ProcedureError) {
        switch self {
        case .petition(var handling):
            try handling.apply(step, on: day)
            self = .petition(handling)
        case .feedback(var handling):
            try handling.apply(step, on: day)
            self = .feedback(handling)
        case .complaint(var intake):
            // Law on Complaints 02/2011/QH13: a complaint for another body is guided, not transferred.
            if case .offer = step { throw .guideInstead }
            try intake.apply(step, on: day)
            self = .complaint(intake)
        case .denunciation(var intake):
            try intake.apply(step, on: day)
            self = .denunciation(intake)
        case .information(var intake):
            try intake.apply(step, on: day)
            self = .information(intake)
        }
    }

    /// The kind is corrected; the state stays. Throws if the new kind has no such state.
    mutating func correct(to kind: Kind) throws(ProcedureError) {
        switch state {
        case .received, .taken: self = Procedure(kind, state)
        case .offered: throw .isOffered
        case .asked: throw .isAsked
        case .drafted: throw .awaitsSignature
        case .approved: throw .awaitsIssue
        case .answered: throw .alreadyAnswered
        case .contested: throw .isContested
        case .closed: throw .alreadyClosed
        }
    }

    var state: Handling.State {
        switch self {
        case .petition(let handling), .feedback(let handling): handling.state
        case .complaint(let intake), .denunciation(let intake), .information(let intake): intake.handling.state
        }
    }

    /// Whether the procedure would take a step now.
    public func allows(_ step: Step) -> Bool {
        var copy = self
        return (try? copy.apply(step, on: since)) != nil
    }

    /// The state as lists, spans and translations name it.
    public var stage: Stage {
        switch state {
        case .received: .received
        case .offered: .offered
        case .taken: .taken
        case .asked: .asked
        case .drafted: .drafted
        case .approved: .approved
        case .answered: .answered
        case .contested: .contested
        case .closed: .closed
        }
    }

    /// The day the present state began.
    public var since: Day {
        switch state {
        case .received(let day), .offered(let day, _, _), .taken(let day, _), .asked(let day, _),
            .drafted(let day, _, _), .approved(let day, _, _), .answered(let day, _), .contested(let day, _),
            .closed(let day, _, _):
            day
        }
    }

    /// Who handles it, or handled it last.
    public var handler: Handler? {
        switch state {
        case .received: nil
        case .offered(_, _, let handler), .closed(_, _, let handler): handler
        case .taken(_, let handler), .asked(_, let handler), .drafted(_, let handler, _),
            .approved(_, let handler, _), .answered(_, let handler), .contested(_, let handler):
            handler
        }
    }

    /// The body it is offered to.
    public var offeredTo: OrganizationID? {
        if case .offered(_, let body, _) = state { body } else { nil }
    }

    /// What waits for its signature, or signed for its number.
    public var draftPurpose: DraftPurpose? {
        switch state {
        case .drafted(_, _, let purpose), .approved(_, _, let purpose): purpose
        default: nil
        }
    }

    public var closure: Closure? {
        if case .closed(_, let closure, _) = state { closure } else { nil }
    }
}

/// The states of all kinds as one list of names, for columns, lists and texts. `rawValue` is stored and never changes.
public enum Stage: String, Sendable, CaseIterable {
    case received, offered, taken, asked, drafted, approved, answered, contested, closed

    /// Nothing is owed any more.
    public var isClosed: Bool { self == .answered || self == .closed }
}

/// A procedure as the columns of a matter hold it.
struct ProcedureColumns: Hashable {
    let kind: String
    let stage: String
    let since: Day
    let post: PostID?
    let official: OfficialID?
    let offeredTo: OrganizationID?
    /// The purpose of a draft or the reason of a closure; empty otherwise.
    let detail: String
}

extension Procedure {
    var columns: ProcedureColumns {
        ProcedureColumns(
            kind: kind.rawValue, stage: stage.rawValue, since: since, post: handler?.post,
            official: handler?.official, offeredTo: offeredTo,
            detail: draftPurpose?.rawValue ?? closure?.rawValue ?? "")
    }

    /// Read back. Throws `unreadable` for columns that no procedure can have written.
    init(_ columns: ProcedureColumns) throws(ProcedureError) {
        guard let kind = Kind(rawValue: columns.kind), let stage = Stage(rawValue: columns.stage) else {
            throw .unreadable
        }
        var handler: Handler?
        if let post = columns.post, let official = columns.official {
            handler = Handler(post: post, official: official)
        }
        let since = columns.since
        let state: Handling.State
        switch (stage, handler) {
        case (.received, nil): state = .received(on: since)
        case (.offered, _):
            guard let body = columns.offeredTo else { throw .unreadable }
            state = .offered(on: since, to: body, from: handler)
        case (.taken, let handler?): state = .taken(on: since, by: handler)
        case (.asked, let handler?): state = .asked(on: since, by: handler)
        case (.drafted, let handler?):
            guard let purpose = DraftPurpose(rawValue: columns.detail) else { throw .unreadable }
            state = .drafted(on: since, by: handler, purpose)
        case (.approved, let handler?):
            guard let purpose = DraftPurpose(rawValue: columns.detail) else { throw .unreadable }
            state = .approved(on: since, by: handler, purpose)
        case (.answered, let handler?): state = .answered(on: since, by: handler)
        case (.contested, let handler?): state = .contested(on: since, by: handler)
        case (.closed, _):
            guard let closure = Closure(rawValue: columns.detail) else { throw .unreadable }
            state = .closed(on: since, closure, by: handler)
        case (.received, _), (.taken, nil), (.asked, nil), (.drafted, nil), (.approved, nil), (.answered, nil),
            (.contested, nil):
            throw .unreadable
        }
        self.init(kind, state)
    }
}
