import Kernel
import Language
import Sheets

/// What a column of a list of officials says. `rawValue` stands in texts and reports.
public enum OfficialsColumn: String, Sendable, CaseIterable {
    /// The code of a body, or of a unit for its people's committee.
    case body
    /// The title of a post, or what it does.
    case post
    /// What a post does that is not there yet.
    case role
    case name
    /// What is typed to sign in; one is made where it is left out.
    case login
    /// The first day in the post; today where it is left out.
    case from

    /// The column a header means, whatever its marks, letter case and signs; nil for one of other things.
    init?(header: String) {
        let folded = Folding.fold(header)
        guard let column = Self.allCases.first(where: { Self.headers[$0]?.contains(folded) == true }) else {
            return nil
        }
        self = column
    }

    /// As people head such columns, folded.
    private static let headers: [OfficialsColumn: Set<String>] = [
        .body: [
            "ma co quan", "ma don vi", "ma", "ma xa", "ma tinh", "ma dvhc", "body", "body code", "code", "unit",
            "unit code", "organization", "organization code", "organisation", "organisation code",
        ],
        .post: ["chuc danh", "chuc vu", "vi tri", "ten vi tri", "post", "title", "position"],
        .role: ["vai tro", "role"],
        .name: ["ho ten", "ho va ten", "ten", "ten can bo", "ho ten can bo", "name", "full name", "official"],
        .login: ["ten dang nhap", "dang nhap", "tai khoan", "login", "user", "username", "user name", "account"],
        .from: ["tu ngay", "ngay bat dau", "from", "from day", "from date", "since", "start", "start date"],
    ]
}

/// A list of officials, as a spreadsheet saves it: a line for each official in a post.
public struct OfficialsFile: Sendable {
    public struct Line: Hashable, Sendable {
        /// Of the file, from 1, with its header.
        public let number: Int
        /// As they stand in the file; none if the line cannot be read.
        public let fields: [String]
        public let fault: CSVReader.Fault?
        fileprivate let places: [OfficialsColumn: Int]

        /// One line of what can be seen; empty where the column or the value is missing.
        public subscript(_ column: OfficialsColumn) -> String {
            places[column].flatMap { $0 < fields.count ? fields[$0].oneLine : nil } ?? ""
        }
    }

    /// How long a list may be.
    public struct Limit: Sendable {
        public let bytes: Int
        public let lines: Int

        /// Of a page: a form carries the list on to the next one.
        public static let page = Limit(bytes: 400_000, lines: 5_000)
        /// Of the command line: every post of the country.
        public static let command = Limit(bytes: 8_000_000, lines: 50_000)
    }

    /// The whole list, to be read again by `init`.
    public let text: String
    public let header: [String]
    /// Those that have something in them, in their order.
    public let lines: [Line]
    /// Headers of columns that are not read.
    public let unread: [String]

    /// Reads UTF-8 with or without a byte order mark, separated by commas, semicolons or tabs, as the first line is.
    /// Throws what is wrong with the whole list; what is wrong with one line is told of that line.
    public init(_ bytes: [UInt8], limit: Limit) throws(OfficialsFileError) {
        guard bytes.count <= limit.bytes else { throw .tooLarge(limit) }
        guard !Self.isWorkbook(bytes) else { throw .workbook }
        // Every program that writes UTF-16 writes noughts; no text has them.
        guard !bytes.contains(0), let text = String(validating: bytes, as: UTF8.self) else { throw .notUTF8 }
        self.text = text
        var reader = CSVReader(bytes, separatedBy: CSVReader.separator(of: bytes))
        guard case .row(let first)? = try? reader.next() else { throw .empty }
        header = first.fields.map(\.oneLine)
        var places: [OfficialsColumn: Int] = [:]
        var unread: [String] = []
        for (index, name) in header.enumerated() {
            guard let column = OfficialsColumn(header: name) else {
                if !name.isEmpty { unread.append(name) }
                continue
            }
            guard places.updateValue(index, forKey: column) == nil else { throw .columnTwice(name) }
        }
        self.unread = unread
        let missing =
            [OfficialsColumn.body, .name].filter { places[$0] == nil }
            + (places[.post] == nil && places[.role] == nil ? [.post] : [])
        guard missing.isEmpty else { throw .columnsMissing(missing) }
        var lines: [Line] = []
        while let finding = try? reader.next() {
            let line: Line
            switch finding {
            case .refused(let number, let fault):
                line = Line(number: number, fields: [], fault: fault, places: places)
            case .row(let row):
                // What a spreadsheet saves of empty lines at its end.
                guard row.fields.contains(where: { !$0.oneLine.isEmpty }) else { continue }
                line = Line(number: row.line, fields: row.fields, fault: nil, places: places)
            }
            guard lines.count < limit.lines else { throw .tooManyLines(limit) }
            lines.append(line)
        }
        guard !lines.isEmpty else { throw .empty }
        self.lines = lines
    }

