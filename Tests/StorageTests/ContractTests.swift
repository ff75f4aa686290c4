import Kernel
import Storage
import Synchronization
import TestKit
import Testing

/// What holds for every store, whichever engine these tests run on.
@Suite struct ContractTests {
    private static let migrations = [
        Migration(
            "t.001",
            [
                .table(
                    "t", .record,
                    "(n \(.int) not null primary key, note \(.text) not null check (note <> 'bad'), raw \(.bytes))"),
                .run("create index t_note on t (note)"),
                .table("w", .working, "(n \(.int) not null primary key, at \(.int) not null)"),
            ])
    ]

    struct Refused: Error {}

    private func store() async throws -> any RecordStore {
        try await TestStore.open(.fresh(), migrations: Self.migrations)
    }

    private func numbers(_ store: any Store) async throws -> [Int] {
        try await store.read { tx in try tx.all("select n from t order by n") { row in try row(0) as Int } }
    }

    private func insert(_ n: Int, _ tx: any Transaction, _ note: String = "x") throws {
        try tx.run("insert into t (n, note) values (\(n), \(note))")
    }

    @Test("what throws leaves nothing, whether it throws before or after writing, and the store goes on")
    func refusals() async throws {
        let store = try await store()
        await #expect(throws: Refused.self) { try await store.record { _ in throw Refused() } }
        await #expect(throws: Refused.self) {
            try await store.record { tx in
                try insert(1, tx)
                throw Refused()
            }
        }
        await #expect(throws: Refused.self) { try await store.read { _ in throw Refused() } }
        try await store.record { tx in try insert(2, tx) }
        #expect(try await numbers(store) == [2])
        await store.close()
    }

    @Test("a broken constraint is told as one, and nothing of its transaction is left")
    func constraints() async throws {
        let store = try await store()
        try await store.record { tx in try insert(1, tx) }
        for statement: SQL in [
            "insert into t (n, note) values (1, 'again')", "insert into t (n, note) values (3, 'bad')",
            "insert into t (n, note) values (3, null)",
        ] {
            let error = await #expect(throws: StoreError.self) {
                try await store.record { tx in
                    try insert(2, tx)
                    try tx.run(statement)
                    // What comes after is not tried, or is undone with the rest.
                    try insert(4, tx)
                }
            }
            guard case .constraint = error else {
                Issue.record("\(String(describing: error))")
                continue
            }
        }
        #expect(try await numbers(store) == [1])
        await store.close()
    }

    @Test("a statement that is none is an error of the engine, and the connection is of use afterwards")
    func nonsense() async throws {
        let store = try await store()
        for _ in 0..<3 {
            let error = await #expect(throws: StoreError.self) {
                try await store.record { tx in
                    try insert(1, tx)
                    try tx.run("insert into nowhere (n) values (1)")
                }
            }
            guard case .engine = error else {
                Issue.record("\(String(describing: error))")
                continue
            }
            await #expect(throws: StoreError.self) { try await store.read { tx in try tx.exists("select nonsense") } }
        }
        #expect(try await numbers(store) == [])
        await store.close()
    }

    @Test("what is written is read in the same transaction, in the order of the statements")
    func ownWrites() async throws {
        let store = try await store()
        let seen = try await store.record { tx in
            for n in 0..<700 { try insert(n, tx, "note \(n % 7)") }
            let first = try tx.first("select count(*) from t") { row in try row(0) as Int }
            let changed = try tx.changed("update t set note = 'y' where n < 10")
            try tx.run("delete from t where n >= 690")
            let rest = try tx.first("select count(*) from t") { row in try row(0) as Int }
            return [first, changed, rest]
        }
        #expect(seen == [700, 10, 690])
        await store.close()
    }

    @Test("values of every sort come back as they were, and NULL is nothing else")
    func values() async throws {
        let store = try await store()
        let bytes: [[UInt8]?] = [nil, [], [0], Array(0...255)]
        let integers: [Int64] = [.min, -1, 0, 1, 1 << 31, .max]
        try await store.record { tx in
            for (n, raw) in bytes.enumerated() {
                try tx.run("insert into t (n, note, raw) values (\(n), '', \(raw))")
            }
        }
        let back = try await store.read { tx in
            try tx.all("select raw, note from t order by n") { row in
                #expect(try row(1) as String == "")
                return try row(0) as [UInt8]?
            }
        }
        #expect(back == bytes)
        for integer in integers {
            let same = try await store.read { tx in
                try tx.first(
                    "select n + \(integer), \(integer) = \(integer), cast(\(integer) as bigint) from t where n = 0"
                ) { row in (try row(0) as Int64, try row(1) as Bool, try row(2) as Int64) }
            }
            #expect(same?.0 == integer && same?.1 == true && same?.2 == integer)
        }
        // A number as a text, a sum, an empty sum, and a count.
        let mixed = try await store.read { tx in
            try tx.first(
                """
                select cast(n as text), cast(coalesce(sum(n), 0) as bigint), count(*), max(n), exists (select 1 from w) \
                from t where n = 3 group by n
                """
            ) { row in
                (try row(0) as String, try row(1) as Int, try row(2) as Int, try row(3) as Int, try row(4) as Bool)
            }
        }
        #expect(mixed?.0 == "3" && mixed?.1 == 3 && mixed?.2 == 1 && mixed?.3 == 3 && mixed?.4 == false)
        await store.close()
    }

    @Test("a text with U+0000 is refused alone, in reading and in writing")
    func nul() async throws {
        let store = try await store()
        await #expect(throws: StoreError.nulCharacter) {
            try await store.record { tx in
                try insert(1, tx)
                try insert(2, tx, "a\0b")
            }
        }
        await #expect(throws: StoreError.nulCharacter) {
            try await store.read { tx in try tx.exists("select 1 from t where note = \("\0")") }
        }
        #expect(try await numbers(store) == [])
        await store.close()
    }

    @Test("texts are compared and sorted by their bytes")
    func order() async throws {
        let store = try await store()
        let notes = ["a", "B", "Á", "đ", "z", "Z", "_", "10", "9", "ab", "a b"]
        try await store.record { tx in for (n, note) in notes.enumerated() { try insert(n, tx, note) } }
        let sorted = try await store.read { tx in
            try tx.all("select note from t order by note") { row in try row(0) as String }
        }
        #expect(sorted == notes.sorted { Array($0.utf8).lexicographicallyPrecedes(Array($1.utf8)) })
        await store.close()
    }

    @Test("lists of any length match what is in them")
    func lists() async throws {
        let store = try await store()
        try await store.record { tx in for n in 0..<300 { try insert(n, tx) } }
        for length in [0, 1, 2, 40, 60, 300] {
            let found = try await store.read { tx in
                try tx.first("select count(*) from t where n in \(in: Array(0..<length))") { row in try row(0) as Int }
            }
            #expect(found == length)
        }
        await store.close()
    }

    @Test("a reading sees one state, whatever is written meanwhile")
    func snapshot() async throws {
        let store = try await store()
        try await store.record { tx in try insert(0, tx) }
        let writer = Task {
            for n in 1..<200 {
                try await store.record { tx in
                    try insert(2 * n, tx)
                    try insert(2 * n + 1, tx)
                }
            }
        }
        for _ in 0..<30 {
            let (first, second) = try await store.read { tx in
                let count: SQL = "select count(*) from t"
                return (
                    try tx.first(count) { row in try row(0) as Int }, try tx.first(count) { row in try row(0) as Int }
                )
            }
            #expect(first == second)
            #expect((first ?? 0) % 2 == 1)
        }
        try await writer.value
        await store.close()
    }

    @Test("many at once on one row count one after another, under a lock")
    func locks() async throws {
        let store = try await store()
        try await store.record { tx in try insert(0, tx, "0") }
        try await withThrowingTaskGroup(of: Void.self) { group in
            for n in 0..<120 {
                group.addTask {
                    try await store.record { tx in
                        // Two names, in both orders.
                        let names = [
                            Lock(name: 7, .exclusive), Lock(name: -3, .shared), Lock(name: 1 << 40, .exclusive),
                        ]
                        try tx.lock(n.isMultiple(of: 2) ? names : names.reversed())
                        let count = try tx.first("select note from t where n = 0") { row in try row(0) as String }
                        try tx.run("update t set note = \(String(Int(count ?? "")! + 1)) where n = 0")
                    }
                }
            }
            try await group.waitForAll()
        }
        let count = try await store.read { tx in
            try tx.first("select note from t where n = 0") { row in try row(0) as String }
        }
        #expect(count == "120")
        await store.close()
    }

    @Test("writes to working tables count side by side without losing one, shared or through")
    func counting() async throws {
        let store = try await store()
        try await withThrowingTaskGroup(of: Void.self) { group in
            for n in 0..<100 {
                group.addTask {
                    try await store.write(n.isMultiple(of: 2) ? .through : .shared) { tx in
                        try tx.run(
                            """
                            insert into w (n, at) values (1, 1) on conflict (n) do update set at = w.at + excluded.at
                            """)
                    }
                }
            }
            try await group.waitForAll()
        }
        let count = try await store.read { tx in try tx.first("select at from w") { row in try row(0) as Int } }
        #expect(count == 100)
        await store.close()
    }

    @Test("after closing everything is refused, and another opening finds what was acknowledged")
    func closing() async throws {
        let place = TestPlace.fresh()
        let store = try await TestStore.open(place, migrations: Self.migrations)
        let tasks = (0..<50).map { n in Task { try await store.record { tx in try insert(n, tx) } } }
        for task in tasks.prefix(10) { try await task.value }
        await store.close()
        var acknowledged: [Int] = []
        for (n, task) in tasks.enumerated() where (try? await task.value) != nil { acknowledged.append(n) }
        await #expect(throws: StoreError.self) { try await store.record { tx in try insert(99, tx) } }
        await #expect(throws: StoreError.self) { try await store.read { tx in try tx.exists("select 1") } }
        let again = try await TestStore.open(place, migrations: Self.migrations)
        #expect(try await numbers(again) == acknowledged)
        #expect(try await again.check() == [])
        try await again.maintain()
        await again.close()
    }

    @Test("commits and their acts are counted")
    func figures() async throws {
        let store = try await store()
        let before = store.figures
        for n in 0..<3 { try await store.record { tx in try insert(n, tx) } }
        try await store.write(.through) { tx in try tx.run("insert into w (n, at) values (1, 1)") }
        #expect(store.figures.acts.sum - before.acts.sum == 3)
        #expect(store.figures.commitSeconds.count - before.commitSeconds.count == 4)
        #expect(store.figures.waiting == 0)
        await store.close()
    }
}
