import CPostgreSQL
import Synchronization

/// Which statements a connection has prepared, by their form, and the order in which they were used last.
struct StatementCache {
    struct Prepared {
        let name: String
        let types: [Oid]
        fileprivate var used: UInt64
    }

    private var prepared: [[UInt8]: Prepared] = [:]
    private var clock: UInt64 = 0
    private var made = 0
    private let limit: Int

    init(limit: Int) { self.limit = max(8, limit) }

    /// The statement, if it is prepared; it is the last used then.
    mutating func use(_ form: [UInt8]) -> Prepared? {
        clock += 1
        guard let index = prepared.index(forKey: form) else { return nil }
        prepared.values[index].used = clock
        return prepared.values[index]
    }

    /// A name that no statement of the connection has had.
    mutating func newName() -> String {
        made += 1
        return "s\(made)"
    }

    /// Keeps a statement; returns the name of the one that has to go for it, if any.
    mutating func add(_ form: [UInt8], name: String, types: [Oid]) -> String? {
        clock += 1
        var gone: String?
        if prepared.count >= limit, let oldest = prepared.min(by: { $0.value.used < $1.value.used }) {
            gone = oldest.value.name
            prepared[oldest.key] = nil
        }
        prepared[form] = Prepared(name: name, types: types, used: clock)
        return gone
    }

    /// The server has refused to prepare it.
    mutating func remove(_ form: [UInt8]) { prepared[form] = nil }
}

/// The types of the parameters of statements, as the server found them once; for all connections of a store.
final class ParameterTypes: Sendable {
    private let known = Mutex<[[UInt8]: [Oid]]>([:])
    private static let most = 2_000

    func find(_ form: [UInt8]) -> [Oid]? { known.withLock { $0[form] } }

    func add(_ form: [UInt8], _ types: [Oid]) {
        known.withLock { known in
            if known.count >= Self.most { known = [:] }
            known[form] = types
        }
    }
}
