/// Reads inside one transaction: every statement sees the same state of the store.
public protocol ReadTransaction {
    var dialect: Dialect { get }

    /// What is remembered beside the store; nil in a transaction that writes, which sees what it changed.
    var memory: StoreMemory? { get }

    /// Calls `body` for each row, in order. `body` must not use the transaction.
    func each(_ sql: SQL, at site: CallSite, _ body: (Row) throws -> Void) throws
}

extension ReadTransaction {
    public var memory: StoreMemory? { nil }
}

/// Reads and writes inside one transaction. Its body is synchronous: nothing interleaves.
public protocol Transaction: ReadTransaction {
    /// The rows are written before anything that comes after is read, and before the commit. What the engine refuses may
    /// be told only then, by the next reading or by the commit.
    func run(_ sql: SQL, at site: CallSite) throws

    /// The same at once; returns the number of rows inserted, updated or deleted.
    func changed(_ sql: SQL, at site: CallSite) throws -> Int

    /// Waits until no other transaction holds any of these in the way, and keeps them until this one ends. To be called
    /// once, before anything is read: what is read afterwards is what those others left.
    func lock(_ locks: [Lock]) throws
}

/// Where in the source a statement stands, so that tests can show that every one was tried on both engines.
public struct CallSite: Hashable, Sendable {
    public let file: StaticString
    public let line: UInt

    public init(_ file: StaticString, _ line: UInt) {
        self.file = file
        self.line = line
    }

    public static func == (left: CallSite, right: CallSite) -> Bool {
        left.line == right.line && left.file.description == right.file.description
    }

    public func hash(into hasher: inout Hasher) {
        hasher.combine(line)
    }
}

extension ReadTransaction {
    /// All rows, each made into a value.
    public func all<T>(
        _ sql: SQL, file: StaticString = #fileID, line: UInt = #line, _ body: (Row) throws -> T
    ) throws -> [T] {
        var result: [T] = []
        try each(sql, at: CallSite(file, line)) { result.append(try body($0)) }
        return result
    }

    /// The first row made into a value, or nil if there is none. The statement should yield at most one row.
    public func first<T>(
        _ sql: SQL, file: StaticString = #fileID, line: UInt = #line, _ body: (Row) throws -> T
    ) throws -> T? {
        var result: T?
        try each(sql, at: CallSite(file, line)) { row in
            if result == nil { result = try body(row) }
        }
        return result
    }

    /// Whether there is any row.
    public func exists(_ sql: SQL, file: StaticString = #fileID, line: UInt = #line) throws -> Bool {
        var found = false
        try each(sql, at: CallSite(file, line)) { _ in found = true }
        return found
    }
}

extension Transaction {
    /// Writes; nobody need know how many rows it were.
    public func run(_ sql: SQL, file: StaticString = #fileID, line: UInt = #line) throws {
        try run(sql, at: CallSite(file, line))
    }

    /// Returns the number of rows inserted, updated or deleted.
    public func changed(_ sql: SQL, file: StaticString = #fileID, line: UInt = #line) throws -> Int {
        try changed(sql, at: CallSite(file, line))
    }
}
