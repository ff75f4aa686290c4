import GRDB
import Storage
import Synchronization

/// Raised while the lane of acts writes; the guards on record tables read it.
final class ActFlag: Sendable {
    private let flag = Atomic<Bool>(false)

    func raised<T>(_ body: () throws -> T) rethrows -> T {
        flag.store(true, ordering: .relaxed)
        defer { flag.store(false, ordering: .relaxed) }
        return try body()
    }

    /// `in_act()` in SQL.
    var function: DatabaseFunction {
        DatabaseFunction("in_act", argumentCount: 0) { [self] _ in flag.load(ordering: .relaxed) ? 1 : 0 }
    }
}

/// Triggers that abort a write to a record table outside an act, and any change of an event within one.
///
/// Taken from the schema itself: a new record table is guarded without anybody's doing.
enum RecordGuards {
    static func install(_ connection: Database) throws {
        let tables = try String.fetchAll(connection, sql: "select name from schema_table where kind = 'record'")
        for table in tables {
            for verb in ["insert", "update", "delete"] {
                try connection.execute(
                    sql: """
                        create trigger if not exists guard_\(table)_\(verb) before \(verb) on "\(table)"
                        when in_act() = 0
                        begin select raise(abort, '\(table): \(verb) outside an act'); end
                        """)
            }
        }
        for verb in ["update", "delete"] where tables.contains("event") {
            try connection.execute(
                sql: """
                    create trigger if not exists guard_event_kept_\(verb) before \(verb) on event
                    begin select raise(abort, 'an event is never changed'); end
                    """)
        }
    }
}
