import Kernel

/// Who signs in, for which organization.
public struct Account: Hashable, Sendable {
    public let id: AccountID
    public let home: Home
    public let login: String
    /// The officer's name, as colleagues write it.
    public let name: String
    public let organization: OrganizationID

    public init(id: AccountID, home: Home, login: String, name: String, organization: OrganizationID) {
        self.id = id
        self.home = home
        self.login = login
        self.name = name
        self.organization = organization
    }
}
