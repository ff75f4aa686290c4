import Foundation
import Hummingbird
import Kernel
import Web

/// The query of an address: names and values, in order, without empty ones.
struct AddressQuery: Hashable {
    private(set) var pairs: [(String, String)] = []

    init() {}

    /// Reads `kind=feedback&stage=taken`; what is not percent-encoded UTF-8 is left out.
    init(_ text: String) {
        for pair in text.split(separator: "&") {
            let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            let value = parts.count == 2 ? parts[1].replacing("+", with: " ") : ""
            guard let name = String(parts[0]).removingPercentEncoding,
                let value = String(value).removingPercentEncoding
            else { continue }
            add(name, value)
        }
    }

    init(_ request: Request) { self.init(request.uri.query ?? "") }

    mutating func add(_ name: String, _ value: String?) {
        if let value, !value.isEmpty { pairs.append((name, value)) }
    }

    subscript(_ name: String) -> String? { pairs.last { $0.0 == name }?.1 }

    /// The value as the type reads it. Throws 400 if it is there and cannot be read.
    func value<V>(_ name: String, _ read: (String) -> V?) throws -> V? {
        guard let text = self[name] else { return nil }
        guard let value = read(text) else { throw WebProblem.unreadable }
        return value
    }

    /// The same; a value that cannot be read is told by its name, and the rest goes on without it.
    func value<V>(_ name: String, _ faults: inout Set<String>, _ read: (String) -> V?) -> V? {
        guard let text = self[name] else { return nil }
        guard let value = read(text) else {
            faults.insert(name)
            return nil
        }
        return value
    }

    var description: String {
        var text = ""
        for (name, value) in pairs {
            if !text.isEmpty { text += "&" }
            text += name
            text += "="
            if value.utf8.allSatisfy(Self.isPlain) {
                text += value
            } else {
                for byte in value.utf8 {
                    if Self.isPlain(byte) {
                        text.unicodeScalars.append(Unicode.Scalar(byte))
                    } else {
                        text += "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
                    }
                }
            }
        }
        return text
    }

    /// The address with this query.
    func address(_ path: String) -> String { pairs.isEmpty ? path : path + "?" + description }

    /// The letters, digits and marks that stand for themselves (RFC 3986, 2.3).
    private static func isPlain(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
            UInt8(ascii: "~"):
            true
        default: false
        }
    }

    static func == (left: AddressQuery, right: AddressQuery) -> Bool { left.description == right.description }

    func hash(into hasher: inout Hasher) { hasher.combine(description) }
}
