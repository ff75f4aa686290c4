import CZlib
import Foundation

/// The files in a ZIP archive, as a spreadsheet program finds them: by its directory at the end.
struct ZippedFile {
    private(set) var entries: [String: String] = [:]

    init(_ path: String) throws {
        let bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
        func number(_ at: Int, _ length: Int) -> Int { (0..<length).reduce(0) { $0 | Int(bytes[at + $1]) << (8 * $1) } }
        let end = bytes.indices.last { $0 + 22 <= bytes.count && number($0, 4) == 0x0605_4b50 }!
        var at = number(end + 16, 4)
        for _ in 0..<number(end + 10, 2) {
            let (packed, plain, named) = (number(at + 20, 4), number(at + 24, 4), number(at + 28, 2))
            let name = String(decoding: bytes[at + 46..<at + 46 + named], as: UTF8.self)
            let local = number(at + 42, 4)
            let content = local + 30 + number(local + 26, 2) + number(local + 28, 2)
            let piece = Array(bytes[content..<content + packed])
            entries[name] = String(decoding: number(at + 10, 2) == 0 ? piece : Self.unpack(piece, plain), as: UTF8.self)
            at += 46 + named + number(at + 30, 2) + number(at + 32, 2)
        }
    }

    private static func unpack(_ packed: [UInt8], _ size: Int) -> [UInt8] {
        var (packed, plain) = (packed, [UInt8](repeating: 0, count: max(size, 1)))
        var stream = z_stream()
        inflateInit2_(&stream, -15, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
        let outcome = packed.withUnsafeMutableBufferPointer { from in
            plain.withUnsafeMutableBufferPointer { to in
                stream.next_in = from.baseAddress
                stream.avail_in = uInt(from.count)
                stream.next_out = to.baseAddress
                stream.avail_out = uInt(to.count)
                return inflate(&stream, Z_FINISH)
            }
        }
        inflateEnd(&stream)
        precondition(outcome == Z_STREAM_END)
        return Array(plain.prefix(size))
    }
}
