import Acts
import Kernel
import Storage

/// A closed account can be signed in with again. Posts do not come back by themselves.
public struct ReopenAccount: Act {
    public static let code: ActCode = "account.reopen"

    let account: Account

    public init(_ account: Account) { self.account = account }

    public func prepare(_ environment: Environment) throws -> Instant { environment.now }

    public func subject(_: Instant) -> Subjected { Subjected(Key(account.home, account.id)) }

    public func authorize(_: Instant, _ tx: any ReadTransaction, at moment: Moment) throws {
        guard let found = try AccountTable.find(account.id, tx) else { throw RegistryError.accountMissing }
        try Administration.authorize(moment, over: found.organization, tx)
        try Administration.authorize(moment, overPerson: found.official, tx)
        guard found.isDisabled else { throw RegistryError.accountOpen }
    }

    public func perform(_ now: Instant, _: Void, _ tx: ActTransaction, at moment: Moment) throws -> Change<Void> {
        try AccountTable.set(isDisabled: false, account.id, at: now, tx)
        return Change(Payload([]))
    }
}
