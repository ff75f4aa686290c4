import Acts
import Cases
import Dispatch
import Foundation
import Kernel
import Registry
import Storage
import Synchronization
import Vault

/// Loads a country's ten years of matters past the acts: every course of events was lived by acts first, in a small
/// store, and is copied from there to other places, days and numbers. The store is marked and says so on every page.
public struct BenchLoad: Sendable {
    /// Where the courses were lived.
    let lived: any Store
    let store: any BulkStore
    let performer: Performer
    let gazetteer: Gazetteer
    let password: PasswordHash

    public init(
        from lived: any Store, into store: any BulkStore, _ performer: Performer, _ gazetteer: Gazetteer,
        password: PasswordHash
    ) {
        self.lived = lived
        self.store = store
        self.performer = performer
        self.gazetteer = gazetteer
        self.password = password
    }

    public struct Outcome: Sendable {
        public let bodies: Int
        public let matters: Int
        public let letters: Int
        public let rows: Int
        /// Founding the country by acts.
        public let founding: Duration
        /// Rows, indexes, search and counters, until all is on disk.
        public let loading: Duration
    }

    /// At least so many matters are there, of the whole country or of some provinces, by their codes. `progress` is told
    /// how many of them.
    public func load(
        matters: Int, seed: UInt64, provinces: Set<String>? = nil, progress: @escaping @Sendable (Int) -> Void
    ) async throws -> Outcome {
        guard try await store.read(OrganizationTable.directory).isEmpty else { throw BenchError.notEmpty }
        // Before anything is written: what is refused leaves the installation empty, for another try.
        let known = Set(gazetteer.units(.province).map(\.code))
        guard provinces?.isSubset(of: known) ?? true else { throw BenchError.noPlace }
        try await performer.perform(DeclarePurpose(.bench), by: BenchCountry.actor)
        let begun = ContinuousClock.now
        let stock = try await LivedStock.read(lived)
        let country = BenchCountry(store: store, performer: performer, gazetteer: gazetteer, password: password)
        let places = try await country.found(stock.shapes, only: provinces)
        let founded = ContinuousClock.now
        let today = performer.world.zone.day(of: performer.world.now()).daysSince1970
        let copies = Copies(stock: stock, places: places, matters: matters, seed: seed, today: today)
        let rows = Mutex(0)
        let letters = Mutex(0)
        try await store.load(LivedTables.all.map(\.name) + ["tally", "extract_search"]) { load in
            let sums = try copies.make(into: load) { batch, done in
                rows.withLock { $0 += batch.rows.reduce(0) { $0 + $1.count } }
                letters.withLock { $0 += batch.letters }
                progress(done)
            }
            try sums.append(to: load)
            try SearchIndexTable.fill(load)
        }
        return Outcome(
            bodies: places.count, matters: copies.made, letters: letters.withLock { $0 }, rows: rows.withLock { $0 },
            founding: founded - begun, loading: ContinuousClock.now - founded)
    }
}

/// The courses that were lived, by the shape of their place.
struct LivedStock: Sendable {
    let shapes: [BenchShape]
    let byShape: [BenchShape: [LivedMatter]]

    /// Reads every course of a store in which one province was lived.
    static func read(_ store: any Store) async throws -> LivedStock {
        let directory = try await store.read(OrganizationTable.directory)
        guard let city = directory.receiver(ofArea: "01") else { throw BenchError.noCountry }
        let bodies = directory.organizations.filter { $0.area.code == "01" && $0.id != city.id }.sorted {
            $0.code < $1.code
        }
        let communes = directory.organizations.filter { $0.area.code != "01" }.sorted { $0.code < $1.code }
        let keys = try await allKeys(store)
        let groups = try await LivedGroups.read(keys, store)
        var shapes: [BenchShape] = []
        var byShape: [BenchShape: [LivedMatter]] = [:]
        for commune in communes {
            let (shape, reader) = try await store.read { tx in try place([city] + bodies + [commune], tx) }
            shapes.append(shape)
            for group in groups where group.isOf(commune.area.code) && !group.isInBook {
                if let lived = reader.read(group.rows, matters: group.matters, moves: group.moves) {
                    byShape[shape, default: []].append(lived)
                }
            }
        }
        return LivedStock(shapes: shapes.filter { byShape[$0]?.contains { $0.isEnded } == true }, byShape: byShape)
    }

