import Kernel
import Registry

/// Where a matter stands, by the procedure of its kind. Each kind has its own states; what all kinds share is asked
/// here, and a new kind does not compile until it has said what it does.
public enum Procedure: Hashable, Sendable {
    case feedback(Feedback)

    /// The procedure of a kind begins with receipt.
    public init(_ kind: Kind, receivedOn day: Day) {
        switch kind {
        case .feedback: self = .feedback(Feedback(receivedOn: day))
        }
    }

    public var kind: Kind {
        switch self {
        case .feedback: .feedback
        }
    }

    public mutating func take(by officer: AccountID, on day: Day) throws(ProcedureError) {
        switch self {
        case .feedback(var feedback):
            try feedback.take(by: officer, on: day)
            self = .feedback(feedback)
        }
    }

    public mutating func answer(by officer: AccountID, on day: Day) throws(ProcedureError) {
        switch self {
        case .feedback(var feedback):
            try feedback.answer(by: officer, on: day)
            self = .feedback(feedback)
        }
    }

    /// The state as lists, spans and translations name it.
    public var stage: Stage {
        switch self {
        case .feedback(let feedback):
            switch feedback.state {
            case .received: .received
            case .taken: .taken
            case .answered: .answered
            }
        }
    }

    /// The day the present state began.
    public var since: Day {
        switch self {
        case .feedback(let feedback):
            switch feedback.state {
            case .received(let day), .taken(let day, _), .answered(let day, _): day
            }
        }
    }

    /// Who handles it, or answered it.
    public var officer: AccountID? {
        switch self {
        case .feedback(let feedback):
            switch feedback.state {
            case .received: nil
            case .taken(_, let officer), .answered(_, let officer): officer
            }
        }
    }
}

/// The states of all kinds as one list of names, for columns, lists and texts. `rawValue` is stored and never changes.
public enum Stage: String, Sendable, CaseIterable {
    case received, taken, answered

    /// Nothing is owed any more.
    public var isClosed: Bool { self == .answered }
}

extension Procedure {
    /// Read back from the columns of a matter.
    init(kind: Kind, stage: Stage, since: Day, officer: AccountID?) throws(ProcedureError) {
        switch kind {
        case .feedback:
            switch (stage, officer) {
            case (.received, nil): self = .feedback(Feedback(state: .received(on: since)))
            case (.taken, let officer?): self = .feedback(Feedback(state: .taken(on: since, by: officer)))
            case (.answered, let officer?): self = .feedback(Feedback(state: .answered(on: since, by: officer)))
            default: throw .unreadable
            }
        }
    }
}
