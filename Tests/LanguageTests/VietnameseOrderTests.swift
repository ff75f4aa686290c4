import Foundation
import Language
import TestKit
import Testing

/// The keys sort as Vietnamese dictionaries and lists of people do.
@Suite struct VietnameseOrderTests {
    /// In the order in which they must come out.
    private static let words = [
        "2", "10", "a", "à", "ả", "ã", "á", "ạ", "an", "An Bình", "án", "Anh", "ăn", "ân", "ba", "ba ba", "bà",
        "bà con", "bá", "bạ", "ca", "dân", "đan", "đân", "em", "ê", "fa", "ga", "hoa hồng", "hòa", "ja", "la", "lê",
        "me", "na", "ngà", "nghề", "o", "ò", "ô", "ồ", "ơ", "ờ", "pa", "Phường 2", "Phường 10", "qua", "tư", "u", "ư",
        "ứ", "va", "wa", "xa", "y", "z", "Москва", "京",
    ]

    @Test("words come out in the order of a dictionary, however they were shuffled")
    func dictionary() {
        let seed = UInt64.random(in: 0...UInt64.max)
        var chance = SeededGenerator(seed: seed)
        let sorted = Self.words.shuffled(using: &chance).sorted { bytes(of: $0) < bytes(of: $1) }
        #expect(sorted == Self.words, "seed \(seed)")
    }

    @Test("spellings of the same word have the same key, different words have different ones")
    func sameness() {
        for (one, other) in [
            ("Hòa", "Hoà"), ("HÒA BÌNH", "hoà  bình"), ("Thúy", "Thuý"), ("Bà Rịa - Vũng Tàu", "Bà Rịa Vũng Tàu"),
            ("M'Gar", "MGar"), ("Ðắk Lắk", "Đắk Lắk"), ("Phường 02", "phường 2"), ("", " - "),
        ] {
            #expect(VietnameseOrder.key(one) == VietnameseOrder.key(other), "\(one) \(other)")
            #expect(
                VietnameseOrder.key(one.decomposedStringWithCanonicalMapping) == VietnameseOrder.key(one), "\(one)")
        }
        for (one, other) in [("Đan", "Dan"), ("ma", "má"), ("o", "ơ"), ("hoa", "hóa"), ("12", "1 2"), ("京", "江")] {
            #expect(VietnameseOrder.key(one) != VietnameseOrder.key(other), "\(one) \(other)")
        }
    }

    @Test("a key is printable ASCII without space, whatever the text holds, and does not depend on its composition")
    func plain() {
        let seed = UInt64.random(in: 0...UInt64.max)
        var chance = SeededGenerator(seed: seed)
        for _ in 0..<5_000 {
            let scalars = (0..<Int.random(in: 0...20, using: &chance)).compactMap { _ in
                Unicode.Scalar(UInt32.random(in: 1...0x1F000, using: &chance))
            }
            let text = String(String.UnicodeScalarView(scalars))
            let key = VietnameseOrder.key(text)
            #expect(key.utf8.allSatisfy { (0x21...0x7E).contains($0) }, "seed \(seed)")
            #expect(VietnameseOrder.key(text.precomposedStringWithCanonicalMapping) == key, "seed \(seed)")
        }
    }

    @Test("every letter with every tone stands where the alphabet has it")
    func alphabet() {
        let tones = ["", "\u{300}", "\u{309}", "\u{303}", "\u{301}", "\u{323}"]
        let all = "aăâbcdđeêghiklmnoôơpqrstuưvxy".flatMap { letter in
            "aăâeêioôơuưy".contains(letter) ? tones.map { String(letter) + $0 } : [String(letter)]
        }
        #expect(all.shuffled().sorted { bytes(of: $0) < bytes(of: $1) } == all)
    }

    private func bytes(of text: String) -> Bytes { Bytes(VietnameseOrder.key(text)) }
}

/// As both engines compare: byte by byte, a shorter text first.
struct Bytes: Comparable {
    private let bytes: [UInt8]

    init(_ text: String) { bytes = Array(text.utf8) }

    static func < (left: Bytes, right: Bytes) -> Bool { left.bytes.lexicographicallyPrecedes(right.bytes) }
}
