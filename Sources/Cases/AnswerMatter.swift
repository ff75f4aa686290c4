import Acts
import Kernel
import Language
import Storage
import Vault

/// The officer who took a matter answers it; the answer covers every letter of the matter, and nothing is owed.
public struct AnswerMatter: Act {
    public static let code: ActCode = "matter.answer"

    let key: MatterKey
    let officer: AccountID
    let text: String

    /// Throws a `Problem` on the field `text` if it is empty or too long.
    public init(_ key: MatterKey, by officer: AccountID, text typed: String) throws(Problem) {
        let text = typed.tidied
        let field: Problem.Field? =
            if text.isEmpty {
                .init("text", CasesMessages.answerMissing)
            } else if text.utf8.contains(0) {
                .init("text", CasesMessages.unreadableCharacter)
            } else if text.count > Answer.limit {
                .init(
                    "text", CasesMessages.tooLong, ["limit": String(Answer.limit), "count": String(text.count)])
            } else {
                nil
            }
        if let field {
            throw Problem("answer.invalid", status: 422, CasesMessages.answerInvalid, fields: [field])
        }
        self.key = key
        self.officer = officer
        self.text = text
    }

    public struct Prepared: Sendable {
        let answer: ID<Answer>
        let salt: [UInt8]
    }

    public func prepare(_ environment: Environment) throws -> Prepared {
        Prepared(answer: environment.mint(), salt: environment.randomBytes(32))
    }

    public func subject(_: Prepared) -> Subjected { Subjected(key) }

    public func authorize(
        _ prepared: Prepared, _ tx: any ReadTransaction, at moment: Moment
    ) throws -> MatterStep {
        guard moment.actor == .officer(officer) else { throw ActProblem.forbidden }
        let answered = Answered(
            officer: officer, answer: prepared.answer,
            commitment: Digest.commitment(of: text.utf8, salt: prepared.salt))
        return try MatterStep(
            from: MatterTable.load(key, for: moment, tx), by: .answered(answered), at: moment)
    }

    public func perform(
        _ prepared: Prepared, _ step: MatterStep, _ tx: ActTransaction, at moment: Moment
    ) throws -> Change<Void> {
        let answer = Answer(id: prepared.answer, text: text, day: moment.effective)
        try AnswerTable.insert(answer, of: key, salt: prepared.salt, tx)
        return try step.save(tx, at: moment)
    }
}
