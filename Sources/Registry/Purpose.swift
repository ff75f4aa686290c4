import Acts
import Kernel
import Storage

/// What an installation is for. Anything but `real` is said on every page. `rawValue` is stored and never changes.
public enum Purpose: String, Sendable, CaseIterable {
    case real, demonstration
    /// Where officers practise beside the real one: nothing in it counts, and it is made anew at each start.
    case practice
    /// Loaded past the acts, to measure: nothing in it happened.
    case bench
}

/// Declares that an installation is not a real one; possible only before it holds anything.
public struct DeclarePurpose: Act {
    public static let code: ActCode = "installation.demonstrate"

    let declared: Purpose

    public init(_ purpose: Purpose) { declared = purpose }

    public func prepare(_ environment: Environment) throws {}

    public func subject(_: Void) -> Subjected { Subjected(Key<Subjects.Installation>(.central, ID(1))) }

    public func authorize(_: Void, _ tx: any ReadTransaction, at moment: Moment) throws {
        guard case .platform = moment.actor else { throw ActProblem.forbidden }
        let purpose = try PurposeTable.read(tx)
        let directory = try OrganizationTable.directory(tx)
        guard purpose == .real, declared != .real, directory.isEmpty else { throw RegistryError.inUse }
    }

    public func perform(_: Void, _: Void, _ tx: ActTransaction, at moment: Moment) throws -> Change<Void> {
        try PurposeTable.insert(declared, tx)
        return Change(Payload([("purpose", .text(declared.rawValue))]))
    }
}

public enum PurposeTable {
    static func insert(_ purpose: Purpose, _ tx: ActTransaction) throws {
        try tx.run("insert into installation (id, purpose) values (1, \(purpose.rawValue))")
    }

    /// `real` unless something else has been declared.
    public static func read(_ tx: any ReadTransaction) throws -> Purpose {
        let stored = try tx.first("select purpose from installation where id = 1") { row in try row(0) as String }
        return stored.flatMap(Purpose.init(rawValue:)) ?? .real
    }
}
