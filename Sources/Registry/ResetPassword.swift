import Acts
import Kernel
import Storage
import Vault

/// An administrator gives an account a one-time password: after signing in with it, its holder must choose another one
/// first. Sessions begun before are over.
public struct ResetPassword: Act {
    public static let code: ActCode = "account.resetPassword"

    let account: Account
    let password: PasswordHash

    public init(_ account: Account, _ password: PasswordHash) {
        self.account = account
        self.password = password
    }

    public func prepare(_ environment: Environment) throws -> Instant { environment.now }

    public func subject(_: Instant) -> Subjected { Subjected(Key(account.home, account.id)) }

    public func authorize(_: Instant, _ tx: any ReadTransaction, at moment: Moment) throws {
        guard let found = try AccountTable.find(account.id, tx) else { throw RegistryError.accountMissing }
        try Administration.authorize(moment, over: found.organization, tx)
        try Administration.authorize(moment, overPerson: found.official, tx)
        guard !found.isDisabled else { throw RegistryError.accountClosed }
    }

    public func perform(_ now: Instant, _: Void, _ tx: ActTransaction, at moment: Moment) throws -> Change<Void> {
        try AccountTable.set(password, mustRenew: true, of: account.id, at: now, tx)
        return Change(Payload([]))
    }
}
