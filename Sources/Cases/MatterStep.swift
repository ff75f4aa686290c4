import Acts
import Storage

/// One event of a matter, checked against its procedure before anything is written.
public struct MatterStep: Sendable {
    private let old: Matter
    private let new: Matter
    private let event: MatterEvent

    /// Throws if the procedure does not allow the event now.
    init(from matter: Matter, by event: MatterEvent, at moment: Moment) throws(ProcedureError) {
        if case .lapsed = event {} else if matter.hasUnrecordedLapse(on: moment.effective) { throw .lapseFirst }
        old = matter
        var new = matter
        try new.apply(event, on: moment.effective)
        self.new = new
        self.event = event
    }

    /// Writes the difference and says what became true.
    func save(_ tx: ActTransaction, at moment: Moment) throws -> Change<Void> {
        try MatterTable.save(new, was: old, tx, at: moment)
        return Change(event.payload, tallies: event.tallies(of: new, on: moment.effective))
    }

    /// The same for an act with an outcome.
    func save<Outcome>(
        _ tx: ActTransaction, at moment: Moment, outcome: Outcome
    ) throws -> Change<Outcome> {
        try MatterTable.save(new, was: old, tx, at: moment)
        return Change(event.payload, tallies: event.tallies(of: new, on: moment.effective), outcome: outcome)
    }
}
