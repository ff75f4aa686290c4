import HTTPTypes
import Hummingbird
import NIOCore
import Storage
import Web

/// Whether the process lives, and whether it can do its work.
struct Health: Sendable {
    static let live = PlainRoute(.get, "/health/live")
    static let ready = PlainRoute(.get, "/health/ready")

    let store: any Store

    @Sendable func live(_ request: Request, _ context: VisitContext) async throws -> Response {
        Self.plain("live")
    }

    @Sendable func ready(_ request: Request, _ context: VisitContext) async throws -> Response {
        _ = try await store.read { tx in try Migrator.tables(.record, tx) }
        return Self.plain("ready")
    }

    private static func plain(_ text: String) -> Response {
        Response(
            status: .ok, headers: [.contentType: "text/plain; charset=utf-8", .cacheControl: "no-store"],
            body: ResponseBody(byteBuffer: ByteBuffer(string: text + "\n")))
    }
}

/// `POST /bench/echo` of `hoidap serve --bench`: what the machine allows, measured in the same run.
enum Echo {
    static let route = PlainRoute(.post, "/bench/echo")

    @Sendable static func echo(_ request: Request, _ context: VisitContext) async throws -> Response {
        let body = try await request.collectBody(upTo: 1 << 20)
        return Response(
            status: .ok, headers: [.contentType: "application/json"], body: ResponseBody(byteBuffer: body))
    }
}
