import Files
import Foundation
import HTTPTypes
import Hummingbird
import Kernel
import Language
import Logging
import Markup
import NIOCore
import NIOEmbedded
import Synchronization
import TestKit
import TestKitWeb
import Testing
import Vault
import Web

/// Large bodies, and files sent back, inside the frame every request has.
@Suite struct UploadTests {
    @Test("a file of fifteen megabytes is spooled with little in memory and comes back whole")
    func large() async throws {
        let store = try TestStore.files()
        let piece = ByteBuffer(bytes: sampleBytes(65_536))
        let (pieces, open) = (
            240, ByteBuffer(string: "--b\r\nContent-Disposition: form-data; name=f; filename=a\r\n\r\n")
        )
        let left = Mutex(pieces + 2)
        let body = AsyncStream<ByteBuffer> {
            let index = left.withLock { left in
                left -= 1
                return pieces + 1 - left
            }
            switch index {
            case 0: return open + [0xFF, 0xD8, 0xFF]
            case 1...pieces: return piece
            case pieces + 1: return ByteBuffer(string: "\r\n--b--\r\n")
            default: return nil
            }
        }
        let request = Posted.request(
            contentType: "multipart/form-data; boundary=b", RequestBody(asyncSequence: body))
        let (_, files) = try await Form.withFiles(request, spool: store.spool)
        #expect(files.largestBuffered > 0 && files.largestBuffered < 256 * 1024, "\(files.largestBuffered)")
        let file = try #require(try files.all().first).file
        #expect(file.size == 3 + pieces * 65_536)
        let address = try await store.keep(file, under: DataKey.random())
        #expect(address.bytes.count == 32)
        var (digest, largest) = (RunningDigest(), 0)
        for try await part in file.content {
            digest.update(part)
            largest = max(largest, part.count)
        }
        #expect(digest.value == file.digest && largest <= 65_536)
    }

    @Test("too much is 413 with a sentence that names the limit, and the fields are read all the same")
    func tooLarge() async throws {
        let store = try TestStore.files()
        let limit = FileLimit(count: 2, each: 1 << 20, total: 2 << 20)
        var posted = Posted()
        posted.file("lớn.jpg", jpegHead + sampleBytes(1 << 20))
        posted.field("title", "Cống vỡ")
        let (form, files) = try await Form.withFiles(posted.request(), spool: store.spool, limit: limit)
        #expect(form["title"] == "Cống vỡ")
        #expect(throws: FileError.tooLarge(FileName("lớn.jpg"), limit)) { try files.all() }
        // A body far beyond the limit is not read to its end, and not begun if it says so.
        let endless = AsyncStream<ByteBuffer> { ByteBuffer(repeating: 13, count: 1 << 16) }
        for request in [
            Posted.request(contentType: "multipart/form-data; boundary=b", RequestBody(asyncSequence: endless)),
            Posted.request(
                contentType: "multipart/form-data; boundary=b", length: 1 << 40, RequestBody(buffer: ByteBuffer())),
        ] {
            await #expect(throws: FileError.totalTooLarge(limit)) {
                try await Form.withFiles(request, spool: store.spool, limit: limit)
            }
        }
    }

    @Test("in both languages the page that refuses files names the limit")
    func sentences() async throws {
        let frame = try await Frame.make()
        var posted = Posted()
        for number in 0..<11 { posted.file("\(number).jpg", jpegHead + [1]) }
        for (language, sentence) in [("vi", "tối đa 10 tệp"), ("en", "At most 10 files")] {
            let reply = try await frame.send(posted.request(path: "/upload"), language: language)
            #expect(reply.status == 413 && reply.body.contains(sentence), "\(reply)")
        }
        var wrong = Posted()
        wrong.file("<b>.jpg", Array("MZ".utf8))
        let reply = try await frame.send(wrong.request(path: "/upload"), language: "vi")
        #expect(reply.status == 422 && reply.body.contains("“&lt;b&gt;.jpg”"), "\(reply)")
    }

    @Test("a file is sent back as what it is, run by nobody, and under its own name")
    func sentBack() async throws {
        let frame = try await Frame.make()
        let bytes = jpegHead + sampleBytes(150_000)
        var posted = Posted()
        posted.file("Cống \u{202E}vỡ.exe", bytes)
        for (path, disposition) in [("/upload", "attachment"), ("/upload/shown", "inline")] {
            let reply = try await frame.send(posted.request(path: path), language: "vi")
            #expect(reply.status == 200 && reply.bytes == bytes)
            #expect(reply.headers[.contentType] == "image/jpeg")
            #expect(
                reply.headers[.contentDisposition]
                    == "\(disposition); filename*=UTF-8''C%E1%BB%91ng%20v%E1%BB%A1.exe.jpg")
            #expect(reply.headers[.xContentTypeOptions] == "nosniff")
            #expect(reply.headers[.cacheControl] == "no-store")
            // The frame's own policy for pages does not take the place of the file's.
            #expect(reply.headers[.contentSecurityPolicy]?.hasPrefix("sandbox; default-src 'none'") == true)
            #expect(reply.headers[HTTPField.Name("Referrer-Policy")!] == "same-origin")
        }
        var sound = Posted()
        sound.file("a.mp3", Array("ID3".utf8) + [4, 0])
        let reply = try await frame.send(sound.request(path: "/upload/shown"), language: "vi")
        #expect(reply.headers[.contentDisposition] == "attachment; filename*=UTF-8''a.mp3")
    }

    @Test("a kept file that was changed ends the answer before a changed byte is sent")
    func damaged() async throws {
        let directory = TestStore.freshPath() + ".files"
        let store = try FileStore(directory: directory)
        let key = DataKey.random()
        let bytes = jpegHead + sampleBytes(150_000)
        let address = try await store.keep(bytes, under: key)
        let path = directory + "/" + address.description.prefix(2) + "/" + address.description.dropFirst(2)
        var raw = [UInt8](try #require(FileManager.default.contents(atPath: path)))
        raw[raw.count - 1] ^= 1
        try Data(raw).write(to: URL(fileURLWithPath: path))
        let response = Response.file(
            try await store.open(address, under: key), kind: .jpeg, name: FileName("a.jpg"), as: .saved)
        #expect(response.body.contentLength == bytes.count)
        let writer = ByteCollector()
        await #expect(throws: FileError.self) { try await response.body.write(writer) }
        #expect(writer.bytes == Array(bytes.prefix(131_072)))
    }
}

