import Acts
import Cases
import Kernel
import Registry
import Storage
import Synchronization
import TestKit
import Testing

@Suite struct PerformerTests {
    @Test("events of a subject are numbered without gaps and never go back in time")
    func sequence() async throws {
        let country = try await TestCountry.make()
        let receipt = try await country.handIn()
        country.clock.move(seconds: -3600)
        try await country.take(receipt.matter, by: "ha")
        try await country.answer(receipt.matter, by: "ha")
        let events = try await country.store.read { tx in try EventTable.all(of: Subjected(receipt.matter), tx) }
        #expect(events.map(\.sequence) == [1, 2, 3])
        #expect(events[1].recorded == events[0].recorded.adding(milliseconds: 1))
        #expect(events[2].recorded == events[1].recorded.adding(milliseconds: 1))
        #expect(events.map(\.law) == Array(repeating: ProjectFiles.law.version, count: 3))
        #expect(events.map(\.actor)[1] == .officer(country.officer("ha").id))
        #expect(Set(events.map(\.act)).count == 3)
        #expect(Set(events.map(\.salt)).count == 3)
    }

    @Test("an act upon two things is two events, each numbered within its own, in one transaction")
    func twoEvents() async throws {
        let country = try await TestCountry.make()
        let (first, second) = (try await country.handIn().matter, try await country.handIn().matter)
        let officer = country.officer("ha").id
        try await country.performer.perform(JoinMatters(second, into: first, by: officer), by: .officer(officer))
        let (into, from) = try await country.store.read { tx in
            (try EventTable.all(of: Subjected(first), tx), try EventTable.all(of: Subjected(second), tx))
        }
        #expect(into.map(\.code) == ["letter.receive", "matter.join"])
        #expect(from.map(\.code) == ["letter.receive", "matter.joined"])
        #expect(into.map(\.sequence) == [1, 2] && from.map(\.sequence) == [1, 2])
        #expect(into[1].act != from[1].act && into[1].id != from[1].id)
    }

