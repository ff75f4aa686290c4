import Kernel

/// Who signs in. What an account may do comes from the posts its official holds.
public struct Account: Hashable, Sendable {
    public let id: AccountID
    public let home: Home
    public let login: String
    public let official: OfficialID
    /// The official's name, as colleagues write it.
    public let name: String
    /// The body that opened the account: its pages come first.
    public let organization: OrganizationID
    /// Nobody signs in with it any more.
    public let isDisabled: Bool
    /// The password was given by somebody else: after signing in with it, another one must be chosen first.
    public let mustRenewPassword: Bool

    public init(
        id: AccountID, home: Home, login: String, official: OfficialID, name: String, organization: OrganizationID,
        isDisabled: Bool = false, mustRenewPassword: Bool = false
    ) {
        self.mustRenewPassword = mustRenewPassword
        self.id = id
        self.home = home
        self.login = login
        self.official = official
        self.name = name
        self.organization = organization
        self.isDisabled = isDisabled
    }
}