    /// The zip of newer workbooks, the container of older ones.
    private static func isWorkbook(_ bytes: [UInt8]) -> Bool {
        bytes.starts(with: [0x50, 0x4B, 0x03, 0x04]) || bytes.starts(with: [0xD0, 0xCF, 0x11, 0xE0])
    }
}

/// What is wrong with a whole list of officials.
public enum OfficialsFileError: DomainError {
    /// Nothing below the header, or no header.
    case empty
    case tooLarge(OfficialsFile.Limit)
    case tooManyLines(OfficialsFile.Limit)
    /// A workbook of a spreadsheet, not a text.
    case workbook
    case notUTF8
    case columnsMissing([OfficialsColumn])
    /// Two columns say the same.
    case columnTwice(String)

    public var problem: Problem {
        switch self {
        case .empty: Self.file("empty", OfficialsMessages.fileEmpty)
        case .tooLarge(let limit):
            Self.file("tooLarge", OfficialsMessages.fileTooLarge, ["size": String(limit.bytes / 1000)], status: 413)
        case .tooManyLines(let limit):
            Self.file("tooManyLines", OfficialsMessages.fileTooManyLines, ["limit": String(limit.lines)], status: 413)
        case .workbook: Self.file("workbook", OfficialsMessages.fileWorkbook)
        case .notUTF8: Self.file("notUTF8", OfficialsMessages.fileEncoding)
        case .columnsMissing(let columns):
            Self.file(
                "columnsMissing", OfficialsMessages.fileColumnsMissing,
                ["columns": columns.map(OfficialsTemplate.header).joined(separator: ", ")])
        case .columnTwice(let name): Self.file("columnTwice", OfficialsMessages.fileColumnTwice, ["column": name])
        }
    }

    private static func file(
        _ code: String, _ message: MessageKey, _ places: [String: String] = [:], status: Int = 422
    ) -> Problem {
        Problem(
            "officials.\(code)", status: status, message, places, fields: [.init("file", message, places)])
    }
}

extension OfficialsFile.Limit: Equatable {}

/// The list to begin with: a header, and two lines that show how it is filled and are never taken.
public enum OfficialsTemplate {
    /// A line whose name ends so is an example.
    static let mark = "(ví dụ)"

    /// As the template heads a column.
    static func header(_ column: OfficialsColumn) -> String {
        switch column {
        case .body: "Mã cơ quan"
        case .post: "Chức danh"
        case .role: "Vai trò"
        case .name: "Họ và tên"
        case .login: "Tên đăng nhập"
        case .from: "Từ ngày"
        }
    }

    /// With a byte order mark, so that every spreadsheet reads its Vietnamese. `code` is that of a body.
    public static func text(code: String) -> String {
        CSV.mark
            + CSV.line(OfficialsColumn.allCases.map(header))
            + CSV.line([code, "Chủ tịch", "", "Nguyễn Văn An \(mark)", "", "1/12/2026"])
            + CSV.line([code, "Công chức hộ tịch", "Xử lý đơn", "Trần Thị Bình \(mark)", "binhtt", ""])
    }
}
