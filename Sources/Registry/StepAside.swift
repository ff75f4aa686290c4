import Acts
import Kernel
import Storage

/// An officer with a personal interest in a matter steps aside: from then on it is in none of that person's lists,
/// counts or searches, with whatever account, and no act on it succeeds.
public struct StepAside: Act {
    public static let code: ActCode = "account.stepAside"

    let matter: MatterKey
    let account: Account
    /// Whether this account handles the matter now; then it must be handed over first.
    let holdsMatter: @Sendable (Moment, any ReadTransaction) throws -> Bool

    /// `holdsMatter` is given by the module of the matter, which alone knows who handles it; it throws if the matter is
    /// not within the actor's scope.
    public init(
        _ account: Account, from matter: MatterKey,
        holdsMatter: @escaping @Sendable (Moment, any ReadTransaction) throws -> Bool
    ) {
        self.account = account
        self.matter = matter
        self.holdsMatter = holdsMatter
    }

    public func prepare(_ environment: Environment) throws {}

    public func subject(_: Void) -> Subjected { Subjected(Key(account.home, account.id)) }

    public func authorize(_: Void, _ tx: any ReadTransaction, at moment: Moment) throws {
        guard moment.actor == .officer(account.id) else { throw ActProblem.forbidden }
        if try holdsMatter(moment, tx) { throw RegistryError.holdsMatter }
    }

    public func perform(_: Void, _: Void, _ tx: ActTransaction, at moment: Moment) throws -> Change<Void> {
        try ConflictTable.insert(account.id, matter, on: moment.effective, tx)
        return Change(Payload([("home", .number(Int64(matter.home.slot))), ("matter", .id(matter.id))]))
    }
}
