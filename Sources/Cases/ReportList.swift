import Acts
import Kernel
import Registry
import Storage

/// The values of a table for several units, in few statements: what came and went from counters, what was open from what
/// is open now and what came and went since.
public enum ReportList {
    /// Every figure of these units, by kind, also what was carried over, remained, and moved with bodies. No unit may be
    /// named twice, and only these kinds are read. `period` ends today at the latest.
    ///
    /// Always: carried over, come and joined are as many as settled, parted and remaining.
    public static func figures(
        _ reaches: [FigureReach], _ figures: Set<Figure>, of kinds: Set<Kind>, _ period: Period, _ scope: Scope,
        today: Day, _ tx: any ReadTransaction
    ) throws -> FigureSums {
        let reaches = reaches.map { reach in
            FigureReach(unit: reach.unit, kinds: reach.kinds.intersection(kinds), isAlone: reach.isAlone)
        }
        let flows = FigureSums.came + FigureSums.went
        let wanted = figures.union(flows).sorted { $0.rawValue < $1.rawValue }
        var sums = try OverviewList.sums(reaches, wanted, period, scope, tx)
        let after = Period(from: period.until.adding(1), until: today)
        let since = after.from <= after.until ? try OverviewList.sums(reaches, flows, after, scope, tx) : FigureSums()
        let open = try open(reaches, scope, tx)
        for reach in reaches {
            let moved = try moved(reach, from: period.from, until: today, scope, tx)
            for kind in reach.kinds {
                func n(_ isInto: Bool, isAfter: Bool) -> Int {
                    moved.filter { $0.kind == kind && $0.isInto == isInto && ($0.day > period.until) == isAfter }
                        .reduce(0) { $0 + $1.n }
                }
                let (joined, parted) = (n(true, isAfter: false), n(false, isAfter: false))
                let now = open[Stock(unit: reach.unit, kind: kind)] ?? 0
                let remaining =
                    now - since.growth(reach.unit, kind: kind) - n(true, isAfter: true) + n(false, isAfter: true)
                let carriedOver = remaining - sums.growth(reach.unit, kind: kind) - joined + parted
                sums.add(joined, .joined, reach.unit, kind)
                sums.add(parted, .parted, reach.unit, kind)
                sums.add(remaining, .remaining, reach.unit, kind)
                sums.add(carriedOver, .carriedOver, reach.unit, kind)
            }
        }
        return sums
    }

    private struct Stock: Hashable {
        let unit: OrganizationID
        let kind: Kind
    }

    /// What is open now in each unit, from one reading of the desks of all of them: each unit is one of the others' bodies,
    /// or has them below it.
    private static func open(
        _ reaches: [FigureReach], _ scope: Scope, _ tx: any ReadTransaction
    ) throws -> [Stock: Int] {
        var found: [Stock: Int] = [:]
        let whole = reaches.filter { !$0.isAlone }
        // The bodies of one of them hold those of all, where it is the unit above.
        let above = try whole.first { first in
            let branches = try scope.branches([first.unit], tx)
            return whole.allSatisfy { branches[$0.unit] != nil }
        }
        let branches = try scope.branches(whole.map(\.unit), tx)
        let seen = Dictionary(uniqueKeysWithValues: whole.map { ($0.unit, $0.kinds) })
        let kinds = Set(whole.flatMap(\.kinds)).map(\.rawValue).sorted()
        for reach in above.map({ [$0] }) ?? whole {
            let rows = try tx.all(
                """
                select d.organization, d.kind, count(*) from desk d where \(try OverviewList.stretch(reach, scope, tx)) \
                and d.stage in \(in: Stage.allCases.map(\.rawValue)) and d.place = 'lead' and d.kind in \(in: kinds) \
                group by d.organization, d.kind
                """
            ) { row in (body: try row(0) as OrganizationID, kind: Kind(rawValue: try row(1)), n: try row(2) as Int) }
            for row in rows {
                guard let kind = row.kind else { throw ProcedureError.unreadable }
                let units = above == nil ? [reach.unit] : branches[row.body] ?? []
                for unit in units where seen[unit]?.contains(kind) == true {
                    found[Stock(unit: unit, kind: kind), default: 0] += row.n
                }
            }
        }
        for reach in reaches where reach.isAlone {
            let kinds = reach.kinds.map(\.rawValue).sorted()
            _ = try tx.all(
                """
                select d.kind, count(*) from desk d where \(try OverviewList.stretch(reach, scope, tx)) \
                and d.stage in \(in: Stage.allCases.map(\.rawValue)) and d.place = 'lead' and d.kind in \(in: kinds) \
                group by d.kind
                """
            ) { row in
                guard let kind = Kind(rawValue: try row(0)) else { throw ProcedureError.unreadable }
                found[Stock(unit: reach.unit, kind: kind)] = try row(1) as Int
            }
        }
        return found
    }

    private struct Moved {
        let day: Day
        let isInto: Bool
        let kind: Kind
        let n: Int
    }

    /// Open matters that bodies brought along into a unit, or took with them, by day and kind.
    private static func moved(
        _ reach: FigureReach, from: Day, until: Day, _ scope: Scope, _ tx: any ReadTransaction
    ) throws -> [Moved] {
        guard !reach.isAlone else { return [] }
        let open = Stage.allCases.filter { !$0.isClosed }.map(\.rawValue)
        return try scope.moves(of: reach.unit, tx).filter { from <= $0.day && $0.day <= until }.flatMap { move in
            try tx.all(
                """
                select s.kind, count(*) from span s where s.organization = \(move.organization) \
                and s.state in \(in: open) and s.from_day < \(move.day) and s.until_day >= \(move.day) \
                and s.kind in \(in: reach.kinds.map(\.rawValue).sorted()) \
                and \(scope.clear(home: "s.home", matter: "s.matter")) group by s.kind
                """
            ) { row in
                guard let kind = Kind(rawValue: try row(0)) else { throw ProcedureError.unreadable }
                return Moved(day: move.day, isInto: move.isInto, kind: kind, n: try row(1))
            }
        }
    }
}
