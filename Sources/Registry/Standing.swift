import Acts
import Kernel
import Storage

/// As whom somebody acts on a day: the account, the natural person, and the posts held or covered.
public struct Standing: Hashable, Sendable {
    public let account: Account
    public let posts: [HeldPost]

    public struct HeldPost: Hashable, Sendable {
        public let post: Post
        public let isCover: Bool
        /// Whose work the post does: its own body's, and that of the bodies which went on in it.
        public let bodies: Set<OrganizationID>
    }

    public var official: OfficialID { account.official }

    /// Nil if there is no such account, or it is closed.
    public static func of(_ account: AccountID, on day: Day, _ tx: any ReadTransaction) throws -> Standing? {
        guard let account = try AccountTable.find(account, tx), !account.isDisabled else { return nil }
        var served: [OrganizationID: Set<OrganizationID>] = [:]
        let posts = try PostTable.held(by: account.official, on: day, tx).map { post, isCover in
            let body = post.organization
            let bodies = try served[body] ?? SuccessionTable.served(by: body, on: day, tx)
            served[body] = bodies
            return HeldPost(post: post, isCover: isCover, bodies: bodies)
        }
        return Standing(account: account, posts: posts)
    }

    /// The standing of the officer who acts. Throws `ActProblem.forbidden` for anybody else.
    public static func acting(
        _ officer: AccountID, at moment: Moment, _ tx: any ReadTransaction
    ) throws -> Standing {
        guard moment.actor == .officer(officer), let standing = try of(officer, on: moment.effective, tx) else {
            throw ActProblem.forbidden
        }
        return standing
    }

    /// The post by which this person has a power in a body, or in the one it went on in; own posts before covered ones.
    /// Nil if there is none.
    public func post(with power: Power, in organization: OrganizationID) -> Post? {
        posts.first { $0.bodies.contains(organization) && $0.post.role.powers.contains(power) }?.post
    }

    /// The same in a body or in one above it: where the second person may be the head of the level above.
    public func post(with power: Power, inOrAbove organization: OrganizationID, ancestors: Set<OrganizationID>)
        -> Post?
    {
        post(with: power, in: organization)
            ?? posts.first { ancestors.contains($0.post.organization) && $0.post.role.powers.contains(power) }?.post
    }

    /// Whether a post is this person's work on that day.
    public func holds(_ post: PostID) -> Bool { posts.contains { $0.post.id == post } }
}
