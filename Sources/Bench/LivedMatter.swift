import Acts
import Cases
import Kernel
import Registry
import Storage

/// One column of a lived row, with what changes from copy to copy taken out of it.
enum Cell: Sendable {
    case fixed(Value)
    /// The slot of the province.
    case home
    /// One of the identifiers of the copy, counted from its first.
    case own(Int)
    /// A body, post, official or account of the copy's place.
    case place(Int)
    /// 0: the area of the commune, 1: of the province.
    case area(Int)
    /// A day, by its number since 1970 where it was lived.
    case day(Int)
    /// An instant that moves with the days.
    case instant(Int64)
    case randomAct
    case code
    /// A rule and its provision, that hold only for what was not moved to another year.
    case rule(Value, moved: Value)
    case text([Piece])
}

/// A stretch of a text that stays or changes.
enum Piece: Sendable {
    case fixed([UInt8])
    case home
    case own(Int)
    case place(Int)
    case area(Int)
    case day(Int)
    case rule([UInt8], moved: [UInt8])
    /// A word that no other copy has.
    case mark(folded: Bool)
}

/// Matters that belong together as they were lived by acts, ready to be copied to other places and days.
struct LivedMatter: Sendable {
    struct Row: Sendable {
        let table: Int
        let cells: [Cell]
    }

    let rows: [Row]
    /// How many identifiers a copy needs.
    let identifiers: Int
    let matters: Int
    let letters: Int
    /// The day on which the first letter came.
    let arrived: Int
    /// Whether nothing is open: only then may it be moved to another year.
    let isEnded: Bool
    /// The counters it moved: body, kind, measure, day, by how much.
    let moves: [(place: Int, kind: String, measure: String, day: Int, by: Int)]
}

/// Takes what changes out of lived rows.
struct LivedReader {
    /// Where the bodies, posts, officials and accounts of the place stand in every place of this shape.
    let places: [Int64: Int]
    /// The areas of the commune and of the province.
    let areas: [String]

    /// Nil if the matters refer to a body outside the place.
    func read(_ rows: [LivedRow], matters: Int, moves: [TallyMove]) -> LivedMatter? {
        let tables = LivedTables.all
        var numbers: Set<Int64> = []
        var arrived = Int.max
        var isEnded = true
        for row in rows {
            let table = tables[row.table]
            if table.name.description == "desk" { isEnded = false }
            for (column, value) in zip(table.columns, row.values) {
                switch value {
                case .int(let number) where !Self.instants.contains(column.description): numbers.insert(number)
                case .text(let text):
                    if Self.scanned.contains(column.description) { numbers.formUnion(Self.numbers(in: text)) }
                    if column.description == "arrived", let day = Day(text) {
                        arrived = min(arrived, day.daysSince1970)
                    }
                default: break
                }
            }
        }
        let own = numbers.filter { $0 > Self.leastIdentifier && places[$0] == nil }.sorted()
        let index = Dictionary(uniqueKeysWithValues: own.enumerated().map { ($1, $0) })
        let moved = moves.compactMap { move in
            places[move.organization.raw].map {
                (place: $0, kind: move.kind, measure: move.measure.code, day: move.day.daysSince1970, by: move.by)
            }
        }
        guard moved.count == moves.count, arrived < Int.max else { return nil }
        return LivedMatter(
            rows: rows.map { row in
                LivedMatter.Row(
                    table: row.table,
                    cells: zip(tables[row.table].columns, row.values).map { column, value in
                        cell(value, column.description, tables[row.table].name.description, index)
                    })
            }, identifiers: own.count, matters: matters,
            letters: rows.count { tables[$0.table].name.description == "letter" }, arrived: arrived, isEnded: isEnded,
            moves: moved)
    }

    /// Identifiers are made of milliseconds since 2020: larger than anything that is counted.
    private static let leastIdentifier: Int64 = 1 << 32
    private static let instants: Set<String> = ["recorded", "registered"]
    private static let scanned: Set<String> = ["payload", "actor", "detail", "scope"]

