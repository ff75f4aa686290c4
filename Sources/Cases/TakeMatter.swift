import Acts
import Kernel
import Storage

/// An officer takes a matter: it is this body's to answer, and this officer handles it.
public struct TakeMatter: Act {
    public static let code: ActCode = "matter.take"

    let key: MatterKey
    let officer: AccountID

    public init(_ key: MatterKey, by officer: AccountID) {
        self.key = key
        self.officer = officer
    }

    public func prepare(_ environment: Environment) throws {}

    public func subject(_: Void) -> Subjected { Subjected(key) }

    public func authorize(_: Void, _ tx: any ReadTransaction, at moment: Moment) throws -> MatterStep {
        guard moment.actor == .officer(officer) else { throw ActProblem.forbidden }
        let matter = try MatterTable.load(key, for: moment, tx)
        return try MatterStep(from: matter, by: .taken(by: officer), at: moment)
    }

    public func perform(
        _: Void, _ step: MatterStep, _ tx: ActTransaction, at moment: Moment
    ) throws -> Change<Void> {
        try step.save(tx, at: moment)
    }
}
