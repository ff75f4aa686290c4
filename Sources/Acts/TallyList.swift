import Kernel
import Storage

/// A sum of one measure of one kind, of one body with its subtree.
public struct TallySum: Hashable, Sendable {
    public let organization: OrganizationID
    public let kind: String
    public let measure: Measure
    /// `2026-11`, or "" where months are not told apart.
    public let month: String
    public let n: Int
}

/// Sums of counters, many in one read: what is folded, and the tail that is not yet.
public enum TallyList {
    /// For days `from` to `until`, both included, of each of the bodies with its subtree. What is zero may be missing.
    public static func sums(
        _ measures: [Measure], kinds: [String], of organizations: [OrganizationID], from: Day, until: Day,
        _ tx: any ReadTransaction
    ) throws -> [TallySum] {
        let codes = measures.map(\.code)
        return try tx.all(
            """
            select organization, kind, measure, '', cast(sum(n) as bigint) from tally \
            where organization in \(in: organizations) and kind in \(in: kinds) and measure in \(in: codes) \
            and day >= \(from) and day <= \(until) group by organization, kind, measure
            """, sum)
            + tx.all(
                """
                select a.ancestor, t.kind, t.measure, '', cast(sum(t.n) as bigint) from tally_tail t \
                join org_ancestor a on a.organization = t.organization \
                and a.from_day <= t.day and a.until_day > t.day \
                where a.ancestor in \(in: organizations) and t.kind in \(in: kinds) and t.measure in \(in: codes) \
                and t.day >= \(from) and t.day <= \(until) group by a.ancestor, t.kind, t.measure
                """, sum)
    }

    /// The same of one body by calendar month.
    public static func months(
        _ measures: [Measure], kinds: [String], of organization: OrganizationID, from: Day, until: Day,
        _ tx: any ReadTransaction
    ) throws -> [TallySum] {
        let codes = measures.map(\.code)
        return try tx.all(
            """
            select organization, kind, measure, substr(day, 1, 7), cast(sum(n) as bigint) from tally \
            where organization = \(organization) and kind in \(in: kinds) and measure in \(in: codes) \
            and day >= \(from) and day <= \(until) group by organization, kind, measure, substr(day, 1, 7)
            """, sum)
            + tx.all(
                """
                select a.ancestor, t.kind, t.measure, substr(t.day, 1, 7), cast(sum(t.n) as bigint) \
                from tally_tail t join org_ancestor a on a.organization = t.organization \
                and a.from_day <= t.day and a.until_day > t.day \
                where a.ancestor = \(organization) and t.kind in \(in: kinds) and t.measure in \(in: codes) \
                and t.day >= \(from) and t.day <= \(until) \
                group by a.ancestor, t.kind, t.measure, substr(t.day, 1, 7)
                """, sum)
    }

    private static func sum(_ row: any Row) throws -> TallySum {
        TallySum(
            organization: try row(0), kind: try row(1), measure: Measure(stored: try row(2)), month: try row(3),
            n: try row(4))
    }
}
