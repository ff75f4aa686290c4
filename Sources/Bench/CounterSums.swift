import Kernel
import Registry
import Storage

/// What the counters of bodies and all above them must hold after the copies, as if the job had folded them.
struct CounterSums: Sendable {
    private struct Key: Hashable {
        let organization: Int64
        let kind: UInt8
        let measure: UInt8
        let day: Int32
    }

    private var sums: [Key: Int64] = [:]
    private var kinds: [String] = []
    private var measures: [String] = []

    mutating func add(_ lived: LivedMatter, _ place: BenchPlace, shift: Int) {
        for move in lived.moves {
            guard let bodies = place.above[move.place] else { continue }
            let kind = Self.index(of: move.kind, in: &kinds)
            let measure = Self.index(of: move.measure, in: &measures)
            for body in bodies {
                let key = Key(
                    organization: body.raw, kind: kind, measure: measure, day: Int32(move.day + shift))
                sums[key, default: 0] += Int64(move.by)
            }
        }
    }

    private static func index(of name: String, in names: inout [String]) -> UInt8 {
        if let found = names.firstIndex(of: name) { return UInt8(found) }
        names.append(name)
        return UInt8(names.count - 1)
    }

    /// The counters are in their table.
    func append(to load: any BulkLoad) throws {
        let sorted = sums.filter { $0.value != 0 }.sorted { left, right in
            let (one, other) = (left.key, right.key)
            if one.organization != other.organization { return one.organization < other.organization }
            if one.kind != other.kind { return kinds[Int(one.kind)] < kinds[Int(other.kind)] }
            if one.measure != other.measure { return measures[Int(one.measure)] < measures[Int(other.measure)] }
            return one.day < other.day
        }
        var rows: [[Value]] = []
        for (key, n) in sorted {
            rows.append([
                .int(key.organization), .text(kinds[Int(key.kind)]), .text(measures[Int(key.measure)]),
                .text(Day(daysSince1970: Int(key.day)).description), .int(n),
            ])
            if rows.count == 4096 {
                try load.append(to: "tally", Self.columns, rows)
                rows.removeAll(keepingCapacity: true)
            }
        }
        try load.append(to: "tally", Self.columns, rows)
    }

    private static let columns: [StaticString] = ["organization", "kind", "measure", "day", "n"]
}
