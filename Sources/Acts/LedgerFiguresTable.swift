import Kernel
import Storage

/// Counts over the whole ledger, for those who run the server. They read an index from end to end.
public enum LedgerFiguresTable {
    /// How many things of a sort the ledger knows.
    public static func subjects<S: Subject>(_ sort: S.Type, _ tx: any ReadTransaction) throws -> Int {
        try tx.first("select count(*) from event where sort = \(S.code) and sequence = 1") { row in try row(0) } ?? 0
    }

    /// How many events there are.
    public static func events(_ tx: any ReadTransaction) throws -> Int {
        try tx.first("select count(*) from event") { row in try row(0) } ?? 0
    }

    /// Events that are not in the ledger's tree yet.
    public static func unsequenced(_ tx: any ReadTransaction) throws -> Int {
        try tx.first("select count(*) from unsequenced") { row in try row(0) } ?? 0
    }
}
