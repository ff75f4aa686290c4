import Foundation
import Kernel
import NIOCore

/// Takes a `multipart/form-data` body apart as it comes (RFC 7578). It holds no more than the last piece, an unfinished
/// header, or what may be the beginning of a delimiter.
struct Multipart {
    enum Event: Equatable {
        case begin(MultipartPart)
        case bytes([UInt8])
        case end
    }

    /// A form of ours has some twenty fields and ten files.
    static let partLimit = 200
    static let headerLimit = 8 * 1024

    private enum State {
        case preamble, afterDelimiter, header, body, epilogue
    }

    private let delimiter: [UInt8]
    private var state = State.preamble
    /// The first boundary may stand at the very beginning, as if a line had ended before it.
    private var buffer = ByteBuffer(string: "\r\n")
    private var parts = 0

    /// Bytes that wait in memory.
    var buffered: Int { buffer.readableBytes }

    /// Throws 415 if the content type is another, 400 if it names no boundary.
    init(contentType: String) throws(Problem) {
        let type = Array(contentType.utf8)
        let semicolon = type.firstIndex(of: UInt8(ascii: ";")) ?? type.endIndex
        let name = String(decoding: type[..<semicolon], as: UTF8.self).lowercased()
        guard name.filter({ $0 != " " && $0 != "\t" }) == "multipart/form-data" else { throw WebProblem.wrongMediaType }
        guard let boundary = HeaderParameters(type[semicolon...])?["boundary"], (1...70).contains(boundary.count),
            boundary.allSatisfy({ (32...126).contains($0) })
        else { throw WebProblem.unreadable }
        delimiter = Array("\r\n--".utf8) + boundary
    }

    /// What the next piece of the body brings. Throws 400 or 413 for a body that is none, or that wears us out.
    mutating func read(_ piece: ByteBuffer) throws(Problem) -> [Event] {
        var piece = piece
        buffer.writeBuffer(&piece)
        var events: [Event] = []
        while try step(&events) {}
        buffer.discardReadBytes()
        return events
    }

    /// Throws 400 unless the body had its last delimiter.
    func finish() throws(Problem) {
        guard state == .epilogue else { throw WebProblem.unreadable }
    }

    /// False if more of the body is needed.
    private mutating func step(_ events: inout [Event]) throws(Problem) -> Bool {
        switch state {
        case .preamble, .body:
            let (length, isWhole) = content()
            if let bytes = buffer.readBytes(length: length), length > 0, state == .body { events.append(.bytes(bytes)) }
            guard isWhole else { return false }
            buffer.moveReaderIndex(forwardBy: delimiter.count)
            if state == .body { events.append(.end) }
            state = .afterDelimiter
            return true
        case .afterDelimiter: return try readDelimiterEnd()
        case .header:
            guard let part = try readHeader() else { return false }
            parts += 1
            guard parts <= Self.partLimit else { throw WebProblem.bodyTooLarge }
            events.append(.begin(part))
            state = .body
            return true
        case .epilogue:
            buffer.clear()
            return false
        }
    }

    /// How many bytes surely come before the next delimiter, and whether it follows them.
    private func content() -> (length: Int, isWhole: Bool) {
        buffer.withUnsafeReadableBytes { bytes in
            guard let base = bytes.baseAddress else { return (0, false) }
            var start = 0
            while let found = memchr(base + start, 13, bytes.count - start) {
                start = UnsafeRawPointer(found) - base
                let length = min(delimiter.count, bytes.count - start)
                if memcmp(found, delimiter, length) == 0 { return (start, length == delimiter.count) }
                start += 1
            }
            return (bytes.count, false)
        }
    }

    /// `--` ends the body; blanks and a line end begin a part.
    private mutating func readDelimiterEnd() throws(Problem) -> Bool {
        while let byte: UInt8 = buffer.getInteger(at: buffer.readerIndex), byte == 32 || byte == 9 {
            buffer.moveReaderIndex(forwardBy: 1)
        }
        guard let mark = buffer.readBytes(length: 2) else { return false }
        switch mark {
        case Array("--".utf8): state = .epilogue
        case [13, 10]: state = .header
        default: throw WebProblem.unreadable
        }
        return true
    }

    /// Nil if the header is not complete yet.
    private mutating func readHeader() throws(Problem) -> MultipartPart? {
        let view = buffer.readableBytesView.prefix(Self.headerLimit)
        let ending = Array("\r\n\r\n".utf8)
        var rest = view[...]
        while let start = rest.firstIndex(of: UInt8(ascii: "\r")) {
            if view[start...].starts(with: ending) {
                let length = start - view.startIndex
                guard let bytes = buffer.readBytes(length: length), let part = MultipartPart(header: bytes) else {
                    throw WebProblem.unreadable
                }
                buffer.moveReaderIndex(forwardBy: ending.count)
                return part
            }
            rest = view[(start + 1)...]
        }
        guard view.count < Self.headerLimit else { throw WebProblem.bodyTooLarge }
        return nil
    }
}
