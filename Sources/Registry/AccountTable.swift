import Acts
import Kernel
import Storage
import Vault

/// Accounts.
public enum AccountTable {
    static func insert(_ account: Account, _ password: PasswordHash, _ tx: ActTransaction) throws {
        try tx.run(
            """
            insert into account (id, home, login, official, organization, password, disabled, renew) values \
            (\(account.id), \(account.home), \(account.login), \(account.official), \(account.organization), \
            \(password.description), \(account.isDisabled), \(account.mustRenewPassword))
            """)
    }

    /// Nobody signs in with a closed account, and whoever was signed in is no longer.
    static func set(isDisabled: Bool, _ id: AccountID, at now: Instant, _ tx: ActTransaction) throws {
        try tx.run("update account set disabled = \(isDisabled), sessions_from = \(now) where id = \(id)")
    }

    /// Sessions begun before are over. `mustRenew` if somebody else chose the password.
    static func set(
        _ password: PasswordHash, mustRenew: Bool, of id: AccountID, at now: Instant, _ tx: ActTransaction
    ) throws {
        try tx.run(
            """
            update account set password = \(password.description), renew = \(mustRenew), \
            sessions_from = \(now) where id = \(id)
            """)
    }

    public static func find(_ id: AccountID, _ tx: any ReadTransaction) throws -> Account? {
        try tx.first("select \(columns) from \(source) where a.id = \(id)", account)
    }

    /// The account with its password's hash.
    static func password(of id: AccountID, _ tx: any ReadTransaction) throws -> PasswordHash? {
        try tx.first("select password from account where id = \(id)") { row in PasswordHash(try row(0) as String) }
            ?? nil
    }

    /// The account of a login with its password's hash. Logins are compared in lower case.
    public static func find(
        login: String, _ tx: any ReadTransaction
    ) throws -> (account: Account, password: PasswordHash)? {
        try tx.first("select \(columns), a.password from \(source) where a.login = \(login.lowercased())") { row in
            guard let password = PasswordHash(try row(8) as String) else {
                throw StoreError.unreadable(column: 8, wanted: "a password hash")
            }
            return (try account(row), password)
        }
    }

    /// The account, if it is open and a session begun at that instant still counts; nil otherwise.
    public static func signedIn(
        _ id: AccountID, since begun: Instant, _ tx: any ReadTransaction
    ) throws -> Account? {
        try tx.first(
            """
            select \(columns) from \(source) where a.id = \(id) and a.disabled = 0 \
            and a.sessions_from <= \(begun)
            """, account)
    }

    /// The accounts of an official, open or closed.
    public static func all(of official: OfficialID, _ tx: any ReadTransaction) throws -> [Account] {
        try tx.all("select \(columns) from \(source) where a.official = \(official) order by a.id", account)
    }

    /// The accounts that bodies opened, and those of everybody who holds a post of one of them on a day or will later.
    static func all(
        of bodies: Set<OrganizationID>, from day: Day, _ tx: any ReadTransaction
    ) throws -> [Account] {
        try tx.all(
            """
            select \(columns) from \(source) where a.organization in \(in: bodies.sorted()) \
            or a.official in (select h.official from post_body b join post_holder h on h.post = b.post \
            where b.organization in \(in: bodies.sorted()) and b.until_day > \(day) and h.until_day > \(day)) \
            order by a.id
            """, account)
    }

    static func all(_ tx: any ReadTransaction) throws -> [Account] {
        try tx.all("select \(columns) from \(source) order by a.id", account)
    }

    private static let source: SQL = "account a join official o on o.id = a.official"
    private static let columns: SQL =
        "a.id, a.home, a.login, a.official, o.name, a.organization, a.disabled, a.renew"

    private static func account(_ row: any Row) throws -> Account {
        Account(
            id: try row(0), home: try row(1), login: try row(2), official: try row(3), name: try row(4),
            organization: try row(5), isDisabled: try row(6), mustRenewPassword: try row(7))
    }
}
