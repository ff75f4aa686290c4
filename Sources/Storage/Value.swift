/// What a column holds, on either engine.
public enum Value: Hashable, Sendable {
    case null
    case int(Int64)
    case text(String)
    case bytes([UInt8])
}

/// A Swift value that can stand in an `SQL` interpolation; it always becomes a bind, never text of the statement.
public protocol Bindable {
    var value: Value { get }
}

/// A Swift value that can be read from a column.
public protocol Readable {
    /// Throws `StoreError.unreadable` if the column does not hold one.
    static func read(_ row: Row, _ column: Int) throws -> Self
}

public typealias Column = Bindable & Readable
