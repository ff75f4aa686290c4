import Cases
import Foundation
import Identity
import Kernel
import Language
import Registry
import TestKit
import Testing

@Suite struct DraftTests {
    private func fields(_ typed: LetterDraft.Typed) async throws -> [String] {
        let directory = try await TestCountry.make().directory
        do {
            _ = try LetterDraft(typed, in: directory)
            return []
        } catch {
            #expect(error.code == "letter.invalid" && error.status == 422)
            return error.fields.map(\.name)
        }
    }

    @Test("every field in need of a hand is named at once, in the order of the form")
    func allAtOnce() async throws {
        let typed = TestCountry.typed(
            area: "999", title: " ", body: "\n",
            sender: Sender(name: String(repeating: "ă", count: 101), phone: "12", email: "nam@"))
        #expect(try await fields(typed) == ["area", "title", "body", "name", "phone", "email"])
    }

    @Test("limits count characters as people do, composed or not")
    func limits() async throws {
        let longest = String(repeating: "ệ".decomposedStringWithCanonicalMapping, count: LetterDraft.Limit.title)
        #expect(try await fields(TestCountry.typed(title: longest)) == [])
        #expect(try await fields(TestCountry.typed(title: longest + "a")) == ["title"])
        let body = String(repeating: "ệ", count: LetterDraft.Limit.body)
        #expect(try await fields(TestCountry.typed(body: body)) == [])
        #expect(try await fields(TestCountry.typed(body: body + "a")) == ["body"])
    }

    @Test("U+0000 is refused at the border")
    func nul() async throws {
        #expect(try await fields(TestCountry.typed(title: "a\0b", body: "x\0")) == ["title", "body"])
    }

    @Test("what nobody can see is nothing; a title and a name are one line that reads as it is written")
    func unseen() async throws {
        let directory = try await TestCountry.make().directory
        let unseen = "\u{200B}\u{2060} \u{FEFF}"
        #expect(try await fields(TestCountry.typed(title: unseen, body: unseen)) == ["title", "body"])
        let draft = try LetterDraft(
            TestCountry.typed(
                title: "Cống\nvỡ \u{1B}\u{202E}rồi\u{2066}", body: "Dòng một\nDòng hai",
                sender: Sender(name: unseen, address: "12\nHàng Tre")), in: directory)
        #expect(draft.original.title == "Cống vỡ rồi" && draft.original.body == "Dòng một\nDòng hai")
        #expect(draft.original.sender.name.isEmpty && draft.original.sender.address == "12 Hàng Tre")
        #expect(throws: Problem.self) { try TypedText(unseen, field: "text") }
        #expect(try TypedText(unseen, field: "text", mayBeEmpty: true).text.isEmpty)
        #expect(try TypedText("a\u{202E}b\nc", field: "title", isOneLine: true).text == "ab c")
    }

    @Test("an unknown kind is refused before anything else")
    func kind() async throws {
        var typed = TestCountry.typed()
        typed.kind = "prophecy"
        #expect(try await fields(typed) == ["kind"])
    }

    @Test(
        "telephone numbers as people write them",
        arguments: [
            ("0912 345 678", true), ("+84 912.345.678", true), ("(024) 3825-1234", true), ("01234567890", true),
            ("0912", false), ("gọi nhà", false), ("0912345678x", false), (String(repeating: "1", count: 16), false),
        ])
    func phone(_ text: String, _ isTaken: Bool) async throws {
        #expect(try await fields(TestCountry.typed(sender: Sender(phone: text))) == (isTaken ? [] : ["phone"]))
    }
}

@Suite struct MaskTests {
    private func mask(_ text: String, _ sender: Sender) -> String {
        Extract(of: Original(title: "", body: text, sender: sender), .feedback).body
    }

