import Kernel
import Storage

/// Why the procedure does not allow an act.
public enum ProcedureError: DomainError {
    case alreadyTaken
    case notTaken
    case heldByAnother
    case alreadyAnswered
    /// The clock is not running, or its day has not passed.
    case nothingLapsed
    /// A day has passed whose lapse is not recorded yet: that comes first, so that lateness is counted on its day.
    case lapseFirst
    /// No such matter within the actor's scope. The same for one that exists elsewhere.
    case unknownMatter
    /// The body no longer receives letters as it did when this one was made out to it.
    case receiverChanged
    /// A letter cannot have arrived after today.
    case arrivesInFuture
    /// Columns or events that no procedure can have written.
    case unreadable

    public var problem: Problem {
        switch self {
        case .alreadyTaken: Problem("matter.alreadyTaken", status: 409, CasesMessages.alreadyTaken)
        case .notTaken: Problem("matter.notTaken", status: 409, CasesMessages.notTaken)
        case .heldByAnother: Problem("matter.heldByAnother", status: 403, CasesMessages.heldByAnother)
        case .alreadyAnswered: Problem("matter.alreadyAnswered", status: 409, CasesMessages.alreadyAnswered)
        case .nothingLapsed: Problem("clock.nothingLapsed", status: 409, CasesMessages.nothingLapsed)
        case .lapseFirst: Problem("clock.lapseFirst", status: 409, CasesMessages.lapseFirst)
        case .unknownMatter: Problem("matter.unknown", status: 404, CasesMessages.unknownMatter)
        case .receiverChanged: Problem("letter.receiverChanged", status: 409, CasesMessages.receiverChanged)
        case .arrivesInFuture: Problem("letter.arrivesInFuture", status: 422, CasesMessages.arrivesInFuture)
        case .unreadable: Problem("server.failed", status: 500, StorageMessages.failed)
        }
    }
}
