import Acts
import Cases
import Foundation
import Kernel
import Language
import Legislation
import Registry
import Storage
import Synchronization
import Vault

/// A small country to test in: two provinces of three communes each, with heads, in the first communes with a handler
/// and a reception officer too, on a clock that stands still.
///
/// After every act on a matter or a body its rows are compared with the replay of its events; a difference undoes the act and
/// fails the test.
public struct TestCountry: Sendable {
    public let store: any RecordStore
    public let performer: Performer
    public let clock: FixedClock
    public let directory: Directory
    /// By login: the heads `ha`, `hb`, `hc`, `province-h`, then `ha-handler`, `ha-reception`, and the same with `k`.
    public let accounts: [String: Account]

    public static let password = "correct horse"
    public static let founded = Day("2025-07-01")!

    public static let keys: KeyRing = {
        func secret(_ byte: UInt8) -> Secret { Secret([UInt8](repeating: byte, count: 32))! }
        return KeyRing(pin: secret(1), pseudonym: secret(2), lookup: secret(3), cookie: secret(4), vault: secret(5))
    }()

    /// A fresh country, standing on a day.
    public static func make(
        on day: Day = Day("2026-11-20")!, modules: [Module] = TestStore.modules,
        onStatement: (@Sendable (SQL, CallSite) -> Void)? = nil
    ) async throws -> TestCountry {
        let store = try await TestStore.copy(of: try await Template.shared.place(modules), modules, onStatement)
        return try await TestCountry(store, FixedClock(day))
    }

    /// The same country over a store whose disk can be full.
    public func fillable() async throws -> (country: TestCountry, store: FillableStore) {
        let store = FillableStore(store)
        return (try await TestCountry(store, clock), store)
    }

    /// Another process on the same store: its own server number, its own connections.
    init(_ store: any RecordStore, _ clock: FixedClock, server: Int = 0) async throws {
        self.store = store
        self.clock = clock
        performer = Performer(store, Self.world(clock, server: server), observe: Self.compare)
        directory = try await store.read(OrganizationTable.directory)
        accounts = try await store.read { tx in
            let ids = try tx.all("select id from account order by id") { row in try row(0) as AccountID }
            return Dictionary(
                uniqueKeysWithValues: try ids.compactMap { try AccountTable.find($0, tx) }.map { ($0.login, $0) })
        }
    }

    public static func world(_ clock: FixedClock, server: Int = 0) -> World {
        World(
            now: { clock.now }, zone: .vietnam, law: ProjectFiles.law, keys: keys, ids: IDMint(server: server),
            randomBytes: { count in (0..<count).map { _ in UInt8.random(in: 0...255) } })
    }

    /// Throws a `Difference` unless the rows of what the event is about are what its events say.
    @Sendable public static func compare(_ event: Event, _ tx: any ReadTransaction) throws {
        if event.subject.sort == Subjects.Organization.code { try RegistryRecount.compareAll(tx) }
        guard event.subject.sort == Subjects.Matter.code else { return }
        try Recount.compare(MatterKey(event.home, ID(event.subject.raw)), tx)
    }
}

/// The template: migrated and furnished once in a process for each list of modules, then copied.
private actor Template {
    static let shared = Template()
    private var made: [String: Task<TestPlace, any Error>] = [:]

    func place(_ modules: [Module]) async throws -> TestPlace {
        let name = modules.map(\.name).joined(separator: "+")
        if let task = made[name] { return try await task.value }
        let task = Task { try await Self.make(modules) }
        made[name] = task
        return try await task.value
    }

    private static func make(_ modules: [Module]) async throws -> TestPlace {
        let place = TestPlace.fresh()
        let store = try await TestStore.open(place, modules)
        let performer = Performer(store, TestCountry.world(FixedClock(TestCountry.founded), server: 1))
        let password = try await PasswordHash.make(TestCountry.password, cost: .low)
        let founder = Actor.platform("test")
        for (home, letter, name) in [(1, "h", "Hà Nội"), (35, "k", "Khánh Hòa")] {
            let code = "0\(home % 10)"
            let province = Area(
                code: code, level: .province, name: ["vi": "Tỉnh \(name)", "en": "\(name) Province"], parent: nil)
            let above = try await performer.perform(
                EstablishOrganization(
                    code: "province-\(letter)", name: ["vi": "UBND tỉnh \(name)", "en": "PC of \(name)"],
                    area: province, home: Home(slot: home)!, under: nil, promise: nil, from: TestCountry.founded),
                by: founder
            ).outcome
            try await open("province-\(letter)", above, performer, password)
            for (index, suffix) in ["a", "b", "c"].enumerated() {
                let area = Area(
                    code: "\(code)\(index)", level: .commune,
                    name: ["vi": "Xã \(name) \(suffix)", "en": "\(name) \(suffix) Commune"], parent: code)
                let organization = try await performer.perform(
                    EstablishOrganization(
                        code: "commune-\(letter)\(suffix)",
                        name: ["vi": "UBND xã \(name) \(suffix)", "en": "PC of \(name) \(suffix)"], area: area,
                        home: Home(slot: home)!, under: above.id,
                        // The first commune has promised to answer in ten working days; the others have not.
                        promise: index == 0 ? AnswerPromise(workingDays: 10, since: TestCountry.founded) : nil,
                        from: TestCountry.founded), by: founder
                ).outcome
                try await open("\(letter)\(suffix)", organization, performer, password)
                guard index == 0 else { continue }
                try await open("\(letter)\(suffix)-handler", organization, performer, password, as: .handler)
                try await open("\(letter)\(suffix)-reception", organization, performer, password, as: .reception)
            }
        }
        await store.close()
        return place
    }

    private static func open(
        _ login: String, _ organization: Organization, _ performer: Performer, _ password: PasswordHash,
        as role: Role = .head
    ) async throws {
        _ = try await performer.perform(
            OpenAccount(
                login: login, for: .new(name: "Officer \(login)"), password: password, organization: organization,
                in: .new(title: ["vi": role.rawValue, "en": role.rawValue], role: role), from: TestCountry.founded),
            by: .platform("test"))
    }
}
