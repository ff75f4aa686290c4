import Kernel
import Storage
import TestKit
import Testing

@Suite struct SQLTests {
    @Test("what is interpolated is a bind on both engines, in order, through fragments")
    func binds() {
        let filter: SQL = "kind = \("x") and due < \(Day("2026-11-20")!)"
        let statement: SQL =
            "select 1 from t where home = \(7) and \(filter) and id in \(in: [1, 2]) and n = \(nil as Int?)"
        #expect(
            statement.rendered(for: .sqlite)
                == "select 1 from t where home = ? and kind = ? and due < ? and id in (?, ?) and n = ?")
        #expect(
            statement.rendered(for: .postgresql)
                == "select 1 from t where home = $1 and kind = $2 and due < $3 and id in ($4, $5) and n = $6")
        #expect(statement.binds == [.int(7), .text("x"), .text("2026-11-20"), .int(1), .int(2), .null])
    }

    @Test("types are spelt as each engine spells them")
    func tokens() {
        let columns: SQL = "(a \(.id), b \(.text), c \(.bytes))\(.clustered)"
        #expect(columns.rendered(for: .sqlite) == "(a integer, b text, c blob) without rowid")
        #expect(columns.rendered(for: .postgresql) == "(a bigint, b text collate \"C\", c bytea)")
    }

    @Test("an empty list matches nothing")
    func emptyList() async throws {
        let store = try await TestStore.empty()
        let found = try await store.read { tx in
            try tx.exists("select 1 from lease where name in \(in: [String]())")
        }
        #expect(!found)
        await store.close()
    }

    @Test("any value comes back as it was, hostile or not")
    func roundTrip() async throws {
        let store = try await TestStore.empty()
        let texts = [
            "", "'; drop table lease; --", "Đường \u{301}", "?1 $1", String(repeating: "ệ", count: 100_000),
            "\u{1}\u{7F}",
        ]
        for text in texts {
            try await store.write(.through) { tx in
                try tx.run("delete from lease")
                try tx.run("insert into lease (name, holder, until_time) values ('x', \(text), \(Int64.min))")
            }
            let back = try await store.read { tx in
                try tx.first("select holder, until_time from lease") { row in
                    (try row(0) as String, try row(1) as Int64)
                }
            }
            #expect(back?.0 == text)
            #expect(back?.1 == .min)
        }
        await #expect(throws: StoreError.nulCharacter) {
            try await store.write(.through) { tx in
                try tx.run("insert into lease (name, holder, until_time) values ('y', \("a\0b"), 0)")
            }
        }
        await store.close()
    }

    @Test("a column that does not hold what is asked for is an error, not a zero")
    func unreadable() async throws {
        let store = try await TestStore.empty()
        await #expect(throws: StoreError.self) {
            try await store.read { tx in try tx.first("select null") { row in try row(0) as Int } }
        }
        await #expect(throws: StoreError.self) {
            try await store.read { tx in try tx.first("select 'no day'") { row in try row(0) as Day } }
        }
        await store.close()
    }

    @Test("a statement read within itself gives both readers all rows")
    func nested() async throws {
        let store = try await TestStore.empty()
        let pairs = try await store.read { tx in
            var pairs = 0
            let rows: SQL = "select name from schema_table order by name"
            try tx.each(rows, at: CallSite(#fileID, #line)) { _ in
                try tx.each(rows, at: CallSite(#fileID, #line)) { _ in pairs += 1 }
            }
            return pairs
        }
        let count = try await store.read { tx in
            try Migrator.tables(.record, tx).count + Migrator.tables(.working, tx).count
        }
        #expect(pairs == count * count)
        await store.close()
    }
}

@Suite struct MigratorTests {
    private static let first = Migration("t.001", [.table("t", .record, "(n \(.int) not null primary key)")])

    @Test("a second opening changes nothing; a new migration is added")
    func forward() async throws {
        let place = TestPlace.fresh()
        _ = try await TestStore.open(place, migrations: [Self.first])
        _ = try await TestStore.open(place, migrations: [Self.first])
        let second = Migration("t.002", [.run("alter table t add column m \(.int)")])
        _ = try await TestStore.open(place, migrations: [Self.first, second])
        await #expect(throws: StoreError.self) { try await TestStore.open(place, migrations: [Self.first]) }
    }

    @Test("a migration that changed after it was applied is refused, and so is half of one")
    func changed() async throws {
        let place = TestPlace.fresh()
        _ = try await TestStore.open(place, migrations: [Self.first])
        let other = Migration("t.001", [.table("t", .record, "(n \(.int) not null)")])
        await #expect(throws: StoreError.self) { try await TestStore.open(place, migrations: [other]) }
        let broken = Migration("t.002", [.table("u", .record, "(n \(.int))"), .run("nonsense")])
        await #expect(throws: StoreError.self) {
            try await TestStore.open(place, migrations: [Self.first, broken])
        }
        let mended = Migration("t.002", [.table("u", .record, "(n \(.int))")])
        _ = try await TestStore.open(place, migrations: [Self.first, mended])
    }

    @Test("the store knows which tables are records")
    func kinds() async throws {
        let store = try await TestStore.empty()
        let (records, working) = try await store.read { tx in
            (try Migrator.tables(.record, tx), try Migrator.tables(.working, tx))
        }
        #expect(Set(records).isSuperset(of: ["event", "letter", "matter", "clock", "span", "letter_original", "desk"]))
        #expect(working == ["backup", "idempotency", "lease"])
        await store.close()
    }
}
