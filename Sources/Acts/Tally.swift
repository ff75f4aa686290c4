import Kernel
import Storage

/// What is counted of an organization. A number on a page is a sum of moves; `code` is stored and never changes.
public struct Measure: Hashable, Comparable, Sendable, ExpressibleByStringLiteral {
    public let code: String

    public init(stringLiteral code: StaticString) { self.code = code.description }
    /// For reading a code back from the store.
    public init(stored code: String) { self.code = code }

    public static func < (left: Measure, right: Measure) -> Bool { left.code < right.code }
}

/// One move of one counter, on the day it counts for.
public struct TallyMove: Sendable {
    public let organization: OrganizationID
    /// The kind of matter, or "" where there is none.
    public let kind: String
    public let measure: Measure
    public let day: Day
    public let by: Int

    /// What it moves.
    public var counter: Counter { Counter(organization, kind: kind, measure, on: day) }

    public init(_ organization: OrganizationID, kind: String, _ measure: Measure, on day: Day, by: Int = 1) {
        self.organization = organization
        self.kind = kind
        self.measure = measure
        self.day = day
        self.by = by
    }

    /// The same move of another kind of matter.
    public func of(kind: String) -> TallyMove { TallyMove(organization, kind: kind, measure, on: day, by: by) }

    /// The move that takes this one back.
    public var undone: TallyMove { TallyMove(organization, kind: kind, measure, on: day, by: -by) }

    /// The order in which every act moves counters, so that two acts never wait for each other.
    var order: (OrganizationID, String, Measure, Day) { (organization, kind, measure, day) }
}

/// One counter: what the sum of its moves is kept under.
public struct Counter: Hashable, Sendable {
    public let organization: OrganizationID
    public let kind: String
    public let measure: Measure
    public let day: Day

    public init(_ organization: OrganizationID, kind: String, _ measure: Measure, on day: Day) {
        self.organization = organization
        self.kind = kind
        self.measure = measure
        self.day = day
    }
}

/// Counters: acts move those of the leaf organization only; a job folds them into all ancestors.
public enum TallyTable {
    /// One writer adds to one row of each counter until it is folded. Where acts are written side by side each has rows of
    /// its own, by its event: they would wait for each other on the counter of a body that gets many letters.
    static func move(_ moves: [TallyMove], by event: Int64, _ tx: ActTransaction) throws {
        let slot = tx.dialect == .sqlite ? 0 : event
        for move in moves.sorted(by: { $0.order < $1.order }) {
            try tx.run(
                """
                insert into tally_tail (organization, kind, measure, day, slot, n) \
                values (\(move.organization), \(move.kind), \(move.measure.code), \(move.day), \(slot), \(move.by)) \
                on conflict (organization, kind, measure, day, slot) do update set n = tally_tail.n + excluded.n
                """)
        }
    }

    /// The sum of a measure over an organization and its subtree, for days `from` to `until`, both included.
    public static func sum(
        _ measure: Measure, kind: String, of organization: OrganizationID, from: Day, until: Day,
        _ tx: any ReadTransaction
    ) throws -> Int {
        let folded = try tx.first(
            """
            select cast(coalesce(sum(n), 0) as bigint) from tally where organization = \(organization) \
            and kind = \(kind) and measure = \(measure.code) and day >= \(from) and day <= \(until)
            """
        ) { row in try row(0) as Int }
        let tail = try tx.first(
            """
            select cast(coalesce(sum(t.n), 0) as bigint) from tally_tail t \
            join org_ancestor a on a.organization = t.organization and a.ancestor = \(organization) \
            and a.from_day <= t.day and a.until_day > t.day \
            where t.kind = \(kind) and t.measure = \(measure.code) and t.day >= \(from) and t.day <= \(until)
            """
        ) { row in try row(0) as Int }
        return (folded ?? 0) + (tail ?? 0)
    }

    /// Every counter that is not zero, of every organization with its subtree. For recounts.
    public static func all(_ tx: any ReadTransaction) throws -> [Counter: Int] {
        var counters: [Counter: Int] = [:]
        func add(_ row: any Row) throws {
            let counter = Counter(
                try row(0), kind: try row(1), Measure(stored: try row(2)), on: try row(3))
            counters[counter, default: 0] += try row(4)
        }
        _ = try tx.all("select organization, kind, measure, day, n from tally order by organization", add)
        _ = try tx.all(
            """
            select a.ancestor, t.kind, t.measure, t.day, t.n from tally_tail t join org_ancestor a \
            on a.organization = t.organization and a.from_day <= t.day and a.until_day > t.day order by a.ancestor
            """, add)
        return counters.filter { $0.value != 0 }
    }

    /// Moves every counter of the tail into all ancestors of its organization as of its day, at once. A day on which the
    /// organization had none yet stays in the tail: nothing is dropped.
    ///
    /// Beside acts: what is folded is what one statement deletes, so that nothing that comes in meanwhile is lost.
    static func fold(_ tx: ActTransaction) throws {
        try tx.run(
            SQL.dialect(
                sqlite: """
                    insert into tally (organization, kind, measure, day, n) \
                    select a.ancestor, t.kind, t.measure, t.day, sum(t.n) from tally_tail t \
                    join org_ancestor a on a.organization = t.organization \
                    and a.from_day <= t.day and a.until_day > t.day \
                    where 1 = 1 group by a.ancestor, t.kind, t.measure, t.day \
                    on conflict (organization, kind, measure, day) do update set n = tally.n + excluded.n
                    """,
                postgresql: """
                    with moved as (delete from tally_tail t where exists (select 1 from org_ancestor a \
                    where a.organization = t.organization and a.from_day <= t.day and a.until_day > t.day) \
                    returning t.organization, t.kind, t.measure, t.day, t.n) \
                    insert into tally (organization, kind, measure, day, n) \
                    select a.ancestor, t.kind, t.measure, t.day, cast(sum(t.n) as bigint) from moved t \
                    join org_ancestor a on a.organization = t.organization \
                    and a.from_day <= t.day and a.until_day > t.day \
                    group by a.ancestor, t.kind, t.measure, t.day \
                    on conflict (organization, kind, measure, day) do update set n = tally.n + excluded.n
                    """))
        // The writer is alone between the two.
        guard tx.dialect == .sqlite else { return }
        try tx.run(
            """
            delete from tally_tail where exists (select 1 from org_ancestor a \
            where a.organization = tally_tail.organization \
            and a.from_day <= tally_tail.day and a.until_day > tally_tail.day)
            """)
    }
}