    @Test(
        "values the sender typed are covered wherever they occur, in any spelling",
        arguments: [
            ("Tôi là Lê Thị Lan.", "Tôi là ▇▇▇."),
            ("toi la le thi lan o day", "toi la ▇▇▇ o day"),
            ("LÊ  THỊ-LAN kính gửi", "▇▇▇ kính gửi"),
            ("số 12, Hàng Tre", "số ▇▇▇"),
            ("gọi 0912345678 hoặc 0912.345.678", "gọi ▇▇▇ hoặc ▇▇▇"),
            ("gọi +84 (912) 345-678 nhé", "gọi ▇▇▇ nhé"),
            ("thư LAN@vidu.VN nhé", "thư ▇▇▇ nhé"),
            ("Lê Thị Lanh là người khác", "Lê Thị Lanh là người khác"),
            ("không có gì", "không có gì"),
        ])
    func covered(_ text: String, _ expected: String) {
        let sender = Sender(name: "Lê Thị Lan", address: "12 Hàng Tre", phone: "0912 345 678", email: "lan@vidu.vn")
        #expect(mask(text, sender) == expected)
        #expect(
            mask(text.decomposedStringWithCanonicalMapping, sender) == expected.decomposedStringWithCanonicalMapping)
    }

    @Test(
        "a telephone number is covered with whatever stands between its digits; days and amounts beside it stay",
        arguments: [
            ("gọi 0977/123/456 nhé", "gọi ▇▇▇ nhé"), ("gọi 0977,123,456", "gọi ▇▇▇"),
            ("gọi 0977–123–456", "gọi ▇▇▇"), ("gọi 0977—123_456", "gọi ▇▇▇"), ("gọi 0977_123_456.", "gọi ▇▇▇."),
            ("gọi +84 (0)977\u{200B}123\u{202F}456", "gọi ▇▇▇"), ("gọi 0084-977 123 456", "gọi ▇▇▇"),
            ("ngày 12/03/2026 trả 1,200,000 đồng", "ngày 12/03/2026 trả 1,200,000 đồng"),
            ("ngày 12/03/2026, 0977123456", "ngày 12/03/2026, ▇▇▇"),
            ("0977/123/456, 12/03/2026, 1,200,000", "▇▇▇, 12/03/2026, 1,200,000"),
            ("1,200,000 977123456 và 0977.123.456", "1,200,000 ▇▇▇ và ▇▇▇"),
            ("số 10977123456789", "số ▇▇▇"), ("0977123457", "0977123457"),
            ("gọi ０９７７１２３４５６ nhé", "gọi ▇▇▇ nhé"), ("gọi ＋８４（９７７）１２３．４５６", "gọi ▇▇▇"),
            ("gọi ٠٩٧٧١٢٣٤٥٦ hay ०९७७-१२३-४५६", "gọi ▇▇▇ hay ▇▇▇"), ("gọi 𝟎𝟗𝟕𝟕 𝟏𝟐𝟑\u{3000}④⑤⑥", "gọi ▇▇▇"),
            ("gọi 0\u{FE0F}\u{20E3}9\u{FE0F}\u{20E3}77123456 nhé", "gọi ▇▇▇ nhé"),
            ("rộng １２ m², ngày １２/０３/２０２６", "rộng １２ m², ngày １２/０３/２０２６"),
        ])
    func numbers(_ text: String, _ expected: String) {
        #expect(mask(text, Sender(phone: "0977 123 456")) == expected)
    }

    @Test(
        "a text of one digit, or of what stands in front of a number, is covered in one go, however long",
        .timeLimit(.minutes(1)))
    func oneDigit() {
        #expect(mask(String(repeating: "1", count: 100_000), Sender(phone: "0111111111")) == "▇▇▇")
        let separate = mask(String(repeating: "84 ", count: 33_000), Sender(phone: "0848484848"))
        #expect(separate.hasPrefix("▇▇▇") && separate.utf8.count < 30)
        #expect(mask(String(repeating: "１", count: 100_000), Sender(phone: "0111111111")) == "▇▇▇")
        let signs = String(repeating: "( at ) ", count: 14_000)
        #expect(mask(signs, Sender(email: "lan@vidu.vn")) == signs)
    }

    @Test(
        "an electronic address is covered with its signs in words; the same words elsewhere stay",
        arguments: [
            ("thư lan(at)vidu.vn nhé", "thư ▇▇▇ nhé"), ("thư Lan [at] vidu [dot] vn", "thư ▇▇▇"),
            ("thư lan at vidu dot vn nhé", "thư ▇▇▇ nhé"), ("thư LAN ( AT ) VIDU.VN", "thư ▇▇▇"),
            ("thư lan＠vidu.vn nhé", "thư ▇▇▇ nhé"), ("thư ｌａｎ＠ｖｉｄｕ．ｖｎ", "thư ▇▇▇"),
            ("thư lan a còng vidu chấm vn nhé", "thư ▇▇▇ nhé"), ("thư lan@vidu (chấm) vn", "thư ▇▇▇"),
            ("thư lan-at-vidu-dot-vn", "thư ▇▇▇"),
            ("Lan át tiếng, chấm công (at) vidu", "Lan át tiếng, chấm công (at) vidu"),
            ("cái còng, dấu chấm, a còng và at là chữ", "cái còng, dấu chấm, a còng và at là chữ"),
            ("thư hoa at vidu dot vn", "thư hoa at vidu dot vn"), ("at", "at"), ("(at", "(at"),
        ])
    func spelledAddresses(_ text: String, _ expected: String) {
        let sender = Sender(email: "lan@vidu.vn")
        #expect(mask(text, sender) == expected)
        #expect(
            mask(text.decomposedStringWithCanonicalMapping, sender) == expected.decomposedStringWithCanonicalMapping)
    }

    @Test("an address whose own words could be signs is covered as it is written")
    func signsInAddress() {
        let sender = Sender(email: "ban-at-home@vidu.vn")
        #expect(mask("thư ban-at-home@vidu.vn nhé", sender) == "thư ▇▇▇ nhé")
    }

    @Test("a name and an address in letters and digits of another width are covered")
    func wide() {
        let sender = Sender(name: "Le Thi Lan", address: "12 Hàng Tre")
        #expect(mask("ＬＥ　ＴＨＩ　ＬＡＮ, số １２ Hàng Tre", sender) == "▇▇▇, số ▇▇▇")
    }

    @Test(
        "an electronic address is covered with capitals, with and without marks, and with blanks around its sign",
        arguments: [
            ("thư nguyễn.a@vd.vn nhé", "thư ▇▇▇ nhé"), ("thư NGUYỄN.A@VD.VN", "thư ▇▇▇"),
            ("thư nguyen.a @ vd.vn nhé", "thư ▇▇▇ nhé"), ("thư nguyễn.a@ vd.vn", "thư ▇▇▇"),
            ("họp @ nhà văn hóa, nguyễn.b@vd.vn", "họp @ nhà văn hóa, nguyễn.b@vd.vn"),
            ("nguyễn .a@vd.vn", "nguyễn .a@vd.vn"),
        ])
    func addresses(_ text: String, _ expected: String) {
        let sender = Sender(email: "Nguyễn.A@vd.vn")
        #expect(mask(text, sender) == expected)
        #expect(
            mask(text.decomposedStringWithCanonicalMapping, sender) == expected.decomposedStringWithCanonicalMapping)
    }

    @Test("an anonymous letter is left as it is")
    func anonymous() {
        #expect(mask("0912345678 Lan", Sender()) == "0912345678 Lan")
    }

    @Test("no text and no sender makes it fail, and no name is left as a word of the text")
    func anything() {
        let seed = UInt64.random(in: 0...UInt64.max)
        var chance = SeededGenerator(seed: seed)
        let alphabet = Array("aă đ1290+.-()@ \n")
        func text(_ longest: Int) -> String {
            String(
                (0..<Int.random(in: 0...longest, using: &chance)).map { _ in alphabet.randomElement(using: &chance)! })
        }
        for _ in 0..<3_000 {
            _ = mask(text(60), Sender(name: text(6), address: text(6), phone: text(10), email: text(6)))
            let name = Folding.fold(text(5))
            let left = Folding.fold(mask(text(60), Sender(name: name)).replacing("▇▇▇", with: " Z "))
            #expect(name.count < 2 || !" \(left) ".contains(" \(name) "), "seed \(seed): \(name) in \(left)")
        }
    }
}

