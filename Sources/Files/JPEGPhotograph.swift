/// A JPEG file taken apart into its segments, so that what it tells beside the picture can be seen and left out.
public struct JPEGPhotograph: Sendable {
    /// A segment with its marker and its content, or the scans from their first marker to the end of the picture.
    private enum Piece {
        case segment(marker: UInt8, content: ArraySlice<UInt8>)
        case scans(ArraySlice<UInt8>)
    }

    private let pieces: [Piece]

    /// Nil unless the bytes are a whole JPEG picture. What follows its end is not part of it.
    public init?(_ bytes: [UInt8]) {
        guard bytes.starts(with: [0xFF, 0xD8]) else { return nil }
        var pieces: [Piece] = []
        var offset = 2
        while offset + 4 <= bytes.count {
            guard bytes[offset] == 0xFF else { return nil }
            let marker = bytes[offset + 1]
            // Any number of fill bytes may stand before a marker.
            if marker == 0xFF {
                offset += 1
                continue
            }
            if marker == 0xDA {
                guard let end = Self.end(of: bytes, from: offset) else { return nil }
                pieces.append(.scans(bytes[offset..<end]))
                self.pieces = pieces
                return
            }
            let length = Int(bytes[offset + 2]) << 8 | Int(bytes[offset + 3])
            guard length >= 2, offset + 2 + length <= bytes.count else { return nil }
            pieces.append(.segment(marker: marker, content: bytes[(offset + 4)..<(offset + 2 + length)]))
            offset += 2 + length
        }
        return nil
    }

    /// Whether it says where it was taken, in Exif or in XMP.
    public var hasLocation: Bool {
        pieces.contains { piece in
            guard case .segment(0xE1, let content) = piece else { return false }
            if let exif = Exif(content) { return exif.hasLocation }
            return content.contains(Array("GPSLatitude".utf8))
        }
    }

    /// The same picture without metadata: no place, time, device, author, comment, preview or anything after its end.
    /// The picture itself is not encoded again; its colours and which side is up are kept.
    public func removingMetadata() -> [UInt8] {
        var result: [UInt8] = [0xFF, 0xD8]
        if let upright = orientation { Self.append(0xE1, Exif.orientationOnly(upright)[...], to: &result) }
        for piece in pieces {
            switch piece {
            case .scans(let bytes): result += bytes
            case .segment(let marker, let content):
                if let kept = Self.kept(marker, content) { Self.append(marker, kept, to: &result) }
            }
        }
        return result
    }

    /// 2 to 8; nil if the picture stands as it is stored.
    private var orientation: UInt8? {
        for case .segment(0xE1, let content) in pieces {
            if let exif = Exif(content) { return exif.orientation.flatMap { (2...8).contains($0) ? UInt8($0) : nil } }
        }
        return nil
    }

    /// What of a segment the picture needs; nil if nothing.
    private static func kept(_ marker: UInt8, _ content: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
        switch marker {
        case 0xE0:
            // JFIF, without its preview.
            guard content.starts(with: Array("JFIF\0".utf8)), content.count >= 14 else { return nil }
            return content.prefix(12) + [0, 0]
        case 0xE2: return content.starts(with: Array("ICC_PROFILE\0".utf8)) ? content : nil
        case 0xEE: return content.starts(with: Array("Adobe".utf8)) ? content : nil
        // Other application segments, comments, and what no decoder knows.
        case 0xE0...0xEF, 0xF0...0xFE: return nil
        default: return content
        }
    }

    private static func append(_ marker: UInt8, _ content: ArraySlice<UInt8>, to result: inout [UInt8]) {
        let length = content.count + 2
        result += [0xFF, marker, UInt8(length >> 8), UInt8(length & 0xFF)]
        result += content
    }

    /// Just after the end mark. Between scans, tables have lengths and may hold any byte.
    private static func end(of bytes: [UInt8], from start: Int) -> Int? {
        var offset = start
        while offset + 1 < bytes.count {
            guard bytes[offset] == 0xFF else {
                offset += 1
                continue
            }
            switch bytes[offset + 1] {
            case 0xD9: return offset + 2
            case 0xFF: offset += 1
            // A byte of picture, or a restart.
            case 0x00, 0x01, 0xD0...0xD7: offset += 2
            default:
                guard offset + 3 < bytes.count else { return nil }
                let length = Int(bytes[offset + 2]) << 8 | Int(bytes[offset + 3])
                // Metadata between scans would slip through.
                guard length >= 2, ![0xE0...0xEF, 0xFE...0xFE].contains(where: { $0 ~= bytes[offset + 1] }) else {
                    return nil
                }
                offset += 2 + length
            }
        }
        return nil
    }
}

/// What an Exif segment says; read defensively, since anybody may have written it.
private struct Exif {
    private static let mark = Array("Exif\0\0".utf8)
    private let bytes: [UInt8]
    private let isLittle: Bool

    /// Nil if the segment is not Exif.
    init?(_ segment: ArraySlice<UInt8>) {
        guard segment.starts(with: Self.mark) else { return nil }
        bytes = Array(segment.dropFirst(Self.mark.count))
        isLittle = bytes.starts(with: Array("II".utf8))
    }

    var orientation: Int? { entry(0x0112).flatMap { number(at: $0 + 8, 2) } }

    /// There is a directory of positions, or one that cannot be read.
    var hasLocation: Bool {
        guard let directory = entry(0x8825).flatMap({ number(at: $0 + 8, 4) }) else { return false }
        return number(at: directory, 2) != 0
    }

    /// Where the entry of a tag stands in the first directory.
    private func entry(_ tag: Int) -> Int? {
        guard let first = number(at: 4, 4), let count = number(at: first, 2) else { return nil }
        for index in 0..<count {
            let offset = first + 2 + 12 * index
            guard let found = number(at: offset, 2) else { return nil }
            if found == tag { return offset }
        }
        return nil
    }

    private func number(at offset: Int, _ length: Int) -> Int? {
        guard offset >= 0, offset + length <= bytes.count else { return nil }
        let digits = bytes[offset..<(offset + length)]
        return (isLittle ? digits.reversed() : Array(digits)).reduce(0) { $0 << 8 | Int($1) }
    }

    /// A segment that says which side is up and nothing else.
    static func orientationOnly(_ orientation: UInt8) -> [UInt8] {
        mark + Array("MM".utf8) + [0, 42, 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0]
            + [0, 0, 0, 0]
    }
}

extension ArraySlice<UInt8> {
    fileprivate func contains(_ word: [UInt8]) -> Bool {
        guard count >= word.count else { return false }
        return (startIndex...(endIndex - word.count)).contains { self[$0] == word[0] && self[$0...].starts(with: word) }
    }
}
