import HTTPTypes
import Hummingbird
import Kernel
import NIOCore

/// The fields of a posted form.
public struct Form: Sendable {
    /// The largest form: a letter of 20,000 characters in percent-encoded Vietnamese, and as much again.
    static let limit = 512 * 1024

    private let fields: [String: String]

    init(fields: [String: String]) { self.fields = fields }

    /// Reads the body of a request. Throws 413, 415 or 400 for one that is not a form.
    public init(_ request: Request) async throws {
        guard let type = request.headers[.contentType],
            type.lowercased().hasPrefix("application/x-www-form-urlencoded")
        else { throw WebProblem.wrongMediaType }
        let body = try await request.collectBody(upTo: Self.limit)
        guard let text = body.getString(at: body.readerIndex, length: body.readableBytes, encoding: .utf8),
            let fields = Self.parse(text)
        else { throw WebProblem.unreadable }
        self.fields = fields
    }

    /// The field, or an empty text.
    public subscript(_ name: String) -> String { fields[name] ?? "" }

    /// A form without a field.
    public static let empty = Form(fields: [:])

    /// Its fields by name, to be carried on in another form: all but these.
    public func all(but names: Set<String>) -> [(name: String, value: String)] {
        fields.filter { !names.contains($0.key) && !$0.value.isEmpty }.sorted { $0.key < $1.key }
            .map { (name: $0.key, value: $0.value) }
    }

    /// The fields whose names begin so, under the rest of their names: a form that another one carried on.
    public func carried(_ beginning: String) -> Form {
        let own = fields.filter { $0.key.hasPrefix(beginning) }
        return Form(
            fields: Dictionary(own.map { (String($0.key.dropFirst(beginning.count)), $0.value) }) { _, last in last })
    }

    /// Nil if a part is not percent-encoded UTF-8. Of fields of one name the last counts.
    static func parse(_ text: String) -> [String: String]? {
        var fields: [String: String] = [:]
        for pair in text.split(separator: "&") {
            let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard let name = decode(parts[0]), let value = decode(parts.count == 2 ? parts[1] : "") else {
                return nil
            }
            // Browsers send line breaks as CR LF.
            fields[name] = value.replacing("\r\n", with: "\n")
        }
        return fields
    }

    static func decode(_ text: Substring) -> String? {
        var bytes: [UInt8] = []
        var input = text.utf8.makeIterator()
        while let byte = input.next() {
            switch byte {
            case UInt8(ascii: "+"): bytes.append(32)
            case UInt8(ascii: "%"):
                guard let high = input.next().flatMap(hexDigit), let low = input.next().flatMap(hexDigit) else {
                    return nil
                }
                bytes.append(high << 4 | low)
            default: bytes.append(byte)
            }
        }
        return String(validating: bytes, as: UTF8.self)
    }

    static func hexDigit(_ byte: UInt8) -> UInt8? {
        switch byte {
        case 48...57: byte - 48
        case 65...70: byte - 55
        case 97...102: byte - 87
        default: nil
        }
    }
}

extension Request {
    /// The whole body. Throws 413 if it is larger than the limit, 400 if it does not come to its end.
    public func collectBody(upTo limit: Int) async throws -> ByteBuffer {
        do {
            return try await body.collect(upTo: limit)
        } catch is NIOTooManyBytesError {
            throw WebProblem.bodyTooLarge
        } catch {
            // Broken off, or not in the encoding it claims: the client's fault, and none of ours.
            throw WebProblem.unreadable
        }
    }

    /// A field of the query, decoded; nil if it is missing or not UTF-8.
    public func query(_ name: String) -> String? {
        guard let query = uri.query else { return nil }
        for pair in query.split(separator: "&") {
            let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            if parts[0] == name { return Form.decode(parts.count == 2 ? parts[1] : "") }
        }
        return nil
    }
}
