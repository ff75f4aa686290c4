import Acts
import Kernel
import Storage
import Vault

/// Accounts.
public enum AccountTable {
    static func insert(_ account: Account, _ password: PasswordHash, _ tx: ActTransaction) throws {
        try tx.run(
            """
            insert into account (id, home, login, official, organization, password, disabled) values \
            (\(account.id), \(account.home), \(account.login), \(account.official), \(account.organization), \
            \(password.description), \(account.isDisabled))
            """)
    }

    /// Nobody signs in with it from now on.
    static func disable(_ id: AccountID, _ tx: ActTransaction) throws {
        try tx.run("update account set disabled = 1 where id = \(id)")
    }

    static func set(_ password: PasswordHash, of id: AccountID, _ tx: ActTransaction) throws {
        try tx.run("update account set password = \(password.description) where id = \(id)")
    }

    public static func find(_ id: AccountID, _ tx: any ReadTransaction) throws -> Account? {
        try tx.first("select \(columns) from \(source) where a.id = \(id)", account)
    }

    /// The account of a login with its password's hash. Logins are compared in lower case.
    public static func find(
        login: String, _ tx: any ReadTransaction
    ) throws -> (account: Account, password: PasswordHash)? {
        try tx.first("select \(columns), a.password from \(source) where a.login = \(login.lowercased())") { row in
            guard let password = PasswordHash(try row(7) as String) else {
                throw StoreError.unreadable(column: 7, wanted: "a password hash")
            }
            return (try account(row), password)
        }
    }

    /// The accounts of an official, open or closed.
    public static func all(of official: OfficialID, _ tx: any ReadTransaction) throws -> [Account] {
        try tx.all("select \(columns) from \(source) where a.official = \(official) order by a.id", account)
    }

    private static let source: SQL = "account a join official o on o.id = a.official"
    private static let columns: SQL = "a.id, a.home, a.login, a.official, o.name, a.organization, a.disabled"

    private static func account(_ row: any Row) throws -> Account {
        Account(
            id: try row(0), home: try row(1), login: try row(2), official: try row(3), name: try row(4),
            organization: try row(5), isDisabled: try row(6))
    }
}