    private static func allKeys(_ store: any Store) async throws -> [MatterKey] {
        var keys: [MatterKey] = []
        while true {
            let last = keys.last
            let more = try await store.read { tx in
                try EventTable.subjects(Subjects.Matter.self, after: last, limit: 1000, tx)
            }
            keys += more
            if more.count < 1000 { return keys }
        }
    }

    private static func place(
        _ bodies: [Organization], _ tx: any ReadTransaction
    ) throws -> (BenchShape, LivedReader) {
        var numbers: [Int64] = []
        var units: [BenchShape.Unit] = []
        for body in bodies {
            let seats = try LivedSeatTable.seats(of: body.id, tx)
            numbers += [body.id.raw] + seats.flatMap(\.numbers)
            let isCommune = body.area.code != "01"
            units.append(
                BenchShape.Unit(
                    code: isCommune ? "ubnd" : String(body.code.dropLast(3)), body: body.body,
                    vietnamese: isCommune ? "" : body.name["vi"] ?? "", english: isCommune ? "" : body.name["en"] ?? "",
                    seats: seats.map {
                        BenchShape.Seat(
                            suffix: $0.suffix, vietnamese: $0.title["vi"] ?? "", english: $0.title["en"] ?? "",
                            role: $0.role)
                    }))
        }
        let reader = LivedReader(
            places: Dictionary(uniqueKeysWithValues: numbers.enumerated().map { ($1, $0) }),
            areas: [bodies[bodies.count - 1].area.code, "01"])
        return (BenchShape(units: units), reader)
    }
}

/// Matters that refer to each other are copied together.
private struct LivedGroups: Sendable {
    let rows: [LivedRow]
    let matters: Int
    let moves: [TallyMove]

    func isOf(_ area: String) -> Bool {
        rows.contains { row in
            LivedTables.all[row.table].name.description == "letter" && row.values[5] == .text(area)
        }
    }

    /// Has a number in an incoming book, of which there is one: no copy can have it too.
    var isInBook: Bool {
        rows.contains { row in
            LivedTables.all[row.table].name.description == "event"
                && row.values[3] == .text(RegisterLetter.code.description)
        }
    }

    static func read(_ keys: [MatterKey], _ store: any Store) async throws -> [LivedGroups] {
        let numbers = Set(keys.map(\.id.raw))
        var found: [(key: MatterKey, rows: [LivedRow], moves: [TallyMove])] = []
        for key in keys {
            found.append(
                try await store.read { tx in
                    (key, try LivedTables.rows(of: key, tx), try Recount.moves(of: key, tx))
                })
        }
        var leader = Dictionary(uniqueKeysWithValues: numbers.map { ($0, $0) })
        func root(_ number: Int64) -> Int64 {
            var at = number
            while let next = leader[at], next != at { at = next }
            return at
        }
        for (key, rows, _) in found {
            for case .text(let payload) in rows.flatMap(\.values) where payload.hasPrefix("{") {
                for digits in payload.split(whereSeparator: { !$0.isNumber }) {
                    guard let other = Int64(digits), numbers.contains(other) else { continue }
                    leader[root(other)] = root(key.id.raw)
                }
            }
        }
        let groups = Dictionary(grouping: found) { root($0.key.id.raw) }
        return groups.sorted { $0.key < $1.key }.map { _, members in
            LivedGroups(
                rows: members.flatMap(\.rows), matters: members.count, moves: members.flatMap(\.moves))
        }
    }
}
