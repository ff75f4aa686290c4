import Kernel

extension Value: Bindable {
    public var value: Value { self }
}

extension Int64: Column {
    public var value: Value { .int(self) }
    public static func read(_ row: Row, _ column: Int) throws -> Int64 {
        guard !row.isNull(column) else { throw StoreError.unreadable(column: column, wanted: "an integer") }
        return row.int(column)
    }
}

extension Int: Column {
    public var value: Value { .int(Int64(self)) }
    public static func read(_ row: Row, _ column: Int) throws -> Int { Int(try Int64.read(row, column)) }
}

/// Booleans are 0 and 1, with a CHECK in the schema.
extension Bool: Column {
    public var value: Value { .int(self ? 1 : 0) }
    public static func read(_ row: Row, _ column: Int) throws -> Bool { try Int64.read(row, column) != 0 }
}

extension String: Column {
    public var value: Value { .text(self) }
    public static func read(_ row: Row, _ column: Int) throws -> String {
        guard !row.isNull(column) else { throw StoreError.unreadable(column: column, wanted: "a text") }
        return row.text(column)
    }
}

extension [UInt8]: Bindable, Readable {
    public var value: Value { .bytes(self) }
    public static func read(_ row: Row, _ column: Int) throws -> [UInt8] {
        guard !row.isNull(column) else { throw StoreError.unreadable(column: column, wanted: "bytes") }
        return row.bytes(column)
    }
}

extension Optional: Bindable where Wrapped: Bindable {
    public var value: Value { map(\.value) ?? .null }
}

extension Optional: Readable where Wrapped: Readable {
    public static func read(_ row: Row, _ column: Int) throws -> Wrapped? {
        row.isNull(column) ? nil : try Wrapped.read(row, column)
    }
}

extension ID: Column {
    public var value: Value { .int(raw) }
    public static func read(_ row: Row, _ column: Int) throws -> ID { ID(try Int64.read(row, column)) }
}

/// Instants are milliseconds since 1970, UTC.
extension Instant: Column {
    public var value: Value { .int(milliseconds) }
    public static func read(_ row: Row, _ column: Int) throws -> Instant {
        Instant(milliseconds: try Int64.read(row, column))
    }
}

/// Days are ISO text, which sorts as days do.
extension Day: Column {
    public var value: Value { .text(description) }
    public static func read(_ row: Row, _ column: Int) throws -> Day {
        guard let day = Day(try String.read(row, column)) else {
            throw StoreError.unreadable(column: column, wanted: "a day")
        }
        return day
    }
}

extension Home: Column {
    public var value: Value { .int(Int64(slot)) }
    public static func read(_ row: Row, _ column: Int) throws -> Home {
        guard let home = Home(slot: Int(try Int64.read(row, column))) else {
            throw StoreError.unreadable(column: column, wanted: "a home slot")
        }
        return home
    }
}
