import Dispatch
import Foundation
import Storage
import StorageSQLite
import TestKit
import Testing

/// What a store of SQLite says of itself.
@Suite(.enabled(if: TestStore.engine == .sqlite)) struct CheckTests {
    private static let first = Migration(
        "t.001", [.table("t", .record, "(n \(.int) not null primary key, note \(.text) not null)")])

    private func fill(_ store: SQLiteStore, _ range: Range<Int>) async throws {
        try await store.record { tx in
            for n in range {
                try tx.run("insert into t (n, note) values (\(n), \(String(repeating: "x", count: 500)))")
            }
        }
    }

    @Test("a sound store says nothing; one with overwritten pages says what is wrong")
    func damage() async throws {
        let path = TestStore.freshPath()
        let store = try SQLiteStore(path: path, migrations: [Self.first])
        try await fill(store, 0..<400)
        #expect(try await store.check() == [])
        await store.close()

        let file = try #require(FileHandle(forUpdatingAtPath: path))
        try file.seek(toOffset: 4096 * 10)
        try file.write(contentsOf: Data(repeating: 0x5A, count: 4096 * 20))
        try file.close()
        let damaged = try SQLiteStore(path: path, migrations: [Self.first])
        #expect(try await !damaged.check().isEmpty)
        await damaged.close()
    }

    @Test("commits, their acts and their time are counted, those of working tables by time only")
    func figures() async throws {
        let store = try SQLiteStore(path: TestStore.freshPath(), migrations: [Self.first])
        #expect(store.figures.acts.count == 0)
        for n in 0..<3 { try await fill(store, n..<n + 1) }
        try await withThrowingTaskGroup(of: Void.self) { group in
            for n in 10..<50 { group.addTask { try await fill(store, n..<n + 1) } }
            try await group.waitForAll()
        }
        let acts = store.figures.acts
        #expect(acts.sum == 43)
        #expect((4...43).contains(acts.count))
        #expect(store.figures.commitSeconds.count == acts.count)
        #expect(store.figures.commitSeconds.sum > 0)
        try await store.write(.through) { tx in try tx.run("delete from t where n = 0") }
        #expect(store.figures.acts.count == acts.count)
        #expect(store.figures.commitSeconds.count == acts.count + 1)
        #expect(store.figures.waiting == 0)
        // A commit that was rolled back is none.
        await #expect(throws: StoreError.self) { try await fill(store, 1..<2) }
        #expect(store.figures.acts.sum == 43)
        await store.close()
    }

    @Test("writes behind one that takes its time are seen waiting")
    func waiting() async throws {
        let store = try SQLiteStore(path: TestStore.freshPath(), migrations: [Self.first])
        let (began, go) = (DispatchSemaphore(value: 0), DispatchSemaphore(value: 0))
        async let slow: Void = store.record { tx in
            began.signal()
            go.wait()
        }
        await Task.detached { wait(for: began) }.value
        async let others: Void = withThrowingTaskGroup(of: Void.self) { group in
            for n in 0..<5 { group.addTask { try await fill(store, n..<n + 1) } }
            try await group.waitForAll()
        }
        for _ in 0..<500 where store.figures.waiting < 5 { try await Task.sleep(for: .milliseconds(10)) }
        #expect(store.figures.waiting == 5)
        go.signal()
        _ = try await (slow, others)
        #expect(store.figures.waiting == 0)
        await store.close()
    }

    @Test("a store opened without migrating is as it was, and says what it lacks")
    func pending() async throws {
        let path = TestStore.freshPath()
        await (try SQLiteStore(path: path, migrations: [Self.first])).close()
        let second = Migration("t.002", [.run("alter table t add column m \(.int)")])
        var configuration = SQLiteStore.Configuration()
        configuration.migrates = false
        let store = try SQLiteStore(path: path, migrations: [Self.first, second], configuration)
        #expect(try await store.read { tx in try Migrator([Self.first, second]).pending(tx) } == ["t.002"])
        #expect(try await store.read { tx in try Migrator([Self.first]).pending(tx) } == [])
        await #expect(throws: StoreError.self) { try await store.read { tx in try Migrator([second]).pending(tx) } }
        let changed = Migration("t.001", [.run("drop table t")])
        await #expect(throws: StoreError.self) { try await store.read { tx in try Migrator([changed]).pending(tx) } }
        await store.close()
    }
}

private func wait(for semaphore: DispatchSemaphore) { semaphore.wait() }
