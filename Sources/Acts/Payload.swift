import Foundation
import Kernel
import Vault

/// The facts of an event as the exact text that is hashed: one JSON object, keys in the order given, no spaces.
///
/// Written once and never rewritten; a reader takes what it knows by name.
public struct Payload: Hashable, Sendable {
    public let text: String

    /// Facts that are nil are left out.
    public init(_ facts: [(name: StaticString, fact: Fact?)]) {
        var text = "{"
        for (name, fact) in facts {
            guard let fact else { continue }
            if text.utf8.count > 1 { text += "," }
            text += "\"\(name)\":"
            fact.write(to: &text)
        }
        self.text = text + "}"
    }

    /// A payload read back from the ledger.
    public init(stored text: String) { self.text = text }

    /// The facts by name. Throws `PayloadError.unreadable` if the text is not a payload.
    public func facts() throws -> Facts {
        guard let value = try? JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any] else {
            throw PayloadError.unreadable(text)
        }
        return Facts(value)
    }
}

/// One fact of a payload.
public enum Fact: Hashable, Sendable {
    case text(String)
    case number(Int64)
    case list([Payload])

    public static func id<S>(_ id: ID<S>) -> Fact { .number(id.raw) }
    public static func day(_ day: Day) -> Fact { .text(day.description) }
    public static func bytes(_ bytes: [UInt8]) -> Fact { .text(bytes.hexadecimal) }

    fileprivate func write(to text: inout String) {
        switch self {
        case .number(let number):
            text += String(number)
        case .text(let string):
            text += "\""
            guard string.utf8.contains(where: { $0 < 0x20 || $0 == 0x22 || $0 == 0x5C }) else {
                text += string
                text += "\""
                return
            }
            for scalar in string.unicodeScalars {
                switch scalar {
                case "\"": text += "\\\""
                case "\\": text += "\\\\"
                case "\u{0}"..."\u{1F}":
                    let digits = String(scalar.value, radix: 16)
                    text += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
                default: text.unicodeScalars.append(scalar)
                }
            }
            text += "\""
        case .list(let payloads):
            text += "["
            for (index, payload) in payloads.enumerated() {
                if index > 0 { text += "," }
                text += payload.text
            }
            text += "]"
        }
    }
}

/// The facts of one payload, by name.
public struct Facts {
    private let values: [String: Any]

    fileprivate init(_ values: [String: Any]) { self.values = values }

    public func text(_ name: String) throws -> String {
        guard let text = values[name] as? String else { throw PayloadError.missing(name) }
        return text
    }

    public func number(_ name: String) throws -> Int64 {
        guard let number = values[name] as? NSNumber else { throw PayloadError.missing(name) }
        return number.int64Value
    }

    public func id<S>(_ name: String) throws -> ID<S> { ID(try number(name)) }

    public func day(_ name: String) throws -> Day {
        guard let day = Day(try text(name)) else { throw PayloadError.missing(name) }
        return day
    }

    public func bytes(_ name: String) throws -> [UInt8] {
        guard let bytes = [UInt8](hexadecimal: try text(name)) else { throw PayloadError.missing(name) }
        return bytes
    }

    public func list(_ name: String) throws -> [Facts] {
        guard let list = values[name] as? [[String: Any]] else { throw PayloadError.missing(name) }
        return list.map(Facts.init)
    }

    public func has(_ name: String) -> Bool { values[name] != nil }
}

public enum PayloadError: Error, Equatable {
    case unreadable(String)
    case missing(String)
}
