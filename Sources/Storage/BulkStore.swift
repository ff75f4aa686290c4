/// Fills whole tables past the acts. Only the loader of benchmarks uses it, and it marks its store (DESIGN: the one path
/// into record tables besides acts).
public protocol BulkStore: RecordStore {
    /// All rows that `fill` adds are durable when this returns; if it throws, the tables may hold some of them.
    ///
    /// The indexes of `tables` are dropped before and made again after: sorting once is cheaper than finding a place
    /// for each row.
    func load(_ tables: [StaticString], _ fill: @escaping @Sendable (any BulkLoad) throws -> Void) async throws
}

/// One loading of many rows.
public protocol BulkLoad {
    /// Adds rows to one table, each with a value for every column, in the order of the columns.
    func append(to table: StaticString, _ columns: [StaticString], _ rows: [[Value]]) throws

    /// Runs a statement on what has been added.
    func run(_ sql: SQL, at site: CallSite) throws
}
