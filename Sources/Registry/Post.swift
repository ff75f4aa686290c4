import Kernel

/// A natural person in office. Two accounts of one official never count as two persons.
public struct Official: Hashable, Sendable {
    public let id: OfficialID
    public let home: Home
    /// One field, family name first.
    public let name: String

    public init(id: OfficialID, home: Home, name: String) {
        self.id = id
        self.home = home
        self.name = name
    }
}

/// A post (chức danh, vị trí) of an organization: work belongs to it, and whoever holds it does the work.
public struct Post: Hashable, Sendable {
    public let id: PostID
    public let home: Home
    public let organization: OrganizationID
    /// Language to title: "Chủ tịch", "Công chức tiếp công dân".
    public let title: [String: String]
    public let role: Role
    /// The first day it no longer is a post of this body: moved with a merger, or ended. `Day.never` while it lasts.
    public let until: Day

    public init(
        id: PostID, home: Home, organization: OrganizationID, title: [String: String], role: Role,
        until: Day = .never
    ) {
        self.until = until
        self.id = id
        self.home = home
        self.organization = organization
        self.title = title
        self.role = role
    }
}

/// That an official holds a post from a day until the day before another, or covers it for its holder.
public struct Membership: Hashable, Sendable {
    public let post: PostID
    public let official: OfficialID
    public let from: Day
    /// The first day it no longer is so; `Day.never` while it lasts.
    public let until: Day
    /// In place of the holder, who is away.
    public let isCover: Bool

    public init(post: PostID, official: OfficialID, from: Day, until: Day, isCover: Bool) {
        self.post = post
        self.official = official
        self.from = from
        self.until = until
        self.isCover = isCover
    }
}
