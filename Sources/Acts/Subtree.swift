import Kernel
import Storage

/// Which organization belongs to which, over time. Every organization is its own ancestor; after a merger the
/// predecessor is a child of its successor.
public enum SubtreeTable {
    /// From that day on the organization is under `parent`, and so under all of the parent's ancestors of that day.
    public static func add(
        _ organization: OrganizationID, under parent: OrganizationID?, from day: Day, _ tx: ActTransaction
    ) throws {
        let above = try parent.map { try ancestors(of: $0, on: day, tx) } ?? []
        for ancestor in [organization] + above.sorted() {
            try tx.run(
                """
                insert into org_ancestor (organization, ancestor, from_day, until_day) \
                values (\(organization), \(ancestor), \(day), \(Day.never))
                """)
        }
    }

    /// The organization itself and all above it, as of a day.
    public static func ancestors(
        of organization: OrganizationID, on day: Day, _ tx: any ReadTransaction
    ) throws -> Set<OrganizationID> {
        Set(
            try tx.all(
                """
                select ancestor from org_ancestor where organization = \(organization) \
                and from_day <= \(day) and until_day > \(day) order by ancestor
                """
            ) { row in try row(0) as OrganizationID })
    }

    /// The organization and all under it as of a day, if they are no more than `limit`; nil if they are more.
    public static func units(
        of root: OrganizationID, atMost limit: Int, on day: Day, _ tx: any ReadTransaction
    ) throws -> [OrganizationID]? {
        let found = try tx.all(
            """
            select organization from org_ancestor where ancestor = \(root) \
            and from_day <= \(day) and until_day > \(day) order by organization limit \(limit + 1)
            """
        ) { row in try row(0) as OrganizationID }
        return found.count > limit ? nil : found
    }

    /// Every organization with all above it and itself, and the days for which it is so. For recounts.
    public static func all(
        _ tx: any ReadTransaction
    ) throws -> [OrganizationID: [(ancestor: OrganizationID, from: Day, until: Day)]] {
        var above: [OrganizationID: [(ancestor: OrganizationID, from: Day, until: Day)]] = [:]
        _ = try tx.all(
            "select organization, ancestor, from_day, until_day from org_ancestor order by organization, ancestor"
        ) { row in above[try row(0), default: []].append((try row(1), try row(2), try row(3))) }
        return above
    }

    /// True on rows whose organization is one of `roots` or under one of them, as of a day.
    public static func within(_ roots: [OrganizationID], organization column: SQL, on day: Day) -> SQL {
        """
        \(column) in (select organization from org_ancestor where ancestor in \(in: roots) \
        and from_day <= \(day) and until_day > \(day))
        """
    }
}
