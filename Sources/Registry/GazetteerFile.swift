import Foundation
import Kernel

/// What is wrong with the country's data; the program does not start.
public enum GazetteerError: Error, Hashable, CustomStringConvertible {
    case missing(String)
    /// The first line has the number 1.
    case unreadable(file: String, line: Int, reason: String)

    public var description: String {
        switch self {
        case .missing(let path): "the registry \(path) is missing"
        case .unreadable(let file, let line, let reason): "\(file):\(line): \(reason)"
        }
    }
}

/// A file of comma-separated values without quotes, read strictly and without a copy of each field.
struct GazetteerFile {
    let path: String
    let bytes: [UInt8]

    init(_ path: String) throws {
        guard let data = FileManager.default.contents(atPath: path) else { throw GazetteerError.missing(path) }
        self.path = path
        bytes = [UInt8](data)
    }

    /// Calls `body` with each row. Throws unless the header is `columns` and every row has as many fields, all of it
    /// composed UTF-8.
    func rows(_ columns: [String], _ body: (Row) throws -> Void) throws {
        guard String(validating: bytes, as: UTF8.self) != nil else { throw error(1, "not UTF-8") }
        guard bytes.last == UInt8(ascii: "\n") else { throw error(1, "does not end with a line end") }
        var row = Row(file: self, line: 1, fields: [])
        var start = 0
        for (position, byte) in bytes.enumerated() {
            switch byte {
            case UInt8(ascii: ","), UInt8(ascii: "\n"):
                row.fields.append(start..<position)
                start = position + 1
                guard byte == UInt8(ascii: "\n") else { continue }
                guard row.fields.count == columns.count else {
                    throw row.error("\(row.fields.count) columns in place of \(columns.count)")
                }
                if row.line == 1 {
                    let header = row.fields.indices.map { row.text($0) }
                    guard header == columns else {
                        throw row.error("the columns are \(columns.joined(separator: ","))")
                    }
                } else {
                    try body(row)
                }
                row.line += 1
                row.fields.removeAll(keepingCapacity: true)
            case UInt8(ascii: "\""), UInt8(ascii: "\r"): throw row.error("quotes and carriage returns have no place")
            case 0xCC, 0xCD: throw row.error("not in composed form (NFC)")
            default: continue
            }
        }
    }

    func error(_ line: Int, _ reason: String) -> GazetteerError {
        .unreadable(file: path, line: line, reason: reason)
    }

    struct Row {
        let file: GazetteerFile
        fileprivate(set) var line: Int
        fileprivate(set) var fields: [Range<Int>]

        func text(_ column: Int) -> String { String(decoding: file.bytes[fields[column]], as: UTF8.self) }

        func isEmpty(_ column: Int) -> Bool { fields[column].isEmpty }

        func digits(_ column: Int) -> Int { fields[column].count }

        /// The number of a field of digits.
        func number(_ column: Int) throws -> Int {
            var number = 0
            let field = fields[column]
            guard (1...9).contains(field.count) else { throw error("'\(text(column))' is no number") }
            for byte in file.bytes[field] {
                guard (48...57).contains(byte) else { throw error("'\(text(column))' is no number") }
                number = number * 10 + Int(byte - 48)
            }
            return number
        }

        func error(_ reason: String) -> GazetteerError { file.error(line, reason) }
    }
}
