import Foundation
import Language
import Testing

@Suite struct TidiedTests {
    @Test(
        "a text of which nothing can be seen is empty",
        arguments: [
            "", " \n", "\u{200B}", " \u{200B}\u{200D} ", "\u{FEFF}", "\u{202E}\u{2066}", "\u{1B}", "\u{0}", "\u{AD}",
            "\u{34F}",
        ])
    func empty(_ typed: String) {
        #expect(typed.tidied.isEmpty && typed.oneLine.isEmpty)
    }

    @Test("a text of which something can be seen keeps all of it, lines and joined signs too")
    func kept() {
        for text in ["a", "Dòng một\nDòng hai", "👩\u{200D}👧", "नमस्\u{200D}ते", "\u{200B}x"] {
            #expect(Array(text.tidied.unicodeScalars) == Array(text.unicodeScalars))
        }
        #expect(" Cống vỡ\n".tidied == "Cống vỡ")
    }

    @Test("one line has no break, no control and nothing that turns the direction; words are apart by one space")
    func oneLine() {
        #expect("Cống\nvỡ \u{1B}[31mđỏ\u{202E} 12\u{2067}3\u{2069}".oneLine == "Cống vỡ [31mđỏ 123")
        #expect(" Cống   vỡ\u{2029}rồi\u{85}".oneLine == "Cống vỡ rồi")
        #expect("Gia đình 👩\u{200D}👧".oneLine == "Gia đình 👩\u{200D}👧")
        let decomposed = "Cống vỡ".decomposedStringWithCanonicalMapping
        #expect(Array(decomposed.oneLine.unicodeScalars) == Array("Cống vỡ".unicodeScalars))
    }
}
