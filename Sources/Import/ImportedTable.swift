import Acts
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

        init(key: String, content: [UInt8]) { self.init(keyHash: Digest.sha256(key.utf8), content: content) }

        init(keyHash: [UInt8], content: [UInt8]) {
            self.keyHash = keyHash
            self.content = content
        }
    }
}

typealias ImportRunID = ID<ImportedMark>

enum ImportedTable {
    static func insert(_ mark: ImportedMark, of organization: OrganizationID, _ tx: ActTransaction) throws {
        try tx.run(
            """
            insert into imported (home, organization, source_key, content, matter, run, line, closed) values \
            (\(mark.matter.home), \(organization), \(mark.row.keyHash), \(mark.row.content), \(mark.matter.id), \
            \(mark.run), \(mark.line), \(mark.closed))
            """)
    }

    static func setClosed(
        _ instant: Instant, row keyHash: [UInt8], of organization: OrganizationID, at home: Home, _ tx: ActTransaction
    ) throws {
        try tx.run(
            """
            update imported set closed = \(instant) where home = \(home) and organization = \(organization) \
            and source_key = \(keyHash)
            """)
    }

    /// The marks of these keys, by the hash of the key.
    static func find(
        _ keyHashes: [[UInt8]], of organization: OrganizationID, at home: Home, _ tx: any ReadTransaction
    ) throws -> [[UInt8]: ImportedMark] {
        let marks = try tx.all(
            """
            select source_key, content, matter, run, line, closed from imported \
            where home = \(home) and organization = \(organization) and source_key in \(in: keyHashes)
            """
        ) { row in
            ImportedMark(
                row: ImportedMark.Row(keyHash: try row(0), content: try row(1)),
                matter: MatterKey(home, try row(2)), run: try row(3), line: try row(4), closed: try row(5))
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
}
