import Language
import Markup
import TestKit
import TestKitWeb
import Testing

@Suite struct MarkupTests {
    @Test("what a person wrote comes back from the page exactly, and opens no tag")
    func escaping() throws {
        let seed = UInt64.random(in: 0...UInt64.max)
        var chance = SeededGenerator(seed: seed)
        let alphabet = Array("<>&\"'/= aăđ\u{1}\u{7F}\n{}!-[]scriptẶ")
        for _ in 0..<2_000 {
            let text = String(
                (0..<Int.random(in: 0...40, using: &chance)).map { _ in alphabet.randomElement(using: &chance)! })
            let html = element("p", [("title", text)]) { HTML.text(text) }
            let page = try ParsedPage(html.text)
            #expect(page.elements.count == 1, "seed \(seed): \(html.text)")
            // Control characters become spaces; a page may not hold them.
            let expected = text.replacing("\u{1}", with: " ")
            #expect(page.elements[0].text == expected, "seed \(seed)")
        }
    }

    @Test("a field ties label, hint and error to its control")
    func fields() throws {
        for shape in [TextField.Shape.line, .lines(3), .password, .telephone, .email, .digits] {
            let html = element("html", [("lang", "vi")]) {
                h1("x")
                field(
                    TextField(
                        "name", label: "Tên", hint: "Gợi ý", shape: shape, value: "<b>", error: "Sai", isRequired: true)
                )
            }
            let page = try ParsedPage(html.text)
            #expect(page.faults == [])
            let control = try #require(page.element(id: "name"))
            #expect(control.attributes["aria-describedby"] == "name-hint name-error")
            #expect(control.attributes["aria-invalid"] == "true")
        }
    }

    @Test("a text area keeps a first line that is empty")
    func textArea() {
        let html = field(TextField("body", label: "x", shape: .lines(3), value: "\nhai"))
        #expect(html.text.contains(">\n\nhai</textarea>"))
    }

    @Test("the check of pages finds what it should")
    func pageCheck() throws {
        #expect(throws: PageFault.self) { try ParsedPage("<p>open") }
        let bad = try ParsedPage(
            "<html><p id=\"a\"/><p id=\"a\"/><input name=\"x\"/><a href=\"#none\"></a><p>[web.missing]</p></html>")
        #expect(bad.faults.count == 7, "\(bad.faults)")
    }
}
