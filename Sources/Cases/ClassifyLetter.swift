import Acts
import Kernel
import Registry
import Storage

/// An officer says what a letter is: its kind by content, its field, whether it can be processed and why not, whose it
/// is, for how many people it speaks. A corrected kind ends the matter's clocks and begins those of the right kind, and
/// the sender's page says so; one that may not be published takes it off the public board.
public struct ClassifyLetter: OfficerAct {
    public static let code: ActCode = "letter.classify"

    public let key: MatterKey
    public let officer: AccountID
    let letter: Letter
    let kind: Kind
    let field: Field?
    let classification: Classification
    let settledBy: TypedText
    let promise: AnswerPromise?

    /// `field` is one of the national list, in force on the day of the act; nil leaves it open. `promise` is that of
    /// the body that has the matter.
    public init(
        _ letter: Letter, as kind: Kind, in field: Field?, _ classification: Classification, settledBy: TypedText,
        promise: AnswerPromise?, by officer: AccountID
    ) {
        key = MatterKey(letter.key.home, letter.matter)
        self.letter = letter
        self.kind = kind
        self.field = field
        self.classification = classification.of(field)
        self.settledBy = settledBy
        self.promise = promise
        self.officer = officer
    }

    /// The clocks of the kind, if it turns out to be another one.
    public func prepare(_ environment: Environment) throws -> [Clock] {
        try FirstClocks.start(
            kind, of: letter.key.id, from: letter.arrived, by: letter.source, promise: promise, environment)
    }

    public func event(
        _ clocks: [Clock], _ found: OfficersCase, _ tx: any ReadTransaction
    ) throws -> MatterEvent {
        _ = try found.post(with: .classify)
        if let field, !field.isInForce(on: found.moment.effective) { throw ProcedureError.fieldNotInForce }
        guard let before = found.matter.letter(letter.key.id) else { throw ProcedureError.unknownMatter }
        let fresh = kind == found.matter.kind ? [] : clocks
        return .classified(
            LetterClassified(
                letter: before.classified(classification), kind: kind,
                official: found.official, clocks: fresh))
    }

    public func write(_: [Clock], _ step: MatterStep, _ tx: ActTransaction, at moment: Moment) throws {
        try LetterTable.set(classification, settledBy: settledBy.text, of: letter.key, tx)
        try PublicationTable.set(field: classification.field ?? "", of: letter.key, in: key.id, tx)
        if step.hasChangedKind, !step.matter.kind.isPublishable { try PublicationTable.withdraw(of: key, tx) }
        if step.matter.kind == .denunciation, step.hasChangedKind {
            // From now on it is worked on what an officer writes: the masked words may show who reports.
            let scope = try ExtractTable.scope(of: step.matter, tx)
            let empty = ExtractTable.Indexed(extract: Extract(title: "", body: ""), folded: "", scope: scope)
            try ExtractTable.replace(by: empty, of: letter.key.id, step.matter, tx)
            return
        }
        for letter in step.matter.letters { try ExtractTable.reach(letter.id, step.matter, tx) }
    }
}
