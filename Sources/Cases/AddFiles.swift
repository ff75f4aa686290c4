import Acts
import Files
import Identity
import Kernel
import Registry
import Storage
import Vault

/// Files come to a letter after it was received: a scan made later, a paper brought to the counter. The sender sees it.
public struct AddFiles: OfficerAct {
    public static let code: ActCode = "letter.addFiles"

    public let key: MatterKey
    public let officer: AccountID
    let letter: LetterKey
    let files: LetterFiles

    /// `files` are kept already, under the letter's key.
    public init(_ files: LetterFiles, to letter: LetterKey, of matter: MatterKey, by officer: AccountID) {
        self.files = files
        self.letter = letter
        key = matter
        self.officer = officer
    }

    public struct Prepared: Sendable {
        let attached: LetterFiles.Attached
        let vault: Secret
    }

    public func prepare(_ environment: Environment) throws -> Prepared {
        guard let attached = try files.attached(to: letter, environment) else { throw Self.noneChosen }
        return Prepared(attached: attached, vault: environment.keys.vault)
    }

    /// A form came without a file.
    public static let noneChosen = Problem(
        "files.none", status: 422, CasesMessages.fileMissing, fields: [.init("files", CasesMessages.fileMissing)])

    public func event(
        _ prepared: Prepared, _ found: OfficersCase, _ tx: any ReadTransaction
    ) throws -> MatterEvent {
        _ = try found.post(with: .receive)
        guard found.matter.letter(letter.id) != nil else { throw ProcedureError.unknownMatter }
        try files.require(keyOf: letter, under: prepared.vault, tx)
        let here = try LetterFileTable.all(of: letter, tx)
        guard here.count + prepared.attached.files.count <= FileLimit.standard.count else {
            throw FileError.tooMany(.standard)
        }
        return .filesAdded(
            FilesAdded(
                letter: letter.id, files: prepared.attached.files.map(\.address), official: found.official))
    }

    public func write(_ prepared: Prepared, _ step: MatterStep, _ tx: ActTransaction, at moment: Moment) throws {
        try prepared.attached.write(to: letter, under: prepared.vault, tx)
    }
}

extension LetterFiles {
    /// The key under which files of a letter are to be kept: its own, or while it has none a new one.
    public static func key(
        of letter: LetterKey, under vault: Secret, _ tx: any ReadTransaction
    ) throws -> DataKey {
        try LetterKeyTable.open(letter, under: vault, tx) ?? DataKey.random()
    }
}
