import Acts
import Kernel
import Registry
import Storage

/// A matter that was imported, or brought along from an old register, ended in the register it came from, on a past day and
/// with that register's words. Nobody is told anything; an import alone performs it.
public struct CloseImported: Act {
    public static let code: ActCode = "matter.closeImported"

    let key: MatterKey
    let words: TypedText
    /// Who brings the register along; nil for the command line.
    let officer: AccountID?
    public let effective: Day?

    /// `words` may be empty: registers often say nothing.
    public init(_ key: MatterKey, on day: Day, words: TypedText, by officer: AccountID? = nil) {
        self.key = key
        self.words = words
        self.officer = officer
        effective = day
    }

    public struct Prepared: Sendable {
        let spoken: SpokenWords?
        /// The day it is recorded on, whose rights count.
        let day: Day
    }

    public func prepare(_ environment: Environment) throws -> Prepared {
        Prepared(spoken: words.text.isEmpty ? nil : SpokenWords(words.text, environment), day: environment.today)
    }

    public func subject(_: Prepared) -> Subjected { Subjected(key) }

    public func authorize(
        _ prepared: Prepared, _ tx: any ReadTransaction, at moment: Moment
    ) throws -> MatterStep {
        // The rights are those of the day it is recorded on: on the day it ended nobody here may have had a post yet.
        guard let matter = try MatterTable.load(key, tx) else { throw ProcedureError.unknownMatter }
        // Two at once bring a line along, and one of them ends it.
        guard matter.procedure.stage != .closed else { throw ProcedureError.alreadyClosed }
        let official = try Standing.bringing(
            matter.kind, at: matter.organization, officer, on: prepared.day, moment.actor, tx)
        let sources = Set(try LetterTable.all(of: key, tx).map(\.source))
        guard sources == [.oldRegister] || officer == nil && sources.isSubset(of: [.imported]) else {
            throw ActProblem.forbidden
        }
        // What somebody has taken up here since ends by the procedure.
        guard sources != [.oldRegister] || matter.version == 1 else { throw ProcedureError.alreadyTaken }
        return try MatterStep(
            from: matter, by: .closed(.elsewhere, by: nil, prepared.spoken?.said(by: official)), at: moment)
    }

    public func perform(
        _ prepared: Prepared, _ step: MatterStep, _ tx: ActTransaction, at moment: Moment
    ) throws -> Change<Void> {
        if let spoken = prepared.spoken { try step.write(spoken, as: .reason, tx, at: moment) }
        return try step.save(tx, at: moment)
    }
}
