import Acts
import Identity
import Kernel
import Language
import Registry
import Storage

/// The paper by which somebody at the counter has shown who they are. Which sort is recorded, never its number.
/// `rawValue` is stored and never changes.
///
/// Law 42/2013/QH13 as amended, and Decree 154/2026/NĐ-CP, Article 12: read in a transcription.
public enum IdentityPaper: String, Sendable, CaseIterable {
    /// Căn cước, căn cước công dân.
    case identityCard
    /// Giấy chứng nhận căn cước.
    case identityCertificate
    /// Căn cước điện tử, on a telephone.
    case electronicIdentity
    case passport
    /// Giấy ủy quyền, with a paper of the one who acts.
    case powerOfAttorney
    /// Giấy giới thiệu, of an organization.
    case introduction
}

/// Gives the sender of a letter, who has lost the slip and shows a paper at the counter, a new PIN. The one of before opens
/// nothing from then on. The name on the paper is compared with the letter's; nobody reads the letter's name for it.
public struct ReissuePIN: Act {
    public static let code: ActCode = "letter.reissuePIN"

    let letter: LetterKey
    let matter: MatterKey
    let name: String
    let paper: IdentityPaper
    let officer: AccountID

    /// `name` is the one on the paper. It is compared, and kept nowhere.
    public init(
        _ letter: LetterKey, of matter: MatterKey, name: TypedText, _ paper: IdentityPaper, by officer: AccountID
    ) {
        self.letter = letter
        self.matter = matter
        self.name = name.text
        self.paper = paper
        self.officer = officer
    }

    /// The name on the paper is not the one on the letter.
    public static let nameDiffers = Problem(
        "letter.nameDiffers", status: 422, CasesMessages.nameDiffers,
        fields: [.init("name", CasesMessages.nameDiffers)])

    public func prepare(_ environment: Environment) throws {}

    public func subject(_: Void) -> Subjected { Subjected(matter) }

    public func authorize(_: Void, _ tx: any ReadTransaction, at moment: Moment) throws -> MatterStep {
        let found = try OfficersCase(matter, officer, at: moment, tx)
        _ = try found.post(with: .receive)
        guard let facts = found.matter.letter(letter.id), let known = try LetterTable.find(letter, tx) else {
            throw ProcedureError.unknownMatter
        }
        guard known.parent == nil else { throw ProcedureError.partOfAnother }
        guard try OriginalTable.bears(name, letter, tx) else { throw Self.nameDiffers }
        let reissued = PINReissued(
            letter: letter.id, version: facts.pinVersion + 1, paper: paper, official: found.official)
        return try MatterStep(from: found.matter, by: .pinReissued(reissued), at: moment)
    }

    public func perform(
        _: Void, _ step: MatterStep, _ tx: ActTransaction, at moment: Moment
    ) throws -> Change<Int> {
        guard let version = step.matter.letter(letter.id)?.pinVersion else { throw ProcedureError.unreadable }
        try LetterTable.set(pinVersion: version, of: letter, tx)
        return try step.save(tx, at: moment, outcome: version)
    }

    /// The version of the PIN that the act made good.
    public func recall(_ event: Event, _ tx: any ReadTransaction) throws -> Int {
        guard case .pinReissued(let reissued) = try MatterEvent(event) else { throw ProcedureError.unreadable }
        return reissued.version
    }
}
