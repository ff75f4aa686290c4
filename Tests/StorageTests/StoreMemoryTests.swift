import Storage
import TestKit
import Testing

@Suite struct StoreMemoryTests {
    @Test("what was worked out is kept for a version; a transaction that writes makes its own")
    func versions() async throws {
        let store = try await TestStore.empty([])
        func read(at version: Int, _ value: Int) async throws -> Int {
            try await store.read { tx in tx.remembered("key", at: version) { value } }
        }
        #expect(try await read(at: 1, 10) == 10)
        #expect(try await read(at: 1, 11) == 10)
        #expect(try await read(at: 2, 12) == 12)
        #expect(try await read(at: 1, 13) == 13, "who reads an older state works it out and keeps nothing")
        #expect(try await read(at: 2, 14) == 12)
        for value in [16, 17] { #expect(try await read(at: 0, value) == value, "of no version nothing is kept") }
        let written = try await store.write(.shared) { tx in tx.remembered("key", at: 2) { 15 } }
        #expect(written == 15)
    }

    @Test("keys of different sorts are told apart, and however many there are, the store stays small and right")
    func keys() async throws {
        let store = try await TestStore.empty([])
        try await store.read { tx in
            #expect(tx.remembered(1, at: 1) { "number" } == "number")
            #expect(tx.remembered("1", at: 1) { "text" } == "text")
            for round in 0..<2 {
                for key in 0..<2_000 { #expect(tx.remembered([key], at: 1) { key } == key, "round \(round)") }
            }
        }
    }
}
