import Foundation
import Kernel
import TestKit
import Testing
import Vault

@Suite struct VaultTests {
    private let key = TestCountry.keys.pin

    @Test("a PIN is six digits, depends on letter, version and key, and comes back from what people type")
    func pin() throws {
        let pin = PIN(of: ID(8124), version: 1, under: key)
        #expect(pin.description.count == 6)
        #expect(pin == PIN(of: ID(8124), version: 1, under: key))
        #expect(pin != PIN(of: ID(8124), version: 2, under: key))
        #expect(pin != PIN(of: ID(8125), version: 1, under: key))
        #expect(pin != PIN(of: ID(8124), version: 1, under: Secret()))
        let digits = Array(pin.description)
        #expect(PIN(typed: " \(digits[0])\(digits[1])\(digits[2]) \(digits[3])\(digits[4])\(digits[5])") == pin)
        for text in ["", "12345", "1234567", "12345a", "١٢٣٤٥٦"] { #expect(PIN(typed: text) == nil, "\(text)") }
    }

    @Test("PINs spread over all digits, leading zeros kept")
    func spread() {
        let pins = (1...20_000).map { PIN(of: ID(Int64($0)), version: 1, under: key).description }
        #expect(pins.allSatisfy { $0.count == 6 })
        #expect(pins.contains { $0.hasPrefix("0") })
        for position in 0..<6 {
            let counts = Dictionary(grouping: pins) { Array($0)[position] }.mapValues(\.count)
            #expect(counts.count == 10)
            #expect(counts.values.allSatisfy { (1_700...2_300).contains($0) }, "\(counts)")
        }
    }

    @Test("a password matches itself only, composed or decomposed, also after being stored")
    func password() async throws {
        let hash = try await PasswordHash.make("Mật khẩu của tôi", cost: .low)
        let stored = try #require(PasswordHash(hash.description))
        #expect(try await stored.matches("Mật khẩu của tôi"))
        #expect(try await stored.matches("Mật khẩu của tôi".decomposedStringWithCanonicalMapping))
        #expect(try await !stored.matches("Mat khau cua toi"))
        #expect(try await !stored.matches(""))
        #expect(hash.description != (try await PasswordHash.make("Mật khẩu của tôi", cost: .low)).description)
        for text in ["", "$scrypt$", "$argon2$ln=8,r=8,p=1$AA$AA", "$scrypt$ln=99,r=8,p=1$AA$AA"] {
            #expect(PasswordHash(text) == nil, "\(text)")
        }
    }

    @Test("keys are made once, readable by their owner only, and a damaged one is refused")
    func keyRing() throws {
        let directory = NSTemporaryDirectory() + "hoidap-keys-\(UInt64.random(in: 0...UInt64.max))"
        defer { try? FileManager.default.removeItem(atPath: directory) }
        let first = try KeyRing.open(directory: directory)
        let second = try KeyRing.open(directory: directory)
        #expect(first.pin.authenticate([1]) == second.pin.authenticate([1]))
        #expect(first.pin.authenticate([1]) != first.cookie.authenticate([1]))
        let path = directory + "/pin.key"
        let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
        #expect(mode == 0o600)
        #expect(try FileManager.default.contentsOfDirectory(atPath: directory).allSatisfy { $0.hasSuffix(".key") })
        try Data([1, 2, 3]).write(to: URL(fileURLWithPath: path))
        #expect(throws: KeyRingError.self) { try KeyRing.open(directory: directory) }
    }

    @Test("tokens and bytes come back from their hexadecimal text")
    func hexadecimal() {
        let token = Token()
        #expect(Token(token.description) == token)
        #expect(Token("00") == nil)
        #expect([UInt8](hexadecimal: "0aFf") == [10, 255])
        #expect([UInt8](hexadecimal: "0") == nil)
        #expect([UInt8](hexadecimal: "zz") == nil)
    }
}
