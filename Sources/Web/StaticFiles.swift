import Foundation
import HTTPTypes
import Hummingbird
import Kernel
import NIOCore
import Vault

/// Style and icon, read and packed once at start. A browser that has them already is told so.
public struct StaticFiles: Sendable {
    public static let route = Route<String>(.get, "/static/{}")

    private struct File {
        let type: String
        let tag: String
        let plain: ByteBuffer
        let packed: ByteBuffer?
    }

    private static let types = ["css": "text/css; charset=utf-8", "svg": "image/svg+xml"]

    private let files: [String: File]

    /// Throws if a file of the folder cannot be read. Files of other kinds are left out.
    public init(_ folder: String) throws {
        var files: [String: File] = [:]
        for name in try FileManager.default.contentsOfDirectory(atPath: folder) {
            guard let type = name.split(separator: ".").last.flatMap({ Self.types[String($0)] }) else { continue }
            let bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: "\(folder)/\(name)")))
            let packed = bytes.count < Gzip.least ? nil : Gzip.pack(bytes, .thorough)
            files[name] = File(
                type: type, tag: Digest.sha256(bytes).prefix(8).hexadecimal, plain: ByteBuffer(bytes: bytes),
                packed: packed.map { ByteBuffer(bytes: $0) })
        }
        self.files = files
    }

    @Sendable public func send(_ request: Request, _ context: VisitContext) async throws -> Response {
        guard let file = files[try Self.route.values(context.parameters)] else { throw WebProblem.notFound }
        let packed = request.takesGzip ? file.packed : nil
        let tag = "\"\(file.tag)\(packed == nil ? "" : "-gzip")\""
        var headers: HTTPFields = [.cacheControl: "public, max-age=3600", .eTag: tag, .vary: "Accept-Encoding"]
        let known = (request.headers[.ifNoneMatch] ?? "").split(separator: ",").map { $0.filter { !$0.isWhitespace } }
        if known.contains(where: { $0 == tag || $0 == "W/" + tag || $0 == "*" }) {
            return Response(status: .notModified, headers: headers)
        }
        headers[.contentType] = file.type
        if packed != nil { headers[.contentEncoding] = "gzip" }
        return Response(status: .ok, headers: headers, body: ResponseBody(byteBuffer: packed ?? file.plain))
    }
}
