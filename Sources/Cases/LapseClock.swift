import Acts
import Kernel
import Registry
import Storage

/// Records that a day in law or promise has passed and the duty is still owed. Performed by a job, effective the day
/// after the due day; it alone counts lateness.
public struct LapseClock: Act {
    public static let code: ActCode = "clock.lapse"

    let key: MatterKey
    let clock: ID<Clock>
    let due: Day

    public init(_ key: MatterKey, clock: ID<Clock>, due: Day) {
        self.key = key
        self.clock = clock
        self.due = due
    }

    public var effective: Day? { due.adding(1) }

    /// The day it is: a clock does not lapse before its last day is over.
    public func prepare(_ environment: Environment) throws -> Day { environment.today }

    public func subject(_: Day) -> Subjected { Subjected(key) }

    public func authorize(_ today: Day, _ tx: any ReadTransaction, at moment: Moment) throws -> MatterStep {
        guard case .platform = moment.actor else { throw ActProblem.forbidden }
        let matter = try MatterTable.load(key, for: moment, tx)
        guard let found = matter.clocks.first(where: { $0.id == clock }), found.deadline.due == due, due < today
        else { throw ProcedureError.nothingLapsed }
        return try MatterStep(from: matter, by: .lapsed(clock), at: moment)
    }

    public func perform(
        _: Day, _ step: MatterStep, _ tx: ActTransaction, at moment: Moment
    ) throws -> Change<Void> {
        try step.save(tx, at: moment)
    }

    /// Lapses what has passed in one matter: before an officer acts on it, so that lateness is never lost to the job's
    /// being late. With a past `day`, what had passed by then: for whoever tells what happened on it.
    public static func lapse(
        _ key: MatterKey, _ store: any Store, _ performer: Performer, asOf day: Day? = nil
    ) async throws {
        let today = day ?? performer.world.today
        let performer = day.map(performer.asOf) ?? performer
        let passed = try await store.read { tx in
            try ClockTable.all(of: key, tx).filter { clock in
                clock.state == .running && (day == nil ? clock.hasPassed(by: today) : clock.deadline.due < today)
            }
        }
        for clock in passed {
            do {
                try await performer.perform(
                    LapseClock(key, clock: clock.id, due: clock.deadline.due), by: .platform("cases.lapse"))
            } catch ProcedureError.nothingLapsed {
                // The job was faster.
            }
        }
    }

    /// Lapses every clock whose day has passed; returns how many. Harmless to run twice.
    public static func lapseAll(_ context: JobContext) async throws -> Int {
        let today = context.performer.world.today
        var lapsed = 0
        while true {
            let passed = try await context.store.read { tx in
                try ClockTable.passed(before: today, limit: 200, tx)
            }
            guard !passed.isEmpty else { return lapsed }
            for (matter, clock, due) in passed {
                do {
                    _ = try await context.performer.perform(
                        LapseClock(matter, clock: clock, due: due), by: .platform("cases.lapse"))
                    lapsed += 1
                } catch ProcedureError.nothingLapsed {
                    // Answered, or lapsed by another server, since the list was read.
                }
            }
        }
    }

    /// Lapses every clock of imported rows whose day has passed in its own place; returns how many. `days` are those of
    /// the bodies that have the matters; where none is given, the installation's is taken.
    public static func lapseImported(_ context: JobContext, on days: [OrganizationID: Day]) async throws -> Int {
        let here = context.performer.world.today
        let latest = days.values.max().map { max($0, here) } ?? here
        var (lapsed, last) = (0, (due: Day, home: Home, id: ID<Clock>)?.none)
        while true {
            let passed = try await context.store.read { [last] tx in
                try ClockTable.importedPassed(before: latest, after: last, limit: 200, tx)
            }
            guard let end = passed.last else { return lapsed }
            last = (end.due, end.matter.home, end.clock)
            for (matter, clock, due, body) in passed {
                let today = days[body] ?? here
                guard due < today else { continue }
                do {
                    _ = try await context.performer.asOf(today).perform(
                        LapseClock(matter, clock: clock, due: due), by: .platform("cases.lapse"))
                    lapsed += 1
                } catch ProcedureError.nothingLapsed {
                    // Closed, or lapsed by another server, since the list was read.
                }
            }
        }
    }
}
