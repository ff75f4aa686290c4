import Acts
import Kernel
import Registry
import Storage

/// The handler asks the senders something; they reply with code and PIN. No clock stops for it.
public struct AskSender: OfficerAct {
    public static let code: ActCode = "matter.ask"

    public let key: MatterKey
    public let officer: AccountID
    let question: TypedText

    public init(_ key: MatterKey, question: TypedText, by officer: AccountID) {
        self.key = key
        self.question = question
        self.officer = officer
    }

    public func prepare(_ environment: Environment) throws -> SpokenWords {
        SpokenWords(question.text, environment)
    }

    public func event(
        _ words: SpokenWords, _ found: OfficersCase, _ tx: any ReadTransaction
    ) throws -> MatterEvent {
        try found.requireHandler()
        return .asked(words.said(by: found.official))
    }

    public func write(
        _ words: SpokenWords, _ step: MatterStep, _ tx: ActTransaction, at moment: Moment
    ) throws {
        try step.write(words, as: .question, tx, at: moment)
    }
}

/// The handler goes on without a reply.
public struct ResumeMatter: OfficerAct {
    public static let code: ActCode = "matter.resume"

    public let key: MatterKey
    public let officer: AccountID

    public init(_ key: MatterKey, by officer: AccountID) {
        self.key = key
        self.officer = officer
    }

    public func event(_: Void, _ found: OfficersCase, _ tx: any ReadTransaction) throws -> MatterEvent {
        try found.requireHandler()
        return .resumed(by: found.official)
    }
}

/// An internal note, seen by whoever may read the matter's file, by no sender.
public struct AddNote: OfficerAct {
    public static let code: ActCode = "matter.note"

    public let key: MatterKey
    public let officer: AccountID
    let note: TypedText

    public init(_ key: MatterKey, _ note: TypedText, by officer: AccountID) {
        self.key = key
        self.note = note
        self.officer = officer
    }

    public func prepare(_ environment: Environment) throws -> SpokenWords { SpokenWords(note.text, environment) }

    public func event(
        _ words: SpokenWords, _ found: OfficersCase, _ tx: any ReadTransaction
    ) throws -> MatterEvent {
        guard
            found.matter.organizations.contains(where: {
                found.standing.post(with: .receive, in: $0) != nil
            })
        else { throw ProcedureError.notYourPower }
        return .noted(words.said(by: found.official))
    }

    public func write(
        _ words: SpokenWords, _ step: MatterStep, _ tx: ActTransaction, at moment: Moment
    ) throws {
        try step.write(words, as: .note, tx, at: moment)
    }
}
