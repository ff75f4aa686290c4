import Files
import HTTPTypes
import Hummingbird
import Kernel
import NIOCore
import TestKit
import Testing
import Web

@Suite struct MultipartTests {
    private let store = try! TestStore.files()

    @Test("fields and files come back the same wherever the body is cut")
    func everyCut() async throws {
        var posted = Posted(boundary: "b")
        // Contents that look like delimiters and are none.
        let tricky = jpegHead + Array("\r\n--\r\n-b\r\r\n--\r\n--a--b\n--b--\r\n".utf8)
        posted.field("title", "Cống\r\nvỡ")
        posted.file("ảnh \\\"một\\\".jpg", tricky)
        posted.field("body", "\r\n--")
        let expected = ReadForm(
            fields: ["Cống\nvỡ", "\n--"], files: [.init(field: "files", name: "ảnh \"một\".jpg", content: tricky)])
        let body = Array("preamble\r\n".utf8) + posted.closed + Array("epilogue --b".utf8)
        for cut in 0...body.count {
            let request = posted.request(pieces: [Array(body[..<cut]), Array(body[cut...])])
            #expect(try await ReadForm.read(request, store, ["title", "body"]) == expected, "cut at \(cut)")
        }
        let bytes = posted.request(pieces: body.map { [$0] })
        #expect(try await ReadForm.read(bytes, store, ["title", "body"]) == expected)
    }

    @Test("generated contents full of line ends and boundaries come back, in generated pieces")
    func generated() async throws {
        let seed = UInt64.random(in: 0...UInt64.max)
        var chance = SeededGenerator(seed: seed)
        let words: [[UInt8]] = ["\r\n", "--", "\r", "\n", "-", "b", "bb", "\r\n--b"].map { Array($0.utf8) }
        for _ in 0..<200 {
            var content = jpegHead
            for _ in 0..<Int.random(in: 0...30, using: &chance) { content += words.randomElement(using: &chance)! }
            var posted = Posted(boundary: "bbc")
            posted.file("a.jpg", content)
            var (rest, pieces) = (posted.closed[...], [[UInt8]]())
            while !rest.isEmpty {
                let piece = rest.prefix(Int.random(in: 1...20, using: &chance))
                pieces.append(Array(piece))
                rest = rest.dropFirst(piece.count)
            }
            let read = try await ReadForm.read(posted.request(pieces: pieces), store)
            #expect(read.files.map(\.content) == [content], "seed \(seed)")
        }
    }

