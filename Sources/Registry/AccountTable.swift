import Acts
import Kernel
import Storage
import Vault

/// Accounts and the roles they hold over time.
public enum AccountTable {
    static func insert(_ account: Account, _ password: PasswordHash, _ tx: ActTransaction) throws {
        try tx.run(
            """
            insert into account (id, home, login, name, organization, password) values (\(account.id), \
            \(account.home), \(account.login), \(account.name), \(account.organization), \(password.description))
            """)
    }

    static func grant(
        _ role: Role, to account: AccountID, for organization: OrganizationID, from day: Day, _ tx: ActTransaction
    ) throws {
        try tx.run(
            """
            insert into account_role (account, organization, role, from_day, until_day) \
            values (\(account), \(organization), \(role.rawValue), \(day), \(Day.never))
            """)
    }

    public static func find(_ id: AccountID, _ tx: any ReadTransaction) throws -> Account? {
        try tx.first("select \(columns) from account where id = \(id)", account)
    }

    /// The account of a login with its password's hash. Logins are compared in lower case.
    public static func find(
        login: String, _ tx: any ReadTransaction
    ) throws -> (account: Account, password: PasswordHash)? {
        try tx.first("select \(columns), password from account where login = \(login.lowercased())") { row in
            guard let password = PasswordHash(try row(5) as String) else {
                throw StoreError.unreadable(column: 5, wanted: "a password hash")
            }
            return (try account(row), password)
        }
    }

    /// The roles an account holds on a day.
    static func roles(
        of account: AccountID, on day: Day, _ tx: any ReadTransaction
    ) throws -> [(organization: OrganizationID, role: Role)] {
        try tx.all(
            """
            select organization, role from account_role where account = \(account) \
            and from_day <= \(day) and until_day > \(day) order by organization, role
            """
        ) { row in
            guard let role = Role(rawValue: try row(1)) else {
                throw StoreError.unreadable(column: 1, wanted: "a role")
            }
            return (try row(0), role)
        }
    }

    private static let columns: SQL = "id, home, login, name, organization"

    private static func account(_ row: any Row) throws -> Account {
        Account(id: try row(0), home: try row(1), login: try row(2), name: try row(3), organization: try row(4))
    }
}
