/// One row of a result, valid only inside the closure it is passed to. Columns count from 0.
///
///     try tx.all("select id, title from matter") { row in Line(id: try row(0), title: try row(1)) }
public protocol Row {
    func isNull(_ column: Int) -> Bool
    func int(_ column: Int) -> Int64
    func text(_ column: Int) -> String
    func bytes(_ column: Int) -> [UInt8]
}

extension Row {
    /// The column as the type asked for.
    public func callAsFunction<T: Readable>(_ column: Int) throws -> T {
        try T.read(self, column)
    }
}
