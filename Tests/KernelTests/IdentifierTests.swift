import Kernel
import TestKit
import Testing

@Suite struct IdentifierTests {
    @Test("a mint never repeats itself, also when the clock stands or goes back")
    func unique() {
        let mint = IDMint(server: 7)
        let start = Instant(milliseconds: 1_795_195_800_000)
        var seen: Set<Int64> = []
        var last: Int64 = 0
        for step in 0..<20_000 {
            // The clock stands still for thousands of numbers, then jumps back.
            let now = start.adding(milliseconds: step < 12_000 ? 0 : -5_000)
            let id = mint.next(at: now)
            #expect(id > last)
            #expect(seen.insert(id).inserted)
            last = id
        }
    }

    @Test("two servers never make the same number at the same time")
    func servers() {
        let now = Instant(milliseconds: 1_795_195_800_000)
        let (one, other) = (IDMint(server: 1), IDMint(server: 1023))
        let ones = Set((0..<5_000).map { _ in one.next(at: now) })
        let others = Set((0..<5_000).map { _ in other.next(at: now) })
        #expect(ones.isDisjoint(with: others))
    }

    @Test("a key comes back from its text, and nothing else does")
    func keys() throws {
        let key = MatterKey(try #require(Home(slot: 35)), ID(8124))
        #expect(MatterKey(key.description) == key)
        for text in ["", "-", "1", "1-", "-5", "1-0", "1-x", "1024-5", "1-2-3", "1--5"] {
            #expect(MatterKey(text) == nil, "\(text)")
        }
    }

    @Test("every actor comes back from its text")
    func actors() {
        for actor in [Actor.officer(ID(5)), .petitioner(ID(9)), .anyone, .platform("cases.lapse")] {
            #expect(Actor(actor.description) == actor)
        }
        #expect(Actor("officer") == nil)
        #expect(Actor("officer:x") == nil)
        #expect(Actor("somebody:1") == nil)
    }
}
