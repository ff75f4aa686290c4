import Foundation
import Language
import TestKit
import Testing

@Suite struct SpellingTests {
    @Test(
        "one word, however its tone mark is placed, composed or written",
        arguments: [
            ("Hòa", "Hoà"), ("hóa", "hoá"), ("tỏa", "toả"), ("Hòe", "Hoè"), ("khỏe", "khoẻ"), ("thủy", "thuỷ"),
            ("Qúy", "Quý"), ("lũy", "luỹ"), ("THỤY", "thuỵ"), ("Thoại", "thọai"), ("Ea M'Droh", "ea mdroh"),
            ("M’Đrắk", "M'ĐRẮK"), ("Bà Rịa - Vũng Tàu", "bà rịa vũng tàu"), ("", " , "),
        ])
    func same(_ one: String, _ other: String) {
        #expect(Spelling(one) == Spelling(other))
        #expect(Spelling(one.decomposedStringWithCanonicalMapping) == Spelling(other))
        #expect(Spelling(one.uppercased()) == Spelling(other.lowercased()))
    }

    @Test(
        "other letters or tones are other words",
        arguments: [
            ("Ba Tơ", "Ba Tô"), ("Văn Lang", "Văn Lăng"), ("Cẩm Giang", "Cẩm Giàng"), ("đa", "da"), ("hòa", "hóa"),
            ("Hòa", "Hoa"), ("An Giang", "Angiang"), ("á", "ạ"), ("ở", "ờ"), ("东", "西"),
        ])
    func different(_ one: String, _ other: String) {
        #expect(Spelling(one) != Spelling(other))
        #expect(Spelling(one) != Spelling(other.decomposedStringWithCanonicalMapping))
    }

    @Test("every Vietnamese letter is one byte and a tone, composed or not, and folds to what search compares")
    func letters() {
        var seen: Set<Spelling> = []
        for letter in "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz" {
            for mark in ["", "\u{300}", "\u{301}", "\u{303}", "\u{309}", "\u{323}"] {
                let text = String(letter) + mark
                let spelled = Spelling(text)
                #expect(spelled.bytes.count == 2)
                #expect(Spelling(text.precomposedStringWithCanonicalMapping) == spelled)
                #expect(Spelling(text.decomposedStringWithCanonicalMapping) == spelled)
                #expect(Spelling(Folding.fold(text)).bytes[0] == Spelling.plain(spelled.bytes[0]), "\(text)")
                #expect(spelled.isMarked == (Folding.fold(text) != text), "\(text)")
                seen.insert(spelled)
            }
        }
        #expect(seen.count == 33 * 6)
    }

    @Test("names stand in the order of a Vietnamese dictionary")
    func order() {
        let sorted = [
            "A Lưới 1", "A Lưới 2", "An Giang", "Ân Thi", "Ba Tô", "Ba Tơ", "Bà Rịa", "Bạc Liêu", "Cao Bằng",
            "Cần Thơ", "Da", "Đà Nẵng", "Đồng Nai", "Hà Nội", "Hải Phòng", "Hoa Lư", "Hoà An", "Hòa Bình",
        ]
        #expect(sorted.shuffled().sorted { Spelling($0) < Spelling($1) } == sorted)
    }

    @Test("a text without marks keeps its case")
    func withoutMarks() {
        #expect("Đắk Lắk".withoutMarks == "Dak Lak")
        #expect("Đường Láng, số 3".withoutMarks == "Duong Lang, so 3")
        #expect("Thừa Thiên Huế".decomposedStringWithCanonicalMapping.withoutMarks == "Thua Thien Hue")
    }
}