    private func cell(_ value: Value, _ column: String, _ table: String, _ own: [Int64: Int]) -> Cell {
        switch (value, column) {
        case (.int, "home"), (.int, "slot"): return .home
        case (.int(let instant), "registered"): return .instant(instant)
        case (.int(let number), _):
            if let place = places[number] { return .place(place) }
            return own[number].map(Cell.own) ?? .fixed(value)
        case (.bytes, "act"): return .randomAct
        case (.text, "code") where table == "letter": return .code
        case (.text(let area), "area"): return areas.firstIndex(of: area).map(Cell.area) ?? .fixed(value)
        case (.text, "rule"): return .rule(value, moved: .text("imported.due"))
        case (.text, "provision"): return .rule(value, moved: .text("row"))
        case (.text(let text), "body") where table == "letter_original" || table == "extract":
            return text.isEmpty ? .fixed(value) : .text([.fixed(Array(text.utf8)), .mark(folded: false)])
        case (.text(let text), "folded"):
            return text.count < 2 ? .fixed(value) : .text([.fixed(Array(text.utf8)), .mark(folded: true)])
        case (.text(let text), "scope"): return .text(scope(text))
        case (.text(let text), _) where Self.scanned.contains(column): return .text(pieces(text, own))
        case (.text(let text), _):
            guard text.utf8.count == 10, let day = Day(text), day != .never else { return .fixed(value) }
            return .day(day.daysSince1970)
        default: return .fixed(value)
        }
    }

    /// `o<body> s<slot> p<home> k<kind>`, as `Scope.tokens` writes them.
    private func scope(_ text: String) -> [Piece] {
        var pieces: [Piece] = []
        for (index, token) in text.split(separator: " ").enumerated() {
            if index > 0 { pieces.append(.fixed([UInt8(ascii: " ")])) }
            if token.hasPrefix("o"), let place = Int64(token.dropFirst()).flatMap({ places[$0] }) {
                pieces += [.fixed([UInt8(ascii: "o")]), .place(place)]
            } else if token.hasPrefix("p") || token.hasPrefix("s") {
                pieces += [.fixed(Array(token.utf8.prefix(1))), .home]
            } else {
                pieces.append(.fixed(Array(token.utf8)))
            }
        }
        return pieces
    }

    /// Numbers after a colon: identifiers in payloads and actors.
    private static func numbers(in text: String) -> [Int64] {
        var found: [Int64] = []
        var last: UInt8 = 0
        var digits: [UInt8]?
        for byte in Array(text.utf8) + [0] {
            let isDigit = byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9")
            if isDigit, digits != nil || last == UInt8(ascii: ":") {
                digits = (digits ?? []) + [byte]
            } else {
                if let run = digits, let number = Int64(String(decoding: run, as: UTF8.self)) { found.append(number) }
                digits = nil
            }
            last = byte
        }
        return found
    }

    private func pieces(_ text: String, _ own: [Int64: Int]) -> [Piece] {
        let bytes = Array(text.utf8)
        var pieces: [Piece] = []
        var kept: [UInt8] = []
        func keep(_ piece: Piece) {
            if !kept.isEmpty { pieces.append(.fixed(kept)) }
            kept = []
            pieces.append(piece)
        }
        var at = 0
        while at < bytes.count {
            if bytes[at] == UInt8(ascii: ":"), let (piece, length) = number(bytes, at + 1, own) {
                kept.append(bytes[at])
                keep(piece)
                at += 1 + length
            } else if bytes[at] == UInt8(ascii: "\""), let end = bytes[(at + 1)...].firstIndex(of: UInt8(ascii: "\"")),
                let piece = quoted(Array(bytes[(at + 1)..<end]), after: bytes[..<at])
            {
                kept.append(bytes[at])
                keep(piece)
                kept.append(bytes[end])
                at = end + 1
            } else {
                kept.append(bytes[at])
                at += 1
            }
        }
        if !kept.isEmpty { pieces.append(.fixed(kept)) }
        return pieces
    }

    private func number(_ bytes: [UInt8], _ start: Int, _ own: [Int64: Int]) -> (Piece, Int)? {
        let digits = bytes[start...].prefix { $0 >= UInt8(ascii: "0") && $0 <= UInt8(ascii: "9") }
        guard let number = Int64(String(decoding: digits, as: UTF8.self)) else { return nil }
        if let place = places[number] { return (.place(place), digits.count) }
        return own[number].map { (.own($0), digits.count) }
    }

    /// A text in quotes that changes: a day, an area, a rule.
    private func quoted(_ text: [UInt8], after before: ArraySlice<UInt8>) -> Piece? {
        let string = String(decoding: text, as: UTF8.self)
        func isValue(of key: String) -> Bool { before.suffix(key.utf8.count + 3).elementsEqual("\"\(key)\":".utf8) }
        if isValue(of: "rule") { return .rule(text, moved: Array("imported.due".utf8)) }
        if isValue(of: "provision") { return .rule(text, moved: Array("row".utf8)) }
        if isValue(of: "area") { return areas.firstIndex(of: string).map(Piece.area) }
        guard text.count == 10, let day = Day(string), day != .never else { return nil }
        return .day(day.daysSince1970)
    }
}
