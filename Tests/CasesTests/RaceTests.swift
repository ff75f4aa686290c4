import Acts
import Kernel
import Registry
import Storage
import Synchronization
import TestKit
import Testing
import Vault

@testable import Cases

/// Acts in pairs at the same moment, on whichever engine: the outcome is always one that they could have had in turn.
@Suite struct RaceTests {
    /// Runs all at once; the number of those that were not refused.
    private func succeed(_ works: [@Sendable () async throws -> Void]) async -> Int {
        await withTaskGroup(of: Bool.self) { group in
            for work in works {
                group.addTask {
                    do {
                        try await work()
                        return true
                    } catch {
                        #expect(!(error is StoreError), "\(error)")
                        return false
                    }
                }
            }
            return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
        }
    }

    private func sequences(_ matter: MatterKey, _ country: TestCountry) async throws -> [Int] {
        try await country.store.read { tx in try EventTable.all(of: Subjected(matter), tx) }.map(\.sequence)
    }

    private func recount(_ country: TestCountry) async throws {
        _ = try await country.store.read { tx in try RegistryRecount.compareAll(tx) }
        _ = try await Recount.compareAll(country.store, at: country.clock.now)
    }

    @Test("two matters joined into each other at once: one way holds, and every sender keeps a matter")
    func joining() async throws {
        let country = try await TestCountry.make()
        let officer = country.officer("ha").id
        for _ in 0..<8 {
            let (a, b) = (try await country.handIn().matter, try await country.handIn().matter)
            let joined = await succeed(
                [(a, b), (b, a)].map { into, other in
                    {
                        try await country.performer.perform(
                            JoinMatters(other, into: into, by: officer), by: .officer(officer))
                    }
                })
            #expect(joined == 1)
            let closed = try await country.store.read { tx in
                try [a, b].filter { try MatterTable.load($0, tx)!.procedure.closure == .joined }.count
            }
            #expect(closed == 1)
        }
        try await recount(country)
    }

    @Test("a matter answered, closed and joined away at once has one of it happen, or more in a lawful order")
    func endings() async throws {
        let country = try await TestCountry.make()
        let officer = country.officer("ha").id
        for _ in 0..<6 {
            let (a, b) = (try await country.handIn().matter, try await country.handIn().matter)
            try await country.take(a, by: "ha")
            let reason = try TypedText("Trùng đơn.", field: "text")
            _ = await succeed([
                { try await country.answer(a, by: "ha") },
                {
                    try await country.performer.perform(
                        JoinMatters(a, into: b, by: officer), by: .officer(officer))
                },
                {
                    try await country.performer.perform(
                        CloseMatter(a, as: .guided, because: reason, by: officer), by: .officer(officer))
                },
                { try await country.performer.perform(JoinMatters(b, into: a, by: officer), by: .officer(officer)) },
            ])
            let sequences = try await sequences(a, country)
            #expect(sequences == Array(1...sequences.count))
        }
        try await recount(country)
    }

    @Test("an account closed while its holder is given work: no open matter is left with nobody")
    func custody() async throws {
        for round in 0..<6 {
            let country = try await TestCountry.make()
            let (head, handler) = (country.officer("ha"), country.officer("ha-handler"))
            let post = try await country.store.read { tx in
                try PostTable.posts(of: handler.organization, tx).first { $0.role == .handler }!.id
            }
            var matters: [MatterKey] = []
            for _ in 0..<3 { matters.append(try await country.handIn().matter) }
            let assign = matters.map { matter -> @Sendable () async throws -> Void in
                {
                    try await country.performer.perform(
                        AssignMatter(matter, to: post, by: head.id), by: .officer(head.id))
                }
            }
            let close: @Sendable () async throws -> Void = {
                try await country.performer.perform(CloseAccount(handler, work: .ofMatters), by: .platform("test"))
            }
            let done = await succeed(round.isMultiple(of: 2) ? assign + [close] : [close] + assign)
            let (isClosed, holders, work) = try await country.store.read { tx in
                (
                    try AccountTable.find(handler.id, tx)!.isDisabled,
                    try PostTable.holders(of: post, on: country.clock.today, tx).count,
                    try OpenWork.ofMatters.ofPosts([post], tx)[post] ?? 0
                )
            }
            #expect(isClosed ? (holders == 0 && work == 0 && done == 1) : (holders == 1 && work == 3 && done == 3))
            try await recount(country)
        }
    }

