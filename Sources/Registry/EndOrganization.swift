import Acts
import Kernel
import Storage

/// A body is dissolved from a day, and none goes on for it: its posts end. It must have no open matters and no bodies
/// below it, and whoever administers it must not be the last to do so. What it did stays found where it was.
public struct EndOrganization: Act {
    public static let code: ActCode = "organization.end"

    public let effective: Day?
    let organization: Organization
    let work: OpenWork

    public init(_ organization: Organization, from day: Day? = nil, work: OpenWork) {
        self.organization = organization
        self.work = work
        effective = day
    }

    public func prepare(_ environment: Environment) throws -> Day { environment.today }

    public func subject(_: Day) -> Subjected { Subjected(Key(organization.home, organization.id)) }

    public func authorize(_ today: Day, _ tx: any ReadTransaction, at moment: Moment) throws -> [Post] {
        try Administration.authorize(moment, over: organization.id, today: today, tx)
        guard moment.effective <= today else { throw RegistryError.inFuture }
        guard try OrganizationTable.find(organization.id, tx)?.ended.isNever == true else {
            throw RegistryError.organizationEnded
        }
        guard let last = try LineageTable.lastChange(of: [organization.id], tx), last < moment.effective else {
            throw RegistryError.tooEarly
        }
        let below = try LineageTable.load(tx).subtree(of: organization.id).subtracting([organization.id])
        for body in below.sorted() where try OrganizationTable.isOpen(body, on: moment.effective, tx) {
            throw RegistryError.hasBodies
        }
        let posts = try PostTable.posts(of: organization.id, tx)
        let bodies = try SuccessionTable.served(by: organization.id, on: moment.effective, tx).sorted()
        let open =
            try work.ofPosts(posts.map(\.id), tx).values.reduce(0, +) + work.untaken(bodies, tx).values.reduce(0, +)
        guard open == 0 else { throw RegistryError.leavesBody(organization.id, open) }
        var custody = Custody(day: today)
        try custody.abolish(posts, tx)
        try custody.requireAdministrators(posts, tx)
        return posts
    }

    public func perform(
        _: Day, _ posts: [Post], _ tx: ActTransaction, at moment: Moment
    ) throws -> Change<Void> {
        try OrganizationTable.end(organization.id, on: moment.effective, tx)
        for post in posts {
            try PostTable.end(post.id, on: moment.effective, tx)
            try PostTable.endAll(in: post.id, on: moment.effective, tx)
        }
        return Change(Payload([("posts", .list(posts.map { Payload([("post", .id($0.id))]) }))]))
    }
}
