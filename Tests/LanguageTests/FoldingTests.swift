import Foundation
import Language
import TestKit
import Testing

@Suite struct FoldingTests {
    @Test(
        "search compares base letters",
        arguments: [
            ("Hòa Bình", "hoa binh"), ("Hoà Bình", "hoa binh"), ("ĐÀ NẴNG", "da nang"), ("Tam  Kỳ.", "tam ky"),
            ("Ba Tơ / Ba Tô", "ba to ba to"), ("số 12-B", "so 12 b"), ("", ""), ("  ", ""),
            ("naïve Ångström", "naive angstrom"),
        ])
    func folds(_ text: String, _ folded: String) {
        #expect(Folding.fold(text) == folded)
    }

    @Test("composed and decomposed spellings fold alike, and folding twice changes nothing")
    func forms() {
        let letters = "aăâbcdđeêghiklmnoôơpqrstuưvxyAĂÂBCDĐEÊGHIKLMNOÔƠPQRSTUƯVXY"
        let marks = ["", "\u{300}", "\u{301}", "\u{303}", "\u{309}", "\u{323}"]
        for letter in letters {
            for mark in marks {
                let text = (String(letter) + mark).precomposedStringWithCanonicalMapping
                let folded = Folding.fold(text)
                #expect(Folding.fold(text.decomposedStringWithCanonicalMapping) == folded)
                #expect(Folding.fold(folded) == folded)
                #expect(folded.utf8.allSatisfy { $0 < 128 })
                #expect(folded.count == 1)
            }
        }
    }

    @Test("folding is idempotent on any text")
    func idempotent() {
        let seed = UInt64.random(in: 0...UInt64.max)
        var chance = SeededGenerator(seed: seed)
        for _ in 0..<5_000 {
            let scalars = (0..<Int.random(in: 0...30, using: &chance)).compactMap { _ in
                Unicode.Scalar(UInt32.random(in: 1...0x2FFF, using: &chance))
            }
            let text = String(String.UnicodeScalarView(scalars))
            let folded = Folding.fold(text)
            #expect(Folding.fold(folded) == folded, "seed \(seed)")
            #expect(!folded.hasPrefix(" ") && !folded.hasSuffix(" ") && !folded.contains("  "), "seed \(seed)")
        }
    }
}

@Suite struct ComposedTests {
    @Test("a text is tidied to what Unicode calls composed, whatever it holds")
    func composed() {
        let seed = UInt64.random(in: 0...UInt64.max)
        var chance = SeededGenerator(seed: seed)
        let scalars: [Unicode.Scalar] = [
            "a", "ă", "ệ", "e", "\u{302}", "\u{323}", "\u{301}", " ", "\n", "\u{A0}", "\u{212B}", "\u{2126}", "–",
            "\u{1F71}",
        ]
        for _ in 0..<5_000 {
            let text = String(
                String.UnicodeScalarView(
                    (0..<Int.random(in: 0...12, using: &chance)).map { _ in scalars.randomElement(using: &chance)! }))
            let tidied = text.tidied
            #expect(
                Array(tidied.unicodeScalars) == Array(tidied.precomposedStringWithCanonicalMapping.unicodeScalars),
                "seed \(seed)")
            #expect(
                tidied.unicodeScalars.first?.properties.isWhitespace != true
                    && tidied.unicodeScalars.last?.properties.isWhitespace != true)
        }
    }
}
