import Acts
import Kernel
import Storage

/// A body has one post more from that day on; nobody holds it yet.
public struct EstablishPost: Act {
    public static let code: ActCode = "post.establish"

    public let effective: Day?
    let organization: Organization
    let title: [String: String]
    let role: Role

    public init(_ role: Role, title: [String: String], in organization: Organization, from day: Day? = nil) {
        self.organization = organization
        self.title = Naming.tidied(title)
        self.role = role
        effective = day
    }

    public func prepare(_ environment: Environment) throws -> Post {
        Post(
            id: environment.mint(), home: organization.home, organization: organization.id, title: title, role: role)
    }

    public func subject(_ post: Post) -> Subjected { Subjected(Key(post.home, post.id)) }

    public func authorize(_ post: Post, _ tx: any ReadTransaction, at moment: Moment) throws {
        try Administration.authorize(moment, over: organization.id, tx)
        guard try OrganizationTable.isOpen(organization.id, on: moment.effective, tx) else {
            throw RegistryError.organizationEnded
        }
        try Naming.check(title: title)
    }

    public func perform(_ post: Post, _: Void, _ tx: ActTransaction, at moment: Moment) throws -> Change<Post> {
        try PostTable.insert(post, from: moment.effective, tx)
        return Change(
            Payload([
                ("organization", .id(organization.id)), ("role", .text(role.rawValue)),
                ("title", .text(title["vi"] ?? "")), ("titleEnglish", .text(title["en"] ?? "")),
            ]), outcome: post)
    }

    public func recall(_ event: Event, _ tx: any ReadTransaction) throws -> Post {
        guard let post = try PostTable.find(ID(event.subject.raw), tx) else { throw RegistryError.postMissing }
        return post
    }
}
