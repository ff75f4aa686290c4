import Acts
import Kernel
import Storage

/// Why an officer reads who the sender is. `rawValue` is stored and never changes.
public enum OpeningReason: String, Sendable, CaseIterable {
    case contactSender, verifyContent
    /// By somebody who is to tell the sender something: name, telephone and address, no word of the letter.
    case tellSender
    /// On the help line, for whoever says the code: how it stands; neither name nor word of the letter.
    case answerCall

    /// Those for which the handler opens the whole letter.
    public static let ofHandlers: [OpeningReason] = [.contactSender, .verifyContent]
}

/// Opens the sender's own words and name to the officer who handles the matter, for a reason, and leaves a trace that
/// the sender sees.
public struct OpenOriginal: Act {
    public static let code: ActCode = "letter.open"

    let matter: MatterKey
    let letter: LetterID
    let officer: AccountID
    let reason: OpeningReason

    public init(_ letter: LetterID, of matter: MatterKey, by officer: AccountID, reason: OpeningReason) {
        self.matter = matter
        self.letter = letter
        self.officer = officer
        self.reason = reason
    }

    public func prepare(_ environment: Environment) throws {}

    public func subject(_: Void) -> Subjected { Subjected(matter) }

    public func authorize(_: Void, _ tx: any ReadTransaction, at moment: Moment) throws -> MatterStep {
        let found = try OfficersCase(self.matter, officer, at: moment, tx)
        let matter = found.matter
        guard matter.letter(letter) != nil else { throw ProcedureError.unknownMatter }
        // The trace must not say that less was seen than was.
        guard OpeningReason.ofHandlers.contains(reason) else { throw ActProblem.forbidden }
        try found.requireHandler()
        let opened = OriginalOpened(letter: letter, officer: officer, reason: reason)
        return try MatterStep(from: matter, by: .opened(opened), at: moment)
    }

    public func perform(
        _: Void, _ step: MatterStep, _ tx: ActTransaction, at moment: Moment
    ) throws -> Change<OpenedLetter> {
        try step.save(tx, at: moment, outcome: OpenedLetter(LetterKey(matter.home, letter), tx))
    }

    public func recall(_ event: Event, _ tx: any ReadTransaction) throws -> OpenedLetter {
        try OpenedLetter(LetterKey(matter.home, letter), tx)
    }
}
