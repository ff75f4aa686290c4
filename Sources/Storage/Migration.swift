/// One forward step of a module's schema: `cases.001`. Once released it never changes; the store keeps its hash.
public struct Migration: Sendable {
    public let id: String
    public let steps: [Step]

    public init(_ id: String, _ steps: [Step]) {
        self.id = id
        self.steps = steps
    }

    public enum Step: Sendable {
        /// `create table NAME (…)`, marked as record or working.
        case table(String, TableKind, SQL)
        case run(SQL)
        /// What one engine needs and the other does not have.
        case runOn(Dialect, SQL)
    }
}

/// Whether acts alone may write a table.
public enum TableKind: String, Sendable {
    /// Written by acts only; in tests triggers abort any other write.
    case record
    /// Sessions, throttles, leases, drafts: may be lost without losing anything acknowledged.
    case working
}

extension Migration {
    /// The statements of this migration for an engine, in order.
    public func statements(for dialect: Dialect) -> [SQL] {
        steps.compactMap { step in
            switch step {
            case .table(let name, _, let columns): columns.prefixed("create table \(name) ")
            case .run(let sql): sql
            case .runOn(let engine, let sql): engine == dialect ? sql : nil
            }
        }
    }

    public var tables: [(name: String, kind: TableKind)] {
        steps.compactMap { step in
            if case .table(let name, let kind, _) = step { (name, kind) } else { nil }
        }
    }

    /// A stable hash (FNV-1a, 64 bits) of the text for an engine.
    public func hash(for dialect: Dialect) -> Int64 {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for statement in statements(for: dialect) {
            for byte in statement.rendered(for: dialect).utf8 {
                hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3
            }
        }
        return Int64(bitPattern: hash)
    }
}
