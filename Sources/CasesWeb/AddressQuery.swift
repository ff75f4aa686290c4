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
            text += value.percentEncoded()
        }
        return text
    }

    /// The address with this query.
    func address(_ path: String) -> String { pairs.isEmpty ? path : path + "?" + description }

    static func == (left: AddressQuery, right: AddressQuery) -> Bool { left.description == right.description }

    func hash(into hasher: inout Hasher) { hasher.combine(description) }
}
