import Acts
import Documents
import Files
import Identity
import Kernel
import Registry
import Storage
import Vault

/// Whoever issues for the body records that the draft was signed by hand, by whom and on which day, and keeps the scan with
/// a letter of the matter. It gets its number and leaves at once, or waits for it.
public struct SignOnPaper: OfficerAct {
    public static let code: ActCode = "matter.signOnPaper"

    public let key: MatterKey
    public let officer: AccountID
    let seen: ID<Draft>?
    let signer: OfficialID
    let day: Day
    let letter: LetterKey
    let scan: LetterFiles
    let issues: Bool

    /// `signer` held or covered a post of the body that signs, on that day, and has not stepped aside from the matter.
    /// `scan` is kept already, under the key of `letter`, the one that the document is addressed to: its sender sees it when
    /// it is issued.
    public init(
        _ key: MatterKey, seen: ID<Draft>? = nil, signedBy signer: OfficialID, on day: Day, scan: LetterFiles,
        with letter: LetterKey, issuing: Bool = true, by officer: AccountID
    ) {
        self.key = key
        self.seen = seen
        self.signer = signer
        self.day = day
        self.scan = scan
        self.letter = letter
        issues = issuing
        self.officer = officer
    }

    public struct Prepared: Sendable {
        let answer: ID<Answer>
        let attached: LetterFiles.Attached
        let vault: Secret
        let today: Day
    }

    public func prepare(_ environment: Environment) throws -> Prepared {
        guard let attached = try scan.attached(to: letter, environment) else { throw AddFiles.noneChosen }
        return Prepared(
            answer: environment.mint(), attached: attached, vault: environment.keys.vault, today: environment.today)
    }

    public func event(
        _ prepared: Prepared, _ found: OfficersCase, _ tx: any ReadTransaction
    ) throws -> MatterEvent {
        let post = try found.postInOrAbove(with: .issue, tx)
        let (draft, commitment) = try found.waitingDraft(seen: seen, tx)
        guard day <= found.moment.effective, day >= draft.day else { throw ProcedureError.signedDayUnfit }
        let signing = try found.post(thatSigned: signer, on: day, tx)
        if draft.purpose == .setAside, draft.official == signer { throw ProcedureError.secondPersonNeeded }
        guard found.matter.letter(letter.id) != nil else { throw ProcedureError.unknownMatter }
        try scan.require(keyOf: letter, under: prepared.vault, tx)
        return .signed(
            Signed(
                purpose: draft.purpose, answer: prepared.answer, outcome: draft.outcome, drafter: draft.official,
                signer: signer, post: signing, commitment: commitment,
                paper: PaperSignature(
                    day: day, files: prepared.attached.files.map(\.address), letter: letter.id,
                    recorder: found.official),
                issue: issues ? try found.issue(draft.purpose.document, by: post, tx) : nil, ground: draft.ground))
    }

    public func numbered(_ step: MatterStep, _ tx: ActTransaction, at moment: Moment) throws -> MatterStep {
        try step.numbered(tx, at: moment)
    }

    public func write(_ prepared: Prepared, _ step: MatterStep, _ tx: ActTransaction, at moment: Moment) throws {
        guard case .signed(let signed) = step.event else { throw ProcedureError.unreadable }
        try prepared.attached.write(to: letter, under: prepared.vault, document: prepared.answer.raw, tx)
        guard signed.issue != nil else { return }
        try AnswerTable.insert(signed.purpose, signed.answer, signed.outcome, of: key, tx, at: moment)
        try step.writeDocument(tx, at: moment)
    }
}

extension OfficersCase {
    /// The post of the body that has the matter by which an official could sign on a day.
    fileprivate func post(
        thatSigned official: OfficialID, on day: Day, _ tx: any ReadTransaction
    ) throws -> PostID {
        if try ConflictTable.keepsAway(official, from: matter.key, tx) { throw ProcedureError.signerUnfit }
        for post in try PostTable.posts(serving: matter.organization, on: day, tx)
        where post.role.powers.contains(.sign) {
            if try PostTable.holders(of: post.id, on: day, tx).contains(where: { $0.official.id == official }) {
                return post.id
            }
        }
        throw ProcedureError.signerUnfit
    }
}

extension LetterFiles {
    /// Throws `overtaken` if the letter has another key than the one the files were kept under: they would open for nobody.
    func require(keyOf letter: LetterKey, under vault: Secret, _ tx: any ReadTransaction) throws {
        guard let known = try LetterKeyTable.open(letter, under: vault, tx) else { return }
        guard known.authenticate([]) == key.authenticate([]) else { throw ActProblem.overtaken }
    }
}

extension LetterFiles.Attached {
    /// The letter refers to the files from now on; those of a document are its scan.
    func write(to letter: LetterKey, under vault: Secret, document: Int64? = nil, _ tx: ActTransaction) throws {
        if try LetterKeyTable.open(letter, under: vault, tx) == nil {
            try LetterKeyTable.insert(key, of: letter, tx)
        }
        for file in files { try LetterFileTable.insert(file, of: letter, document: document, tx) }
    }
}
