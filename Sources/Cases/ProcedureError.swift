import Kernel
import Storage

/// Why the procedure does not allow an act. The name is the code of its text: `cases.error.<name>`.
public enum ProcedureError: String, DomainError, CaseIterable {
    case alreadyTaken, notTaken, alreadyAnswered, notAnswered, alreadyClosed, notClosed
    case isOffered, notOffered, isAsked, notAsked, awaitsSignature, awaitsIssue, notSigned, nothingDrafted, isContested
    /// Something has happened since it was taken: it cannot be put back.
    case wentOn
    /// Another post handles it.
    case heldByAnother
    /// Whoever is said to have signed on paper holds no post that signs for the body or has stepped aside, or the day is after today or before
    /// the draft.
    case signerUnfit, signedDayUnfit
    /// The actor's posts do not allow this in the body that has the matter.
    case notYourPower
    /// Two different persons are demanded, and this is the first one again.
    case secondPersonNeeded
    /// The kind's own procedure is not on this platform yet.
    case notForKind
    /// A complaint is guided to the competent body, not transferred.
    case guideInstead
    /// The post is of another body, or nobody holds it.
    case postUnfit
    /// Not a body that a matter can be passed on to: the same body, or one without an account.
    case bodyUnfit
    case alreadyInvited, notInvited
    /// The two matters are not at one body, or one is closed.
    case cannotJoin
    /// A matter needs at least one letter.
    case lastLetter
    /// The matter has letters of other senders too.
    case severalLetters
    /// The sender has not allowed it.
    case noConsent
    case alreadyProposed, notProposed
    case alreadyRated
    /// The thirty days in which an answer can be contested are over, or it was contested before.
    case contestOver
    /// The clock is not running, or its day has not passed.
    case nothingLapsed
    /// A day has passed whose lapse is not recorded yet: that comes first, so that lateness is counted on its day.
    case lapseFirst
    /// No such matter within the actor's scope. The same for one that exists elsewhere.
    case unknownMatter
    /// The body no longer receives letters as it did when this one was made out to it.
    case receiverChanged
    /// The field is not of the national list, or not in force on the day.
    case fieldNotInForce
    /// A letter cannot have arrived after today.
    case arrivesInFuture
    /// The letter has no number in the book of the body that has it, or the number is void already.
    case notInBook
    /// The PIN is that of the letter it was a part of.
    case partOfAnother
    /// Nothing of it waits for a re-check: it was not drawn, was looked at, or is open again.
    case nothingToRecheck
    /// Whoever had a part in it does not re-check it.
    case hadPart
    /// Columns or events that no procedure can have written.
    case unreadable

    public var problem: Problem {
        switch self {
        case .unreadable: Problem("server.failed", status: 500, StorageMessages.failed)
        default: Problem("matter.\(rawValue)", status: status, CasesMessages.error(self))
        }
    }

    private var status: Int {
        switch self {
        case .unknownMatter: 404
        case .heldByAnother, .notYourPower, .secondPersonNeeded, .noConsent, .hadPart: 403
        case .arrivesInFuture, .signerUnfit, .signedDayUnfit, .postUnfit, .bodyUnfit, .fieldNotInForce: 422
        default: 409
        }
    }
}
