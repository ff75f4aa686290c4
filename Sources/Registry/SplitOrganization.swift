import Acts
import Kernel
import Storage

/// A body is split from a day: it ends, and each part has its past, marked as partial. Its open matters are the work of
/// every part's posts until they are passed on to the part that is competent. Posts go where it is said, or end.
public struct SplitOrganization: Act {
    public static let code: ActCode = "organization.split"

    public let effective: Day?
    let organization: Organization
    let parts: [Organization]
    /// Where a post goes; one that is not named ends, and must have no open matters.
    let posts: [PostID: OrganizationID]
    let work: OpenWork

    public init(
        _ organization: Organization, into parts: [Organization], posts: [PostID: OrganizationID], from day: Day? = nil,
        work: OpenWork
    ) {
        self.organization = organization
        self.parts = parts.sorted { $0.id < $1.id }
        self.posts = posts
        self.work = work
        effective = day
    }

    public func prepare(_ environment: Environment) throws -> Day { environment.today }

    public func subject(_: Day) -> Subjected { Subjected(Key(organization.home, organization.id)) }

    public func authorize(_ today: Day, _ tx: any ReadTransaction, at moment: Moment) throws -> Reorganization {
        let known = Set(parts.map(\.id))
        guard known.count >= 2, known.count == parts.count, posts.values.allSatisfy(known.contains) else {
            throw RegistryError.successorUnfit
        }
        return try Reorganization(
            of: [organization], into: parts, posts: { posts[$0.id] }, work: work, today: today, at: moment,
            tx)
    }

    public func perform(
        _: Day, _ change: Reorganization, _ tx: ActTransaction, at moment: Moment
    ) throws -> Change<Void> {
        try change.save(tx, on: moment.effective)
        return Change(
            Payload([
                ("parts", .list(parts.map { Payload([("organization", .id($0.id))]) })),
                ("posts", .list(change.facts)),
            ]))
    }
}
