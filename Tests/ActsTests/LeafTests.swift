import Acts
import Kernel
import TestKit
import Testing
import Vault

@Suite struct LeafTests {
    private func event(_ payload: Payload) -> Event {
        Event(
            home: Home(slot: 1)!, id: 77, act: [UInt8](repeating: 9, count: 16), code: "matter.take",
            subject: SubjectReference(sort: "matter", raw: 8124), sequence: 2, effective: Day("2026-11-20")!,
            recorded: Instant(milliseconds: 1_795_195_800_000), actor: .officer(ID(12)), law: "vn-0123456789ab",
            payload: payload, salt: [UInt8](repeating: 7, count: 32))
    }

    /// Leaf bytes are fixed for ever: these were computed once, by another program, from the description.
    @Test("leaf bytes version 1 are what they were")
    func golden() {
        let leaf = Leaf.bytes(of: event(Payload([("officer", .number(12))])), pseudonym: TestCountry.keys.pseudonym)
        #expect(leaf.hexadecimal == Self.golden)
    }

    @Test("a leaf changes with every field, and its fields cannot run into each other")
    func sensitive() {
        let payload = Payload([("officer", .number(12))])
        let original = Leaf.bytes(of: event(payload), pseudonym: TestCountry.keys.pseudonym)
        #expect(
            original
                != Leaf.bytes(of: event(Payload([("officer", .number(13))])), pseudonym: TestCountry.keys.pseudonym))
        #expect(original != Leaf.bytes(of: event(payload), pseudonym: Secret([UInt8](repeating: 5, count: 32))!))
    }

    static let golden = """
        00000001310000000b6d61747465722e74616b650000000b6d61747465723a3831323400000001320000000a32303236\
        2d31312d32300000000d313739353139353830303030300000001061877393505b08467835486d722864d40000000f76\
        6e2d30313233343536373839616200000020b5fcfd29009ebaa601c4ccfb48f8269867c15482dc29213aa66df10bdd4e\
        19bc
        """
}

@Suite struct PayloadTests {
    @Test("facts come back from the exact text that is hashed, whatever a text holds")
    func roundTrip() throws {
        let seed = UInt64.random(in: 0...UInt64.max)
        var chance = SeededGenerator(seed: seed)
        for _ in 0..<2_000 {
            let scalars = (0..<Int.random(in: 0...20, using: &chance)).compactMap { _ in
                Unicode.Scalar(UInt32.random(in: 0...0x2FFF, using: &chance))
            }
            let text = String(String.UnicodeScalarView(scalars))
            let number = Int64.random(in: .min ... .max, using: &chance)
            let payload = Payload([
                ("text", .text(text)), ("number", .number(number)), ("none", nil),
                ("list", .list([Payload([("day", .day(Day("2026-11-20")!))])])), ("bytes", .bytes([0, 255])),
            ])
            let facts = try Payload(stored: payload.text).facts()
            #expect(try facts.text("text") == text, "seed \(seed)")
            #expect(try facts.number("number") == number, "seed \(seed)")
            #expect(!facts.has("none"))
            #expect(try facts.list("list")[0].day("day") == Day("2026-11-20")!)
            #expect(try facts.bytes("bytes") == [0, 255])
            #expect(throws: PayloadError.missing("none")) { try facts.text("none") }
        }
    }

    @Test("keys stand in the order given, without spaces")
    func order() {
        #expect(Payload([("b", .number(1)), ("a", .text("x\"\\\n"))]).text == #"{"b":1,"a":"x\"\\\u000a"}"#)
        #expect(Payload([]).text == "{}")
    }
}
