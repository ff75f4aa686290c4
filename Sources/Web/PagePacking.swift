import HTTPTypes
import Hummingbird
import NIOCore
import Synchronization

/// Which pages go out packed.
///
/// Whoever can make somebody's browser ask for a page with words of their choosing, and sees how long the answer is,
/// could find what else stands in it (BREACH). So a page is packed only if nothing of its request can stand in it: the
/// answer to a form never is, nor is a page of an address with a query, unless its values come from lists. Tokens of
/// forms are masked anew in each page besides (`Officer.csrf`).
struct PagePacking: Sendable {
    /// Paths of pages that repeat nothing of their query but values they know.
    let safeQueries: Set<String>

    /// The answer as it goes out; `Vary` says that it may differ.
    func packed(_ response: Response, to request: Request) async throws -> Response {
        guard request.method == .get, response.status == .ok,
            response.headers[.contentType]?.hasPrefix("text/html") == true,
            response.headers[.contentEncoding] == nil,
            request.uri.query?.isEmpty != false || safeQueries.contains(request.uri.path)
        else { return response }
        var response = response
        response.headers[.vary] = "Accept-Encoding"
        guard request.takesGzip, response.body.contentLength ?? 0 >= Gzip.least else { return response }
        let collected = CollectedBody()
        try await response.body.write(collected)
        guard let packed = Gzip.pack(collected.bytes, .quick) else { return response }
        response.headers[.contentEncoding] = "gzip"
        response.headers[.contentLength] = nil
        response.body = ResponseBody(byteBuffer: ByteBuffer(bytes: packed))
        return response
    }
}

extension Request {
    /// Whether the client unpacks gzip: it names it, and not with the weight nought.
    var takesGzip: Bool {
        (headers[.acceptEncoding] ?? "").split(separator: ",").contains { part in
            let fields = part.split(separator: ";").map { $0.filter { !$0.isWhitespace }.lowercased() }
            guard fields.first == "gzip" else { return false }
            return !fields.dropFirst().contains {
                $0.hasPrefix("q=0") && $0.dropFirst(3).allSatisfy { ".0".contains($0) }
            }
        }
    }
}

/// A page's bytes, which are in memory anyway.
private final class CollectedBody: ResponseBodyWriter, Sendable {
    private let buffer = Mutex(ByteBuffer())

    var bytes: [UInt8] { buffer.withLock { Array($0.readableBytesView) } }

    func write(_ piece: ByteBuffer) async throws {
        buffer.withLock { collected in
            var piece = piece
            collected.writeBuffer(&piece)
        }
    }

    func finish(_ trailingHeaders: HTTPFields?) async throws {}
}
