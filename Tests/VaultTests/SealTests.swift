import Kernel
import Testing
import Vault

@Suite struct SealTests {
    private let key = DataKey.random()
    private let text = Array("Nước tràn ra đường".utf8)
    private let context = Array("letter 1".utf8)

    @Test("what is sealed opens under the same key in the same context, and every changed bit is noticed")
    func seal() throws {
        let sealed = try key.seal(text, for: context)
        #expect(try key.open(sealed, for: context) == text)
        #expect(try key.seal(text, for: context) != sealed)
        #expect(sealed.count == text.count + 28)
        #expect(throws: SealError.broken) { try DataKey.random().open(sealed, for: context) }
        #expect(throws: SealError.broken) { try key.open(sealed, for: Array("letter 2".utf8)) }
        for index in sealed.indices {
            var changed = sealed
            changed[index] ^= 1
            #expect(throws: SealError.broken, "byte \(index)") { try key.open(changed, for: context) }
            #expect(throws: SealError.broken) { try key.open(Array(sealed.prefix(index)), for: context) }
        }
        #expect(try key.open(try key.seal([], for: []), for: []).isEmpty)
    }

    @Test("a data key comes back from its wrapped form under its master and for its owner only")
    func wrap() throws {
        let master = Secret()
        let wrapped = try key.wrapped(under: master, for: context)
        let back = try DataKey(WrappedKey(bytes: wrapped.bytes), under: master, for: context)
        #expect(try back.open(try key.seal(text, for: context), for: context) == text)
        #expect(back.authenticate(text) == key.authenticate(text))
        #expect(throws: SealError.broken) { try DataKey(wrapped, under: Secret(), for: context) }
        #expect(throws: SealError.broken) { try DataKey(wrapped, under: master, for: Array("letter 2".utf8)) }
        #expect(throws: SealError.broken) { try DataKey(WrappedKey(bytes: []), under: master, for: context) }
        #expect(DataKey([UInt8](repeating: 1, count: 31)) == nil)
    }

    @Test("frames open at their own place only")
    func frames() throws {
        let frames = key.frames(named: [1, 2, 3])
        let sealed = try frames.seal(text, number: 7, isLast: false, for: context)
        #expect(try frames.open(sealed, number: 7, isLast: false, for: context) == text)
        #expect(throws: SealError.broken) { try frames.open(sealed, number: 8, isLast: false, for: context) }
        #expect(throws: SealError.broken) { try frames.open(sealed, number: 7, isLast: true, for: context) }
        #expect(throws: SealError.broken) { try frames.open(sealed, number: 7, isLast: false, for: []) }
        #expect(throws: SealError.broken) { try frames.open([], number: 7, isLast: false, for: context) }
        let others = key.frames(named: [1, 2, 4])
        #expect(throws: SealError.broken) { try others.open(sealed, number: 7, isLast: false, for: context) }
    }

    @Test("the same data key seals and names as it always did")
    func golden() throws {
        let fixed = try #require(DataKey([UInt8](repeating: 7, count: 32)))
        #expect(fixed.authenticate(Array("file".utf8)).hexadecimal == Self.name)
        #expect(
            try fixed.frames(named: [9]).seal([1, 2, 3], number: 0, isLast: true, for: []).hexadecimal == Self.frame)
    }

    // Computed by another program (Python, hmac and cryptography) from the description.
    private static let name = "a68dccc299ad75300360be61cfd16464bd2b79af755195a4946c6b4edfa391a4"
    private static let frame = "f63fcebf8516142000418a115feff0169d5e83"
}
