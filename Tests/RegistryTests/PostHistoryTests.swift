import Acts
import Kernel
import Registry
import Storage
import TestKit
import Testing

/// What a body had, also when it has it no longer.
@Suite struct PostHistoryTests {
    @Test("All posts a body ever had are found, and whether anybody ever held one")
    func history() async throws {
        let country = try await TestCountry.make()
        let body = country.officer("ha").organization
        let (posts, held) = try await country.store.read { tx in
            let posts = try PostTable.allPosts(of: body, tx)
            return (posts, try posts.map { try PostTable.wasHeld($0.id, tx) })
        }
        #expect(posts.count == 3)
        #expect(held == [true, true, true])
        #expect(try await country.store.read { tx in try PostTable.wasHeld(ID<Subjects.Post>(1), tx) } == false)
    }
}
