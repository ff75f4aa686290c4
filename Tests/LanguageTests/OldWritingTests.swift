import Foundation
import Language
import Testing

@Suite struct OldWritingTests {
    /// Every small letter of the alphabet with every tone, in a dictionary's order.
    private static let vowels = ["a", "ă", "â", "e", "ê", "i", "o", "ô", "ơ", "u", "ư", "y"]
    private static let tones = ["", "\u{300}", "\u{309}", "\u{303}", "\u{301}", "\u{323}"]
    private static let letters: [String] =
        "bcdđghklmnpqrstvx".map(String.init)
        + vowels.flatMap { vowel in tones.map { (vowel + $0).precomposedStringWithCanonicalMapping } }

    /// TCVN 5712-1 as glibc has it, written down from `iconv -t TCVN5712-1`: the bytes of the letters above.
    private static let tcvn3: [String: UInt8] = {
        let bytes: [[UInt8]] = [
            [0x61, 0xB5, 0xB6, 0xB7, 0xB8, 0xB9], [0xA8, 0xBB, 0xBC, 0xBD, 0xBE, 0xC6],
            [0xA9, 0xC7, 0xC8, 0xC9, 0xCA, 0xCB], [0x65, 0xCC, 0xCE, 0xCF, 0xD0, 0xD1],
            [0xAA, 0xD2, 0xD3, 0xD4, 0xD5, 0xD6], [0x69, 0xD7, 0xD8, 0xDC, 0xDD, 0xDE],
            [0x6F, 0xDF, 0xE1, 0xE2, 0xE3, 0xE4], [0xAB, 0xE5, 0xE6, 0xE7, 0xE8, 0xE9],
            [0xAC, 0xEA, 0xEB, 0xEC, 0xED, 0xEE], [0x75, 0xEF, 0xF1, 0xF2, 0xF3, 0xF4],
            [0xAD, 0xF5, 0xF6, 0xF7, 0xF8, 0xF9], [0x79, 0xFA, 0xFB, 0xFC, 0xFD, 0xFE],
        ]
        var table: [String: UInt8] = ["đ": 0xAE]
        for (vowel, row) in zip(vowels, bytes) {
            for (tone, byte) in zip(tones, row) {
                table[(vowel + tone).precomposedStringWithCanonicalMapping] = byte
            }
        }
        return table
    }()

    private static func inTCVN3(_ text: String) -> String {
        String(
            String.UnicodeScalarView(
                text.map { character in
                    tcvn3[String(character)].map { Unicode.Scalar($0) } ?? character.unicodeScalars.first!
                }))
    }

    /// VNI as xvnkb lists it: each vowel, then its five tones.
    private static let vni = [
        "a aø aû aõ aù aï", "aê aè aú aü aé aë", "aâ aà aå aã aá aä", "e eø eû eõ eù eï", "eâ eà eå eã eá eä",
        "i ì æ ó í ò",
        "o oø oû oõ où oï", "oâ oà oå oã oá oä", "ô ôø ôû ôõ ôù ôï", "u uø uû uõ uù uï", "ö öø öû öõ öù öï",
        "y yø yû yõ yù î",
    ]

    private static func inVNI(_ text: String) -> String {
        var table: [String: String] = ["đ": "ñ"]
        for (vowel, row) in zip(vowels, vni) {
            for (tone, written) in zip(tones, row.split(separator: " ")) {
                table[(vowel + tone).precomposedStringWithCanonicalMapping] = String(written)
            }
        }
        return text.map { character -> String in
            let small = String(character).lowercased()
            guard let written = table[small] else { return String(character) }
            return character.isUppercase ? written.uppercased() : written
        }.joined()
    }

    @Test("every letter with every tone comes back out of both writings")
    func alphabet() {
        for letter in Self.letters {
            #expect(OldWriting.tcvn3.read(Self.inTCVN3(letter)) == letter, "\(letter)")
            #expect(OldWriting.vni.read(Self.inVNI(letter)) == letter, "\(letter)")
            #expect(OldWriting.vni.read(Self.inVNI(letter.uppercased())) == letter.uppercased(), "\(letter)")
        }
        #expect(OldWriting.tcvn3.read("\u{A1}\u{A2}\u{A3}\u{A4}\u{A5}\u{A6}\u{A7}") == "ĂÂÊÔƠƯĐ")
    }

    private static let sentences = [
        "Đơn khiếu nại về việc bồi thường đất nông nghiệp của hộ ông Nguyễn Văn Được",
        "kiến nghị sửa chữa đường giao thông nông thôn bị hư hỏng nặng",
        "phản ánh tiếng ồn ở quán ăn gần trường học", "tố cáo cán bộ địa chính xã thu tiền trái quy định",
        "xin xác nhận hộ nghèo năm 2019", "ý kiến của cử tri về thủy lợi",
    ]

    @Test("the writing of a sentence is told without its font, and Unicode stays as it is")
    func guessed() {
        for sentence in Self.sentences {
            // No capitals with marks but those of the set.
            #expect(WritingGuess.writing(of: Self.inTCVN3(sentence.lowercased())) == .old(.tcvn3), "\(sentence)")
            #expect(WritingGuess.writing(of: Self.inVNI(sentence)) == .old(.vni), "\(sentence)")
            #expect(WritingGuess.read(Self.inVNI(sentence), as: .old(.vni)) == sentence)
            for unicode in [sentence, sentence.decomposedStringWithCanonicalMapping] {
                #expect(WritingGuess.writing(of: unicode) == .unicode)
                let read = WritingGuess.read(unicode, as: .unicode)
                #expect(Array(read.unicodeScalars) == Array(sentence.unicodeScalars))
            }
        }
        for plain in ["Tran Van Nam", "12/UBND-VP", "", "(3)"] {
            #expect(WritingGuess.writing(of: plain) == nil)
            #expect(OldWriting.allCases.allSatisfy { $0.read(plain) == plain })
        }
    }

    @Test("a font decides, unless letters stand there that it has not; a few names can be read in two ways")
    func fonts() {
        // "Tơ Hà" in VNI: the column decides.
        #expect(WritingGuess.writing(of: "Tô Hà") == nil)
        #expect(WritingGuess.writing(of: "Hµ Néi", font: ".VnTime") == .old(.tcvn3))
        #expect(WritingGuess.read("ñy ban nh©n d©n", as: .old(.tcvn3), font: ".VnTimeH") == "ỦY BAN NHÂN DÂN")
        // Typed anew in Unicode over an old font.
        #expect(WritingGuess.writing(of: "Hà Nội", font: ".VnArial") == .unicode)
        #expect(OldWriting(font: "VNI-Helve") == .vni && OldWriting(font: "Times New Roman") == nil)
        #expect(!OldWriting.isOfCapitals(font: ".VnTime") && OldWriting.isOfCapitals(font: ".VnArialH"))
    }

    @Test("syllables are told from what only looks like them")
    func syllables() {
        for word in ["nghiêng", "quyển", "giếng", "gì", "ưỡn", "khuỷu", "thuở", "yếu", "Đường", "ặc"] {
            #expect(VietnameseSyllable.isOne(word), "\(word)")
        }
        for word in ["Ng­êi", "ñöôøng", "nhËn", "straße", "garçon", "học̀", "bắpp", "µ"] {
            #expect(!VietnameseSyllable.isOne(word), "\(word)")
        }
    }
}
