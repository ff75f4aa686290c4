import Acts
import Documents
import Kernel
import Registry
import Storage

/// Whoever issues for the body gives what is signed its number and day, and sends it: the answer covers every letter of the
/// matter, or the letter is set aside. It never changes afterwards.
public struct IssueDocument: OfficerAct {
    public static let code: ActCode = "matter.issue"

    public let key: MatterKey
    public let officer: AccountID
    let seen: ID<Draft>?

    /// `seen` is the draft that the page showed; another one in its place is not issued.
    public init(_ key: MatterKey, seen: ID<Draft>? = nil, by officer: AccountID) {
        self.key = key
        self.seen = seen
        self.officer = officer
    }

    public func event(_: Void, _ found: OfficersCase, _ tx: any ReadTransaction) throws -> MatterEvent {
        let post = try found.postInOrAbove(with: .issue, tx)
        switch found.matter.procedure.stage {
        case .approved: break
        case .drafted: throw ProcedureError.notSigned
        case .answered: throw ProcedureError.alreadyAnswered
        case .closed: throw ProcedureError.alreadyClosed
        default: throw ProcedureError.nothingDrafted
        }
        let (draft, _) = try found.waitingDraft(seen: seen, tx)
        guard let (signed, _) = try Self.signature(of: key, tx) else { throw ProcedureError.unreadable }
        return .issued(
            Issued(
                purpose: draft.purpose, answer: signed.answer, outcome: signed.outcome,
                issue: try found.issue(draft.purpose.document, by: post, tx), ground: signed.ground))
    }

    public func numbered(_ step: MatterStep, _ tx: ActTransaction, at moment: Moment) throws -> MatterStep {
        try step.numbered(tx, at: moment)
    }

    public func write(_: Void, _ step: MatterStep, _ tx: ActTransaction, at moment: Moment) throws {
        guard case .issued(let issued) = step.event, let (signed, day) = try Self.signature(of: key, tx) else {
            throw ProcedureError.unreadable
        }
        try AnswerTable.insert(issued.purpose, issued.answer, issued.outcome, of: key, tx, at: moment)
        try step.writeDocument(signed: signed, on: day, tx, at: moment)
    }

    /// The last signature of a matter, and its day.
    private static func signature(
        of key: MatterKey, _ tx: any ReadTransaction
    ) throws -> (signed: Signed, day: Day)? {
        let acts = [SignDraft.code, SignOnPaper.code, AnswerMatter.code]
        guard let event = try EventTable.last(of: Subjected(key), by: acts, tx),
            case .signed(let signed) = try MatterEvent(event)
        else { return nil }
        return (signed, event.effective)
    }
}
