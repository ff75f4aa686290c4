import Acts
import HTTPTypes
import Hummingbird
import Kernel
import Language
import Logging
import NIOCore
import NIOEmbedded
import Registry
import Server
import Synchronization
import TestKit
import Vault
import Web

/// The whole site over a small country, without a socket: requests go straight into the responder.
public struct TestSite: Sendable {
    public let country: TestCountry
    public let site: Site
    private let responder: RouterResponder<VisitContext>

    /// What the site's store is made of.
    public static var modules: [Module] { Modules.all }

    public static func make(on day: Day = Day("2026-11-20")!, purpose: Purpose = .real) async throws -> TestSite {
        try await make(over: try await TestCountry.make(on: day, modules: modules), purpose: purpose)
    }

    /// The site over a country that is there.
    public static func make(
        over country: TestCountry, purpose: Purpose = .real, keys: KeyRing? = nil,
        practice: (Site) throws -> PracticeSide? = { _ in nil }
    ) async throws -> TestSite {
        let performer =
            keys.map {
                Performer(
                    country.store,
                    World(
                        now: { country.clock.now }, zone: .vietnam, law: ProjectFiles.law, keys: $0,
                        ids: IDMint(server: 2),
                        randomBytes: country.performer.world.randomBytes))
            } ?? country.performer
        let site = Site(
            store: country.store, performer: performer, catalogue: ProjectFiles.catalogue,
            directory: try await DirectoryCache(country.store, today: { country.performer.world.today }),
            gazetteer: ProjectFiles.gazetteer,
            fields: ProjectFiles.fields,
            templates: ProjectFiles.templates, purpose: purpose,
            files: try TestStore.files(),
            isBehindTLSProxy: false, showsTimings: true)
        let router = try buildRouter(
            site, resources: ProjectFiles.resources, passwordCost: .low, echoes: true, practice: try practice(site))
        return TestSite(country: country, site: site, responder: router.buildResponder())
    }

    /// One request, answered.
    public func send(
        _ method: HTTPRequest.Method, _ path: String, headers: HTTPFields = [:], body: String = "",
        from peer: String? = nil
    ) async throws -> Reply {
        try await respond(method, path, headers, RequestBody(buffer: ByteBuffer(string: body)), peer)
    }

    /// One request whose body breaks off after these bytes, answered.
    public func sendBroken(_ path: String, headers: HTTPFields, body: String) async throws -> Reply {
        let pieces = AsyncThrowingStream<ByteBuffer, any Error> { stream in
            stream.yield(ByteBuffer(string: body))
            stream.finish(throwing: BrokenOff())
        }
        return try await respond(.post, path, headers, RequestBody(asyncSequence: pieces), nil)
    }

    private func respond(
        _ method: HTTPRequest.Method, _ path: String, _ headers: HTTPFields, _ body: RequestBody, _ peer: String?
    ) async throws -> Reply {
        let channel = NIOAsyncTestingChannel()
        channel.remoteAddress = try peer.map { try SocketAddress(ipAddress: $0, port: 50_000) }
        let request = Request(
            head: HTTPRequest(
                method: method, scheme: "http", authority: "test", path: path, headerFields: headers),
            body: body)
        var logger = Logger(label: "test")
        logger.logLevel = .critical
        let context = VisitContext(
            source: ApplicationRequestContextSource(channel: channel, logger: logger))
        let response = try await responder.respond(to: request, context: context)
        let writer = CollectingWriter()
        try await response.body.write(writer)
        return Reply(status: response.status.code, headers: response.headers, bytes: writer.bytes)
    }
}

private struct BrokenOff: Error {}

public struct Reply: Sendable {
    public let status: Int
    public let headers: HTTPFields
    public let bytes: [UInt8]

    public var body: String { String(decoding: bytes, as: UTF8.self) }

    public var location: String? { headers[.location] }
}

private final class CollectingWriter: ResponseBodyWriter, Sendable {
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

/// One person's browser: keeps cookies, follows nothing by itself, posts forms as forms.
public final class TestBrowser: Sendable {
    public let site: TestSite
    private let cookies = Mutex<[String: String]>([:])
    private let language: Locale

    public init(_ site: TestSite, language: Locale = .vi) {
        self.site = site
        self.language = language
    }

    public func get(_ path: String, headers: HTTPFields = [:]) async throws -> Reply {
        try await send(.get, path, headers)
    }

    /// Posts fields as a browser does.
    public func post(_ path: String, _ fields: [(String, String)], headers: HTTPFields = [:]) async throws -> Reply {
        let body = fields.map { "\(Self.encode($0.0))=\(Self.encode($0.1))" }.joined(separator: "&")
        var headers = headers
        headers[.contentType] = "application/x-www-form-urlencoded"
        return try await send(.post, path, headers, body)
    }

    /// Posts fields and files as a browser does. A file is taken for what its content says.
    public func upload(
        _ path: String, _ fields: [(String, String)] = [], files: [(name: String, content: String)]
    ) async throws -> Reply {
        let boundary = "----TestBoundary7MA4YWxk"
        var body = ""
        for (name, value) in fields {
            body += "--\(boundary)\r\nContent-Disposition: form-data; name=\"\(name)\"\r\n\r\n\(value)\r\n"
        }
        for file in files {
            body += "--\(boundary)\r\nContent-Disposition: form-data; name=\"files\"; filename=\"\(file.name)\"\r\n"
            body += "Content-Type: application/octet-stream\r\n\r\n\(file.content)\r\n"
        }
        return try await send(
            .post, path, [.contentType: "multipart/form-data; boundary=\(boundary)"], body + "--\(boundary)--\r\n")
    }

    /// Posts and goes where the answer leads.
    public func follow(_ reply: Reply) async throws -> Reply {
        guard let location = reply.location else { return reply }
        return try await get(location)
    }

    /// Signs in with the password of the test country; returns the page it leads to.
    public func signIn(_ login: String) async throws -> Reply {
        try await follow(try await post("/desk/sign-in", [("login", login), ("password", TestCountry.password)]))
    }

    private func send(
        _ method: HTTPRequest.Method, _ path: String, _ headers: HTTPFields = [:], _ body: String = ""
    ) async throws -> Reply {
        var headers = headers
        headers[.acceptLanguage] = language.rawValue
        let jar = cookies.withLock { $0 }
        if !jar.isEmpty {
            headers[.cookie] = jar.sorted { $0.key < $1.key }.map { "\($0)=\($1)" }.joined(separator: "; ")
        }
        let reply = try await site.send(method, path, headers: headers, body: body)
        for cookie in reply.headers[values: .setCookie] {
            let pair = cookie.split(separator: ";")[0].split(
                separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            let value = String(pair[1])
            cookies.withLock { $0[String(pair[0])] = value.isEmpty ? nil : value }
        }
        return reply
    }

    private static func encode(_ text: String) -> String {
        var result = ""
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"):
                result.unicodeScalars.append(Unicode.Scalar(byte))
            default:
                let digits = String(byte, radix: 16, uppercase: true)
                result += "%" + (digits.count == 1 ? "0" + digits : digits)
            }
        }
        return result
    }
}
