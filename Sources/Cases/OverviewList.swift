import Acts
import Kernel
import Registry
import Storage

/// How many matters are open now, and how many of them are late.
public struct OpenNow: Sendable {
    /// Of one kind, in one stage and field.
    public struct Sort: Hashable, Sendable {
        public let stage: Stage
        public let kind: Kind
        public let field: String
    }

    public struct Count: Hashable, Sendable {
        public var n = 0
        public var late = 0

        public init(n: Int = 0, late: Int = 0) {
            self.n = n
            self.late = late
        }

        public static func + (left: Count, right: Count) -> Count {
            Count(n: left.n + right.n, late: left.late + right.late)
        }
    }

    let bySort: [Sort: Count]
    public let byBody: [OrganizationID: Count]

    /// Of the sorts meant.
    public func count(where isMeant: (Sort) -> Bool = { _ in true }) -> Count {
        bySort.reduce(into: Count()) { sum, entry in if isMeant(entry.key) { sum = sum + entry.value } }
    }

    /// By field, in no order.
    public var byField: [String: Count] {
        bySort.reduce(into: [:]) { $0[$1.key.field] = ($0[$1.key.field] ?? Count()) + $1.value }
    }
}

/// Sums of figures of several units, under the rights of one person.
public struct FigureSums: Sendable {
    private var sums: [Key: Int] = [:]

    private struct Key: Hashable {
        let unit: OrganizationID
        let kind: Kind
        let figure: Figure
        let month: String
    }

    public func of(_ figure: Figure, _ unit: OrganizationID, kind: Kind? = nil, month: String = "") -> Int {
        of(figure, unit, kinds: kind.map { [$0] } ?? Set(Kind.allCases), month: month)
    }

    /// Of some kinds together; a figure that is a sum is the sum of its parts.
    public func of(_ figure: Figure, _ unit: OrganizationID, kinds: Set<Kind>, month: String = "") -> Int {
        figure.parts.reduce(0) { sum, part in
            kinds.reduce(sum) { sum, kind in
                sum + (sums[Key(unit: unit, kind: kind, figure: part, month: month)] ?? 0)
            }
        }
    }

    mutating func add(_ n: Int, _ figure: Figure, _ unit: OrganizationID, _ kind: Kind, month: String = "") {
        sums[Key(unit: unit, kind: kind, figure: figure, month: month), default: 0] += n
    }
}

/// The figures of a unit and its subtree, in few statements: from counters, less what the person keeps away from.
public enum OverviewList {
    /// What counters say for the days of a period, of each unit with the reach the person has in it.
    public static func sums(
        _ reaches: [FigureReach], _ figures: [Figure], _ period: Period, _ scope: Scope,
        _ tx: any ReadTransaction
    ) throws -> FigureSums {
        let measures = figures.compactMap(\.measure)
        var sums = FigureSums()
        for (kinds, units) in Dictionary(grouping: reaches.filter { !$0.isAlone }, by: \.kinds) {
            let found = try TallyList.sums(
                measures, kinds: kinds.map(\.rawValue).sorted(), of: units.map(\.unit).sorted(), from: period.from,
                until: period.until, tx)
            for sum in found { sums.add(sum) }
        }
        for reach in reaches where reach.isAlone { try countAlone(reach, measures, period, into: &sums, tx) }
        for row in try conflicted(reaches, figures, period, scope, tx) { sums.add(-1, row.figure, row.unit, row.kind) }
        return sums
    }

    /// The same by calendar month, of one unit.
    public static func months(
        _ reach: FigureReach, _ figures: [Figure], _ period: Period, _ scope: Scope, _ tx: any ReadTransaction
    ) throws -> FigureSums {
        let measures = figures.compactMap(\.measure)
        var sums = FigureSums()
        if reach.isAlone {
            try countAlone(reach, measures, period, byMonth: true, into: &sums, tx)
        } else {
            let found = try TallyList.months(
                measures, kinds: reach.kinds.map(\.rawValue).sorted(), of: reach.unit, from: period.from,
                until: period.until, tx)
            for sum in found { sums.add(sum) }
        }
        for row in try conflicted([reach], figures, period, scope, tx) {
            sums.add(-1, row.figure, row.unit, row.kind, month: String(row.day.description.prefix(7)))
        }
        return sums
    }

    /// A body without those below it is counted row by row: counters hold it together with them.
    private static func countAlone(
        _ reach: FigureReach, _ measures: [Measure], _ period: Period, byMonth: Bool = false,
        into sums: inout FigureSums, _ tx: any ReadTransaction
    ) throws {
        let month: SQL = byMonth ? "substr(c.day, 1, 7)" : "''"
        let found = try tx.all(
            """
            select c.kind, c.measure, \(month) as month, count(*) from counted c where c.organization = \(reach.unit) \
            and c.measure in \(in: measures.map(\.code)) and c.day >= \(period.from) and c.day <= \(period.until) \
            and c.kind in \(in: reach.kinds.map(\.rawValue).sorted()) group by 1, 2, 3
            """
        ) { row in
            (
                kind: Kind(rawValue: try row(0)), figure: Figure(rawValue: try row(1)), month: try row(2) as String,
                n: try row(3) as Int
            )
        }
        for row in found {
            guard let kind = row.kind, let figure = row.figure else { throw ProcedureError.unreadable }
            sums.add(row.n, figure, reach.unit, kind, month: row.month)
        }
    }

