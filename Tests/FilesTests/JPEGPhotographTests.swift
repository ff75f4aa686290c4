import Files
import Foundation
import Testing

@Suite struct JPEGPhotographTests {
    private static func segment(_ marker: UInt8, _ content: [UInt8]) -> [UInt8] {
        [0xFF, marker, UInt8((content.count + 2) >> 8), UInt8((content.count + 2) & 0xFF)] + content
    }

    /// Exif with an orientation and, if wanted, a directory of positions, in either byte order.
    private static func exif(orientation: UInt8, location: Bool, little: Bool) -> [UInt8] {
        func number(_ value: Int, _ length: Int) -> [UInt8] {
            let big = (0..<length).reversed().map { UInt8(value >> ($0 * 8) & 0xFF) }
            return little ? big.reversed() : big
        }
        func entry(_ tag: Int, _ type: Int, _ value: [UInt8]) -> [UInt8] {
            number(tag, 2) + number(type, 2) + number(1, 4) + value
        }
        let entries =
            [entry(0x0112, 3, number(Int(orientation), 2) + [0, 0])]
            + (location ? [entry(0x8825, 4, number(38, 4))] : [])
        return segment(
            0xE1,
            Array("Exif\0\0".utf8) + Array((little ? "II" : "MM").utf8) + number(42, 2) + number(8, 4)
                + number(entries.count, 2) + entries.flatMap { $0 } + number(0, 4)
                + number(1, 2) + entry(1, 2, [0x4E, 0, 0, 0]) + Array("HANOI-21.03N".utf8))
    }

    private static let xmp = segment(
        0xE1, Array("http://ns.adobe.com/xap/1.0/\0<x exif:GPSLatitude=\"21,1.7N\"/>".utf8))
    private static let jfif = segment(0xE0, Array("JFIF\0".utf8) + [1, 2, 0, 0, 72, 0, 72, 0, 0])
    private static let preview = segment(
        0xE0, Array("JFIF\0".utf8) + [1, 2, 0, 0, 72, 0, 72, 1, 1] + [9, 9, 9])
    private static let colours = segment(0xE2, Array("ICC_PROFILE\0".utf8) + [1, 1, 5, 5])
    private static let tables = segment(0xDB, [0, 0xFF, 0xD9, 1, 2])
    /// Two scans with a table between them that holds an end mark, stuffed bytes and a restart.
    private static let scans =
        segment(0xDA, [1, 1, 0]) + [7, 0xFF, 0x00, 8, 0xFF, 0xD0, 9] + segment(0xC4, [0xFF, 0xD9])
        + segment(0xDA, [1, 1, 0]) + [6, 5] + [0xFF, 0xD9]

    private static func picture(_ segments: [[UInt8]]) -> [UInt8] {
        [0xFF, 0xD8] + segments.flatMap { $0 } + tables + scans
    }

    @Test("a place in Exif or XMP is found, and is gone from the cleaned picture", arguments: [true, false])
    func location(little: Bool) throws {
        let with = Self.exif(orientation: 6, location: true, little: little)
        let without = Self.exif(orientation: 6, location: false, little: little)
        #expect(JPEGPhotograph(Self.picture([Self.jfif, with]))?.hasLocation == true)
        #expect(JPEGPhotograph(Self.picture([Self.xmp]))?.hasLocation == true)
        #expect(JPEGPhotograph(Self.picture([Self.jfif, without]))?.hasLocation == false)
        let clean = try #require(JPEGPhotograph(Self.picture([Self.jfif, with, Self.xmp]))).removingMetadata()
        #expect(JPEGPhotograph(clean)?.hasLocation == false)
        #expect(Data(clean).range(of: Data("HANOI".utf8)) == nil && Data(clean).range(of: Data("GPS".utf8)) == nil)
        // Which side is up stays, and cleaning again changes nothing.
        #expect(Data(clean).range(of: Data([0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, 6])) != nil)
        #expect(JPEGPhotograph(clean)?.removingMetadata() == clean)
    }

    @Test("nothing but the picture, its colours and its upright side is left")
    func cleaned() throws {
        let original = Self.picture([
            Self.preview, Self.xmp, Self.segment(0xED, Array("Photoshop 3.0\0Hòa".utf8)), Self.colours,
            Self.segment(0xE2, Array("MPF\0".utf8)), Self.segment(0xFE, Array("comment".utf8)),
            Self.segment(0xEE, Array("Adobe".utf8) + [0, 100]),
        ])
        let clean = try #require(JPEGPhotograph(original + Array("MotionPhoto ftypmp42 GPS".utf8))).removingMetadata()
        let expected =
            [0xFF, 0xD8] + Self.jfif + Self.colours + Self.segment(0xEE, Array("Adobe".utf8) + [0, 100]) + Self.tables
            + Self.scans
        #expect(clean == expected)
        let plain = Self.picture([Self.jfif])
        #expect(JPEGPhotograph(plain)?.removingMetadata() == plain)
    }

    @Test("what is no whole picture is refused, and no bytes are read beyond the end")
    func broken() {
        let whole = Self.picture([Self.jfif, Self.exif(orientation: 3, location: true, little: true)])
        #expect(JPEGPhotograph(whole) != nil)
        for length in 0..<whole.count { #expect(JPEGPhotograph(Array(whole.prefix(length))) == nil, "\(length)") }
        // Exif that lies about its lengths; metadata hidden between scans.
        for index in 20..<60 {
            var changed = whole
            changed[index] = 0xFF
            _ = JPEGPhotograph(changed)?.hasLocation
            _ = JPEGPhotograph(changed)?.removingMetadata()
        }
        let hidden = [0xFF, 0xD8] + Self.segment(0xDA, [1, 1, 0]) + [1] + Self.xmp + [0xFF, 0xD9]
        #expect(JPEGPhotograph(hidden) == nil)
    }
}
