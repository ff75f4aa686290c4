import NIOCore
import NIOHTTP1

/// Between the parser of a connection and the framework, for what only the bytes tell: a client that speaks HTTP/1.0
/// waits for the end of the connection, and a request that is no HTTP has no handler that could write a document.
final class ConnectionManners: ChannelDuplexHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias InboundOut = HTTPServerRequestPart
    typealias OutboundIn = HTTPServerResponsePart
    typealias OutboundOut = HTTPServerResponsePart

    /// What is wrong with a request that could not be parsed.
    private let document: [UInt8]

    init(document: [UInt8]) { self.document = document }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        guard case .head(var head) = unwrapInboundIn(data), head.version == .http1_0, !head.isKeepAlive else {
            context.fireChannelRead(data)
            return
        }
        head.headers.replaceOrAdd(name: "connection", value: "close")
        context.fireChannelRead(wrapInboundOut(.head(head)))
    }

    /// The framework answers what could not be parsed with these two fields and nothing else; no answer of ours is such.
    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        guard case .head(var head) = unwrapOutboundIn(data), head.status == .badRequest, head.headers.count == 2,
            head.headers["connection"] == ["close"], head.headers["content-length"] == ["0"]
        else {
            context.write(data, promise: promise)
            return
        }
        head.headers.replaceOrAdd(name: "content-length", value: String(document.count))
        head.headers.add(name: "content-type", value: "application/problem+json")
        context.write(wrapOutboundOut(.head(head)), promise: nil)
        context.write(wrapOutboundOut(.body(.byteBuffer(ByteBuffer(bytes: document)))), promise: promise)
    }
}

/// Puts `ConnectionManners` beside the parser: where the framework lets handlers be added, the version is forgotten.
final class ConnectionMannersPlacer: ChannelInboundHandler, RemovableChannelHandler {
    typealias InboundIn = NIOAny

    private let document: [UInt8]

    init(document: [UInt8]) { self.document = document }

    func handlerAdded(context: ChannelHandlerContext) {
        do {
            let pipeline = context.pipeline.syncOperations
            let parser = try pipeline.handler(type: ByteToMessageHandler<HTTPRequestDecoder>.self)
            try pipeline.addHandler(ConnectionManners(document: document), position: .after(parser))
        } catch {
            context.fireErrorCaught(error)
        }
    }
}
