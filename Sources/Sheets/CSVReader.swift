/// One row of a table, with the line of the file it begins on, from 1.
public struct CSVRow: Hashable, Sendable {
    public let line: Int
    public let fields: [String]

    public init(line: Int, fields: [String]) {
        self.line = line
        self.fields = fields
    }
}

/// Reads a table of comma-separated values (RFC 4180) as its bytes come: quoted fields with commas, quotes and line
/// breaks in them, lines ended by LF, CR or both. Values may be separated by another sign.
///
/// A row that cannot be read is told with its line, and the reading goes on with the line after: one missing quote does
/// not swallow what follows it.
public struct CSVReader {
    public enum Finding: Hashable, Sendable {
        case row(CSVRow)
        case refused(line: Int, Fault)
    }

    /// Why a row cannot be read.
    public enum Fault: String, Sendable, CaseIterable {
        /// A quote that is not closed, or stands where none may.
        case quoting
        /// Another number of fields than the first row.
        case columns
        case notUTF8
        case rowTooLong
    }

    /// What stands between two values.
    public enum Separator: UInt8, Sendable, CaseIterable {
        case comma = 0x2C
        case semicolon = 0x3B
        case tab = 0x09
    }

    /// A row of more bytes is refused.
    public static let longestRow = 1 << 20

    private static let quote = UInt8(ascii: "\"")
    private static let lf = UInt8(ascii: "\n")
    private static let cr = UInt8(ascii: "\r")

    private let separator: UInt8
    private let read: () throws -> [UInt8]?
    private var bytes: [UInt8] = []
    private var start = 0
    private var line = 1
    private var isAtEnd = false
    private var isUneven = false
    private var hasBegun = false
    /// How many fields every row has; nil before the first row has said it.
    private var width: Int?

    /// `read` gives the next bytes, nil at the end.
    public init(separatedBy separator: Separator = .comma, _ read: @escaping () throws -> [UInt8]?) {
        self.separator = separator.rawValue
        self.read = read
    }

    /// The same for bytes that are all here. Rows of an uneven table need not be as long as the first.
    public init(_ bytes: [UInt8], separatedBy separator: Separator, isUneven: Bool = false) {
        var rest: [UInt8]? = bytes
        self.init(separatedBy: separator) {
            defer { rest = nil }
            return rest
        }
        self.isUneven = isUneven
    }

    /// The sign that stands most often outside of quotes in the first line that is not empty: spreadsheets of many
    /// countries write semicolons, for their comma is the decimal one.
    public static func separator(of bytes: [UInt8]) -> Separator {
        var counts: [UInt8: Int] = [:]
        var isQuoted = false
        for byte in bytes {
            if byte == quote { isQuoted.toggle() }
            if isQuoted { continue }
            if (byte == lf || byte == cr) && !counts.isEmpty { break }
            if Separator(rawValue: byte) != nil { counts[byte, default: 0] += 1 }
        }
        return Separator.allCases.max { counts[$0.rawValue] ?? 0 < counts[$1.rawValue] ?? 0 }
            .flatMap { counts[$0.rawValue] == nil ? nil : $0 } ?? .comma
    }

    /// The next row that is not empty; nil at the end. The first one sets how many fields the others have.
    public mutating func next() throws -> Finding? {
        if !hasBegun {
            hasBegun = true
            while bytes.count < 3, !isAtEnd { try fill() }
            if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { start = 3 }
        }
        while true {
            if start == bytes.count {
                if isAtEnd { return nil }
                try fill()
                continue
            }
            switch scan() {
            case .more where bytes.count - start > Self.longestRow: return try refuse(.rowTooLong)
            case .more: try fill()
            case .broken: return try refuse(.quoting)
            case .row(let fields, let end):
                if fields.count == 1, fields[0].range.isEmpty, !fields[0].isQuoted {
                    pass(end)
                    continue
                }
                return try finding(fields, end)
            }
        }
    }

