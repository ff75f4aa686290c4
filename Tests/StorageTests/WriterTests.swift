import Acts
import Dispatch
import Foundation
import Kernel
import Storage
import StorageSQLite
import Synchronization
import TestKit
import Testing

/// The writer loop under everything that can go wrong in a shared commit: what was acknowledged is exactly what is
/// there.
@Suite(.enabled(if: TestStore.engine == .sqlite)) struct WriterTests {
    static let migrations = [
        Migration(
            "t.001",
            [
                .table("account", .record, "(n \(.int) not null primary key, note \(.text) not null)"),
                .run(
                    "create trigger leaves after insert on account when new.note = 'leave' begin select raise(rollback, 'left'); end"
                ),
            ])
    ]

    enum Mishap: Int, CaseIterable, Sendable {
        case none, throwsBeforeWriting, throwsAfterWriting, brokenConstraint, leavesTransaction, nonsense
    }

    struct Refused: Error {}

    private func store(_ change: (inout SQLiteStore.Configuration) -> Void = { _ in }) throws -> SQLiteStore {
        var configuration = SQLiteStore.Configuration()
        configuration.durability = .off
        change(&configuration)
        return try SQLiteStore(path: TestStore.freshPath(), migrations: Self.migrations, configuration)
    }

    private func write(_ n: Int, _ mishap: Mishap, _ store: SQLiteStore) async throws {
        try await store.record { tx in
            if mishap == .throwsBeforeWriting { throw Refused() }
            try tx.run("insert into account (n, note) values (\(n), 'first')")
            try tx.run("insert into account (n, note) values (\(n + 1_000_000), 'second')")
            switch mishap {
            case .none, .throwsBeforeWriting: break
            case .throwsAfterWriting: throw Refused()
            case .brokenConstraint: try tx.run("insert into account (n, note) values (\(n), 'again')")
            case .leavesTransaction: try tx.run("insert into account (n, note) values (\(n + 2_000_000), 'leave')")
            case .nonsense: try tx.run("insert into nowhere (n) values (\(n))")
            }
        }
    }

    private func rows(_ store: SQLiteStore) async throws -> Set<Int> {
        Set(try await store.read { tx in try tx.all("select n from account order by n") { row in try row(0) as Int } })
    }

    /// Writes many at once, some with mishaps; returns those acknowledged.
    private func storm(_ count: Int, seed: UInt64, _ store: SQLiteStore) async -> Set<Int> {
        await withTaskGroup(of: Int?.self) { group in
            var chance = SeededGenerator(seed: seed)
            for n in 0..<count {
                let mishap =
                    Int.random(in: 0..<3, using: &chance) == 0
                    ? Mishap.allCases.randomElement(using: &chance)! : .none
                group.addTask {
                    do {
                        try await self.write(n, mishap, store)
                        return n
                    } catch {
                        return nil
                    }
                }
            }
            return await group.reduce(into: []) { if let n = $1 { $0.insert(n) } }
        }
    }

    @Test("with mishaps of every sort in mid-batch, what was acknowledged is exactly what is there")
    func mishaps() async throws {
        for _ in 0..<5 {
            let seed = UInt64.random(in: 0...UInt64.max)
            let store = try store()
            let acknowledged = await storm(600, seed: seed, store)
            #expect(try await rows(store) == acknowledged.union(acknowledged.map { $0 + 1_000_000 }), "seed \(seed)")
            #expect(acknowledged.count > 300)
            await store.close()
        }
    }

    @Test("one member's mishap is nobody else's", arguments: Mishap.allCases.dropFirst())
    func alone(_ mishap: Mishap) async throws {
        let store = try store()
        let barrier = DispatchSemaphore(value: 0)
        // The first write holds the writer until all others wait, so that they share one commit.
        async let first: Void = store.record { tx in
            barrier.wait()
            try tx.run("insert into account (n, note) values (-1, 'first')")
        }
        let outcomes = await withTaskGroup(of: (Int, Bool).self) { group in
            for n in 0..<20 {
                group.addTask {
                    do {
                        try await self.write(n, n == 7 ? mishap : .none, store)
                        return (n, true)
                    } catch {
                        return (n, false)
                    }
                }
            }
            try? await Task.sleep(for: .milliseconds(50))
            // Once for each time its body may run: if it shared the commit after all, it runs again alone.
            for _ in 0..<3 { barrier.signal() }
            return await group.reduce(into: [:]) { $0[$1.0] = $1.1 }
        }
        try await first
        #expect(outcomes.filter { !$0.value }.map(\.key) == [7])
        #expect(try await rows(store).count == 1 + 19 * 2)
        await store.close()
    }

    @Test("on a full disk, what was acknowledged is exactly what is there, and reading goes on")
    func fullDisk() async throws {
        let store = try store { $0.maximumPages = 60 }
        let outcomes = await withTaskGroup(of: (Int, StoreError?).self) { group in
            for n in 0..<400 {
                group.addTask {
                    do {
                        try await store.record { tx in
                            try tx.run(
                                "insert into account (n, note) values (\(n), \(String(repeating: "x", count: 2_000)))")
                        }
                        return (n, nil)
                    } catch {
                        return (n, error as? StoreError ?? .engine("\(error)"))
                    }
                }
            }
            return await group.reduce(into: [Int: StoreError?]()) { $0[$1.0] = $1.1 }
        }
        let kept = Set(outcomes.filter { $0.value == nil }.keys)
        #expect(try await rows(store) == kept)
        #expect(!kept.isEmpty && kept.count < 400)
        #expect(outcomes.values.compactMap(\.self).allSatisfy { $0 == .full })
        // What is small enough still finds room once something is gone.
        try await store.record { tx in try tx.run("delete from account where n < 200") }
        try await store.record { tx in try tx.run("insert into account (n, note) values (5000, 'room')") }
        #expect(try await rows(store).contains(5000))
        await store.close()
    }

    @Test("a client that vanishes in mid-batch takes nobody's write with it")
    func vanishedClient() async throws {
        let store = try store()
        var vanished: [Task<Void, any Error>] = []
        for n in 0..<200 {
            let task = Task { try await write(n, .none, store) }
            if n.isMultiple(of: 2) {
                task.cancel()
                vanished.append(task)
            }
        }
        let acknowledged = await storm(1, seed: 0, store)
        _ = acknowledged
        for task in vanished { _ = try? await task.value }
        // Whoever waited got an answer, and the answer is true: nothing is half there.
        try await store.record { _ in }
        let rows = try await rows(store)
        for n in 0..<200 { #expect(rows.contains(n) == rows.contains(n + 1_000_000)) }
        await store.close()
    }

    @Test("nobody is answered before the commit")
    func answeredAfterCommit() async throws {
        let store = try store()
        try await withThrowingTaskGroup(of: Void.self) { group in
            for n in 0..<200 {
                group.addTask {
                    try await self.write(n, .none, store)
                    // Another connection already sees it.
                    let seen = try await store.read { tx in try tx.exists("select 1 from account where n = \(n)") }
                    #expect(seen)
                }
            }
            try await group.waitForAll()
        }
        await store.close()
    }

    @Test("what was taken before closing is written, what comes after is refused, and a second opening finds it")
    func closing() async throws {
        let path = TestStore.freshPath()
        let store = try SQLiteStore(path: path, migrations: Self.migrations)
        let tasks = (0..<50).map { n in Task { try await write(n, .none, store) } }
        for task in tasks.prefix(10) { try await task.value }
        await store.close()
        var acknowledged: Set<Int> = []
        for (n, task) in tasks.enumerated() where (try? await task.value) != nil { acknowledged.insert(n) }
        await #expect(throws: StoreError.closed) { try await write(99, .none, store) }
        let again = try SQLiteStore(path: path, migrations: Self.migrations)
        #expect(try await rows(again) == acknowledged.union(acknowledged.map { $0 + 1_000_000 }))
        await again.close()
    }

    @Test("two openings of one file write side by side, and neither loses anything")
    func twoProcesses() async throws {
        let path = TestStore.freshPath()
        let stores = try (0..<2).map { _ in try SQLiteStore(path: path, migrations: Self.migrations) }
        try await withThrowingTaskGroup(of: Void.self) { group in
            for n in 0..<400 {
                group.addTask { try await self.write(n, .none, stores[n % 2]) }
            }
            try await group.waitForAll()
        }
        #expect(try await rows(stores[0]).count == 800)
        for store in stores { await store.close() }
    }

    @Test("working writes share a commit within 50 ms, or are written through")
    func working() async throws {
        let store = try await TestStore.empty()
        func insert(_ name: String, _ commit: WorkingCommit) async throws {
            try await store.write(commit) { tx in
                _ = try tx.run("insert into lease (name, holder, until_time) values (\(name), 'x', 0)")
            }
        }
        try await insert("shared", .shared)
        try await insert("through", .through)
        let names = try await store.read { tx in
            try tx.all("select name from lease order by name") { row in try row(0) as String }
        }
        #expect(names == ["shared", "through"])
        await store.close()
    }

    @Test("the log moves into the file beside running writes")
    func maintain() async throws {
        let path = TestStore.freshPath()
        let store = try SQLiteStore(path: path, migrations: Self.migrations)
        for n in 0..<50 { try await write(n, .none, store) }
        try await store.maintain()
        let size = try FileManager.default.attributesOfItem(atPath: path)[.size] as? Int
        #expect((size ?? 0) > 8_192)
        #expect(try await rows(store).count == 100)
        await store.close()
    }
}
