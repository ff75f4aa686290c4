import Acts
import Kernel
import Storage
import Vault

/// Binds an installation to its keys, once: a store restored without them is noticed when it is opened.
public struct BindKeys: Act {
    public static let code: ActCode = "installation.bindKeys"

    private let checks: [String: [UInt8]]

    public init(_ keys: KeyRing) { checks = keys.checks }

    public func prepare(_ environment: Environment) throws {}

    public func subject(_: Void) -> Subjected { Subjected(Key<Subjects.Installation>(.central, ID(1))) }

    public func authorize(_: Void, _ tx: any ReadTransaction, at moment: Moment) throws {
        guard case .platform = moment.actor else { throw ActProblem.forbidden }
        guard try KeyCheckTable.all(tx).isEmpty else { throw RegistryError.inUse }
    }

    public func perform(_: Void, _: Void, _ tx: ActTransaction, at moment: Moment) throws -> Change<Void> {
        for (name, check) in checks.sorted(by: { $0.key < $1.key }) {
            try KeyCheckTable.insert(name, check, tx)
        }
        return Change(
            Payload([("keys", .list(checks.sorted { $0.key < $1.key }.map { Payload([("check", .bytes($0.value))]) }))])
        )
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
