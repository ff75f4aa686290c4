/// A table with a head of several lines, as forms of the state have it.
public struct PrintedForm: Sendable {
    /// One cell of the head, over so many columns and lines.
    public struct Head: Hashable, Sendable {
        public let text: String
        public let columns: Int
        public let lines: Int

        public init(_ text: String, columns: Int = 1, lines: Int = 1) {
            self.text = text
            self.columns = columns
            self.lines = lines
        }
    }

    /// Of the file, without its ending.
    public let name: String
    /// Lines above the table; the first one is its title.
    public let titles: [String]
    /// The head, line by line: each with the cells that begin there, first to last.
    public let head: [[Head]]
    /// Of the columns, in characters.
    public let widths: [Int]
    public let rows: [[SheetCell]]
    /// The last row is the sum.
    public let hasTotal: Bool
    /// Lines below the table.
    public let notes: [String]

    public init(
        _ name: String, titles: [String], head: [[Head]], widths: [Int], rows: [[SheetCell]], hasTotal: Bool,
        notes: [String]
    ) {
        self.name = name
        self.titles = titles
        self.head = head
        self.widths = widths
        self.rows = rows
        self.hasTotal = hasTotal
        self.notes = notes
    }

    /// Where each cell of the head begins: its line and column, counted from nothing.
    var places: [(head: Head, line: Int, column: Int)] {
        var taken: Set<[Int]> = []
        var places: [(head: Head, line: Int, column: Int)] = []
        for (line, cells) in head.enumerated() {
            var column = 0
            for cell in cells {
                while taken.contains([line, column]) { column += 1 }
                for below in line..<line + cell.lines {
                    for beside in column..<column + cell.columns { taken.insert([below, beside]) }
                }
                places.append((cell, line, column))
                column += cell.columns
            }
        }
        return places
    }
}
