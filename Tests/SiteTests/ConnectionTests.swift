import NIOCore
import NIOEmbedded
import NIOHTTP1
import Testing

@testable import Server

/// What only the bytes of a connection tell.
@Suite struct ConnectionTests {
    private func connection() throws -> EmbeddedChannel {
        let channel = EmbeddedChannel()
        let pipeline = channel.pipeline.syncOperations
        try pipeline.addHandler(HTTPResponseEncoder())
        try pipeline.addHandler(ByteToMessageHandler(HTTPRequestDecoder(leftOverBytesStrategy: .dropBytes)))
        try pipeline.addHandler(ConnectionMannersPlacer(document: Array("{}".utf8)))
        return channel
    }

    @Test(
        "a client of HTTP/1.0 that does not ask to go on gets the end of the connection",
        arguments: [
            ("HTTP/1.0", "", ["close"]), ("HTTP/1.0", "Connection: keep-alive\r\n", ["keep-alive"]),
            ("HTTP/1.1", "", []),
        ])
    func version(_ version: String, _ fields: String, _ expected: [String]) throws {
        let channel = try connection()
        try channel.writeInbound(ByteBuffer(string: "GET / \(version)\r\nHost: test\r\n\(fields)\r\n"))
        let part = try channel.readInbound(as: HTTPServerRequestPart.self)
        guard case .head(let head)? = part else {
            Issue.record("no head was read")
            return
        }
        #expect(head.headers["connection"] == expected)
        _ = try? channel.finish()
    }

    @Test("what could not be parsed is answered with a document, and other answers go out as they are")
    func unparsable() throws {
        let channel = try connection()
        func written(_ status: HTTPResponseStatus, _ headers: HTTPHeaders) throws -> String {
            let head = HTTPResponseHead(version: .http1_1, status: status, headers: headers)
            try channel.writeOutbound(HTTPServerResponsePart.head(head))
            try channel.writeOutbound(HTTPServerResponsePart.end(nil))
            var text = ""
            while let piece = try channel.readOutbound(as: ByteBuffer.self) { text += String(buffer: piece) }
            return text
        }
        let bare: HTTPHeaders = ["connection": "close", "content-length": "0"]
        let refused = try written(.badRequest, bare)
        #expect(refused.contains("content-type: application/problem+json") && refused.hasSuffix("\r\n\r\n{}"))
        #expect(refused.contains("content-length: 2\r\n") && !refused.contains("content-length: 0"))
        #expect(try !written(.ok, bare).contains("problem"))
        #expect(try !written(.badRequest, ["content-length": "0"]).contains("problem"))
        _ = try? channel.finish()
    }
}
