import Acts
import Kernel
import Registry
import Storage

/// What was drawn for a re-check, one row for each ending that was.
enum RecheckTable {
    static func insert(_ recheck: Recheck, _ tx: ActTransaction) throws {
        try tx.run(
            """
            insert into recheck (home, matter, ended, sort, organization, drawn, state) values \
            (\(recheck.matter.home), \(recheck.matter.id), \(recheck.ended), \(recheck.sort.rawValue), \
            \(recheck.organization), \(recheck.drawn), \(recheck.state.rawValue))
            """)
    }

    /// What waits has been looked at, or is overtaken.
    static func end(_ key: MatterKey, as state: Recheck.State, _ tx: ActTransaction) throws {
        try tx.run(
            """
            update recheck set state = \(state.rawValue) \
            where home = \(key.home) and matter = \(key.id) and state = 'waiting'
            """)
    }

    /// All that were drawn of a matter, first to last.
    static func all(of key: MatterKey, _ tx: any ReadTransaction) throws -> [Recheck] {
        try tx.all(
            """
            select home, matter, ended, sort, organization, drawn, state from recheck \
            where home = \(key.home) and matter = \(key.id) order by ended
            """, recheck)
    }

    static func recheck(_ row: any Row) throws -> Recheck {
        guard let sort = RecheckSort(rawValue: try row(3)), let state = Recheck.State(rawValue: try row(6)) else {
            throw ProcedureError.unreadable
        }
        return Recheck(
            matter: MatterKey(try row(0), try row(1)), ended: try row(2), sort: sort, organization: try row(4),
            drawn: try row(5), state: state)
    }
}
