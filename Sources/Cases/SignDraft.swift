import Acts
import Documents
import Kernel
import Registry
import Storage

/// Whoever signs for the body, or for one above it, signs the draft by signing in. With the power to issue it gets its
/// number and leaves at once: the answer covers every letter of the matter, or the letter is set aside. Else it waits for
/// its number. A setting aside needs another person than its drafter.
public struct SignDraft: OfficerAct {
    public static let code: ActCode = "matter.sign"

    public let key: MatterKey
    public let officer: AccountID
    let seen: ID<Draft>?
    let issues: Bool

    /// `seen` is the draft that was read before signing; another one in its place is not signed. `issuing` is whether it
    /// shall leave at once, too.
    public init(_ key: MatterKey, seen: ID<Draft>? = nil, issuing: Bool = true, by officer: AccountID) {
        self.key = key
        self.seen = seen
        issues = issuing
        self.officer = officer
    }

    public func prepare(_ environment: Environment) throws -> ID<Answer> { environment.mint() }

    public func event(
        _ answer: ID<Answer>, _ found: OfficersCase, _ tx: any ReadTransaction
    ) throws -> MatterEvent {
        let post = try found.postInOrAbove(with: .sign, tx)
        let (draft, commitment) = try found.waitingDraft(seen: seen, tx)
        if draft.purpose == .setAside, draft.official == found.official { throw ProcedureError.secondPersonNeeded }
        let issue =
            issues ? try found.issue(draft.purpose.document, by: found.postInOrAbove(with: .issue, tx), tx) : nil
        return .signed(
            Signed(
                purpose: draft.purpose, answer: answer, outcome: draft.outcome, drafter: draft.official,
                signer: found.official, post: post.id, commitment: commitment, paper: nil, issue: issue,
                ground: draft.ground))
    }

    public func numbered(_ step: MatterStep, _ tx: ActTransaction, at moment: Moment) throws -> MatterStep {
        try step.numbered(tx, at: moment)
    }

    public func write(
        _ id: ID<Answer>, _ step: MatterStep, _ tx: ActTransaction, at moment: Moment
    ) throws {
        guard case .signed(let signed) = step.event, signed.issue != nil else { return }
        try AnswerTable.insert(signed.purpose, id, signed.outcome, of: key, tx, at: moment)
        try step.writeDocument(tx, at: moment)
    }
}

extension OfficersCase {
    /// The draft that waits for its signature, or signed for its number, and what commits to it. Throws `overtaken` if
    /// another one than `seen` is in its place.
    func waitingDraft(
        seen: ID<Draft>?, _ tx: any ReadTransaction
    ) throws -> (draft: Draft, commitment: [UInt8]) {
        guard let purpose = matter.procedure.draftPurpose,
            let (draft, commitment) = try DraftTable.last(of: matter.key, purpose, tx)
        else { throw ProcedureError.nothingDrafted }
        if let seen, seen != draft.id { throw ActProblem.overtaken }
        return (draft, commitment)
    }
}

extension AnswerTable {
    /// The words of the last draft have become the body's answer; of a setting aside there is none.
    static func insert(
        _ purpose: DraftPurpose, _ id: ID<Answer>, _ outcome: Outcome?, of key: MatterKey, _ tx: ActTransaction,
        at moment: Moment
    ) throws {
        guard let outcome, let (draft, _) = try DraftTable.last(of: key, purpose, tx) else { return }
        let answer = Answer(
            id: id, text: draft.text, day: moment.effective, outcome: outcome, sort: purpose.answer)
        try insert(answer, of: key, salt: try DraftTable.salt(of: draft.id, of: key, tx), tx)
    }
}
