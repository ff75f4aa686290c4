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

    @discardableResult
    public func run(_ sql: SQL, at site: CallSite) throws -> Int {
        try inner.run(sql, at: site)
    }
}
