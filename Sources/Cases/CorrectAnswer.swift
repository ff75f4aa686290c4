import Acts
import Documents
import Kernel
import Registry
import Storage

/// What was wrong in an answer is put right by a document of its own, which stands beside the one that it corrects: nothing
/// that was issued changes. Whoever signs and issues for the body drafts, signs and issues it.
public struct CorrectAnswer: OfficerAct {
    public static let code: ActCode = "matter.correct"

    public let key: MatterKey
    public let officer: AccountID
    let text: TypedText
    let outcome: Outcome
    let seen: ID<Answer>?

    /// `seen` is the answer that the page showed as the last one; another one in its place is not corrected.
    public init(
        _ key: MatterKey, _ text: TypedText, _ outcome: Outcome, seen: ID<Answer>? = nil, by officer: AccountID
    ) {
        self.key = key
        self.text = text
        self.outcome = outcome
        self.seen = seen
        self.officer = officer
    }

    public func prepare(_ environment: Environment) throws -> PreparedText { PreparedText(text.text, environment) }

    public func event(
        _ prepared: PreparedText, _ found: OfficersCase, _ tx: any ReadTransaction
    ) throws -> MatterEvent {
        let post = try found.postInOrAbove(with: .sign, tx)
        guard found.matter.procedure.stage == .answered, let last = try AnswerTable.all(of: key, tx).last else {
            throw ProcedureError.notAnswered
        }
        if let seen, seen != last.id { throw ActProblem.overtaken }
        return .corrected(
            Corrected(
                answer: ID(prepared.id), corrects: last.id, outcome: outcome, signer: found.official, post: post.id,
                issue: try found.issue(.letter, by: found.postInOrAbove(with: .issue, tx), tx),
                commitment: prepared.commitment))
    }

    public func numbered(_ step: MatterStep, _ tx: ActTransaction, at moment: Moment) throws -> MatterStep {
        try step.numbered(tx, at: moment)
    }

    public func write(
        _ prepared: PreparedText, _ step: MatterStep, _ tx: ActTransaction, at moment: Moment
    ) throws {
        guard case .corrected(let corrected) = step.event else { throw ProcedureError.unreadable }
        let answer = Answer(
            id: corrected.answer, text: text.text, day: moment.effective, outcome: outcome, sort: .correction)
        try AnswerTable.insert(answer, of: key, salt: prepared.salt, tx)
        try step.writeDocument(tx, at: moment)
    }
}
