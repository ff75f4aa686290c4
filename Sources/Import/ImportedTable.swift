import Acts
import Cases
import Kernel
import Storage
import Vault

/// That a row of another register was taken over: kept for ever, so that it is never taken twice.
struct ImportedMark: Hashable, Sendable {
    let row: Row
    let matter: MatterKey
    /// The run that took it, and on which line of its file.
    let run: ImportRunID
    let line: Int
    /// When it ended there, once that is recorded.
    let closed: Instant?

    struct Row: Hashable, Sendable {
        /// Of the register's own key.
        let keyHash: [UInt8]
        /// Of what the row says.
        let content: [UInt8]
        /// Of what it says but its state, its ending and its last update; nil for rows taken before that was kept.
        let opening: [UInt8]?

        init(key: String, content: [UInt8], opening: [UInt8]) {
            self.init(keyHash: Digest.sha256(key.utf8), content: content, opening: opening)
        }

        init(keyHash: [UInt8], content: [UInt8], opening: [UInt8]?) {
            self.keyHash = keyHash
            self.content = content
            self.opening = opening
        }
    }

    /// Whether a row tells of the request that was open when it was taken over, as it stands later.
    func isContinued(by row: Row) -> Bool {
        closed == nil && self.row.opening != nil && self.row.opening == row.opening
    }
}

typealias ImportRunID = ID<ImportedMark>

enum ImportedTable {
    static func insert(_ mark: ImportedMark, of organization: OrganizationID, _ tx: ActTransaction) throws {
        try tx.run(
            """
            insert into imported (home, organization, source_key, content, opening, matter, run, line, closed) values \
            (\(mark.matter.home), \(organization), \(mark.row.keyHash), \(mark.row.content), \(mark.row.opening), \
            \(mark.matter.id), \(mark.run), \(mark.line), \(mark.closed))
            """)
    }

    static func delete(_ mark: ImportedMark, of organization: OrganizationID, _ tx: ActTransaction) throws {
        try tx.run(
            """
            delete from imported where home = \(mark.matter.home) and organization = \(organization) \
            and source_key = \(mark.row.keyHash)
            """)
    }

    /// It ended then, as that row says.
    static func setClosed(
        _ instant: Instant, _ row: ImportedMark.Row, of organization: OrganizationID, at home: Home,
        _ tx: ActTransaction
    ) throws {
        try tx.run(
            """
            update imported set closed = \(instant), content = \(row.content) where home = \(home) \
            and organization = \(organization) and source_key = \(row.keyHash)
            """)
    }

    /// The marks of these keys, by the hash of the key.
    static func find(
        _ keyHashes: [[UInt8]], of organization: OrganizationID, at home: Home, _ tx: any ReadTransaction
    ) throws -> [[UInt8]: ImportedMark] {
        let marks = try tx.all(
            """
            select source_key, content, opening, matter, run, line, closed from imported \
            where home = \(home) and organization = \(organization) and source_key in \(in: keyHashes)
            """
        ) { row in
            ImportedMark(
                row: ImportedMark.Row(keyHash: try row(0), content: try row(1), opening: try row(2)),
                matter: MatterKey(home, try row(3)), run: try row(4), line: try row(5), closed: try row(6))
        }
        return Dictionary(uniqueKeysWithValues: marks.map { ($0.row.keyHash, $0) })
    }

    static func setZone(_ name: String, of organization: OrganizationID, _ tx: ActTransaction) throws {
        try tx.run("insert into jurisdiction (organization, zone) values (\(organization), \(name))")
    }

    static func zone(of organization: OrganizationID, _ tx: any ReadTransaction) throws -> String? {
        try tx.first("select zone from jurisdiction where organization = \(organization)") { row in
            try row(0) as String
        }
    }

    /// The zones of all jurisdictions.
    static func zones(_ tx: any ReadTransaction) throws -> [OrganizationID: Zone] {
        let named = try tx.all("select organization, zone from jurisdiction order by organization") { row in
            (try row(0) as OrganizationID, try row(1) as String)
        }
        return Dictionary(uniqueKeysWithValues: named.compactMap { body, name in Zone(named: name).map { (body, $0) } })
    }
}

/// Imported due days that have passed by the clocks of their own jurisdiction.
enum ImportedLapses {
    /// Records them; returns how many. Harmless to run twice.
    static func record(_ context: JobContext) async throws -> Int {
        let zones = try await context.store.read(ImportedTable.zones)
        guard !zones.isEmpty else { return 0 }
        let now = context.performer.world.now()
        let days = zones.mapValues { $0.day(of: now) }
        return try await LapseClock.lapseImported(context, on: days)
    }
}