    @Test("an act can take effect on a past day; it is recorded now, and only checked if it is only to be checked")
    func asOf() async throws {
        let country = try await TestCountry.make()
        let receipt = try await country.handIn(arrived: Day("2026-10-01")!)
        let officer = country.officer("ha").id
        let take = TakeMatter(receipt.matter, by: officer)
        try await country.store.read { tx in
            try country.performer.asOf(Day("2026-10-02")!).check(take, by: .officer(officer), tx)
        }
        try await country.performer.asOf(Day("2026-10-02")!).perform(take, by: .officer(officer))
        let event = try #require(
            try await country.store.read { tx in try EventTable.all(of: Subjected(receipt.matter), tx).last })
        #expect(event.effective == Day("2026-10-02")! && event.recorded >= country.clock.now)
        await #expect(throws: ProcedureError.alreadyTaken) {
            try await country.store.read { tx in
                try country.performer.asOf(Day("2026-10-02")!).check(take, by: .officer(officer), tx)
            }
        }
    }

    @Test("every event waits to be put into the ledger's tree")
    func unsequenced() async throws {
        let country = try await TestCountry.make()
        _ = try await country.handIn()
        let missing = try await country.store.read { tx in
            try tx.first(
                """
                select count(*) from event e left join unsequenced u on u.home = e.home and u.event = e.id \
                where u.event is null
                """
            ) { row in try row(0) as Int }
        }
        #expect(missing == 0)
    }

    @Test("a commit of unknown fate is looked up: recorded is an outcome, not recorded is an error")
    func unknownCommit() async throws {
        let country = try await TestCountry.make()
        let draft = try LetterDraft(TestCountry.typed(), in: country.directory)
        let act = ReceiveLetter(draft, to: country.directory.receiver(ofArea: "010")!, by: .api)
        for takes in [true, false] {
            let flaky = FlakyStore(country.store, takes: takes)
            let performer = Performer(flaky, country.performer.world)
            if takes {
                let performed = try await performer.perform(act, by: .anyone)
                #expect(performed.isRepeated)
                try await country.store.read { tx in try Recount.compare(performed.outcome.matter, tx) }
            } else {
                await #expect(throws: StoreError.commitFailed("lost")) {
                    try await performer.perform(act, by: .anyone)
                }
            }
        }
        let letters = try await country.store.read { tx in
            try tx.first("select count(*) from letter") { row in try row(0) as Int }
        }
        #expect(letters == 1)
    }

    @Test("what is patient waits while the store is busy or away; everybody else is told at once")
    func busy() async throws {
        let country = try await TestCountry.make()
        let act = ReceiveLetter(
            try LetterDraft(TestCountry.typed(), in: country.directory),
            to: country.directory.receiver(ofArea: "010")!, by: .api)
        for error in [StoreError.busy, .unreachable("gone")] {
            let store = FlakyStore(country.store, takes: false, error: error, times: 2)
            await #expect(throws: error) {
                try await Performer(store, country.performer.world).perform(act, by: .anyone)
            }
            let performed = try await Performer(store, country.performer.world).patient.perform(act, by: .anyone)
            #expect(!performed.isRepeated)
        }
        let full = FlakyStore(country.store, takes: false, error: .full, times: 1)
        await #expect(throws: StoreError.full) {
            try await Performer(full, country.performer.world).patient.perform(act, by: .anyone)
        }
    }

    @Test("an act whose rows would differ from its replay is undone")
    func observed() async throws {
        let country = try await TestCountry.make()
        struct Unwanted: Error {}
        let performer = Performer(country.store, country.performer.world) { _, _ in throw Unwanted() }
        let draft = try LetterDraft(TestCountry.typed(), in: country.directory)
        await #expect(throws: Unwanted.self) {
            try await performer.perform(
                ReceiveLetter(draft, to: country.directory.receiver(ofArea: "010")!, by: .api), by: .anyone)
        }
        let left = try await country.store.read { tx in
            try tx.first(
                "select (select count(*) from letter) + (select count(*) from event where sort = 'matter')"
            ) { row in try row(0) as Int }
        }
        #expect(left == 0)
    }

    @Test("a lease is one holder's until it runs out or is given back")
    func leases() async throws {
        let country = try await TestCountry.make()
        let (one, other) = (Leases(country.store, holder: "one"), Leases(country.store, holder: "other"))
        let now = country.clock.now
        #expect(try await one.take("job", until: now.adding(seconds: 60), at: now))
        #expect(try await !other.take("job", until: now.adding(seconds: 60), at: now))
        #expect(try await one.take("job", until: now.adding(seconds: 90), at: now))
        #expect(try await other.take("job", until: now.adding(seconds: 200), at: now.adding(seconds: 91)))
        try await one.release("job")
        #expect(try await !one.take("job", until: now.adding(seconds: 300), at: now.adding(seconds: 92)))
        try await other.release("job")
        #expect(try await one.take("job", until: now.adding(seconds: 300), at: now.adding(seconds: 93)))
    }

    @Test("forty processes starting at once get forty server numbers")
    func serverNumbers() async throws {
        let country = try await TestCountry.make()
        let now = country.clock.now
        let numbers = try await withThrowingTaskGroup(of: Int.self) { group in
            for _ in 0..<40 {
                group.addTask {
                    try await Leases(country.store).takeServerNumber(until: now.adding(seconds: 60), at: now)
                }
            }
            return try await group.reduce(into: Set<Int>()) { $0.insert($1) }
        }
        #expect(numbers.count == 40)
    }
}

/// A store whose first commits fail, having kept the act or not: by themselves of unknown fate.
private final class FlakyStore: RecordStore {
    let inner: any RecordStore
    let takes: Bool
    let error: StoreError
    private let failures: Mutex<Int>

    init(
        _ inner: any RecordStore, takes: Bool, error: StoreError = .commitFailed("lost"), times: Int = 1
    ) {
        self.inner = inner
        self.takes = takes
        self.error = error
        failures = Mutex(times)
    }

    var dialect: Dialect { inner.dialect }

    func copy(to path: String) async throws { try await inner.copy(to: path) }

    func record<T: Sendable>(_ body: @escaping @Sendable (any Transaction) throws -> T) async throws -> T {
        let fails = failures.withLock { left in
            left -= 1
            return left >= 0
        }
        guard fails else { return try await inner.record(body) }
        if takes { _ = try await inner.record(body) }
        throw error
    }

    func read<T: Sendable>(_ body: @escaping @Sendable (any ReadTransaction) throws -> T) async throws -> T {
        try await inner.read(body)
    }

    func write<T: Sendable>(
        _ commit: WorkingCommit, _ body: @escaping @Sendable (any Transaction) throws -> T
    ) async throws -> T {
        try await inner.write(commit, body)
    }

    func maintain() async throws { try await inner.maintain() }
    func check() async throws -> [String] { try await inner.check() }
    var figures: StoreFigures { inner.figures }
    func close() async { await inner.close() }
}
