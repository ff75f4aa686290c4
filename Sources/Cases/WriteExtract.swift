import Acts
import Kernel
import Language
import Registry
import Storage

/// The handler writes the extract on which a denunciation is worked: nothing in it tells who reports.
public struct WriteExtract: OfficerAct {
    public static let code: ActCode = "letter.writeExtract"

    public let key: MatterKey
    public let officer: AccountID
    let letter: LetterID
    let title: TypedText
    let body: TypedText

    public init(_ letter: LetterID, of key: MatterKey, title: TypedText, body: TypedText, by officer: AccountID) {
        self.key = key
        self.letter = letter
        self.title = title
        self.body = body
        self.officer = officer
    }

    public struct Prepared: Sendable {
        let text: PreparedText
        let folded: String
    }

    public func prepare(_ environment: Environment) throws -> Prepared {
        Prepared(
            text: PreparedText(title.text + "\n" + body.text, environment),
            folded: Folding.fold(title.text + " " + body.text))
    }

    public func event(
        _ prepared: Prepared, _ found: OfficersCase, _ tx: any ReadTransaction
    ) throws -> MatterEvent {
        try found.requireHandler()
        guard found.matter.kind == .denunciation else { throw ProcedureError.notForKind }
        guard found.matter.letter(letter) != nil else { throw ProcedureError.unknownMatter }
        return .extracted(letter, by: found.official, commitment: prepared.text.commitment)
    }

    public func write(_ prepared: Prepared, _ step: MatterStep, _ tx: ActTransaction, at moment: Moment) throws {
        let indexed = ExtractTable.Indexed(
            extract: Extract(title: title.text, body: body.text), folded: prepared.folded,
            scope: try ExtractTable.scope(of: step.matter, tx))
        try ExtractTable.replace(by: indexed, of: letter, step.matter, tx)
    }
}
