import Acts
import Cases
import Kernel
import Registry
import Storage
import TestKit
import Testing

/// Record tables change by acts alone. The tables are those the schema itself names: a new one is covered by itself.
@Suite struct GuardTests {
    @Test("every record table refuses every write outside an act")
    func outside() async throws {
        let country = try await TestCountry.make()
        let receipt = try await country.handIn()
        try await country.take(receipt.matter, by: "ha")
        try await country.answer(receipt.matter, by: "ha")
        try await country.performer.foldTallies()
        _ = try await country.handIn()
        _ = try await country.performer.perform(
            StepAside.from(try await country.handIn().matter, country.officer("ha")),
            by: .officer(country.officer("ha").id))
        let guarded = try await country.store.read { tx in
            let tables = try Migrator.tables(.record, tx)
            let triggers = try tx.all(
                SQL.dialect(
                    sqlite: "select name from sqlite_master where type = 'trigger' order by name",
                    postgresql: """
                        select tgname || '_' || verb from pg_trigger, (values ('insert', 4), ('delete', 8), \
                        ('update', 16)) as verbs (verb, bit) where not tgisinternal and tgtype & bit > 0 order by 1
                        """)
            ) { row in try row(0) as String }
            return (tables: tables, triggers: Set(triggers))
        }
        #expect(guarded.tables.count >= 16)
        for table in guarded.tables {
            for verb in ["insert", "update", "delete"] {
                #expect(guarded.triggers.contains("guard_\(table)_\(verb)"), "\(table) \(verb)")
            }
        }
    }

    @Test(
        "a write outside an act is aborted",
        arguments: [
            "delete from letter", "update matter set version = 9", "delete from span", "delete from unsequenced",
            "insert into unsequenced (home, event) values (1, 1)", "update letter_original set body = ''",
            "update account set password = ''", "update tally_tail set n = 0",
        ] as [SQL])
    func aborted(_ statement: SQL) async throws {
        let country = try await TestCountry.make()
        _ = try await country.handIn()
        await #expect(throws: StoreError.self) {
            try await country.store.write(.through) { tx in try tx.run(statement) }
        }
    }

    @Test(
        "an event is never changed, not even by an act",
        arguments: [
            "update event set payload = '{}'", "delete from event",
        ] as [SQL])
    func eventsStay(_ statement: SQL) async throws {
        let country = try await TestCountry.make()
        _ = try await country.handIn()
        await #expect(throws: StoreError.self) { try await country.store.record { tx in try tx.run(statement) } }
    }
}
