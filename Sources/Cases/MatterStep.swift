import Acts
import Kernel
import Storage

/// One event of a matter, checked against its procedure before anything is written.
public struct MatterStep: Sendable {
    private let old: Matter
    /// The matter as it will be.
    let matter: Matter
    let event: MatterEvent

    /// Throws if the procedure does not allow the event now.
    init(from matter: Matter, by event: MatterEvent, at moment: Moment) throws(ProcedureError) {
        if case .lapsed = event {} else if matter.hasUnrecordedLapse(on: moment.effective) { throw .lapseFirst }
        old = matter
        var new = matter
        try new.apply(event, on: moment.effective)
        self.matter = new
        self.event = event
    }

    /// The same step with the event as it turned out in the transaction: a number is certain only there.
    func telling(_ event: MatterEvent, at moment: Moment) throws(ProcedureError) -> MatterStep {
        try MatterStep(from: old, by: event, at: moment)
    }

    var hasChangedKind: Bool { old.kind != matter.kind }

    /// The words of the event.
    func write(
        _ words: SpokenWords, as sort: Words.Sort, _ tx: ActTransaction, at moment: Moment
    ) throws {
        guard let said = event.said else { throw ProcedureError.unreadable }
        try WordsTable.insert(words, as: sort, said, of: matter.key, on: moment.effective, tx)
    }

    /// Writes the difference and says what became true.
    func save(_ tx: ActTransaction, at moment: Moment, also others: [Also] = []) throws -> Change<Void> {
        try save(tx, at: moment, outcome: (), also: others)
    }

    /// The same for an act with an outcome.
    func save<Outcome>(
        _ tx: ActTransaction, at moment: Moment, outcome: Outcome, also others: [Also] = []
    ) throws -> Change<Outcome> {
        Change(
            event.payload, tallies: try write(tx, at: moment), outcome: outcome, also: others)
    }

    /// The same for the second matter of an act.
    func saveAlso(_ code: ActCode, _ tx: ActTransaction, at moment: Moment) throws -> Also {
        Also(Subjected(matter.key), code, event.payload, tallies: try write(tx, at: moment))
    }

    /// The matter's rows are as it will be, and its senders will be told; returns the counters that moved.
    private func write(_ tx: ActTransaction, at moment: Moment) throws -> [TallyMove] {
        let day = moment.effective
        let corrections =
            old.kind == matter.kind ? [] : try CountedTable.correct(matter.key, to: matter.kind.rawValue, tx)
        try MatterTable.save(matter, was: old, on: day, tx)
        if old.procedure.stage.isClosed, !matter.procedure.stage.isClosed {
            try RecheckTable.end(matter.key, as: .overtaken, tx)
        }
        let moves = event.tallies(from: old, to: matter, on: day)
        try CountedTable.insert(moves, of: matter, tx)
        try event.tellSenders(from: old, to: matter, tx, at: moment)
        return corrections + moves
    }
}

extension MatterEvent {
    /// The number of the words that came with it.
    public var saidWords: ID<Words>? { said?.words }

    /// What was said with it.
    var said: Said? {
        switch self {
        case .offered(_, let said), .declined(let said), .asked(let said), .replied(let said), .noted(let said),
            .returned(let said), .contested(let said, _), .invited(_, let said), .contributed(_, let said):
            said
        case .closed(_, _, let said): said
        case .rechecked(let rechecked): rechecked.said
        case .rated(let rated):
            rated.words.flatMap { words in
                rated.commitment.map {
                    Said(words: words, official: rated.official, letter: rated.letter, commitment: $0)
                }
            }
        default: nil
        }
    }
}
