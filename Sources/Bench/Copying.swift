import Cases
import Kernel
import Storage

/// Rows on their way into the store, by table.
struct LoadedBatch: Sendable {
    var rows: [[[Value]]] = LivedTables.all.map { _ in [] }
    var matters = 0
    var letters = 0
}

/// Makes the rows of copies: the same course at another place, on other days, under other numbers.
struct Copying {
    /// Identifiers rise with the day of arrival, as those do that are made of the time.
    private var serial: Int64 = 0
    private var nextLetter: UInt32 = 1
    private var chance: SplitMix
    private var text: [UInt8] = []
    private let days: [(text: Value, bytes: [UInt8])]
    private static let serialBits: Int64 = 40
    private static let firstDay = Day(year: 2010, month: 1, day: 1)!.daysSince1970
    private static let lastDay = Day(year: 2035, month: 1, day: 1)!.daysSince1970

    init(seed: UInt64) {
        chance = SplitMix(seed: seed)
        days = (Self.firstDay...Self.lastDay).map { number in
            let text = Day(daysSince1970: number).description
            return (.text(text), Array(text.utf8))
        }
    }

    /// Adds a copy of the matters to the batch. `shift` days earlier or later than they were lived.
    mutating func copy(_ lived: LivedMatter, to place: BenchPlace, shift: Int, into batch: inout LoadedBatch) {
        let day = min(max(lived.arrived + shift - Self.firstDay, 1), days.count - 1)
        let first = Int64(day) << Self.serialBits + serial
        serial += Int64(lived.identifiers)
        batch.letters += lived.letters
        for row in lived.rows {
            var values: [Value] = []
            values.reserveCapacity(row.cells.count)
            for cell in row.cells { values.append(value(cell, first, place, shift, lived)) }
            batch.rows[row.table].append(values)
        }
        batch.matters += lived.matters
    }

    private mutating func value(
        _ cell: Cell, _ first: Int64, _ place: BenchPlace, _ shift: Int, _ lived: LivedMatter
    ) -> Value {
        switch cell {
        case .fixed(let value): return value
        case .home: return .int(Int64(place.home.slot))
        case .own(let index): return .int(first + Int64(index))
        case .place(let index): return .int(place.numbers[index])
        case .area(let index): return .text(place.areas[index])
        case .day(let day): return self.day(day + shift).text
        case .instant(let instant): return .int(instant + Int64(shift) * 86_400_000)
        case .randomAct: return .bytes(act())
        case .code: return .text(code(place.home, Day(daysSince1970: lived.arrived + shift)))
        case .rule(let value, let moved): return shift == 0 ? value : moved
        case .text(let pieces): return .text(written(pieces, first, place, shift))
        }
    }

    private func day(_ number: Int) -> (text: Value, bytes: [UInt8]) {
        days[min(max(number - Self.firstDay, 0), days.count - 1)]
    }

    private mutating func act() -> [UInt8] {
        [UInt8](unsafeUninitializedCapacity: 16) { buffer, count in
            for half in 0..<2 {
                var bits = chance.next()
                for index in 0..<8 {
                    buffer[half * 8 + index] = UInt8(truncatingIfNeeded: bits)
                    bits >>= 8
                }
            }
            count = 16
        }
    }

    /// Thirty bits that no other letter has: an odd factor only changes their order.
    private mutating func code(_ home: Home, _ day: Day) -> String {
        let bits = (nextLetter &* 0x9E37_79B1) & 0x3FFF_FFFF
        nextLetter += 1
        return LetterCode(home: home, on: day, random: (0..<4).map { UInt8(bits >> (24 - 8 * UInt32($0)) & 255) })
            .compact
    }

    private mutating func written(_ pieces: [Piece], _ first: Int64, _ place: BenchPlace, _ shift: Int) -> String {
        text.removeAll(keepingCapacity: true)
        for piece in pieces {
            switch piece {
            case .fixed(let bytes): text.append(contentsOf: bytes)
            case .home: number(Int64(place.home.slot))
            case .own(let index): number(first + Int64(index))
            case .place(let index): number(place.numbers[index])
            case .area(let index): text.append(contentsOf: place.areas[index].utf8)
            case .day(let day): text.append(contentsOf: self.day(day + shift).bytes)
            case .rule(let bytes, let moved): text.append(contentsOf: shift == 0 ? bytes : moved)
            case .mark(let isFolded):
                text.append(contentsOf: isFolded ? Self.foldedMark : Self.mark)
                number(first & (1 << Self.serialBits - 1))
            }
        }
        return String(decoding: text, as: UTF8.self)
    }

    // What people write down from their papers: no two have the same.
    private static let mark = Array(" Số hồ sơ hs".utf8)
    private static let foldedMark = Array(" so ho so hs".utf8)

    private mutating func number(_ number: Int64) {
        var digits = 1
        var power: Int64 = 10
        while digits < 19, number >= power {
            digits += 1
            power = power.multipliedReportingOverflow(by: 10).partialValue
        }
        let start = text.count
        text.append(contentsOf: repeatElement(UInt8(ascii: "0"), count: digits))
        var rest = number
        for index in stride(from: start + digits - 1, through: start, by: -1) {
            text[index] = UInt8(ascii: "0") + UInt8(rest % 10)
            rest /= 10
        }
    }
}
