import Kernel

/// Feedback (phản ánh): a person reports a trouble; the body that has it takes it and answers.
public struct Feedback: Hashable, Sendable {
    public enum State: Hashable, Sendable {
        /// It lies with the body; no officer has taken it.
        case received(on: Day)
        /// An officer has confirmed that it is this body's to answer, and handles it.
        case taken(on: Day, by: AccountID)
        /// The answer has been given.
        case answered(on: Day, by: AccountID)
    }

    public private(set) var state: State

    public init(receivedOn day: Day) { state = .received(on: day) }

    /// Read back from its columns.
    init(state: State) { self.state = state }

    /// The officer handles it from that day on.
    public mutating func take(by officer: AccountID, on day: Day) throws(ProcedureError) {
        switch state {
        case .received: state = .taken(on: day, by: officer)
        case .taken: throw .alreadyTaken
        case .answered: throw .alreadyAnswered
        }
    }

    /// The answer has been given by the officer who took it.
    public mutating func answer(by officer: AccountID, on day: Day) throws(ProcedureError) {
        switch state {
        case .received: throw .notTaken
        case .taken(_, by: officer): state = .answered(on: day, by: officer)
        case .taken: throw .heldByAnother
        case .answered: throw .alreadyAnswered
        }
    }
}
