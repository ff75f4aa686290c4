import Acts
import Kernel
import Registry
import Storage

/// The handler who signs and issues for the body answers at once: drafter, signer and issuer are one, because the post
/// allows it.
public struct AnswerMatter: OfficerAct {
    public static let code: ActCode = "matter.answer"

    public let key: MatterKey
    public let officer: AccountID
    let text: TypedText
    let outcome: Outcome

    public init(_ key: MatterKey, by officer: AccountID, text: TypedText, _ outcome: Outcome) {
        self.key = key
        self.officer = officer
        self.text = text
        self.outcome = outcome
    }

    /// The same from what was typed. Throws a `Problem` on the field `text` if it is empty or too long.
    public init(
        _ key: MatterKey, by officer: AccountID, text typed: String, _ outcome: Outcome = .resolved
    ) throws(Problem) {
        self.init(
            key, by: officer,
            text: try TypedText(typed, field: "text", limit: Answer.limit, missing: CasesMessages.answerMissing),
            outcome)
    }

    public func prepare(_ environment: Environment) throws -> PreparedText { PreparedText(text.text, environment) }

    public func event(
        _ prepared: PreparedText, _ found: OfficersCase, _ tx: any ReadTransaction
    ) throws -> MatterEvent {
        let procedure = found.matter.procedure
        if !procedure.stage.isClosed { try found.requireHandler() }
        // A draft on its way to the signature, or to its number, is signed or returned, not passed by.
        if procedure.stage == .drafted { throw ProcedureError.awaitsSignature }
        if procedure.stage == .approved { throw ProcedureError.awaitsIssue }
        let post = try found.post(with: .sign)
        let purpose: DraftPurpose = procedure.stage == .contested ? .uphold : .answer
        return .signed(
            Signed(
                purpose: purpose, answer: ID(prepared.id), outcome: outcome, drafter: found.official,
                signer: found.official, post: post.id, commitment: prepared.commitment, paper: nil,
                issue: try found.issue(purpose.document, by: found.post(with: .issue), tx), ground: nil))
    }

    public func numbered(_ step: MatterStep, _ tx: ActTransaction, at moment: Moment) throws -> MatterStep {
        try step.numbered(tx, at: moment)
    }

    public func write(
        _ prepared: PreparedText, _ step: MatterStep, _ tx: ActTransaction, at moment: Moment
    ) throws {
        guard case .signed(let signed) = step.event else { throw ProcedureError.unreadable }
        let answer = Answer(
            id: signed.answer, text: text.text, day: moment.effective, outcome: outcome, sort: signed.purpose.answer)
        try AnswerTable.insert(answer, of: key, salt: prepared.salt, tx)
        try step.writeDocument(tx, at: moment)
    }
}