    @Test("letters that get the same code at once get another one")
    func codes() async throws {
        let country = try await TestCountry.make()
        let world = country.performer.world
        // One code in three is everybody's.
        let narrow = World(
            now: world.now, zone: world.zone, law: world.law, keys: world.keys, ids: world.ids,
            randomBytes: { count in
                count == 4 && Int.random(in: 0..<3) == 0 ? [1, 2, 3, 4] : world.randomBytes(count)
            })
        let performer = Performer(country.store, narrow)
        let draft = try LetterDraft(TestCountry.typed(), in: country.directory)
        let receiver = country.directory.receiver(ofArea: "010")!
        let codes = try await withThrowingTaskGroup(of: LetterCode.self) { group in
            for _ in 0..<60 {
                group.addTask {
                    while true {
                        do {
                            return try await performer.perform(
                                ReceiveLetter(draft, to: receiver, by: .api), by: .anyone
                            ).outcome.letter.code
                        } catch StoreError.busy {
                            // All three of its codes were taken.
                        }
                    }
                }
            }
            return try await group.reduce(into: Set<LetterCode>()) { $0.insert($1) }
        }
        #expect(codes.count == 60)
        try await recount(country)
    }

    @Test("counters are folded while letters come in, and none is lost or counted twice")
    func folding() async throws {
        let country = try await TestCountry.make()
        let isOver = Mutex(false)
        let folder = Task {
            while !isOver.withLock({ $0 }) { try await country.performer.foldTallies() }
        }
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<8 {
                group.addTask { for _ in 0..<8 { _ = try await country.handIn() } }
            }
            try await group.waitForAll()
        }
        isOver.withLock { $0 = true }
        try await folder.value
        try await recount(country)
        try await country.performer.foldTallies()
        try await recount(country)
        let left = try await country.store.read { tx in
            try tx.first("select count(*) from tally_tail") { row in try row(0) as Int }
        }
        #expect(left == 0)
    }

    @Test("a last day that two servers find at once lapses once")
    func lapsing() async throws {
        let country = try await TestCountry.make()
        var matters: [MatterKey] = []
        for _ in 0..<4 { matters.append(try await country.handIn().matter) }
        country.clock.move(to: country.clock.today.adding(40))
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<6 { group.addTask { _ = try await country.lapse() } }
            try await group.waitForAll()
        }
        let seen = matters
        try await country.store.read { tx in
            for matter in seen {
                let events = try EventTable.all(of: Subjected(matter), tx).filter { $0.code == LapseClock.code }
                let lapsed = try MatterTable.load(matter, tx)!.clocks.filter { $0.state == .lapsed }.count
                #expect(events.count == lapsed && lapsed > 0)
            }
        }
        try await recount(country)
    }

    @Test("two administrators who merge, split and rename one body at once leave one lawful country")
    func reorganizing() async throws {
        let country = try await TestCountry.make()
        let (a, b) = (country.body("commune-ha"), country.body("commune-hb"))
        let day = country.clock.today
        let done = await succeed([
            {
                try await country.performer.perform(
                    MergeOrganizations([b], into: a, from: day, work: .ofMatters), by: country.founder)
            },
            {
                try await country.performer.perform(
                    MergeOrganizations([a], into: b, from: day, work: .ofMatters), by: country.founder)
            },
            { _ = try await country.handIn() },
        ])
        #expect((1...2).contains(done))
        try await recount(country)
    }
}