    private mutating func finding(_ fields: [Field], _ end: Int) throws -> Finding {
        guard end - start <= Self.longestRow else { return try refuse(.rowTooLong) }
        if let width, fields.count != width, !isUneven { return try refuse(.columns) }
        width = fields.count
        let row = line
        let texts = fields.compactMap(text)
        pass(end)
        return texts.count == fields.count
            ? .row(CSVRow(line: row, fields: texts)) : .refused(line: row, .notUTF8)
    }

    /// Gives up the line that the row begins on, and goes on behind it.
    private mutating func refuse(_ reason: Fault) throws -> Finding {
        let refused = line
        while true {
            if let end = bytes[start...].firstIndex(where: { $0 == Self.lf || $0 == Self.cr }) {
                if bytes[end] == Self.cr, end + 1 == bytes.count, !isAtEnd {
                    try fill()
                    continue
                }
                let isPair = bytes[end] == Self.cr && end + 1 < bytes.count && bytes[end + 1] == Self.lf
                pass(end + (isPair ? 2 : 1))
                return .refused(line: refused, reason)
            }
            start = bytes.count
            if isAtEnd { return .refused(line: refused, reason) }
            try fill()
        }
    }

    /// What lies before `end` is behind, with its lines.
    private mutating func pass(_ end: Int) {
        var previous: UInt8 = 0
        for byte in bytes[start..<end] {
            if byte == Self.cr || byte == Self.lf && previous != Self.cr { line += 1 }
            previous = byte
        }
        start = end
    }

    private mutating func fill() throws {
        guard let more = try read() else {
            isAtEnd = true
            return
        }
        bytes.removeSubrange(..<start)
        start = 0
        bytes += more
    }

    private func text(_ field: Field) -> String? {
        guard field.hasPairs else { return String(validating: bytes[field.range], as: UTF8.self) }
        var plain: [UInt8] = []
        plain.reserveCapacity(field.range.count)
        var isSecond = false
        for byte in bytes[field.range] {
            if byte == Self.quote {
                isSecond.toggle()
                if !isSecond { continue }
            }
            plain.append(byte)
        }
        return String(validating: plain, as: UTF8.self)
    }
}

extension CSVReader {
    private struct Field {
        let range: Range<Int>
        let isQuoted: Bool
        /// A quote within is written twice.
        let hasPairs: Bool
    }

    private enum Scan {
        case row([Field], end: Int)
        /// The row goes on behind the bytes that are here.
        case more
        case broken
    }

    /// The row that begins at `start`.
    private func scan() -> Scan {
        bytes.withUnsafeBufferPointer { bytes in
            var fields: [Field] = []
            fields.reserveCapacity(width ?? 32)
            var index = start
            while true {
                if index == bytes.count, !isAtEnd { return .more }
                let first = index
                if index < bytes.count, bytes[index] == Self.quote {
                    var hasPairs = false
                    index += 1
                    while true {
                        guard let close = bytes[index...].firstIndex(of: Self.quote) else {
                            return isAtEnd ? .broken : .more
                        }
                        if close + 1 == bytes.count, !isAtEnd { return .more }
                        index = close + 1
                        guard index < bytes.count, bytes[index] == Self.quote else { break }
                        hasPairs = true
                        index += 1
                    }
                    fields.append(Field(range: first + 1..<index - 1, isQuoted: true, hasPairs: hasPairs))
                } else {
                    while index < bytes.count, !ends(bytes[index]) {
                        if bytes[index] == Self.quote { return .broken }
                        index += 1
                    }
                    if index == bytes.count, !isAtEnd { return .more }
                    fields.append(Field(range: first..<index, isQuoted: false, hasPairs: false))
                }
                guard index < bytes.count else { return .row(fields, end: index) }
                switch bytes[index] {
                case separator: index += 1
                case Self.lf: return .row(fields, end: index + 1)
                case Self.cr:
                    if index + 1 == bytes.count, !isAtEnd { return .more }
                    let isPair = index + 1 < bytes.count && bytes[index + 1] == Self.lf
                    return .row(fields, end: index + (isPair ? 2 : 1))
                default: return .broken
                }
            }
        }
    }

    private func ends(_ byte: UInt8) -> Bool { byte == separator || byte == Self.lf || byte == Self.cr }
}
