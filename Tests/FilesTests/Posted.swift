import Files
import HTTPTypes
import Hummingbird
import NIOCore
import TestKit
import Web

/// A form as a browser posts it, in pieces of any size.
struct Posted {
    var boundary = "----WebKitFormBoundaryXyZ"
    var body: [UInt8] = []

    mutating func add(_ disposition: String, _ content: [UInt8]) {
        body += Array("--\(boundary)\r\nContent-Disposition: form-data; \(disposition)\r\n\r\n".utf8) + content
        body += Array("\r\n".utf8)
    }

    mutating func field(_ name: String, _ value: String) { add("name=\"\(name)\"", Array(value.utf8)) }

    mutating func file(_ name: String, _ content: [UInt8], field: String = "files") {
        add("name=\"\(field)\"; filename=\"\(name)\"\r\nContent-Type: application/octet-stream", content)
    }

    var closed: [UInt8] { body + Array("--\(boundary)--\r\n".utf8) }

    func request(path: String = "/", pieces: [[UInt8]]? = nil) -> Request {
        let pieces = (pieces ?? [closed]).map { ByteBuffer(bytes: $0) }
        return Self.request(
            path: path, contentType: "multipart/form-data; boundary=\(boundary)",
            RequestBody(
                asyncSequence: AsyncStream<ByteBuffer> { stream in
                    for piece in pieces { stream.yield(piece) }
                    stream.finish()
                }))
    }

    static func request(
        path: String = "/", contentType: String, length: Int? = nil, _ body: RequestBody
    ) -> Request {
        var headers: HTTPFields = [.contentType: contentType]
        if let length { headers[.contentLength] = String(length) }
        return Request(
            head: HTTPRequest(
                method: .post, scheme: "http", authority: "test", path: path, headerFields: headers), body: body)
    }
}

/// A form as it was read: fields asked for, and each file by field, name and content.
struct ReadForm: Equatable {
    struct File: Equatable {
        let field: String
        let name: String
        let content: [UInt8]
    }

    var fields: [String] = []
    var files: [File] = []

    static func read(
        _ request: Request, _ store: FileStore, _ names: [String] = [], limit: FileLimit = .standard
    ) async throws -> ReadForm {
        let (form, files) = try await Form.withFiles(request, spool: store.spool, limit: limit)
        var result = ReadForm(fields: names.map { form[$0] })
        for file in try files.all() {
            result.files.append(
                File(field: file.field, name: file.file.name.description, content: try await file.file.content.whole()))
        }
        return result
    }
}
