import Acts
import Kernel
import Storage
import Vault

/// The holder of an account chooses another password, knowing the old one. Sessions begun before are over.
public struct SetPassword: Act {
    public static let code: ActCode = "account.setPassword"

    let account: Account
    let old: PasswordHash
    let new: PasswordHash

    private init(_ account: Account, old: PasswordHash, new: PasswordHash) {
        self.account = account
        self.old = old
        self.new = new
    }

    /// Tries the old password against the stored one, which costs as much as a try to sign in. Throws `passwordShort`
    /// before it tries, `passwordWrong`, or, once the old one was right, `passwordSame`.
    public static func checked(
        _ account: Account, old: String, new: String, cost: PasswordHash.Cost, _ store: any Store
    ) async throws -> SetPassword {
        try PasswordRule.check(new, for: account.login)
        guard let stored = try await store.read({ tx in try AccountTable.password(of: account.id, tx) }),
            try await stored.matches(old)
        else { throw RegistryError.passwordWrong }
        guard try await !stored.matches(new) else { throw RegistryError.passwordSame }
        return SetPassword(account, old: stored, new: try await PasswordHash.make(new, cost: cost))
    }

    public func prepare(_ environment: Environment) throws -> Instant { environment.now }

    public func subject(_: Instant) -> Subjected { Subjected(Key(account.home, account.id)) }

    public func authorize(_: Instant, _ tx: any ReadTransaction, at moment: Moment) throws {
        guard moment.actor == .officer(account.id), try AccountTable.find(account.id, tx)?.isDisabled == false else {
            throw ActProblem.forbidden
        }
        // Somebody may have set another one since it was tried.
        guard try AccountTable.password(of: account.id, tx) == old else { throw RegistryError.passwordWrong }
    }

    public func perform(_ now: Instant, _: Void, _ tx: ActTransaction, at moment: Moment) throws -> Change<Void> {
        try AccountTable.set(new, mustRenew: false, of: account.id, at: now, tx)
        return Change(Payload([]))
    }
}

/// What a password must be.
public enum PasswordRule {
    /// Characters.
    public static let shortest = 10

    /// Throws `passwordShort` for one that is too short, or the login itself.
    public static func check(_ password: String, for login: String) throws(RegistryError) {
        guard password.count >= shortest, password.lowercased() != login.lowercased() else { throw .passwordShort }
    }

    /// A password for one use: 60 random bits as twelve small letters and digits, none of which looks like another.
    public static func oneTime(_ randomBytes: (Int) -> [UInt8]) -> String {
        let alphabet = Array("abcdefghijkmnpqrstuvwxyz23456789")
        let letters = randomBytes(12).map { alphabet[Int($0 & 31)] }
        return stride(from: 0, to: 12, by: 4).map { String(letters[$0..<$0 + 4]) }.joined(separator: "-")
    }
}
