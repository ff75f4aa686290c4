import Acts
import Kernel
import Storage

/// One thing that a number counts: what the number opens to.
struct CountedRow: Hashable {
    let organization: OrganizationID
    let measure: Measure
    let day: Day
    /// The number of the event within its matter.
    let sequence: Int
    let kind: String

    /// What these moves count. Open matters are no row: they are the matter's spans.
    static func rows(of moves: [TallyMove], sequence: Int) -> [CountedRow] {
        moves.filter { $0.measure != .open }.map { move in
            CountedRow(
                organization: move.organization, measure: move.measure, day: move.day, sequence: sequence,
                kind: move.kind)
        }
    }

    func of(kind: String) -> CountedRow {
        CountedRow(organization: organization, measure: measure, day: day, sequence: sequence, kind: kind)
    }

    fileprivate var move: TallyMove { TallyMove(organization, kind: kind, measure, on: day) }
}

/// A row for each step of each counter: a counter is the number of its rows.
enum CountedTable {
    static func insert(_ moves: [TallyMove], of matter: Matter, _ tx: ActTransaction) throws {
        for row in CountedRow.rows(of: moves, sequence: matter.version) {
            try tx.run(
                """
                insert into counted (organization, measure, day, home, matter, sequence, kind) values \
                (\(row.organization), \(row.measure.code), \(row.day), \(matter.key.home), \(matter.key.id), \
                \(row.sequence), \(row.kind))
                """)
        }
    }

    /// All that the matter counted for counts under its right kind from now on; returns the moves that make it so. The
    /// spans of the matter are read as they were before.
    static func correct(_ matter: MatterKey, to kind: String, _ tx: ActTransaction) throws -> [TallyMove] {
        let moves = try rows(of: matter, tx).map(\.move) + open(SpanTable.all(of: matter, tx))
        try tx.run("update counted set kind = \(kind) where home = \(matter.home) and matter = \(matter.id)")
        return moves.map(\.undone) + moves.map { $0.of(kind: kind) }
    }

    /// How a matter's spans moved the counters of open matters.
    private static func open(_ spans: [Span]) -> [TallyMove] {
        var moves: [TallyMove] = []
        var before: Span?
        for span in spans {
            if let before, before.isOpen, !span.isOpen || before.organization != span.organization {
                moves.append(TallyMove(before.organization, kind: before.kind, .open, on: span.from, by: -1))
            }
            if span.isOpen, before?.isOpen != true || before?.organization != span.organization {
                moves.append(TallyMove(span.organization, kind: span.kind, .open, on: span.from))
            }
            before = span
        }
        return moves
    }

    static func rows(of matter: MatterKey, _ tx: any ReadTransaction) throws -> [CountedRow] {
        try tx.all(
            """
            select organization, measure, day, sequence, kind from counted \
            where home = \(matter.home) and matter = \(matter.id) order by sequence, organization, measure
            """
        ) { row in
            CountedRow(
                organization: try row(0), measure: Measure(stored: try row(1)), day: try row(2),
                sequence: try row(3), kind: try row(4))
        }
    }
}

extension Span {
    fileprivate var isOpen: Bool { Stage(rawValue: state).map { !$0.isClosed } ?? false }
}
