/// The cells of a workbook or of a table of text, as they stand there.
public struct CellBook: Hashable, Sendable, Codable {
    public var sheets: [Sheet]

    public init(sheets: [Sheet]) { self.sheets = sheets }

    public struct Sheet: Hashable, Sendable, Codable {
        public let name: String
        public let hidden: Bool
        /// Those that have something in them, in their order.
        public let rows: [Row]

        public init(name: String, hidden: Bool = false, rows: [Row]) {
            self.name = name
            self.hidden = hidden
            self.rows = rows
        }
    }

    public struct Row: Hashable, Sendable, Codable {
        /// Of the sheet or the file, from 1.
        public let number: Int
        public let cells: [Cell]
        /// Why the row cannot be read; then it has no cells.
        public let fault: String?

        public init(number: Int, cells: [Cell], fault: CSVReader.Fault? = nil) {
            self.number = number
            self.cells = cells
            self.fault = fault?.rawValue
        }

        private enum CodingKeys: String, CodingKey {
            case number = "n"
            case cells, fault
        }
    }

    public struct Cell: Hashable, Sendable, Codable {
        public enum Sort: String, Hashable, Sendable, Codable {
            case text = "t"
            case number = "n"
            /// `value` is the day as 2026-11-20.
            case day = "d"
        }

        /// From 0.
        public let column: Int
        public let sort: Sort
        public var value: String
        /// Only where it is one of before Unicode.
        public let font: String?
        private let merged: Bool?

        /// It stands in a merged cell that begins in a row above.
        public var isFromAbove: Bool { merged == true }

        public init(column: Int, sort: Sort, value: String, font: String? = nil, isFromAbove: Bool = false) {
            self.column = column
            self.sort = sort
            self.value = value
            self.font = font
            merged = isFromAbove ? true : nil
        }

        private enum CodingKeys: String, CodingKey {
            case column = "c"
            case sort = "t"
            case value = "v"
            case font = "f"
            case merged = "m"
        }
    }
}

/// Why a file cannot be read as a table.
public enum WorkbookError: Error, Hashable, Sendable {
    /// A workbook of before 2007, or one that is locked with a password.
    case oldFormat
    case damaged
    case tooLarge
    /// The machine has not what reads workbooks: Python with openpyxl.
    case noReader
    /// It took longer than `WorkbookReader.patience`.
    case tooSlow
}
