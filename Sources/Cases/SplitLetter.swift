import Acts
import Identity
import Kernel
import Language
import Registry
import Storage

/// A mixed letter is split: a part of it becomes a letter of its own, of its own kind, with code, clocks and matter. The
/// sender opens it with the same PIN.
public struct SplitLetter: Act {
    public static let code: ActCode = "letter.split"
    public static let splitCode: ActCode = "letter.splitOff"
    public static let mostEvents = 2

    let letter: Letter
    let draft: LetterDraft
    let receiver: Organization
    let officer: AccountID

    /// `draft` holds the part, in words of the extract; its sender is the letter's. `receiver` is the body that has it.
    public init(_ letter: Letter, part draft: LetterDraft, at receiver: Organization, by officer: AccountID) {
        self.letter = letter
        self.draft = draft
        self.receiver = receiver
        self.officer = officer
    }

    public func prepare(_ environment: Environment) throws -> PreparedLetter {
        try PreparedLetter(
            draft, to: receiver, by: letter.source, arrived: letter.arrived, registered: environment.now,
            parent: letter.pinLetter, home: letter.key.home, environment
        ) { part in
            try FirstClocks.start(
                draft.kind, of: part, from: letter.arrived, by: letter.source, promise: receiver.answerPromise,
                environment)
        }
    }

    public func subject(_ prepared: PreparedLetter) -> Subjected { Subjected(prepared.matter) }

    public func others(_: PreparedLetter) -> [Subjected] {
        [Subjected(MatterKey(letter.key.home, letter.matter))]
    }

    public func authorize(
        _ prepared: PreparedLetter, _ tx: any ReadTransaction, at moment: Moment
    ) throws -> (code: LetterCode, from: MatterStep) {
        let found = try OfficersCase(MatterKey(letter.key.home, letter.matter), officer, at: moment, tx)
        _ = try found.post(with: .classify)
        guard found.matter.organization == receiver.id, found.matter.letter(letter.key.id) != nil else {
            throw ProcedureError.unknownMatter
        }
        // Of what its sender took back, or was no letter, nothing goes on.
        if found.matter.procedure.closure?.isFinal == true { throw ProcedureError.alreadyClosed }
        try requireWordsOfLetter(tx)
        guard try OrganizationTable.stillPromises(receiver.answerPromise, receiver.id, tx) else {
            throw ProcedureError.receiverChanged
        }
        let event = MatterEvent.split(letter.key.id, to: prepared.matter.id, by: found.official)
        return (
            code: try prepared.freeCode(tx), from: try MatterStep(from: found.matter, by: event, at: moment)
        )
    }

    /// Every line of the part stands in the letter: an officer chooses words and writes none.
    private func requireWordsOfLetter(_ tx: any ReadTransaction) throws {
        let extract = try ExtractTable.find(letter.key, tx) ?? Extract(title: "", body: "")
        let whole = Folding.fold(extract.title + " " + extract.body)
        let lines = draft.original.body.split(separator: "\n").map { Folding.fold(String($0)) }
        guard lines.allSatisfy({ whole.contains($0) }) else {
            throw Problem(
                "text.invalid", status: 422, CasesMessages.textInvalid,
                fields: [.init("body", CasesMessages.passageMissing)])
        }
    }

    public func perform(
        _ prepared: PreparedLetter, _ authorized: (code: LetterCode, from: MatterStep), _ tx: ActTransaction,
        at moment: Moment
    ) throws -> Change<MatterKey> {
        let matter = Matter(prepared.matter, openedBy: prepared.event)
        guard let sender = try OriginalTable.open(letter.key, tx)?.sender else { throw ProcedureError.unknownMatter }
        _ = try prepared.insert(authorized.code, from: sender, tx)
        try MatterTable.save(matter, was: nil, on: moment.effective, tx)
        let moves = MatterEvent.received(prepared.event).tallies(from: nil, to: matter, on: moment.effective)
        try CountedTable.insert(moves, of: matter, tx)
        let also = try authorized.from.saveAlso(Self.splitCode, tx, at: moment)
        return Change(
            prepared.payload,
            tallies: moves,
            outcome: prepared.matter, also: [also])
    }

    public func recall(_ event: Event, _ tx: any ReadTransaction) throws -> MatterKey {
        MatterKey(event.home, ID(event.subject.raw))
    }
}