@Suite struct LetterCodeTests {
    private func codes() -> [LetterCode] {
        var chance = SeededGenerator(seed: 5)
        return (0..<300).map { _ in
            LetterCode(
                home: Home(slot: Int.random(in: 0..<1024, using: &chance))!,
                on: Day("2020-01-01")!.adding(Int.random(in: 0..<20_000, using: &chance)),
                random: (0..<4).map { _ in UInt8.random(in: 0...255, using: &chance) })
        }
    }

    @Test("a code comes back however it is typed, and names its home")
    func typed() {
        for code in codes() {
            let text = code.description
            #expect(text.count == 13)
            #expect(LetterCode(typed: text) == code)
            #expect(LetterCode(typed: code.compact.lowercased()) == code)
            #expect(LetterCode(typed: " " + text.replacing("0", with: "o").replacing("1", with: "l")) == code)
        }
        let home = Home(slot: 35)!
        #expect(LetterCode(home: home, on: Day("2026-11-20")!, random: [1, 2, 3, 4]).home == home)
        for text in ["", "0", "UUUU-UUUU-UUU", String(repeating: "0", count: 12), "01234567890é"] {
            #expect(LetterCode(typed: text) == nil)
        }
    }

    @Test("every single wrong character and every swap of neighbours is noticed")
    func check() {
        let alphabet = Array("0123456789ABCDEFGHJKMNPQRSTVWXYZ")
        for code in codes().prefix(60) {
            let characters = Array(code.compact)
            for position in characters.indices {
                for wrong in alphabet where wrong != characters[position] {
                    var typed = characters
                    typed[position] = wrong
                    #expect(LetterCode(typed: String(typed)) == nil)
                }
            }
            for position in characters.indices.dropLast() where characters[position] != characters[position + 1] {
                var typed = characters
                typed.swapAt(position, position + 1)
                #expect(LetterCode(typed: String(typed)) == nil)
            }
        }
    }
}
