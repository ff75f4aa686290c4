import Acts
import Kernel
import Storage

/// The rows of all ancestors over time, and the counters that follow them.
enum LineageTable {
    /// The bodies as they lie now.
    static func load(_ tx: any ReadTransaction) throws -> Lineage {
        var lineage = Lineage()
        let successions = try SuccessionTable.all(tx)
        for succession in successions {
            lineage.add(succession.predecessor, under: succession.successor, isPartial: succession.isPartial)
        }
        let moved = Set(successions.map(\.predecessor))
        let rows = try tx.all("select id, parent from organization order by id") { row in
            (id: try row(0) as OrganizationID, parent: try row(1) as OrganizationID?)
        }
        for (id, parent) in rows where !moved.contains(id) { lineage.add(id, under: parent) }
        return lineage
    }

    /// The last day on which something changed above any of these bodies, or one was established.
    static func lastChange(of bodies: Set<OrganizationID>, _ tx: any ReadTransaction) throws -> Day? {
        try tx.first(
            "select max(from_day) from org_ancestor where organization in \(in: bodies.sorted())"
        ) { row in try row(0) as Day? } ?? nil
    }

    /// From that day on each body is under those it gained and no longer under those it lost; counters of days from then
    /// on move along.
    static func save(_ shifts: [Lineage.Shift], from day: Day, _ tx: ActTransaction) throws {
        try carry(shifts, from: day, tx)
        for shift in shifts {
            for ancestor in shift.lost.sorted() {
                try tx.run(
                    """
                    update org_ancestor set until_day = \(day) where organization = \(shift.organization) \
                    and ancestor = \(ancestor) and until_day = \(Day.never)
                    """)
            }
            for ancestor in shift.gained.sorted() {
                try tx.run(
                    """
                    insert into org_ancestor (organization, ancestor, from_day, until_day, partial) values \
                    (\(shift.organization), \(ancestor), \(day), \(Day.never), \
                    \(shift.partly.contains(ancestor)))
                    """)
            }
        }
    }

    /// What was already folded for days from `day` on is folded anew: each body's own numbers, which are its folded ones
    /// without those of the bodies below it.
    private static func carry(_ shifts: [Lineage.Shift], from day: Day, _ tx: ActTransaction) throws {
        guard !shifts.isEmpty else { return }
        let all = Set(
            try tx.all(
                """
                select distinct organization from org_ancestor \
                where ancestor in \(in: shifts.map(\.organization)) and from_day <= \(day) and until_day > \(day) \
                order by organization
                """
            ) { row in try row(0) as OrganizationID })
        var below: [OrganizationID: Set<OrganizationID>] = [:]
        _ = try tx.all(
            """
            select ancestor, organization from org_ancestor where ancestor in \(in: all.sorted()) \
            and from_day <= \(day) and until_day > \(day) order by ancestor, organization
            """
        ) { row in _ = below[try row(0), default: []].insert(try row(1)) }
        var numbers: [OrganizationID: [Cell: Int]] = [:]
        _ = try tx.all(
            """
            select organization, kind, measure, day, n from tally where organization in \(in: all.sorted()) \
            and day >= \(day) order by organization
            """
        ) { row in
            numbers[try row(0), default: [:]][
                Cell(kind: try row(1), measure: try row(2), day: try row(3))] = try row(4) as Int
        }
        // From the smallest subtree to the largest: what lies below is known as its own by then.
        for body in all.sorted(by: { (below[$0]?.count ?? 1, $0) < (below[$1]?.count ?? 1, $1) }) {
            for other in below[body] ?? [] where other != body {
                for (cell, n) in numbers[other] ?? [:] { numbers[body, default: [:]][cell, default: 0] -= n }
            }
        }
        var moves: [OrganizationID: [Cell: Int]] = [:]
        for shift in shifts {
            for (cell, n) in numbers[shift.organization] ?? [:] where n != 0 {
                for ancestor in shift.gained { moves[ancestor, default: [:]][cell, default: 0] += n }
                for ancestor in shift.lost { moves[ancestor, default: [:]][cell, default: 0] -= n }
            }
        }
        for (ancestor, cells) in moves.sorted(by: { $0.key < $1.key }) {
            for (cell, n) in cells where n != 0 {
                try tx.run(
                    """
                    insert into tally (organization, kind, measure, day, n) \
                    values (\(ancestor), \(cell.kind), \(cell.measure), \(cell.day), \(n)) \
                    on conflict (organization, kind, measure, day) do update set n = tally.n + excluded.n
                    """)
            }
        }
    }

    private struct Cell: Hashable {
        let kind: String
        let measure: String
        let day: Day
    }
}
