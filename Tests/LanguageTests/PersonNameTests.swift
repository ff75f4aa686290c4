import Foundation
import Language
import Testing

@Suite struct PersonNameTests {
    @Test(
        "a name is tidied and otherwise left as it was typed",
        arguments: [
            ("  Nguyễn   Văn\tAn ", "Nguyễn Văn An"), ("H'Hen Niê", "H'Hen Niê"), ("LÊ thị B", "LÊ thị B"),
            ("Lan\u{0}", "Lan"), ("Hoàng\u{A0}Oanh", "Hoàng Oanh"), ("O’Connor-Lê", "O’Connor-Lê"),
        ])
    func tidy(_ typed: String, _ text: String) throws {
        #expect(try #require(PersonName(typed)).text == text)
        // Composed, to the scalar: Swift's own comparison would not tell.
        let decomposed = try #require(PersonName(typed.decomposedStringWithCanonicalMapping))
        #expect(Array(decomposed.text.unicodeScalars) == Array(text.unicodeScalars))
    }

    @Test("what turns the direction of reading or breaks the line is no part of a name")
    func directions() {
        #expect(PersonName("Lan\u{202E}\u{2066} Anh\u{1B}[1m")?.text == "Lan Anh [1m")
        #expect(PersonName("\u{200B} Lan \u{200D}\u{202A} Anh\u{2028}Vũ")?.text == "Lan Anh Vũ")
    }

    @Test(
        "nothing that can be seen is no name",
        arguments: ["", "  ", "\n\t", "\u{0}", "\u{200B}", " \u{FEFF}\u{202E} \u{2060}", "\u{AD}", "\u{3164}"])
    func nothing(_ typed: String) {
        #expect(PersonName(typed) == nil)
    }

    @Test("people are listed by given name, then family name, then the names between")
    func order() throws {
        let people = [
            "An", "Lê An", "Nguyễn An", "Nguyễn Thị An", "Nguyễn Văn An", "Trần Văn An", "Trần Thị Ánh", "Lê Bình",
            "Nguyễn Thị Bình", "Phạm Dũng", "Bùi Đức", "Vũ Hà", "An Hạ", "Lê Thị Minh Khai", "Đinh Yến",
        ]
        let sorted = try people.shuffled().sorted { try key($0) < key($1) }
        #expect(sorted == people)
        #expect(try #require(PersonName("Trần Hoà")).sortKey == #require(PersonName("TRẦN  hòa")).sortKey)
        let name = "Nguyễn Thị Ngọc Ánh"
        #expect(
            try #require(PersonName(name.decomposedStringWithCanonicalMapping)).sortKey
                == #require(PersonName(name)).sortKey)
    }

    private func key(_ name: String) throws -> Bytes { Bytes(try #require(PersonName(name)).sortKey) }
}
