import Kernel
import Storage

/// Leases as whoever watches the server sees them.
public enum LeaseTable {
    /// Every lease and the time it is held until, by name. One whose time has passed is free.
    public static func all(_ tx: any ReadTransaction) throws -> [String: Instant] {
        Dictionary(
            uniqueKeysWithValues: try tx.all("select name, until_time from lease order by name") { row in
                (try row(0) as String, try row(1) as Instant)
            })
    }
}
