import Foundation
import Markup
import TestKit
import TestKitWeb
import Testing

@Suite struct QRCodeTests {
    private static let texts = [
        "1", "012J-AR65-GTA", "https://hoidap.example/follow?code=012J-AR65-GTA", "Ủy ban nhân dân phường Hoàn Kiếm",
        "0123456789012345678901234567890123456789", "HTTPS://HOIDAP.EXAMPLE/F/012JAR65GTA",
        "https://hoidap.example/theo-doi?ma=012J-AR65-GTA&ngon-ngu=vi&tu=phieu-in-tai-tru-so-xa", "<&\"'>",
    ]

    @Test("what is drawn on the page is read back by an independent reader", arguments: texts)
    func readBack(_ text: String) throws {
        let drawn = try Drawing(qrCode(text, label: "Theo dõi thư"))
        #expect(try QRReader.read(drawn.width) { x, y in drawn.black.contains([x, y]) } == text)
    }

    @Test("the reader refuses a code with one wrong module")
    func damaged() throws {
        let drawn = try Drawing(qrCode(Self.texts[2], label: "x"))
        var refused = 0
        for place in [[12, 12], [20, 9], [30, 30], [3, 3], [10, 6], [8, 2]] {
            let other = drawn.black.symmetricDifference([place])
            do {
                _ = try QRReader.read(drawn.width) { x, y in other.contains([x, y]) }
            } catch is QRReader.Fault {
                refused += 1
            }
        }
        #expect(refused == 6)
    }

    @Test("a code has a name, a quiet zone of four modules, and is black on white whatever the page is")
    func frame() throws {
        let html = element("html", [("lang", "vi")]) {
            h1("x")
            qrCode("012J-AR65-GTA", label: "Theo dõi <thư>")
        }
        let page = try ParsedPage(html.text)
        #expect(page.faults == [])
        let svg = try #require(page.elements.first { $0.name == "svg" })
        #expect(svg.attributes["role"] == "img")
        #expect(svg.attributes["viewBox"] == "0 0 29 29")
        #expect(page.elements.first { $0.name == "title" }?.text == "Theo dõi <thư>")
        #expect(page.elements.filter { $0.name == "path" }.map { $0.attributes["fill"] } == ["#000"])
        let ground = try #require(page.elements.first { $0.name == "rect" })
        #expect(ground.attributes == ["width": "29", "height": "29", "fill": "#fff"])
    }

    @Test("many drawn at once are as one drawn alone")
    func concurrent() async {
        let alone = Self.texts.map { qrCode($0, label: "x").text }
        let together = await withTaskGroup(of: (Int, String).self) { group in
            for index in 0..<400 {
                group.addTask {
                    (index % Self.texts.count, qrCode(Self.texts[index % Self.texts.count], label: "x").text)
                }
            }
            return await group.reduce(into: []) { $0.append($1) }
        }
        #expect(together.count == 400)
        for (index, text) in together { #expect(text == alone[index]) }
    }

    @Test("what no code can hold draws nothing")
    func impossible() {
        for text in ["", "a\u{0}b", String(repeating: "ạ", count: 800)] { #expect(qrCode(text, label: "x").text == "") }
        #expect(qrCode(String(repeating: "ạ", count: 700), label: "x").text != "")
    }
}

/// The modules of a drawn code, read from its path.
private struct Drawing {
    let width: Int
    let black: Set<[Int]>

    init(_ html: HTML) throws {
        let page = try ParsedPage(html.text)
        let box = try #require(page.elements[0].attributes["viewBox"]?.split(separator: " ").compactMap { Int($0) })
        width = box[2] - 8
        let path = try #require(page.elements.first { $0.name == "path" }?.attributes["d"])
        var black: Set<[Int]> = []
        var length = 0
        for run in path.matches(of: /M(\d+) (\d+)h(\d+)v1h-(\d+)z/) {
            let (x, y, wide) = (Int(run.1)!, Int(run.2)!, Int(run.3)!)
            try #require(run.3 == run.4)
            for step in 0..<wide { black.insert([x - 4 + step, y - 4]) }
            length += run.0.count
        }
        // Nothing else stands in the path, and nothing in the quiet zone.
        try #require(length == path.count)
        let side = 0..<width
        try #require(black.allSatisfy { side.contains($0[0]) && side.contains($0[1]) })
        self.black = black
    }
}
