import Acts
import Kernel
import Registry
import Storage

/// The rows of a matter: its own, its clocks, its span and its line on the desk. Acts save; reads go through lists.
enum MatterTable {
    /// The matter as it is now, whoever asks; nil if there is none. Callers check a scope.
    static func load(_ key: MatterKey, _ tx: any ReadTransaction) throws -> Matter? {
        let row = try tx.first(
            """
            select organization, opened, kind, stage, since, officer, version from matter \
            where home = \(key.home) and id = \(key.id)
            """
        ) { row in
            guard let kind = Kind(rawValue: try row(2)), let stage = Stage(rawValue: try row(3)) else {
                throw ProcedureError.unreadable
            }
            return (
                organization: try row(0) as OrganizationID, opened: try row(1) as Day,
                procedure: try Procedure(kind: kind, stage: stage, since: try row(4), officer: try row(5)),
                version: try row(6) as Int
            )
        }
        guard let row else { return nil }
        return Matter(
            key: key, organization: row.organization, opened: row.opened,
            letters: try LetterTable.ids(of: key, tx), procedure: row.procedure,
            clocks: try ClockTable.all(of: key, tx), version: row.version)
    }

    /// The matter, if the actor of the moment may act upon it. Throws `unknownMatter` in every other case alike.
    static func load(_ key: MatterKey, for moment: Moment, _ tx: any ReadTransaction) throws -> Matter {
        let scope = try Scope.of(moment.actor, on: moment.effective, tx)
        guard let matter = try load(key, tx),
            try scope.admits(key, kind: matter.kind, with: matter.organization, tx)
        else { throw ProcedureError.unknownMatter }
        return matter
    }

    /// Writes a new matter, or the difference between what it was and what it is.
    static func save(_ matter: Matter, was old: Matter?, _ tx: ActTransaction, at moment: Moment) throws {
        if let old {
            let changed = try tx.run(
                """
                update matter set stage = \(matter.procedure.stage.rawValue), since = \(matter.procedure.since), \
                officer = \(matter.procedure.officer), next_due = \(matter.nextDue), version = \(matter.version) \
                where home = \(matter.key.home) and id = \(matter.key.id) and version = \(old.version)
                """)
            guard changed == 1 else { throw ActProblem.overtaken }
        } else {
            try tx.run(
                """
                insert into matter (home, id, kind, organization, letter, opened, stage, since, officer, next_due, \
                version) values (\(matter.key.home), \(matter.key.id), \(matter.kind.rawValue), \
                \(matter.organization), \(matter.letters[0]), \(matter.opened), \
                \(matter.procedure.stage.rawValue), \(matter.procedure.since), \(matter.procedure.officer), \
                \(matter.nextDue), \(matter.version))
                """)
        }
        let clocks = Dictionary(uniqueKeysWithValues: (old?.clocks ?? []).map { ($0.id, $0) })
        for clock in matter.clocks {
            switch clocks[clock.id] {
            case nil: try ClockTable.insert(clock, of: matter.key, tx)
            case clock: break
            default: try ClockTable.update(clock, of: matter.key, tx)
            }
        }
        if old?.procedure.stage != matter.procedure.stage || old?.organization != matter.organization {
            try SpanTable.begin(
                matter.procedure.stage.rawValue, of: matter.key, kind: matter.kind.rawValue,
                with: matter.organization, on: moment.effective, sequence: moment.sequence, tx)
        }
        try DeskTable.move(from: old.flatMap(DeskLine.init), to: DeskLine(matter), tx)
    }
}
