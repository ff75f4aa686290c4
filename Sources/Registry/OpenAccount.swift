import Acts
import Kernel
import Language
import Storage
import Vault

/// Opens an account for an official in a post; its holder can sign in from then on.
public struct OpenAccount: Act {
    public static let code: ActCode = "account.open"

    /// Who the official is.
    public enum Person: Sendable {
        /// Somebody who was not in office before.
        case new(name: String)
        case known(OfficialID)
    }

    /// The post the official holds from that day on.
    public enum Seat: Sendable {
        case new(title: [String: String], role: Role)
        case known(PostID)
        /// None yet, or those held already.
        case none
    }

    public let effective: Day?
    let login: String
    let person: Person
    let password: PasswordHash
    let organization: Organization
    let seat: Seat
    let isOneTime: Bool

    /// A password that somebody else knows is a one-time one: after signing in another one must be chosen first.
    public init(
        login: String, for person: Person, password: PasswordHash, isOneTime: Bool = false,
        organization: Organization, in seat: Seat, from day: Day? = nil
    ) {
        self.isOneTime = isOneTime
        self.login = login.lowercased()
        if case .new(let name) = person { self.person = .new(name: name.oneLine) } else { self.person = person }
        self.password = password
        self.organization = organization
        if case .new(let title, let role) = seat {
            self.seat = .new(title: Naming.tidied(title), role: role)
        } else {
            self.seat = seat
        }
        effective = day
    }

    public struct Prepared: Sendable {
        let account: AccountID
        let official: OfficialID
        let post: PostID
    }

    public func prepare(_ environment: Environment) throws -> Prepared {
        Prepared(account: environment.mint(), official: environment.mint(), post: environment.mint())
    }

    public func subject(_ prepared: Prepared) -> Subjected {
        Subjected(Key(organization.home, prepared.account))
    }

    public func authorize(
        _ prepared: Prepared, _ tx: any ReadTransaction, at moment: Moment
    ) throws -> Official {
        guard try OrganizationTable.find(organization.id, tx) != nil else {
            throw RegistryError.organizationMissing
        }
        try Administration.authorize(moment, over: organization.id, tx)
        guard try OrganizationTable.isOpen(organization.id, on: moment.effective, tx) else {
            throw RegistryError.organizationEnded
        }
        if case .known(let official) = person {
            // Whoever knows the password acts as that person everywhere.
            try Administration.authorize(moment, overPerson: official, tx)
        }
        try Naming.check(login: login)
        guard try AccountTable.find(login: login, tx) == nil else { throw RegistryError.loginTaken(login) }
        if case .known(let post) = seat,
            try PostTable.find(post, on: moment.effective, tx)?.organization != organization.id
        {
            throw RegistryError.postMissing
        }
        if case .new(let title, _) = seat { try Naming.check(title: title) }
        switch person {
        case .new(let name):
            try Naming.check(name: ["vi": name])
            return Official(id: prepared.official, home: organization.home, name: name)
        case .known(let id):
            guard let official = try PostTable.official(id, tx) else { throw RegistryError.officialMissing }
            return official
        }
    }

    private func role(_ tx: any ReadTransaction) throws -> Role? {
        switch seat {
        case .new(_, let role): role
        case .known(let post): try PostTable.find(post, tx)?.role
        case .none: nil
        }
    }

    public func perform(
        _ prepared: Prepared, _ official: Official, _ tx: ActTransaction, at moment: Moment
    ) throws -> Change<Account> {
        if case .new = person { try PostTable.insert(official, tx) }
        let account = Account(
            id: prepared.account, home: organization.home, login: login, official: official.id,
            name: official.name, organization: organization.id, mustRenewPassword: isOneTime)
        try AccountTable.insert(account, password, tx)
        var held: PostID?
        switch seat {
        case .new(let title, let role):
            held = prepared.post
            try PostTable.insert(
                Post(
                    id: prepared.post, home: organization.home, organization: organization.id, title: title,
                    role: role), from: moment.effective, tx)
        case .known(let post): held = post
        case .none: break
        }
        if let held {
            try PostTable.insert(
                Membership(
                    post: held, official: official.id, from: moment.effective, until: .never, isCover: false), tx)
        }
        let payload = Payload([
            ("login", .text(login)), ("organization", .id(organization.id)), ("official", .id(official.id)),
            ("post", held.map { .id($0) }), ("role", try role(tx).map { .text($0.rawValue) }),
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
