import Kernel
import Storage

/// A transaction in which record tables may be written. Only `Performer` makes one, so a function that takes it can
/// be reached from an act alone.
public struct ActTransaction: Transaction {
    private let inner: any Transaction

    init(_ inner: any Transaction) { self.inner = inner }

    public var dialect: Dialect { inner.dialect }

    public func each(_ sql: SQL, at site: CallSite, _ body: (any Row) throws -> Void) throws {
        try inner.each(sql, at: site, body)
    }

    public func run(_ sql: SQL, at site: CallSite) throws { try inner.run(sql, at: site) }

    public func changed(_ sql: SQL, at site: CallSite) throws -> Int { try inner.changed(sql, at: site) }

    public func lock(_ locks: [Lock]) throws { try inner.lock(locks) }

    /// Nobody else takes a number of this series until the act is recorded; what is read of it now is what is there.
    ///
    /// The one lock that an act takes after it began, and the last one: whoever it still waits for (rows of counters and
    /// notices) never waits for a series of numbers, so nobody waits in a circle.
    public func holdNumbers(of series: SubjectReference) throws { try lock([ActLock.numbers(of: series)]) }
}
