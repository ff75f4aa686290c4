import Kernel
import Storage

/// What is known of the last backups of an installation.
public struct Backups: Hashable, Sendable {
    /// A backup that is whole.
    public struct Made: Hashable, Sendable {
        public let at: Instant
        /// Everything acknowledged until then is in it.
        public let contains: Instant
        public let place: String
        /// The store and the files it names.
        public let bytes: Int64

        public init(at: Instant, contains: Instant, place: String, bytes: Int64) {
            self.at = at
            self.contains = contains
            self.place = place
            self.bytes = bytes
        }
    }

    public struct Failed: Hashable, Sendable {
        public let at: Instant
        public let place: String
        public let reason: String

        public init(at: Instant, place: String, reason: String) {
            self.at = at
            self.place = place
            self.reason = reason
        }
    }

    /// An installation whose last backup is older than so many days is in danger.
    public static let mostDays = 2

    /// The last one that went well; nil if there was none.
    public let made: Made?
    /// The last one that failed, if none went well since.
    public let failed: Failed?

    public init(made: Made?, failed: Failed?) {
        self.made = made
        self.failed = failed.flatMap { failed in made.map { $0.at < failed.at } ?? true ? failed : nil }
    }
}

public enum BackupTable {
    public static func last(_ tx: any ReadTransaction) throws -> Backups {
        let made = try tx.first(
            "select at_time, contains, place, bytes from backup where outcome = 'made'"
        ) { row in
            Backups.Made(at: try row(0), contains: try row(1), place: try row(2), bytes: try row(3))
        }
        let failed = try tx.first("select at_time, place, reason from backup where outcome = 'failed'") { row in
            Backups.Failed(at: try row(0), place: try row(1), reason: try row(2))
        }
        return Backups(made: made, failed: failed)
    }

    /// This is the last one that went well.
    public static func note(_ made: Backups.Made, _ tx: any Transaction) throws {
        try note("made", made.at, contains: made.contains, made.place, made.bytes, "", tx)
    }

    /// This is the last one that failed.
    public static func note(_ failed: Backups.Failed, _ tx: any Transaction) throws {
        try note("failed", failed.at, contains: failed.at, failed.place, 0, failed.reason, tx)
    }

    private static func note(
        _ outcome: String, _ at: Instant, contains: Instant, _ place: String, _ bytes: Int64, _ reason: String,
        _ tx: any Transaction
    ) throws {
        try tx.run(
            """
            insert into backup (outcome, at_time, contains, place, bytes, reason) values (\(outcome), \(at), \
            \(contains), \(place), \(bytes), \(reason)) on conflict (outcome) do update set \
            at_time = excluded.at_time, contains = excluded.contains, place = excluded.place, \
            bytes = excluded.bytes, reason = excluded.reason
            """)
    }
}
