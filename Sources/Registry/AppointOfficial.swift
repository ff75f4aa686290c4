import Acts
import Kernel
import Storage

/// An official holds a post from a day until the day before another, or covers it for its holder. One official may hold
/// several posts at once, and one post may be held by several.
public struct AppointOfficial: Act {
    public static let code: ActCode = "post.appoint"

    let post: Post
    let official: OfficialID
    let from: Day?
    let until: Day
    let isCover: Bool

    /// From the day of the act if no other is given; `until` is the first day it no longer is so.
    public init(
        _ official: OfficialID, to post: Post, asCover isCover: Bool = false, from: Day? = nil, until: Day = .never
    ) {
        self.official = official
        self.post = post
        self.isCover = isCover
        self.from = from
        self.until = until
    }

    public func prepare(_ environment: Environment) throws -> Membership {
        Membership(
            post: post.id, official: official, from: from ?? environment.today, until: until, isCover: isCover)
    }

    public func subject(_: Membership) -> Subjected { Subjected(Key(post.home, post.id)) }

    public func authorize(_ membership: Membership, _ tx: any ReadTransaction, at moment: Moment) throws {
        guard let found = try PostTable.find(post.id, on: max(membership.from, moment.effective), tx) else {
            throw RegistryError.postMissing
        }
        try Administration.authorize(moment, over: found.organization, tx)
        try Administration.requireOther(moment, than: official, tx)
        guard try PostTable.official(official, tx) != nil else { throw RegistryError.officialMissing }
        guard membership.from < membership.until else { throw RegistryError.datesReversed }
        // Nobody but an import says what was so before today.
        if case .officer = moment.actor, membership.from < moment.effective { throw RegistryError.tooEarly }
        let held = try PostTable.history(of: post.id, tx).filter { $0.official == official }
        guard !held.contains(where: { $0.from < membership.until && membership.from < $0.until }) else {
            throw RegistryError.alreadyHolds
        }
    }

    public func perform(
        _ membership: Membership, _: Void, _ tx: ActTransaction, at moment: Moment
    ) throws -> Change<Void> {
        try PostTable.insert(membership, tx)
        return Change(
            Payload([
                ("official", .id(official)), ("from", .day(membership.from)),
                ("until", until.isNever ? nil : .day(until)), ("cover", .number(isCover ? 1 : 0)),
            ]))
    }
}
