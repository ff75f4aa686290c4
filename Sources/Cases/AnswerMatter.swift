import Acts
import Kernel
import Registry
import Storage

/// Whoever signs for the body, or for one above it, signs the draft: the answer leaves and covers every letter of the
/// matter, or the letter is set aside. A setting aside needs another person than its drafter.
public struct SignDraft: OfficerAct {
    public static let code: ActCode = "matter.sign"

    public let key: MatterKey
    public let officer: AccountID
    let seen: ID<Draft>?

    /// `seen` is the draft that was read before signing; another one in its place is not signed.
    public init(_ key: MatterKey, seen: ID<Draft>? = nil, by officer: AccountID) {
        self.key = key
        self.seen = seen
        self.officer = officer
    }

    public func prepare(_ environment: Environment) throws -> ID<Answer> { environment.mint() }

    public func event(
        _ answer: ID<Answer>, _ found: OfficersCase, _ tx: any ReadTransaction
    ) throws -> MatterEvent {
        let post = try found.postInOrAbove(with: .sign, tx)
        guard let purpose = found.matter.procedure.draftPurpose,
            let (draft, commitment) = try DraftTable.last(of: key, purpose, tx)
        else { throw ProcedureError.nothingDrafted }
        if let seen, seen != draft.id { throw ActProblem.overtaken }
        if purpose == .setAside, draft.official == found.official { throw ProcedureError.secondPersonNeeded }
        return .signed(
            Signed(
                purpose: purpose, answer: answer, outcome: draft.outcome, drafter: draft.official,
                signer: found.official, post: post.id, commitment: commitment))
    }

    public func write(
        _ id: ID<Answer>, _ step: MatterStep, _ tx: ActTransaction, at moment: Moment
    ) throws {
        guard case .signed(let signed) = step.event, let outcome = signed.outcome,
            let (draft, _) = try DraftTable.last(of: key, signed.purpose, tx)
        else { return }
        let answer = Answer(
            id: id, text: draft.text, day: moment.effective, outcome: outcome, upholds: signed.purpose == .uphold)
        try AnswerTable.insert(answer, of: key, salt: try DraftTable.salt(of: draft.id, of: key, tx), tx)
    }
}

/// The handler who signs for the body answers at once: drafter and signer are one, because the post allows it.
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
        if !found.matter.procedure.stage.isClosed { try found.requireHandler() }
        // A draft on its way to the signature is signed or returned, not passed by.
        if found.matter.procedure.stage == .drafted { throw ProcedureError.awaitsSignature }
        let post = try found.post(with: .sign)
        return .signed(
            Signed(
                purpose: found.matter.procedure.stage == .contested ? .uphold : .answer, answer: ID(prepared.id),
                outcome: outcome, drafter: found.official, signer: found.official, post: post.id,
                commitment: prepared.commitment))
    }

    public func write(
        _ prepared: PreparedText, _ step: MatterStep, _ tx: ActTransaction, at moment: Moment
    ) throws {
        guard case .signed(let signed) = step.event else { throw ProcedureError.unreadable }
        let answer = Answer(
            id: signed.answer, text: text.text, day: moment.effective, outcome: outcome,
            upholds: signed.purpose == .uphold)
        try AnswerTable.insert(answer, of: key, salt: prepared.salt, tx)
    }
}
