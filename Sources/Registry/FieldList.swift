import Foundation
import Kernel

/// The dated list of fields, read once at start from `registry/vn/fields.json` of the resources.
public struct FieldList: Sendable {
    /// Every field there is or was, in the order in which people are shown them.
    public let all: [Field]
    /// Whether somebody has compared the list with the official text.
    public let isVerified: Bool

    /// The field of a code that is in force on a day; nil if there is none.
    public func field(_ code: String, on day: Day) -> Field? {
        all.first { $0.code == code && $0.isInForce(on: day) }
    }

    /// The fields among which an officer chooses on a day.
    public func inForce(on day: Day) -> [Field] { all.filter { $0.isInForce(on: day) } }

    /// The field of a code that was stored on whatever day; the latest of that code.
    public func known(_ code: String) -> Field? { all.last { $0.code == code } }

    /// Throws `FieldListError` unless the file has exactly the keys it must have, codes are small letters, names are
    /// there in both languages, periods are not empty, and no code is in force twice on one day.
    public static func load(from resources: String) throws -> FieldList {
        let path = resources + "/registry/vn/fields.json"
        guard let data = FileManager.default.contents(atPath: path) else { throw FieldListError.missing(path) }
        return try FieldList(data, path: path)
    }

    init(_ data: Data, path: String) throws {
        func fail(_ reason: String) -> FieldListError { .unreadable(file: path, reason: reason) }
        guard let file = try? JSONSerialization.jsonObject(with: data) as? [String: Any] else {
            throw fail("not a JSON object")
        }
        guard Set(file.keys) == ["verified", "note", "fields"] else {
            throw fail("the keys are verified, note and fields")
        }
        guard let isVerified = file["verified"] as? Bool, let note = file["note"] as? String,
            let rows = file["fields"] as? [[String: Any]], !rows.isEmpty
        else { throw fail("verified is true or false, note a text, fields a list") }
        guard isVerified || !note.isEmpty else { throw fail("a list that is not verified says why") }
        var fields: [Field] = []
        for (index, row) in rows.enumerated() {
            let place = "field \(index + 1)"
            guard Set(row.keys) == ["code", "vi", "en", "from", "until"] else {
                throw fail("\(place): the keys are code, vi, en, from and until")
            }
            guard let code = row["code"] as? String, !code.isEmpty, code.allSatisfy({ ("a"..."z").contains($0) })
            else { throw fail("\(place): the code is small letters") }
            guard let vi = row["vi"] as? String, let en = row["en"] as? String, !vi.isEmpty, !en.isEmpty,
                vi.unicodeScalars.elementsEqual(vi.precomposedStringWithCanonicalMapping.unicodeScalars)
            else { throw fail("\(place): a name in each language, composed (NFC)") }
            guard let from = (row["from"] as? String).flatMap({ Day($0) }) else {
                throw fail("\(place): from is a day")
            }
            let until = row["until"] is NSNull ? Day.never : (row["until"] as? String).flatMap { Day($0) }
            guard let until, from < until else { throw fail("\(place): until is null or a day after from") }
            guard !fields.contains(where: { $0.code == code && $0.from < until && from < $0.until }) else {
                throw fail("\(place): \(code) is in force twice")
            }
            fields.append(Field(code: code, name: ["vi": vi, "en": en], from: from, until: until))
        }
        all = fields
        self.isVerified = isVerified
    }
}

/// What is wrong with the list of fields; the program does not start.
public enum FieldListError: Error, Hashable, CustomStringConvertible {
    case missing(String)
    case unreadable(file: String, reason: String)

    public var description: String {
        switch self {
        case .missing(let path): "the list of fields \(path) is missing"
        case .unreadable(let file, let reason): "\(file): \(reason)"
        }
    }
}
