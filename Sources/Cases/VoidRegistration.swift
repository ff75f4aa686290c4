import Acts
import Kernel
import Registry
import Storage

/// A letter was entered by mistake: twice, or what is no letter. Its number stays in the book and is void, its matter
/// ends, and what was owed on it ends without having been done.
public struct VoidRegistration: OfficerAct {
    public static let code: ActCode = "letter.void"

    public let key: MatterKey
    public let officer: AccountID
    let reason: TypedText

    public init(_ key: MatterKey, because reason: TypedText, by officer: AccountID) {
        self.key = key
        self.reason = reason
        self.officer = officer
    }

    public func prepare(_ environment: Environment) throws -> SpokenWords { SpokenWords(reason.text, environment) }

    public func event(
        _ words: SpokenWords, _ found: OfficersCase, _ tx: any ReadTransaction
    ) throws -> MatterEvent {
        let post = try found.post(with: .receive)
        if let entry = try BookTable.entries(of: key, tx).first {
            guard entry.void == nil, entry.organization == found.matter.organization,
                found.matter.letter(entry.letter) != nil
            else { throw ProcedureError.notInBook }
        } else {
            // What was brought along from an old register by mistake has no number here that could be void.
            let old = try OldEntryTable.entries(of: found.matter.letters.map(\.id), at: key.home, tx)
            guard !old.isEmpty else { throw ProcedureError.notInBook }
        }
        // What somebody works on is that post's to end, or its body's to take away first.
        let procedure = found.matter.procedure
        if let handler = procedure.handler, !procedure.stage.isClosed, !found.standing.holds(handler.post) {
            throw ProcedureError.heldByAnother
        }
        guard found.matter.letters.count == 1 else { throw ProcedureError.severalLetters }
        return .closed(
            .mistaken, by: Handler(post: post.id, official: found.official), words.said(by: found.official))
    }

    public func write(_ words: SpokenWords, _ step: MatterStep, _ tx: ActTransaction, at moment: Moment) throws {
        try step.write(words, as: .reason, tx, at: moment)
        guard let entry = try BookTable.entries(of: key, tx).first else { return }
        try BookTable.void(entry, on: moment.effective, because: words.id, tx)
    }
}