private final class ByteCollector: ResponseBodyWriter, Sendable {
    private let collected = Mutex<[UInt8]>([])

    var bytes: [UInt8] { collected.withLock { $0 } }

    func write(_ piece: ByteBuffer) async throws { collected.withLock { $0 += piece.readableBytesView } }

    func finish(_ trailingHeaders: HTTPFields?) async throws {}
}

/// The frame of every request around two handlers: one refuses or sends back what was uploaded, one shows it.
private struct Frame {
    struct Reply {
        let status: Int
        let headers: HTTPFields
        let bytes: [UInt8]
        var body: String { String(decoding: bytes, as: UTF8.self) }
    }

    let responder: RouterResponder<VisitContext>

    private struct PlainShell: Shell {
        func document(_ page: Page, for visit: Visit) -> HTML { page.main }
    }

    static func make() async throws -> Frame {
        let site = try await TestSite.make().site
        let book = RouteBook()
        let router = Router(context: VisitContext.self)
        router.add(
            middleware: Envelope(
                site: site, portal: PlainShell(), workspace: PlainShell(), routes: book, signIn: "/desk/sign-in",
                desk: "/desk"))
        for (path, use) in [("/upload", FileUse.saved), ("/upload/shown", .shown)] {
            router.post(RouterPath(path)) { request, _ in
                let (_, files) = try await Form.withFiles(request, spool: site.files.spool)
                guard let file = try files.all().first?.file else { throw WebProblem.unreadable }
                let key = DataKey.random()
                let content = try await site.files.open(try await site.files.keep(file, under: key), under: key)
                return Response.file(content, kind: file.kind, name: file.name, as: use)
            }
        }
        return Frame(responder: router.buildResponder())
    }

    func send(_ request: Request, language: String) async throws -> Reply {
        var head = request.head
        head.headerFields[.acceptLanguage] = language
        let request = Request(head: head, body: request.body)
        var logger = Logger(label: "test")
        logger.logLevel = .critical
        let context = VisitContext(
            source: ApplicationRequestContextSource(channel: NIOAsyncTestingChannel(), logger: logger))
        let response = try await responder.respond(to: request, context: context)
        let writer = ByteCollector()
        try await response.body.write(writer)
        return Reply(status: response.status.code, headers: response.headers, bytes: writer.bytes)
    }
}

private func + (left: ByteBuffer, right: [UInt8]) -> ByteBuffer {
    var result = left
    result.writeBytes(right)
    return result
}
