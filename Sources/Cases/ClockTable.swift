import Acts
import Kernel
import Legislation
import Registry
import Storage

enum ClockTable {
    static func insert(_ clock: Clock, of matter: MatterKey, _ tx: ActTransaction) throws {
        let deadline = clock.deadline
        try tx.run(
            """
            insert into clock (home, id, letter, matter, rule, provision, start_day, nominal, due, state) \
            values (\(matter.home), \(clock.id), \(clock.letter), \(matter.id), \(deadline.rule.text), \
            \(deadline.provision), \(deadline.start), \(deadline.nominal), \(deadline.due), \
            \(clock.state.rawValue))
            """)
    }

    static func update(_ clock: Clock, of matter: MatterKey, _ tx: ActTransaction) throws {
        try tx.run(
            """
            update clock set state = \(clock.state.rawValue) \
            where home = \(matter.home) and matter = \(matter.id) and id = \(clock.id)
            """)
    }

    static func delete(_ clock: Clock, of matter: MatterKey, _ tx: ActTransaction) throws {
        try tx.run(
            "delete from clock where home = \(matter.home) and matter = \(matter.id) and id = \(clock.id)")
    }

    /// The clocks of a matter in the order they were started.
    static func all(of matter: MatterKey, _ tx: any ReadTransaction) throws -> [Clock] {
        try tx.all(
            """
            select id, letter, rule, provision, start_day, nominal, due, state from clock \
            where home = \(matter.home) and matter = \(matter.id) order by id
            """
        ) { row in
            guard let state = Clock.State(rawValue: try row(7)) else { throw ProcedureError.unreadable }
            let deadline = Deadline(
                rule: RuleID(stored: try row(2)), provision: try row(3), start: try row(4), nominal: try row(5),
                due: try row(6))
            return Clock(id: try row(0), letter: try row(1), deadline: deadline, state: state)
        }
    }

    /// Running clocks whose last day lies before `today`, earliest first; not those of imported rows, whose days are
    /// those of other places.
    static func passed(
        before today: Day, limit: Int, _ tx: any ReadTransaction
    ) throws -> [(matter: MatterKey, clock: ID<Clock>, due: Day)] {
        try tx.all(
            """
            select home, matter, id, due from clock where state = 'running' and due < \(today) \
            and rule <> \(RuleID.importedDue.text) order by due, home, id limit \(limit)
            """
        ) { row in (MatterKey(try row(0), try row(1)), try row(2), try row(3)) }
    }

    /// Those of imported rows, each with the body that has the matter, after the last one that was seen.
    static func importedPassed(
        before day: Day, after last: (due: Day, home: Home, id: ID<Clock>)?, limit: Int, _ tx: any ReadTransaction
    ) throws -> [(matter: MatterKey, clock: ID<Clock>, due: Day, body: OrganizationID)] {
        let (due, home, id) = last ?? (Day(daysSince1970: -700_000), .central, ID(0))
        return try tx.all(
            """
            select c.home, c.matter, c.id, c.due, m.organization from clock c \
            join matter m on m.home = c.home and m.id = c.matter \
            where c.state = 'running' and c.due < \(day) and c.rule = \(RuleID.importedDue.text) \
            and (c.due, c.home, c.id) > (\(due), \(home), \(id)) order by c.due, c.home, c.id limit \(limit)
            """
        ) { row in (MatterKey(try row(0), try row(1)), try row(2), try row(3), try row(4)) }
    }
}