    private struct ConflictedRow {
        let unit: OrganizationID
        let figure: Figure
        let kind: Kind
        let day: Day
    }

    /// What counters hold of matters that the person keeps away from.
    private static func conflicted(
        _ reaches: [FigureReach], _ figures: [Figure], _ period: Period, _ scope: Scope, _ tx: any ReadTransaction
    ) throws -> [ConflictedRow] {
        let keys = scope.conflicted
        guard !keys.isEmpty else { return [] }
        let belonging = Dictionary(
            grouping: try SubtreeList.belonging(to: reaches.map(\.unit), tx), by: \.ancestor)
        let rows = try keys.flatMap { key in
            try CountedTable.rows(of: key, tx).filter { period.from <= $0.day && $0.day <= period.until }
        }
        return rows.flatMap { row in
            reaches.compactMap { reach -> ConflictedRow? in
                guard let figure = Figure(rawValue: row.measure.code), figures.contains(figure),
                    let kind = Kind(rawValue: row.kind), reach.kinds.contains(kind)
                else { return nil }
                let isMeant =
                    reach.isAlone
                    ? row.organization == reach.unit
                    : (belonging[reach.unit] ?? []).contains {
                        $0.organization == row.organization && $0.includes(row.day)
                    }
                return isMeant ? ConflictedRow(unit: reach.unit, figure: figure, kind: kind, day: row.day) : nil
            }
        }
    }

    /// What is open now in a unit, from the desks themselves: all that the person may see there.
    public static func openNow(
        _ reach: FigureReach, _ scope: Scope, today: Day, _ tx: any ReadTransaction
    ) throws -> OpenNow {
        var bySort: [OpenNow.Sort: OpenNow.Count] = [:]
        var byBody: [OrganizationID: OpenNow.Count] = [:]
        // Line by line: to group them twice would cost the engine more than to read them once.
        _ = try tx.all(
            """
            select d.organization, d.stage, d.kind, d.field, case when d.next_due < \(today) then 1 else 0 end \
            from desk d where \(try stretch(reach, scope, tx)) and d.stage in \(in: Stage.allCases.map(\.rawValue)) \
            and d.place = 'lead'
            """
        ) { row in
            guard let stage = Stage(rawValue: try row(1)), let kind = Kind(rawValue: try row(2)) else {
                throw ProcedureError.unreadable
            }
            let sort = OpenNow.Sort(stage: stage, kind: kind, field: try row(3))
            let count = OpenNow.Count(n: 1, late: try row(4))
            bySort[sort, default: .init()] = bySort[sort, default: .init()] + count
            let body: OrganizationID = try row(0)
            byBody[body, default: .init()] = byBody[body, default: .init()] + count
        }
        return OpenNow(bySort: bySort, byBody: byBody)
    }

    /// All open lines of a unit: by its bodies where they are few, else by their provinces.
    static func stretch(
        _ reach: FigureReach, _ scope: Scope, _ tx: any ReadTransaction
    ) throws -> SQL {
        let found = scope.sql(
            ScopeColumns(home: "d.home", matter: "d.matter", organization: "d.organization", kind: "d.kind"))
        if reach.isAlone { return "d.organization = \(reach.unit) and \(found)" }
        let reached = try scope.reached(under: reach.unit, tx)
        guard reached.bodies.count > DeskReading.mostMerged else {
            return "d.organization in \(in: reached.bodies.map(\.organization)) and \(found)"
        }
        let slots = try scope.slots(of: reached.bodies, tx)
        let seen = reached.seen(
            slots.allSatisfy(\.isWhole), scope, DeskReading.desk,
            listed: SubtreeTable.within([reach.unit], organization: "+d.organization", on: scope.day))
        return """
            d.slot in \(in: slots.map(\.home)) and \(seen) and \(scope.clear(home: "d.home", matter: "d.matter"))
            """
    }

    /// Open matters when a day ended, as the counters of open matters have it: a check on the other figures. Nil where
    /// they cannot tell: for a body without those below it, and for one who keeps away from a matter.
    public static func openByCounters(
        _ reach: FigureReach, on day: Day, _ scope: Scope, _ tx: any ReadTransaction
    ) throws -> Int? {
        guard !reach.isAlone, scope.conflicted.isEmpty else { return nil }
        let counted = try TallyList.sums(
            [.open], kinds: reach.kinds.map(\.rawValue).sorted(), of: [reach.unit], from: Day(daysSince1970: 0),
            until: day, tx
        ).reduce(0) { $0 + $1.n }
        // Counters hold what came and went while a body belonged to the unit, not what it brought along.
        let moved = try FigureList.moved(Period(from: Day(daysSince1970: 0), until: day), reach, scope, tx)
        return counted + moved.joined - moved.parted
    }
}

extension FigureSums {
    fileprivate mutating func add(_ sum: TallySum) {
        guard let kind = Kind(rawValue: sum.kind), let figure = Figure(rawValue: sum.measure.code) else { return }
        add(sum.n, figure, sum.organization, kind, month: sum.month)
    }

    static let came: [Figure] = [.received, .transferredIn, .contested, .restored]
    static let went: [Figure] = [.answered, .closed, .transferredOut]

    /// How many more matters were open after these days than before.
    public func growth(_ unit: OrganizationID, kind: Kind? = nil) -> Int {
        func sum(_ figures: [Figure]) -> Int { figures.reduce(0) { $0 + of($1, unit, kind: kind) } }
        return sum(Self.came) - sum(Self.went)
    }
}
