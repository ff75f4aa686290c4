import Kernel
import Language
import Sheets

/// A sheet of an old register in Unicode: what its columns are headed, and its lines.
public struct RegisterSheet: Sendable {
    public struct Column: Hashable, Sendable {
        /// From 0.
        public let index: Int
        /// What stands above it, in all lines of the head.
        public let heading: String
        /// Some of what stands in it.
        public let examples: [String]
        /// As it was written, if that was before Unicode.
        public let writing: OldWriting?
        public let proposed: RegisterColumn?
    }

    public struct Line: Sendable {
        /// Of the sheet, from 1.
        public let number: Int
        /// By column; continued lines are put below.
        public internal(set) var cells: [Int: CellBook.Cell]
        public let fault: String?
    }

    /// Rows that are no letters, and how many there were.
    public struct Passed: Hashable, Sendable {
        public internal(set) var headings = 0
        public internal(set) var groups = 0
        public internal(set) var others = 0
        /// Put to the line above.
        public internal(set) var continued = 0
        /// Cells that were read out of an old font.
        public internal(set) var converted = 0
    }

    public let name: String
    public let columns: [Column]
    public let lines: [Line]
    public let passed: Passed

    /// The head is looked for in so many rows.
    static let deepestHead = 40
    private static let tallestHead = 3

    public init(_ sheet: CellBook.Sheet) {
        name = sheet.name
        var passed = Passed()
        let (rows, writings) = Self.inUnicode(sheet.rows, &passed)
        let head = Self.head(of: rows)
        let body = rows[(head?.upperBound ?? 0)...]
        var headings: [Int: String] = [:]
        for row in head.map({ Array(rows[$0]) }) ?? [] {
            for cell in row.cells {
                let text = cell.value.oneLine
                if let above = headings[cell.column] {
                    if !above.hasSuffix(text) { headings[cell.column] = "\(above) \(text)" }
                } else {
                    headings[cell.column] = text
                }
            }
        }
        let proposed = Self.proposed(headings)
        lines = Self.lines(
            Array(body), headRows: head.map { Array(rows[$0]) } ?? [], proposed: proposed, &passed)
        self.passed = passed
        let all = Set(headings.keys).union(lines.flatMap(\.cells.keys)).sorted()
        let shown = lines
        columns = all.map { index in
            Column(
                index: index, heading: headings[index] ?? "",
                examples: Array(
                    shown.lazy.compactMap { $0.cells[index]?.value.oneLine }.filter { !$0.isEmpty }.prefix(2)),
                writing: writings[index], proposed: proposed[index])
        }
    }

    /// The sheet with the most lines that have something in a column that is known; of a book of covers and sums, the one
    /// that is meant.
    public static func likeliest(of book: CellBook) -> Int {
        let sheets = book.sheets.map(RegisterSheet.init)
        return sheets.indices.max { sheets[$0].weight < sheets[$1].weight } ?? 0
    }

    private var weight: Int { columns.count { $0.proposed != nil } * 10_000 + lines.count }

    // MARK: Fonts

    /// Every cell in Unicode: by its font, else by what its text is likely to be, else as most of its column are.
    private static func inUnicode(
        _ rows: [CellBook.Row], _ passed: inout Passed
    ) -> (rows: [CellBook.Row], writings: [Int: OldWriting]) {
        var votes: [Int: [WritingGuess.Writing: Int]] = [:]
        var all: [WritingGuess.Writing: Int] = [:]
        for cell in rows.flatMap(\.cells) where cell.sort == .text {
            guard let writing = WritingGuess.writing(of: cell.value, font: cell.font) else { continue }
            votes[cell.column, default: [:]][writing, default: 0] += 1
            all[writing, default: 0] += 1
        }
        func most(_ votes: [WritingGuess.Writing: Int]?) -> WritingGuess.Writing? {
            votes?.max { ($0.value, "\($1.key)") < ($1.value, "\($0.key)") }?.key
        }
        let usual = most(all) ?? .unicode
        var writings: [Int: OldWriting] = [:]
        for (column, votes) in votes { if case .old(let old)? = most(votes) { writings[column] = old } }
        let read = rows.map { row in
            let cells = row.cells.map { cell -> CellBook.Cell in
                guard cell.sort == .text else { return cell }
                let writing =
                    WritingGuess.writing(of: cell.value, font: cell.font) ?? most(votes[cell.column]) ?? usual
                var copy = cell
                copy.value = WritingGuess.read(cell.value, as: writing, font: cell.font)
                if case .old = writing, copy.value != cell.value { passed.converted += 1 }
                return copy
            }
            return CellBook.Row(
                number: row.number, cells: cells, fault: row.fault.flatMap(CSVReader.Fault.init(rawValue:)))
        }
        return (read, writings)
    }

    // MARK: The head

    /// The rows that head the columns: those by which most columns are known; nil if none is.
    private static func head(of rows: [CellBook.Row]) -> Range<Int>? {
        var best: (range: Range<Int>, score: Int)?
        for start in rows.indices.prefix(deepestHead) {
            for height in 1...tallestHead where start + height <= rows.count {
                var headings: [Int: [String]] = [:]
                for row in rows[start..<start + height] {
                    for cell in row.cells where cell.sort == .text {
                        if headings[cell.column]?.last != cell.value.oneLine {
                            headings[cell.column, default: []].append(cell.value.oneLine)
                        }
                    }
                }
                let known = proposed(headings.mapValues { $0.joined(separator: " ") }).values
                let score = Set(known).count
                let isBetter =
                    best.map { (score, -height) > ($0.score, -$0.range.count) } ?? true
                if score >= 2, isBetter { best = (start..<start + height, score) }
            }
        }
        return best?.range ?? rows.indices.prefix(deepestHead).first { isWords(rows[$0]) }.map { $0..<$0 + 1 }
    }

