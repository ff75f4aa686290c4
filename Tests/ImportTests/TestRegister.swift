import Acts
import Cases
import Foundation
import Kernel
import Registry
import Storage
import TestKit

@testable import Import

/// A store that imports go into, on a clock that stands still on 20 November 2026. After every act the rows of its
/// matter are compared with their events.
struct TestRegister {
    static let modules = TestStore.modules + [.imports]

    let place: TestPlace
    let store: any RecordStore
    let performer: Performer
    let clock: FixedClock

    init(at place: TestPlace = .fresh(), server: Int = 0) async throws {
        self.place = place
        clock = FixedClock()
        store = try await TestStore.open(place, Self.modules)
        performer = Performer(store, TestCountry.world(clock, server: server)) { event, tx in
            guard event.subject.sort == Subjects.Matter.code else { return }
            try Recount.compare(MatterKey(event.home, ID(event.subject.raw)), tx)
        }
    }

    /// Another process on the same store.
    func beside(server: Int) async throws -> TestRegister {
        try await TestRegister(at: place, server: server)
    }

    func jurisdiction(_ code: String = "nyc", zone: String? = nil) async throws -> Jurisdiction {
        try await Jurisdiction.open(
            code, name: nil, zone: zone, otherwise: "America/New_York", ProjectFiles.catalogue, store, performer)
    }

    /// Imports a file; `stopsAfterPage` cancels it once the first page of rows is on its way.
    func run(
        _ file: [UInt8], name: String = "requests.csv", into code: String = "nyc", stopsAfterPage: Bool = false
    ) async throws -> (figures: ImportFigures, notes: [ImportNote]) {
        let path = TestStore.freshPath() + "." + name
        try Data(file).write(to: URL(fileURLWithPath: path))
        let jurisdiction = try await jurisdiction(code)
        let (store, performer) = (store, performer)
        return try await Task {
            var notes: [ImportNote] = []
            let figures = try await Open311Import(into: jurisdiction, store, performer).run(
                path, tell: { notes.append($0) },
                progress: { _ in if stopsAfterPage { withUnsafeCurrentTask { $0?.cancel() } } })
            return (figures, notes)
        }.value
    }

    func run(_ text: String, into code: String = "nyc") async throws -> (figures: ImportFigures, notes: [ImportNote]) {
        try await run(Array(text.utf8), into: code)
    }

    func matters() async throws -> [MatterKey] {
        try await store.read { tx in
            try EventTable.subjects(Subjects.Matter.self, after: nil, limit: 10_000, tx)
        }
    }

    func file(_ matter: MatterKey) async throws -> MatterFile? {
        let today = clock.today
        return try await store.read { tx in
            try MatterFile.read(matter, try Scope.of(.platform("test"), on: today, tx), tx)
        }
    }

    /// The files of all matters, by their titles.
    func files() async throws -> [MatterFile] {
        var files: [MatterFile] = []
        for matter in try await matters() { if let file = try await file(matter) { files.append(file) } }
        return files
    }

    /// Ledger, tables and counters agree.
    func recount() async throws -> Int {
        try await performer.foldTallies()
        return try await Recount.compareAll(store, at: clock.now)
    }
}

enum Excerpt {
    /// Thirty-three real requests; source and licence stand beside them.
    static let bytes = [UInt8](
        FileManager.default.contents(atPath: ProjectFiles.root + "/Tests/Data/nyc-311/requests.csv") ?? Data())

    static let header = "unique_key,created_date,closed_date,status,due_date,complaint_type,descriptor"

    /// So many made up rows, closed each a day after its opening; every third had been due before that.
    static func many(_ count: Int) -> String {
        header + "\n"
            + (1...count).map { number in
                "\(number),2024-05-0\(1 + number % 7)T10:00:00,2024-05-1\(number % 9)T09:00:00,Closed,"
                    + (number % 3 == 0 ? "2024-05-08T12:00:00" : "") + ",Noise,Number \(number)\n"
            }.joined()
    }
}
