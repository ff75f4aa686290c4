import Acts
import Kernel
import Storage
import TestKit
import Testing

@Suite struct FiguresTests {
    @Test("the ledger's subjects and its events outside the tree are counted")
    func ledger() async throws {
        let country = try await TestCountry.make()
        func count() async throws -> (matters: Int, unsequenced: Int) {
            try await country.store.read { tx in
                (try LedgerFiguresTable.subjects(Subjects.Matter.self, tx), try LedgerFiguresTable.unsequenced(tx))
            }
        }
        let before = try await count()
        #expect(before.matters == 0)
        for _ in 0..<3 { _ = try await country.handIn() }
        let matter = try await country.handIn().matter
        try await country.take(matter, by: "ha")
        let after = try await count()
        #expect(after.matters == 4)
        #expect(after.unsequenced == before.unsequenced + 5)
    }

    @Test("every lease is seen with its time, also one that has run out")
    func leases() async throws {
        let country = try await TestCountry.make()
        let now = country.clock.now
        let leases = Leases(country.store)
        _ = try await leases.take("one", until: now.adding(seconds: -5), at: now)
        _ = try await leases.take("two", until: now.adding(seconds: 60), at: now)
        let seen = try await country.store.read(LeaseTable.all)
        #expect(seen["one"] == now.adding(seconds: -5))
        #expect(seen["two"] == now.adding(seconds: 60))
    }
}