    /// Whether a row has words in it and nothing else: the head of columns whose names nobody foresaw.
    private static func isWords(_ row: CellBook.Row) -> Bool {
        Set(row.cells.map(\.value)).count >= 2
            && row.cells.allSatisfy { cell in
                guard cell.sort == .text, cell.value.count <= 80, cell.value.contains(where: \.isLetter) else {
                    return false
                }
                if case .success? = RegisterDay.read(cell.value, year: 2000) { return false }
                return true
            }
    }

    /// One column for each thing that registers say, but for those that may stand in several.
    private static func proposed(_ headings: [Int: String]) -> [Int: RegisterColumn] {
        var taken: Set<RegisterColumn> = []
        var proposed: [Int: RegisterColumn] = [:]
        for (index, heading) in headings.sorted(by: { $0.key < $1.key }) where heading.count <= 80 {
            guard let column = RegisterColumn(heading: Folding.fold(heading)),
                taken.insert(column).inserted || column.mayRepeat
            else { continue }
            proposed[index] = column
        }
        return proposed
    }

    // MARK: Lines

    private static func lines(
        _ rows: [CellBook.Row], headRows: [CellBook.Row], proposed: [Int: RegisterColumn], _ passed: inout Passed
    ) -> [Line] {
        let heads = headRows.map { Set($0.cells.map { Folding.fold($0.value) }) }
        let keys = Set(proposed.filter { $0.value == .number || $0.value == .arrived }.map(\.key))
        var lines: [Line] = []
        var last = 0
        for row in rows {
            defer { last = row.number }
            if let fault = row.fault {
                lines.append(Line(number: row.number, cells: [:], fault: fault))
                continue
            }
            let texts = row.cells.map { Folding.fold($0.value) }
            if isNumbering(row) || isHeading(Set(texts), heads) {
                passed.headings += 1
            } else if isGroup(row, Set(texts)) {
                passed.groups += 1
            } else if row.cells.allSatisfy({ proposed[$0.column] == .number }) {
                // Numbered beforehand, and never filled in.
                passed.others += 1
            } else if row.cells.contains(where: { keys.contains($0.column) && !$0.isFromAbove }) || keys.isEmpty {
                lines.append(
                    Line(number: row.number, cells: Dictionary(row.cells.map { ($0.column, $0) }) { $1 }, fault: nil))
            } else if row.number == last + 1, var line = lines.last, line.fault == nil {
                for cell in row.cells where !cell.isFromAbove {
                    guard let above = line.cells[cell.column] else {
                        line.cells[cell.column] = cell
                        continue
                    }
                    line.cells[cell.column] = CellBook.Cell(
                        column: cell.column, sort: .text, value: above.value + "\n" + cell.value)
                }
                lines[lines.count - 1] = line
                passed.continued += 1
            } else {
                passed.others += 1
            }
        }
        return lines
    }

    /// (1) (2) (3), or 1 2 3, below the head.
    private static func isNumbering(_ row: CellBook.Row) -> Bool {
        guard row.cells.count >= 3 else { return false }
        let numbers = row.cells.map { cell in Int(cell.value.filter { !"() .".contains($0) }) }
        guard let first = numbers.first.flatMap({ $0 }), (1...3).contains(first) else { return false }
        return numbers.enumerated().allSatisfy { index, number in number == first + index }
    }

    /// The head again, as on each printed page.
    private static func isHeading(_ texts: Set<String>, _ heads: [Set<String>]) -> Bool {
        texts.count >= 2
            && heads.contains { head in head.count >= 2 && texts.intersection(head).count * 10 >= head.count * 6 }
    }

    private static func isDay(_ cell: CellBook.Cell) -> Bool {
        guard cell.sort == .text else { return cell.sort == .day }
        // A sum of six digits reads as a day too.
        guard case .success? = RegisterDay.read(cell.value, year: nil) else { return false }
        return cell.value.contains(where: { !$0.isNumber })
    }

    /// "Tháng 3", "Tổng cộng: 25 đơn": one text alone, or a sum.
    private static func isGroup(_ row: CellBook.Row, _ texts: Set<String>) -> Bool {
        let words = texts.filter { !$0.isEmpty }
        let sums = ["tong cong", "tong so", "cong thang", "cong trang", "cong chuyen", "mang sang", "luy ke"]
        if words.contains(where: { text in sums.contains { text.hasPrefix($0) } || text == "cong" }) {
            // A letter whose content begins so, or whose officer is called Công, bears a day as well, if only as text.
            return words.count <= 3 || !row.cells.contains(where: isDay)
        }
        guard words.count == 1, let text = words.first else { return words.isEmpty }
        let groups = ["thang", "quy", "nam", "tuan", "phan", "muc", "chuyen"]
        return groups.contains { text == $0 || text.hasPrefix($0 + " ") }
            || row.cells.count >= 4
                && !row.cells.contains(where: \.isFromAbove)
    }
}
