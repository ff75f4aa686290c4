import Acts
import Kernel
import Language
import Registry
import Storage
import Vault

/// The handler puts a draft before whoever signs: an answer, that an answer stands, or a setting aside.
public struct SubmitDraft: OfficerAct {
    public static let code: ActCode = "matter.submit"

    public let key: MatterKey
    public let officer: AccountID
    let purpose: DraftPurpose
    let outcome: Outcome?
    let ground: SetAsideGround?
    let text: TypedText

    /// A passage is at least so many words.
    private static let fewestWords = 3

    /// An answer, with what came of the matter.
    public init(_ key: MatterKey, answer text: TypedText, _ outcome: Outcome, by officer: AccountID) {
        self.init(key, .answer, outcome, nil, text, officer)
    }

    /// That the contested answer stands, and why.
    public init(_ key: MatterKey, upholding text: TypedText, by officer: AccountID) {
        self.init(key, .uphold, .explained, nil, text, officer)
    }

    /// That the letter be set aside (xếp lưu), on a listed ground, with the passage of the letter it rests on.
    public init(_ key: MatterKey, settingAside passage: TypedText, _ ground: SetAsideGround, by officer: AccountID) {
        self.init(key, .setAside, nil, ground, passage, officer)
    }

    private init(
        _ key: MatterKey, _ purpose: DraftPurpose, _ outcome: Outcome?, _ ground: SetAsideGround?,
        _ text: TypedText, _ officer: AccountID
    ) {
        self.key = key
        self.purpose = purpose
        self.outcome = outcome
        self.ground = ground
        self.text = text
        self.officer = officer
    }

    public func prepare(_ environment: Environment) throws -> PreparedText { PreparedText(text.text, environment) }

    public func event(
        _ prepared: PreparedText, _ found: OfficersCase, _ tx: any ReadTransaction
    ) throws -> MatterEvent {
        try found.requireHandler()
        if purpose == .setAside { try requirePassage(found.matter, tx) }
        return .submitted(
            Submitted(
                draft: ID(prepared.id), purpose: purpose, outcome: outcome, ground: ground,
                official: found.official, commitment: prepared.commitment))
    }

    /// The passage must stand in a letter of the matter, and be more than a word or two unless the letter is no more: nothing
    /// is set aside for its tone as a whole.
    private func requirePassage(_ matter: Matter, _ tx: any ReadTransaction) throws {
        let passage = Folding.fold(text.text)
        func words(_ text: String) -> Int { text.split(whereSeparator: \.isWhitespace).count }
        for letter in matter.letters {
            guard let extract = try ExtractTable.find(LetterKey(key.home, letter.id), tx) else { continue }
            let letter = Folding.fold(extract.title + " " + extract.body)
            guard !passage.isEmpty, letter.contains(passage) else { continue }
            if words(passage) >= min(Self.fewestWords, words(letter)) { return }
        }
        throw Problem(
            "text.invalid", status: 422, CasesMessages.textInvalid,
            fields: [.init("text", CasesMessages.passageMissing)])
    }

    public func write(
        _ prepared: PreparedText, _ step: MatterStep, _ tx: ActTransaction, at moment: Moment
    ) throws {
        guard case .submitted(let submitted) = step.event else { throw ProcedureError.unreadable }
        let draft = Draft(
            id: submitted.draft, purpose: purpose, outcome: outcome, ground: ground, text: text.text,
            official: submitted.official, day: moment.effective)
        try DraftTable.insert(draft, of: key, salt: prepared.salt, tx)
    }
}

/// A text on its way into an act, with a number and a commitment made off the writer.
public struct PreparedText: Sendable {
    let id: Int64
    let salt: [UInt8]
    let commitment: [UInt8]

    init(_ text: String, _ environment: Environment) {
        id = environment.mint(Subjects.Installation.self).raw
        salt = environment.randomBytes(32)
        commitment = Digest.commitment(of: text.utf8, salt: salt)
    }
}

/// Whoever would sign sends the draft back, with what is missing.
public struct ReturnDraft: OfficerAct {
    public static let code: ActCode = "matter.returnDraft"

    public let key: MatterKey
    public let officer: AccountID
    let remark: TypedText

    public init(_ key: MatterKey, with remark: TypedText, by officer: AccountID) {
        self.key = key
        self.remark = remark
        self.officer = officer
    }

    public func prepare(_ environment: Environment) throws -> SpokenWords { SpokenWords(remark.text, environment) }

    public func event(
        _ words: SpokenWords, _ found: OfficersCase, _ tx: any ReadTransaction
    ) throws -> MatterEvent {
        // The drafter may take a draft back too; what is signed is sent back by who signs or issues.
        if found.matter.procedure.stage == .approved {
            if (try? found.postInOrAbove(with: .issue, tx)) == nil { _ = try found.postInOrAbove(with: .sign, tx) }
            return .returned(words.said(by: found.official))
        }
        if let handler = found.matter.procedure.handler, found.standing.holds(handler.post) {
            return .returned(words.said(by: found.official))
        }
        _ = try found.postInOrAbove(with: .sign, tx)
        return .returned(words.said(by: found.official))
    }

    public func write(
        _ words: SpokenWords, _ step: MatterStep, _ tx: ActTransaction, at moment: Moment
    ) throws {
        try step.write(words, as: .remark, tx, at: moment)
    }
}
