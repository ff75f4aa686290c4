import Acts
import Kernel
import Registry
import Storage

/// How many letters were set aside on which ground, and what re-checks said: figures for everybody, of all kinds together.
public struct SetAsideFigures: Sendable {
    public struct Rechecks: Hashable, Sendable {
        public let drawn: Int
        public let stood: Int
        public let failed: Int
        /// Neither looked at yet nor taken up again for another reason by the end of the days: never less than nothing.
        public var open: Int { max(0, drawn - stood - failed) }
    }

    public let received: Int
    /// Each setting aside once, also one that was restored later.
    public let setAside: Int
    public let byGround: [SetAsideGround: Int]
    public let rechecks: [RecheckSort: Rechecks]
}

public enum SetAsideList {
    /// Of these bodies with all below them, none of which lies below another, for the days of a period.
    public static func figures(
        of bodies: [OrganizationID], _ period: Period, _ tx: any ReadTransaction
    ) throws -> SetAsideFigures {
        let measures =
            [.received, .closed(.setAside)] + SetAsideGround.allCases.map { Measure.setAside(on: $0) }
            + RecheckSort.allCases.flatMap { sort in
                [.drawn(sort), .rechecked(sort, stands: true), .rechecked(sort, stands: false)]
            }
        let sums = try TallyList.sums(
            measures, kinds: Kind.allCases.map(\.rawValue), of: bodies, from: period.from, until: period.until, tx)
        let found = sums.reduce(into: [Measure: Int]()) { $0[$1.measure, default: 0] += $1.n }
        func n(_ measure: Measure) -> Int { found[measure] ?? 0 }
        return SetAsideFigures(
            received: n(.received), setAside: n(.closed(.setAside)),
            byGround: Dictionary(uniqueKeysWithValues: SetAsideGround.allCases.map { ($0, n(.setAside(on: $0))) }),
            rechecks: Dictionary(
                uniqueKeysWithValues: RecheckSort.allCases.map { sort in
                    (
                        sort,
                        SetAsideFigures.Rechecks(
                            drawn: n(.drawn(sort)), stood: n(.rechecked(sort, stands: true)),
                            failed: n(.rechecked(sort, stands: false)))
                    )
                }))
    }
}
