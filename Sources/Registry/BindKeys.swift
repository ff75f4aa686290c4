import Acts
import Kernel
import Storage
import Vault

/// Binds an installation to its keys, each once: a store restored without them is noticed when it is opened. A key that
/// a newer program brings along is bound when that program first opens the store.
public struct BindKeys: Act {
    public static let code: ActCode = "installation.bindKeys"

    private let checks: [String: [UInt8]]

    public init(_ keys: KeyRing) { checks = keys.checks }

    public func prepare(_ environment: Environment) throws {}

    public func subject(_: Void) -> Subjected { Subjected(Key<Subjects.Installation>(.central, ID(1))) }

    /// The keys that are not bound yet. Throws if there are none, or if a bound one is another.
    public func authorize(
        _: Void, _ tx: any ReadTransaction, at moment: Moment
    ) throws -> [(name: String, check: [UInt8])] {
        guard case .platform = moment.actor else { throw ActProblem.forbidden }
        let bound = try KeyCheckTable.all(tx)
        guard bound.allSatisfy({ name, check in checks[name] == nil || checks[name] == check }) else {
            throw RegistryError.inUse
        }
        let fresh = checks.filter { bound[$0.key] == nil }.sorted { $0.key < $1.key }
        guard !fresh.isEmpty else { throw RegistryError.inUse }
        return fresh.map { (name: $0.key, check: $0.value) }
    }

    public func perform(
        _: Void, _ fresh: [(name: String, check: [UInt8])], _ tx: ActTransaction, at moment: Moment
    ) throws -> Change<Void> {
        for (name, check) in fresh { try KeyCheckTable.insert(name, check, tx) }
        return Change(
            Payload([
                ("keys", .list(fresh.map { Payload([("name", .text($0.name)), ("check", .bytes($0.check))]) }))
            ]))
    }

    /// The names of those keys that a store is not bound to yet.
    public static func unbound(_ keys: KeyRing, _ tx: any ReadTransaction) throws -> [String] {
        let bound = try KeyCheckTable.all(tx)
        return keys.checks.keys.filter { bound[$0] == nil }.sorted()
    }
}

public enum KeyCheckTable {
    static func insert(_ name: String, _ check: [UInt8], _ tx: ActTransaction) throws {
        try tx.run("insert into key_check (name, value) values (\(name), \(check))")
    }

    /// Check values by the names of their keys.
    public static func all(_ tx: any ReadTransaction) throws -> [String: [UInt8]] {
        Dictionary(
            uniqueKeysWithValues: try tx.all("select name, value from key_check order by name") { row in
                (try row(0) as String, try row(1) as [UInt8])
            })
    }
}
