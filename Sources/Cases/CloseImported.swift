import Acts
import Kernel
import Storage

/// A matter that was imported ended in the register it came from, on a past day and with that register's words. Nobody
/// is told anything; an import alone performs it.
public struct CloseImported: Act {
    public static let code: ActCode = "matter.closeImported"

    let key: MatterKey
    let words: TypedText
    public let effective: Day?

    /// `words` may be empty: registers often say nothing.
    public init(_ key: MatterKey, on day: Day, words: TypedText) {
        self.key = key
        self.words = words
        effective = day
    }

    public func prepare(_ environment: Environment) throws -> SpokenWords? {
        words.text.isEmpty ? nil : SpokenWords(words.text, environment)
    }

    public func subject(_: SpokenWords?) -> Subjected { Subjected(key) }

    public func authorize(
        _ spoken: SpokenWords?, _ tx: any ReadTransaction, at moment: Moment
    ) throws -> MatterStep {
        guard case .platform = moment.actor else { throw ActProblem.forbidden }
        let matter = try MatterTable.load(key, for: moment, tx)
        guard try LetterTable.all(of: key, tx).allSatisfy({ $0.source == .imported }) else {
            throw ActProblem.forbidden
        }
        return try MatterStep(from: matter, by: .closed(.elsewhere, by: nil, spoken?.said(by: nil)), at: moment)
    }

    public func perform(
        _ spoken: SpokenWords?, _ step: MatterStep, _ tx: ActTransaction, at moment: Moment
    ) throws -> Change<Void> {
        if let spoken { try step.write(spoken, as: .reason, tx, at: moment) }
        return try step.save(tx, at: moment)
    }
}
