import Foundation
import Storage
import StoragePostgreSQL
import Synchronization
import TestKit
import Testing

/// What PostgreSQL alone can do to a store. Runs if the tests have a cluster.
@Suite(.enabled(if: TestStore.engine == .postgresql)) struct PostgreSQLTests {
    private static let migrations = [
        Migration(
            "t.001",
            [
                .table("place", .record, "(code \(.text) not null primary key)"),
                .table(
                    "t", .record,
                    """
                    (n \(.int) not null primary key, note \(.text) not null, raw \(.bytes), \
                    place \(.text) references place (code))
                    """),
                .run("create index t_note on t (note)"),
                .run("create unique index t_once on t (note, n)"),
            ])
    ]

    private func open(
        _ change: (inout PostgreSQLStore.Configuration) -> Void = { _ in }
    ) async throws -> (store: PostgreSQLStore, address: String) {
        let place = TestPlace.fresh()
        let cluster = try #require(TestCluster.shared)
        try await cluster.create(place)
        var configuration = PostgreSQLStore.Configuration()
        configuration.waitSeconds = 30
        change(&configuration)
        let address = cluster.address(of: place)
        return (
            try await PostgreSQLStore.open(address, migrations: Self.migrations, configuration), address
        )
    }

    private func insert(_ n: Int, _ tx: any Transaction, _ note: String = "x") throws {
        try tx.run("insert into t (n, note) values (\(n), \(note))")
    }

    private func count(_ store: any Store) async throws -> Int? {
        try await store.read { tx in try tx.first("select count(*) from t") { row in try row(0) as Int } }
    }

    @Test(
        "an address that is none, a server that is not there and a database that is not there are told in one line without the password"
    )
    func unreachable() async throws {
        let (store, address) = try await open()
        await store.close()
        let missing = address.replacing(#/test_[0-9]+/#, with: "nowhere")
        for (address, hint) in [
            ("mysql://a:geheim@b/c", "postgres://"), ("postgres://a:geheim@b:notaport/c", "port"),
            ("postgres://a:geheim@127.0.0.1:1/c", "127.0.0.1"),
            (missing.replacing("hoidap@", with: "hoidap:geheim@"), "nowhere"),
        ] {
            let error = await #expect(throws: StoreError.self) {
                try await PostgreSQLStore.open(address, migrations: Self.migrations)
            }
            let text = "\(String(describing: error))"
            #expect(text.contains(hint), "\(text)")
            #expect(!text.contains("geheim") && !text.contains("\n"), "\(text)")
            guard case .unreachable = error else {
                Issue.record("\(text)")
                continue
            }
        }
    }

    @Test("a database with tables of another program is left as it was; a schema of another program's is refused")
    func foreign() async throws {
        let (store, address) = try await open()
        await #expect(throws: StoreError.self) {
            try await PostgreSQLStore.open(address, migrations: [Migration("u.001", [.run("drop table t")])])
        }
        try await store.record { tx in try tx.run("drop table schema_migration") }
        let error = await #expect(throws: StoreError.self) {
            try await PostgreSQLStore.open(address, migrations: Self.migrations)
        }
        guard case .schema = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(try await !store.hasSchema())
        await store.close()
    }

    @Test("twelve programs that open one new database at the same moment bring up one schema")
    func openedTogether() async throws {
        let place = TestPlace.fresh()
        let cluster = try #require(TestCluster.shared)
        try await cluster.create(place)
        try await withThrowingTaskGroup(of: Void.self) { group in
            for n in 0..<12 {
                group.addTask {
                    let store = try await PostgreSQLStore.open(
                        cluster.address(of: place), migrations: Self.migrations)
                    try await store.record { tx in try insert(n, tx) }
                    await store.close()
                }
            }
            try await group.waitForAll()
        }
    }

    @Test("connections that the server ends are made anew, and what was under way is done once")
    func lostConnections() async throws {
        let (store, address) = try await open { $0.writers = 4 }
        let killer = try await PostgreSQLStore.open(address, migrations: Self.migrations)
        let stop = Mutex(false)
        let killing = Task {
            while !stop.withLock({ $0 }) {
                try await killer.read { tx in
                    try tx.each(
                        """
                        select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() \
                        and pid <> pg_backend_pid()
                        """, at: CallSite(#fileID, #line)
                    ) { _ in }
                }
                try await Task.sleep(for: .milliseconds(30))
            }
        }
        var (kept, unknown, refused) = (0, 0, 0)
        for n in 0..<400 {
            do {
                try await store.record { tx in
                    try insert(n, tx)
                    try insert(n + 1_000, tx)
                }
                kept += 1
            } catch StoreError.commitFailed {
                unknown += 1
            } catch {
                refused += 1
            }
        }
        stop.withLock { $0 = true }
        try await killing.value
        let rows = try #require(try await count(killer))
        #expect(
            rows % 2 == 0 && rows / 2 >= kept && rows / 2 <= kept + unknown, "\(kept) \(unknown) \(refused) \(rows)")
        #expect(kept > 200)
        await store.close()
        await killer.close()
    }

    @Test("who waits for a connection longer than allowed is told that the store is busy, and the store goes on")
    func exhausted() async throws {
        let (store, _) = try await open {
            $0.writers = 1
            $0.waitSeconds = 0.3
        }
        let hasBegun = Mutex(false)
        async let slow: Void = store.record { tx in
            hasBegun.withLock { $0 = true }
            try tx.each("select pg_sleep(2)", at: CallSite(#fileID, #line)) { _ in }
        }
        while !hasBegun.withLock({ $0 }) { try await Task.sleep(for: .milliseconds(5)) }
        await #expect(throws: StoreError.busy) { try await store.record { tx in try insert(1, tx) } }
        try await slow
        try await store.record { tx in try insert(2, tx) }
        #expect(try await count(store) == 1)
        await store.close()
    }

    @Test("a lock that others hold for too long is busy, and so is a statement that runs for too long")
    func timeouts() async throws {
        let (store, _) = try await open {
            $0.lockSeconds = 1
            $0.statementSeconds = 2
        }
        let lock = Lock(name: 5, .exclusive)
        let isHeld = Mutex(false)
        let isOver = Mutex(false)
        async let holder: Void = store.record { tx in
            try tx.lock([lock])
            try tx.each("select 1", at: CallSite(#fileID, #line)) { _ in }
            isHeld.withLock { $0 = true }
            while !isOver.withLock({ $0 }) {
                try tx.each("select pg_sleep(0.05)", at: CallSite(#fileID, #line)) { _ in }
            }
        }
        while !isHeld.withLock({ $0 }) { try await Task.sleep(for: .milliseconds(5)) }
        await #expect(throws: StoreError.busy) {
            try await store.record { tx in
                try tx.lock([lock])
                try insert(1, tx)
            }
        }
        isOver.withLock { $0 = true }
        try await holder
        await #expect(throws: StoreError.busy) {
            try await store.record { tx in
                try tx.each("select pg_sleep(5)", at: CallSite(#fileID, #line)) { _ in }
            }
        }
        #expect(try await count(store) == 0)
        await store.close()
    }

    @Test("a key that somebody took in between is seen the second time; a deadlock is tried again")
    func retries() async throws {
        let (store, _) = try await open()
        // Everybody takes the first free number.
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<4 {
                group.addTask {
                    try await store.record { tx in
                        let next = try tx.first("select coalesce(max(n), 0) + 1 from t") { row in try row(0) as Int }
                        try tx.each("select pg_sleep(0.02)", at: CallSite(#fileID, #line)) { _ in }
                        try insert(next ?? 0, tx)
                    }
                }
            }
            try await group.waitForAll()
        }
        #expect(try await count(store) == 4)
        try await withThrowingTaskGroup(of: Void.self) { group in
            for (first, second) in [(1, 2), (2, 1)] {
                group.addTask {
                    try await store.record { tx in
                        _ = try tx.changed("update t set note = note || 'a' where n = \(first)")
                        try tx.each("select pg_sleep(0.2)", at: CallSite(#fileID, #line)) { _ in }
                        _ = try tx.changed("update t set note = note || 'b' where n = \(second)")
                    }
                }
            }
            try await group.waitForAll()
        }
        let notes = try await store.read { tx in
            try tx.all("select note from t where n < 3 order by n") { row in try row(0) as String }
        }
        #expect(notes.allSatisfy { $0.count == 3 })
        await store.close()
    }

    @Test("more statements than a connection keeps are prepared again, and all are right")
    func statements() async throws {
        let (store, _) = try await open {
            $0.preparedStatements = 8
            $0.writers = 1
            $0.readers = 1
        }
        for _ in 0..<3 {
            for length in 1...30 {
                let found = try await store.read { tx in
                    try tx.first("select \(length) + count(*) from t where n in \(in: Array(0..<length))") { row in
                        try row(0) as Int
                    }
                }
                #expect(found == length)
            }
        }
        await store.close()
    }

    @Test("rows loaded in bulk are there with every value, indexes and references are as before")
    func bulk() async throws {
        let (store, _) = try await open()
        func schema() async throws -> [String] {
            try await store.read { tx in
                try tx.all("select indexdef from pg_indexes where tablename = 't' order by 1") { try $0(0) as String }
                    + tx.all(
                        "select pg_get_constraintdef(oid) from pg_constraint where conname like 't\\_%' order by 1"
                    ) { try $0(0) as String }
            }
        }
        let before = try await schema()
        let notes = ["", "\\N", "\t\n\r\\", "Đường \u{301}", "'; drop table t; --", "{\"a\":1}"]
        try await store.load(["place", "t"]) { load in
            try load.append(to: "place", ["code"], [[.text("here")]])
            try load.append(
                to: "t", ["n", "note", "raw", "place"],
                notes.enumerated().map { n, note in
                    [.int(Int64(n)), .text(note), n == 0 ? .null : .bytes([0, 92, 255]), .text("here")]
                })
            for start in stride(from: 100, to: 60_000, by: 1_000) {
                try load.append(
                    to: "t", ["n", "note", "raw", "place"],
                    (start..<start + 1_000).map { [.int(Int64($0)), .text("note \($0)"), .null, .null] })
            }
        }
        #expect(try await count(store) == 60_006)
        let back = try await store.read { tx in
            try tx.all("select note, raw from t where n < 100 order by n") { row in
                (try row(0) as String, try row(1) as [UInt8]?)
            }
        }
        #expect(back.map(\.0) == notes)
        #expect(back.map(\.1) == [nil] + Array(repeating: [0, 92, 255], count: notes.count - 1))
        #expect(try await schema() == before)
        // A broken reference is found at the end; the indexes are there all the same.
        await #expect(throws: StoreError.self) {
            try await store.load(["place", "t"]) { load in
                try load.append(
                    to: "t", ["n", "note", "raw", "place"], [[.int(-1), .text(""), .null, .text("nowhere")]])
            }
        }
        await #expect(throws: StoreError.nulCharacter) {
            try await store.load(["place", "t"]) { load in
                try load.append(to: "t", ["n", "note", "raw", "place"], [[.int(-2), .text("\0"), .null, .null]])
            }
        }
        try await store.record { tx in try insert(-3, tx) }
        await store.close()
    }
}
