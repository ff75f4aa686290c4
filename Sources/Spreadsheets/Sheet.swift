import Kernel
import Sheets

/// One cell of a list that leaves. Text stays text in every format: a spreadsheet shows it and runs nothing.
public enum SheetCell: Hashable, Sendable {
    case text(String)
    case number(Int)
    case day(Day)
    /// A number, and the address of the list that it counts.
    case opening(Int, String)
    case empty

    /// The same as comma-separated files have it: days as `2026-11-20`.
    fileprivate var csv: String {
        switch self {
        case .text(let text): CSV.cell(text)
        case .number(let number), .opening(let number, _): String(number)
        case .day(let day): day.isNever ? "" : "\(day)"
        case .empty: ""
        }
    }
}

/// A list as it leaves, whatever the format: what its columns are called, and its rows, read some at a time.
public struct Sheet: Sendable {
    public struct Column: Hashable, Sendable {
        public let title: String
        /// In characters; longer text goes on in the next line of its cell.
        public let width: Int

        public init(_ title: String, width: Int = 14) {
            self.title = title
            self.width = width
        }
    }

    /// Of the file, without its ending: letters, digits and hyphens.
    public let name: String
    /// What the list is called, where a format has a place for it.
    public let title: String
    public let columns: [Column]
    /// Its rows, some at a time, first to last.
    public let pages: Pages
    /// What a file says in its last row if there are more rows than it may have.
    public let cut: String
    /// What every file of it says below its rows, whatever the format.
    public let end: String?

    /// `page` reads the rows from a place on, and says where the next ones begin; nil where there are no more.
    public init<Place: Sendable>(
        _ name: String, title: String, columns: [Column], cut: String, end: String? = nil, from first: Place,
        page: @escaping @Sendable (Place) async throws -> (rows: [[SheetCell]], next: Place?)
    ) {
        self.name = name
        self.title = title
        self.columns = columns
        self.cut = cut
        self.end = end
        pages = Pages(first: first) { place in
            // Only this closure makes places, each of the one type.
            guard let place = place as? Place else { return ([], nil) }
            let found = try await page(place)
            return (found.rows, found.next)
        }
    }

    /// The head of a comma-separated file, with the mark by which spreadsheets know its letters.
    public var csvHead: String { CSV.mark + CSV.line(columns.map(\.title)) }

    public static func csv(_ rows: [[SheetCell]]) -> String {
        rows.map { $0.map(\.csv).joined(separator: ",") + "\r\n" }.joined()
    }

    /// The rows of a list, each page read when it is asked for.
    public struct Pages: AsyncSequence, Sendable {
        public typealias Element = [[SheetCell]]

        fileprivate let first: any Sendable
        fileprivate let page: @Sendable (any Sendable) async throws -> ([[SheetCell]], (any Sendable)?)

        public func makeAsyncIterator() -> Iterator { Iterator(place: first, page: page) }

        public struct Iterator: AsyncIteratorProtocol {
            fileprivate var place: (any Sendable)?
            fileprivate let page: @Sendable (any Sendable) async throws -> ([[SheetCell]], (any Sendable)?)

            public mutating func next() async throws -> [[SheetCell]]? {
                guard let place else { return nil }
                let (rows, next) = try await page(place)
                self.place = next
                return rows
            }
        }
    }
}