    @Test("the ordinary encoding gives the same form without files; others are refused")
    func encodings() async throws {
        let plain = Posted.request(
            contentType: "application/x-www-form-urlencoded",
            RequestBody(buffer: ByteBuffer(string: "title=C%E1%BB%91ng+v%E1%BB%A1")))
        #expect(try await ReadForm.read(plain, store, ["title"]) == ReadForm(fields: ["Cống vỡ"]))
        for (type, status) in [
            ("text/plain", 415), ("multipart/mixed; boundary=b", 415), ("multipart/form-data", 400),
            ("multipart/form-data; boundary=", 400), ("multipart/form-data; boundary=\"b", 400),
            ("multipart/form-data; boundary=\(String(repeating: "b", count: 71))", 400),
            ("multipart/form-data-x; boundary=b", 415),
        ] {
            #expect(
                try await refusal(Posted.request(contentType: type, RequestBody(buffer: ByteBuffer()))) == status,
                "\(type)")
        }
        var posted = Posted(boundary: "a b:c")
        posted.field("title", "x")
        let quoted = Posted.request(
            contentType: "Multipart/Form-Data; charset=utf-8; boundary=\"a b:c\"",
            RequestBody(buffer: ByteBuffer(bytes: posted.closed)))
        #expect(try await ReadForm.read(quoted, store, ["title"]).fields == ["x"])
    }

    @Test("names are read in each of the ways in which programs write them")
    func names() async throws {
        let picture = jpegHead + [1]
        for (disposition, name) in [
            ("filename=\"a%22b%0D%0A.jpg\"", "a\"b.jpg"), ("filename=a.jpg", "a.jpg"),
            ("filename=\"100%.jpg\"", "100%.jpg"),
            ("filename=\"C:\\anh\\a.jpg\"", "a.jpg"), ("filename=\"a;b=c.jpg\"", "a;b=c.jpg"),
            ("filename*=UTF-8''B%C3%A1o%20c%C3%A1o.jpg", "Báo cáo.jpg"),
            ("filename=\"x.jpg\"; filename*=utf-8'vi'%E1%BA%A3nh.jpg", "ảnh.jpg"),
            ("filename=\"x.jpg\"; filename*=ISO-8859-1''%E9.jpg", "x.jpg"),
            ("filename=\"x.jpg\"; filename*=UTF-8''%E1%BA", "x.jpg"),
            ("filename=\"x.jpg\"; filename*=UTF-8''%4", "x.jpg"),
        ] {
            var posted = Posted()
            posted.add("name=\"files\" ; \(disposition)", picture)
            #expect(try await ReadForm.read(posted.request(), store).files.map(\.name) == [name], "\(disposition)")
        }
        // A file's name that is no UTF-8 is repaired; a field's is refused, and so is a field's value.
        let wrong = Posted()
        let open = Array("--\(wrong.boundary)\r\ncontent-disposition:form-data;name=".utf8)
        let close = Array("\r\n--\(wrong.boundary)--".utf8)
        let blank = Array("\r\n\r\n".utf8)
        let repaired =
            open + Array("f; filename=\"a".utf8) + [0xC3, 0x28] + Array(".jpg\"".utf8) + blank + picture + close
        #expect(
            try await ReadForm.read(wrong.request(pieces: [repaired]), store).files.map(\.name) == ["a\u{FFFD}(.jpg"])
        for body in [open + [0xC3, 0x28] + blank + close, open + Array("f".utf8) + blank + [0xC3, 0x28] + close] {
            #expect(try await refusal(wrong.request(pieces: [body])) == 400)
        }
    }

    @Test("a field in which no file was chosen brings none; an empty file is told from it")
    func emptyFiles() async throws {
        var posted = Posted()
        posted.file("", [])
        posted.field("title", "x")
        #expect(try await ReadForm.read(posted.request(), store, ["title"]) == ReadForm(fields: ["x"]))
        posted.file("a.jpg", [])
        await #expect(throws: FileError.empty(FileName("a.jpg"))) { try await ReadForm.read(posted.request(), store) }
        var nameless = Posted()
        nameless.file("", [1])
        #expect(try await refusal(nameless.request()) == 400)
    }

    @Test("a body that is broken off or malformed is refused")
    func malformed() async throws {
        var posted = Posted(boundary: "b")
        posted.field("title", "x")
        posted.file("a.jpg", jpegHead)
        let whole = posted.closed.dropLast(2)
        for length in 0..<whole.count {
            #expect(try await refusal(posted.request(pieces: [Array(whole.prefix(length))])) == 400, "\(length)")
        }
        #expect(try await refusal(posted.request(pieces: [Array(whole)])) == nil)
        for body in [
            "--bx\r\n\r\n\r\n--b--", "--b\r\n\r\n\r\n--b--", "--b\r\nContent-Disposition: form-data\r\n\r\nx\r\n--b--",
            "--b\r\nContent-Disposition: attachment; name=\"a\"\r\n\r\nx\r\n--b--",
            "--b\r\nContent-Disposition: form-data; name=\"a\r\n\r\nx\r\n--b--",
            "--b\r\nContent-Disposition: form-data; name\r\n\r\nx\r\n--b--", "--b\r\nno colon\r\n\r\nx\r\n--b--", "",
            "--b\r\nContent-Disposition: form-data; name=a\r\nContent-Disposition: form-data; name=b\r\n\r\nx\r\n--b--",
        ] {
            #expect(try await refusal(posted.request(pieces: [Array(body.utf8)])) == 400, "\(body)")
        }
    }

    @Test("a thousand parts, an endless header and fields beyond the limit of a form are refused")
    func wornOut() async throws {
        var many = Posted()
        for number in 0..<1_000 { many.field("f\(number)", "x") }
        #expect(try await refusal(many.request()) == 413)
        var header = Posted()
        header.add("name=\"\(String(repeating: "n", count: 9_000))\"", [])
        #expect(try await refusal(header.request()) == 413)
        #expect(try await refusal(header.request(pieces: header.closed.map { [$0] })) == 413)
        var fields = Posted()
        for _ in 0..<6 { fields.field("f", String(repeating: "x", count: 100 * 1024)) }
        #expect(try await refusal(fields.request()) == 413)
    }

    /// The status a form is refused with, or nil if it is read.
    private func refusal(_ request: Request) async throws -> Int? {
        do {
            _ = try await ReadForm.read(request, store)
            return nil
        } catch {
            return try #require(WebProblem.of(error), "\(error)").status
        }
    }
}
