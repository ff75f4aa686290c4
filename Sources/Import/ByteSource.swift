import CZlib
import Foundation

/// The bytes of a file, a piece at a time, unpacked if they are gzip, whatever the file is called. Uses the same memory
/// for every file.
final class ByteSource {
    private static let piece = 256 * 1024

    private let path: String
    private let descriptor: Int32
    /// Bytes of the file itself.
    let size: Int
    /// Not a pipe, from which everything can be read once only.
    let isRegular: Bool
    private(set) var consumed = 0
    private var packed: [UInt8] = []
    private var packedStart = 0
    private var inflater: Inflater?
    private var hasBegun = false

    /// Throws `ImportError.cannotOpen` unless the file can be read.
    init(_ path: String) throws {
        let descriptor = open(path, O_RDONLY)
        var status = stat()
        guard descriptor >= 0, fstat(descriptor, &status) == 0, status.st_mode & S_IFMT != S_IFDIR else {
            if descriptor >= 0 { close(descriptor) }
            throw ImportError.cannotOpen(path)
        }
        self.path = path
        self.descriptor = descriptor
        size = Int(status.st_size)
        isRegular = status.st_mode & S_IFMT == S_IFREG
    }

    deinit { close(descriptor) }

    /// The next bytes, at least one; nil at the end. Throws `ImportError.damaged` if what is packed is cut off or spoilt.
    func next() throws -> [UInt8]? {
        if !hasBegun {
            hasBegun = true
            packed = try readPiece()
            // Every gzip file begins so (RFC 1952).
            if packed.starts(with: [0x1F, 0x8B]) {
                inflater = Inflater()
            } else {
                return packed.isEmpty ? nil : packed
            }
        }
        guard let inflater else {
            let bytes = try readPiece()
            return bytes.isEmpty ? nil : bytes
        }
        while true {
            if packedStart == packed.count, !inflater.isFull {
                (packed, packedStart) = (try readPiece(), 0)
                if packed.isEmpty {
                    guard inflater.isBetweenMembers else { throw ImportError.damaged(path) }
                    return nil
                }
            }
            // Several members may follow each other; what comes after the last is padding.
            if inflater.hasEnded, inflater.isBetweenMembers, packed[packedStart] != 0x1F { return nil }
            guard let bytes = inflater.unpack(packed, from: &packedStart, atMost: Self.piece) else {
                throw ImportError.damaged(path)
            }
            if !bytes.isEmpty { return bytes }
        }
    }

    private func readPiece() throws -> [UInt8] {
        var failed = false
        let bytes = [UInt8](unsafeUninitializedCapacity: Self.piece) { buffer, count in
            var got = -1
            repeat { got = read(descriptor, buffer.baseAddress, Self.piece) } while got < 0 && errno == EINTR
            failed = got < 0
            count = max(0, got)
        }
        if failed { throw ImportError.cannotOpen(path) }
        consumed += bytes.count
        return bytes
    }
}

/// One gzip stream on its way through zlib.
private final class Inflater {
    private let stream: UnsafeMutablePointer<z_stream>
    /// Nothing has been read of the member that would come next.
    private(set) var isBetweenMembers = true
    /// At least one member is complete.
    private(set) var hasEnded = false
    /// There may be more of what was read already.
    private(set) var isFull = false

    init() {
        stream = .allocate(capacity: 1)
        stream.initialize(to: z_stream())
        // 15 bits of window, and 16: a gzip header, with its check of the content.
        inflateInit2_(stream, 15 + 16, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
    }

    deinit {
        inflateEnd(stream)
        stream.deinitialize(count: 1)
        stream.deallocate()
    }

    /// What the bytes from `start` on unpack to; `start` is behind what was used. Nil if they are spoilt.
    func unpack(_ bytes: [UInt8], from start: inout Int, atMost most: Int) -> [UInt8]? {
        if isBetweenMembers {
            if hasEnded { inflateReset(stream) }
            isBetweenMembers = false
        }
        var outcome = Z_OK
        let unpacked = [UInt8](unsafeUninitializedCapacity: most) { output, count in
            bytes.withUnsafeBufferPointer { input in
                // zlib only reads there.
                stream.pointee.next_in = input.baseAddress.map { UnsafeMutablePointer(mutating: $0 + start) }
                stream.pointee.avail_in = UInt32(input.count - start)
                stream.pointee.next_out = output.baseAddress
                stream.pointee.avail_out = UInt32(most)
                outcome = inflate(stream, Z_NO_FLUSH)
                start = input.count - Int(stream.pointee.avail_in)
                count = most - Int(stream.pointee.avail_out)
            }
        }
        isFull = outcome == Z_OK && unpacked.count == most
        switch outcome {
        case Z_STREAM_END:
            isBetweenMembers = true
            hasEnded = true
            return unpacked
        case Z_OK, Z_BUF_ERROR: return unpacked
        default: return nil
        }
    }
}
