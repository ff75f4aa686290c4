import Kernel
import Synchronization
import Testing

@Suite struct AtOnceTests {
    @Test("what was made comes in the order of its elements, and no more than the limit is on its way")
    func order() async throws {
        let atWork = Mutex((now: 0, most: 0))
        let made = try await (0..<200).mapped(atOnce: 7) { number in
            atWork.withLock { work in
                work.now += 1
                work.most = max(work.most, work.now)
            }
            for _ in 0..<(number * 7 % 11) { await Task.yield() }
            atWork.withLock { $0.now -= 1 }
            return number * 2
        }
        #expect(made == (0..<200).map { $0 * 2 })
        #expect(atWork.withLock { $0.most } <= 7)
        #expect(try await [Int]().mapped(atOnce: 3) { $0 }.isEmpty)
    }

    @Test("the first error ends it: nothing new is begun")
    func error() async throws {
        struct Refused: Error {}
        let begun = Mutex(0)
        await #expect(throws: Refused.self) {
            _ = try await (0..<1_000).mapped(atOnce: 4) { number in
                begun.withLock { $0 += 1 }
                if number == 20 { throw Refused() }
            }
        }
        #expect(begun.withLock { $0 } < 100)
    }
}
