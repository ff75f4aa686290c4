import Acts
import Kernel
import Storage
import Vault

/// Opens an account with one role for one organization and its subtree; its holder can sign in from then on.
public struct OpenAccount: Act {
    public static let code: ActCode = "account.open"

    public let effective: Day?
    let login: String
    let name: String
    let password: PasswordHash
    let organization: Organization
    let role: Role

    public init(
        login: String, name: String, password: PasswordHash, organization: Organization, role: Role, from day: Day
    ) {
        self.login = login.lowercased()
        self.name = name
        self.password = password
        self.organization = organization
        self.role = role
        effective = day
    }

    public func prepare(_ environment: Environment) throws -> Account {
        Account(
            id: environment.mint(), home: organization.home, login: login, name: name,
            organization: organization.id)
    }

    public func subject(_ account: Account) -> Subjected { Subjected(Key(account.home, account.id)) }

    public func authorize(_ account: Account, _ tx: any ReadTransaction, at moment: Moment) throws {
        guard case .platform = moment.actor else { throw ActProblem.forbidden }
        guard try AccountTable.find(login: login, tx) == nil else { throw RegistryError.loginTaken(login) }
        guard try OrganizationTable.find(organization.id, tx) != nil else {
            throw RegistryError.organizationMissing
        }
    }

    public func perform(
        _ account: Account, _: Void, _ tx: ActTransaction, at moment: Moment
    ) throws -> Change<Account> {
        try AccountTable.insert(account, password, tx)
        try AccountTable.grant(role, to: account.id, for: organization.id, from: moment.effective, tx)
        let payload = Payload([
            ("login", .text(login)), ("organization", .id(organization.id)), ("role", .text(role.rawValue)),
        ])
        return Change(payload, outcome: account)
    }

    public func recall(_ event: Event, _ tx: any ReadTransaction) throws -> Account {
        guard let account = try AccountTable.find(ID(event.subject.raw), tx) else {
            throw RegistryError.organizationMissing
        }
        return account
    }
}
