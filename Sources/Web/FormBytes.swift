import Hummingbird
import Kernel

/// The bytes of a file that a form brought, held in memory: a table of text, never more than a page can carry on.
public struct FormBytes: Sendable {
    public let name: String
    /// No more than one beyond the limit.
    public let bytes: [UInt8]
}

extension Form {
    /// Reads a form of parts with one small file in it; of a larger one no more than a byte beyond `limit` is kept, by
    /// which it is told. Nil if no file was chosen. Throws 413, 415 or 400 for a body that is not such a form.
    public static func withBytes(_ request: Request, upTo limit: Int) async throws -> (form: Form, file: FormBytes?) {
        var multipart = try Multipart(contentType: request.headers[.contentType] ?? "")
        var reading = FormBytesReading(limit: limit)
        var received = 0
        var body = request.body.makeAsyncIterator()
        while let piece = try await Self.next(&body) {
            received += piece.readableBytes
            // Far beyond the limit nothing is read any more.
            guard received <= limit * 4 + Self.limit else { throw WebProblem.bodyTooLarge }
            for event in try multipart.read(piece) { try reading.take(event) }
        }
        try multipart.finish()
        return (Form(fields: reading.fields), reading.file)
    }
}

private struct FormBytesReading {
    private enum Place { case nowhere, field(String), file(String) }

    let limit: Int
    private(set) var fields: [String: String] = [:]
    private(set) var file: FormBytes?
    private var place = Place.nowhere
    private var value: [UInt8] = []
    private var fieldBytes = 0

    init(limit: Int) { self.limit = limit }

    mutating func take(_ event: Multipart.Event) throws {
        switch event {
        case .begin(let part):
            value = []
            place =
                switch part.fileName {
                case nil: .field(part.name)
                case "": .nowhere
                case let name?: .file(name)
                }
        case .bytes(let bytes):
            switch place {
            case .nowhere: break
            case .field:
                fieldBytes += bytes.count
                guard fieldBytes <= Form.limit else { throw WebProblem.bodyTooLarge }
                value += bytes
            case .file: value += bytes.prefix(max(0, limit + 1 - value.count))
            }
        case .end:
            switch place {
            case .nowhere: break
            case .field(let name):
                guard let text = String(validating: value, as: UTF8.self) else { throw WebProblem.unreadable }
                fields[name] = text.replacing("\r\n", with: "\n")
            case .file(let name): file = FormBytes(name: name, bytes: value)
            }
            place = .nowhere
        }
    }
}
