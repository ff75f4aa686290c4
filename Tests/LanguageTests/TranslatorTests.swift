import Kernel
import Language
import Testing

@Suite struct TranslatorTests {
    private let catalogue = Catalogue(texts: [
        .vi: ["t.hello": "Chào {name}", "t.only": "Chỉ có", "t.n[other]": "{n} đơn"],
        .en: ["t.hello": "Hello {name}", "t.n[one]": "{n} letter", "t.n[other]": "{n} letters"],
    ])

    private func t(_ locale: Locale) -> Translator { Translator(locale, catalogue, zone: .vietnam) }

    @Test("places are filled, what a person typed is not read as a place")
    func places() {
        #expect(t(.vi)("t.hello", ["name": "{name} {x}"]) == "Chào {name} {x}")
        #expect(t(.en)("t.hello", ["name": "Lan"]) == "Hello Lan")
    }

    @Test("numbers choose the plural form, Vietnamese has one")
    func plural() {
        #expect(t(.en).count("t.n", 1) == "1 letter")
        #expect(t(.en).count("t.n", 12_345) == "12,345 letters")
        #expect(t(.vi).count("t.n", 1) == "1 đơn")
        #expect(t(.vi).count("t.n", 12_345) == "12.345 đơn")
    }

    @Test("a missing text falls back to Vietnamese, visibly marked")
    func fallback() {
        #expect(t(.en)("t.only") == "[vi] Chỉ có")
        #expect(t(.en)("t.nowhere") == "[t.nowhere]")
    }

    @Test("days are written as each language writes them")
    func days() throws {
        let day = try #require(Day("2026-11-05"))
        #expect(t(.vi).day(day) == "05/11/2026")
        #expect(t(.en).day(day) == "5 November 2026")
    }

    @Test("a line that is no entry is refused with its number")
    func unreadable() throws {
        #expect(throws: CatalogueError.self) { try Catalogue.entries(in: "a.b = c\nnonsense", of: "x.txt") }
        #expect(try Catalogue.entries(in: "# c\n\na.b = c = d\n", of: "x.txt").map(\.text) == ["c = d"])
    }
}
