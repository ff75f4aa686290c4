import Kernel

/// A text with places, `{street}` or `{day+5}`, that are filled for each letter.
struct DemonstrationText: Sendable {
    enum Place: String, Sendable, CaseIterable { case commune, street, alley, house, group, school, name, phone }

    private enum Piece: Sendable {
        case words(String)
        case place(Place)
        /// So many days after the story's first; on the weekday that is named before it, if one is.
        case day(Int, Day.Weekday?, isPast: Bool)
    }

    let source: String
    private let pieces: [Piece]
    /// How many days after the story's first the text looks back on, and the first it looks forward to.
    let days: (past: Int, future: Int?)
    private let firstDay: Int?

    /// Nil if a place is not known.
    init?(_ source: String) {
        self.source = source
        var pieces: [Piece] = []
        var days: (past: Int, future: Int?) = (0, nil)
        var firstDay: Int?
        var rest = source[...]
        while let open = rest.firstIndex(of: "{") {
            guard let close = rest[open...].firstIndex(of: "}") else { return nil }
            if open > rest.startIndex { pieces.append(.words(String(rest[..<open]))) }
            let name = rest[rest.index(after: open)..<close]
            if let place = Place(rawValue: String(name)) {
                pieces.append(.place(place))
            } else if name.hasPrefix("day+"), let n = Int(name.dropFirst(4)) {
                let isPast = Self.looksBack(source, before: open, after: close)
                pieces.append(.day(n, Self.weekday(source, before: open), isPast: isPast))
                firstDay = min(n, firstDay ?? n)
                if isPast {
                    days.past = max(days.past, n)
                } else {
                    days.future = min(n, days.future ?? n)
                }
            } else {
                return nil
            }
            rest = rest[rest.index(after: close)...]
        }
        guard !rest.contains("}") else { return nil }
        if !rest.isEmpty { pieces.append(.words(String(rest))) }
        self.pieces = pieces
        self.days = days
        self.firstDay = firstDay
    }

    var hasDays: Bool { firstDay != nil }

    /// A second answer that counts on from the first one's days, rather than from its own.
    var countsOn: Bool { (firstDay ?? 0) >= 10 }

    var places: Set<Place> {
        Set(
            pieces.compactMap { piece in
                if case .place(let place) = piece { place } else { nil }
            })
    }

    func filled(_ values: [Place: String], from first: Day) -> String {
        var text = ""
        for piece in pieces {
            switch piece {
            case .words(let words): text += words
            case .place(let place): text += values[place] ?? ""
            case .day(let n, let weekday, let isPast):
                text += first.adding(n).nearest(weekday, isBefore: isPast).dayMonthYear
            }
        }
        return text
    }

    private static func weekday(_ text: String, before open: String.Index) -> Day.Weekday? {
        let words = text[..<open].suffix(14).lowercased()
        let names = ["thứ hai", "thứ ba", "thứ tư", "thứ năm", "thứ sáu", "thứ bảy", "chủ nhật"]
        guard words.hasSuffix(" ngày "), let index = names.firstIndex(where: { words.hasSuffix($0 + " ngày ") }) else {
            return nil
        }
        return Day.Weekday.allCases[index]
    }

    /// Whether the clause around a day tells what has been done ("đã …"), not what will be.
    private static func looksBack(_ text: String, before open: String.Index, after close: String.Index) -> Bool {
        let isEnd = { (character: Character) in ".;:\n".contains(character) }
        let before = text[..<open].split(omittingEmptySubsequences: false, whereSeparator: isEnd).last ?? ""
        let after = text[close...].prefix { !isEnd($0) }
        let near = before.suffix(24).lowercased()
        let ahead = [
            "trước ngày", "chậm nhất", "dự kiến", "sẽ ", "đến hết", "đến ngày", "sau ngày", "nếu", "lần tới", "hẹn",
        ]
        let words = (before + after).lowercased().split(separator: " ")
        return !ahead.contains { near.contains($0) } && words.contains("đã")
    }
}

extension Day {
    /// This day, or the next such weekday, or the one before.
    func nearest(_ weekday: Weekday?, isBefore: Bool) -> Day {
        guard let weekday else { return self }
        var day = self
        while day.weekday != weekday { day = day.adding(isBefore ? -1 : 1) }
        return day
    }

    /// `05/02/2026`, as people write it.
    var dayMonthYear: String {
        let (year, month, day) = parts
        return (day < 10 ? "0" : "") + "\(day)/" + (month < 10 ? "0" : "") + "\(month)/\(year)"
    }
}

/// Numbers that are the same each time for the same text: a demonstration can be finished by a second run.
struct SeededNumbers: RandomNumberGenerator {
    private var numbers: SplitMix

    /// The seed is FNV-1a of the text.
    init(_ seed: String) {
        let hash: UInt64 = seed.utf8.reduce(0xcbf2_9ce4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
        numbers = SplitMix(seed: hash)
    }

    mutating func next() -> UInt64 { numbers.next() }

    /// True in so many of a hundred cases.
    mutating func happens(_ percent: Int) -> Bool { Int(next() % 100) < percent }

    mutating func pick<T>(_ choices: [T]) -> T { choices[Int(next() % UInt64(choices.count))] }

    mutating func number(_ range: ClosedRange<Int>) -> Int {
        range.lowerBound + Int(next() % UInt64(range.count))
    }
}
