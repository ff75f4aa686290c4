import CZlib
import Foundation
import TestKit
import Testing

@testable import Import

@Suite struct ByteSourceTests {
    @Test("packed or not, in one member or several, whatever it is called: the bytes are the same")
    func kinds() throws {
        var bytes: [UInt8] = []
        // Longer than several pieces, packed to much less than one.
        for number in 0..<200_000 { bytes += "\(number),\(number % 7)\n".utf8 }
        let half = bytes.count / 2
        let files: [(String, [UInt8])] = [
            ("plain.csv", bytes), ("plain.csv.gz", bytes), ("packed.csv.gz", packed(bytes)),
            ("packed.csv", packed(bytes)),
            ("two.gz", packed(Array(bytes[..<half])) + packed(Array(bytes[half...]))),
            ("padded.gz", packed(bytes) + [0, 0, 0, 0]), ("empty member.gz", packed([]) + packed(bytes)),
        ]
        for (name, content) in files {
            let source = try ByteSource(file(name, content))
            #expect(try all(source) == bytes, "\(name)")
            #expect(source.size == content.count && source.consumed == content.count, "\(name)")
        }
        #expect(try all(ByteSource(file("empty.csv", []))).isEmpty)
        #expect(try all(ByteSource(file("empty.gz", packed([])))).isEmpty)
    }

    @Test("what is cut off or spoilt is told, never taken for the end")
    func damaged() throws {
        var bytes: [UInt8] = []
        for number in 0..<50_000 { bytes += "\(number * 7919)\n".utf8 }
        let content = packed(bytes)
        for length in [2, 10, content.count / 2, content.count - 4, content.count - 1] {
            let source = try ByteSource(file("cut.gz", Array(content[..<length])))
            #expect(throws: ImportError.self, "\(length)") { try all(source) }
        }
        var spoilt = content
        spoilt[content.count / 2] ^= 0xFF
        #expect(throws: ImportError.self) { try all(ByteSource(file("spoilt.gz", spoilt))) }
        var wrongSum = content
        wrongSum[content.count - 6] ^= 1
        #expect(throws: ImportError.self) { try all(ByteSource(file("sum.gz", wrongSum))) }
    }

    @Test("a file that is not there, or is a folder, is refused")
    func missing() {
        #expect(throws: ImportError.cannotOpen("/nowhere/at all")) { try ByteSource("/nowhere/at all") }
        #expect(throws: ImportError.cannotOpen("/tmp")) { try ByteSource("/tmp") }
    }

    private func all(_ source: ByteSource) throws -> [UInt8] {
        var bytes: [UInt8] = []
        while let more = try source.next() {
            #expect(!more.isEmpty)
            bytes += more
        }
        return bytes
    }

    private func file(_ name: String, _ bytes: [UInt8]) throws -> String {
        let path = TestStore.freshPath() + "." + name
        try Data(bytes).write(to: URL(fileURLWithPath: path))
        return path
    }
}

/// The bytes as gzip.
func packed(_ bytes: [UInt8]) -> [UInt8] {
    var stream = z_stream()
    deflateInit2_(
        &stream, Z_DEFAULT_COMPRESSION, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION,
        Int32(MemoryLayout<z_stream>.size))
    defer { deflateEnd(&stream) }
    var input = bytes
    return [UInt8](unsafeUninitializedCapacity: bytes.count + 1000) { output, count in
        input.withUnsafeMutableBufferPointer { input in
            stream.next_in = input.baseAddress
            stream.avail_in = UInt32(input.count)
            stream.next_out = output.baseAddress
            stream.avail_out = UInt32(output.count)
            deflate(&stream, Z_FINISH)
            count = output.count - Int(stream.avail_out)
        }
    }
}
