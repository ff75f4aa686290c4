import Kernel
import Legislation

/// A duty with a last day. Overdue is never stored: it is the due day seen from today.
public struct Clock: Hashable, Sendable {
    /// `rawValue` is stored and never changes.
    public enum State: String, Sendable, CaseIterable {
        case running
        /// The due day has passed and the lapse is recorded; the duty is still owed.
        case lapsed
        case met
        /// Met after its lapse was recorded.
        case metLate
        /// No longer owed, without having been met: the kind was corrected, the matter joined to another, or the letter
        /// withdrawn.
        case ended
    }

    public let id: ID<Clock>
    /// The sender to whom the duty is owed; nil if it hangs on the matter.
    public let letter: LetterID?
    public let deadline: Deadline
    public private(set) var state: State

    public init(id: ID<Clock>, letter: LetterID?, deadline: Deadline, state: State = .running) {
        self.id = id
        self.letter = letter
        self.deadline = deadline
        self.state = state
    }

    /// Whether passing on is what is owed: met once it is certain whose the matter is.
    var isOfTransfer: Bool { deadline.rule == .feedbackTransfer }

    public var isOwed: Bool { state == .running || state == .lapsed }

    /// The last day has passed and the duty is owed.
    public func isOverdue(on today: Day) -> Bool { isOwed && deadline.due < today }

    /// Whether its last day is over by a day of the installation, wherever that last day was: the days of an imported row
    /// are those of its own place, where it may still be the day before.
    func hasPassed(by today: Day) -> Bool { deadline.due < (deadline.rule.isImported ? today.adding(-1) : today) }

    /// The duty is done; nothing happens to one done before.
    mutating func meet() {
        switch state {
        case .running: state = .met
        case .lapsed: state = .metLate
        case .met, .metLate, .ended: break
        }
    }

    /// A duty taken for done is owed again; nothing happens to others.
    mutating func resume() {
        switch state {
        case .met: state = .running
        case .metLate: state = .lapsed
        case .running, .lapsed, .ended: break
        }
    }

    /// What is owed no longer is; nothing happens to a duty done.
    mutating func end() {
        if isOwed { state = .ended }
    }

    /// The lapse is recorded. Throws unless the clock runs.
    mutating func lapse() throws(ProcedureError) {
        guard state == .running else { throw .nothingLapsed }
        state = .lapsed
    }
}
