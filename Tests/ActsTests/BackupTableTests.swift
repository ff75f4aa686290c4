import Acts
import Kernel
import TestKit
import Testing

/// What an installation knows of its backups.
@Suite struct BackupTableTests {
    @Test("a failure is told until a later backup goes well")
    func last() async throws {
        let store = try await TestStore.empty([.acts])
        let now = Instant.epoch2020
        #expect(try await store.read(BackupTable.last) == Backups(made: nil, failed: nil))
        let failed = Backups.Failed(at: now, place: "/backups", reason: "full")
        try await store.write(.through) { tx in try BackupTable.note(failed, tx) }
        #expect(try await store.read(BackupTable.last).failed == failed)
        let made = Backups.Made(at: now.adding(seconds: 1), contains: now, place: "/backups/1", bytes: 7)
        try await store.write(.through) { tx in try BackupTable.note(made, tx) }
        #expect(try await store.read(BackupTable.last) == Backups(made: made, failed: nil))
        let again = Backups.Failed(at: now.adding(seconds: 2), place: "/backups", reason: "gone")
        try await store.write(.through) { tx in try BackupTable.note(again, tx) }
        #expect(try await store.read(BackupTable.last) == Backups(made: made, failed: again))
    }
}
