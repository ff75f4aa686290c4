import Acts
import Kernel
import Storage

/// Closes an account: nobody signs in with it, and whoever was signed in is no longer.
///
/// Unless the same person has another open account, all posts held or covered end the same day. Each post that would be
/// left without anybody while matters are open there must be given to somebody, in the same act. No body loses its last
/// administrator.
public struct CloseAccount: Act {
    public static let code: ActCode = "account.close"

    let account: Account
    /// Who takes which post from that day on.
    let takers: [PostID: OfficialID]
    let work: OpenWork

    public init(_ account: Account, takers: [PostID: OfficialID] = [:], work: OpenWork) {
        self.account = account
        self.takers = takers
        self.work = work
    }

    public func prepare(_ environment: Environment) throws -> Instant { environment.now }

    public func subject(_: Instant) -> Subjected { Subjected(Key(account.home, account.id)) }

    /// The posts that end; none if the person goes on with another account.
    public func authorize(_: Instant, _ tx: any ReadTransaction, at moment: Moment) throws -> [PostID] {
        guard let found = try AccountTable.find(account.id, tx) else { throw RegistryError.accountMissing }
        try Administration.authorize(moment, over: found.organization, tx)
        try Administration.authorize(moment, overPerson: found.official, tx)
        guard !found.isDisabled else { throw RegistryError.accountClosed }
        let others = try AccountTable.all(of: found.official, tx).filter { !$0.isDisabled && $0.id != found.id }
        guard others.isEmpty else {
            guard takers.isEmpty else { throw RegistryError.takerUnfit }
            return []
        }
        let posts = try PostTable.heldFrom(moment.effective, by: found.official, tx).map(\.post)
        var custody = Custody(day: moment.effective, taking: takers, closing: found.id)
        for post in posts { custody.leaving[post.id] = [found.official] }
        for (post, taker) in takers {
            guard posts.contains(where: { $0.id == post }) else { throw RegistryError.postMissing }
            try Handover.check(taker, from: found.official, moment, closing: found.id, tx)
        }
        try custody.requireAdministrators(posts, tx)
        try custody.require(posts, work, tx)
        return Set(posts.map(\.id)).sorted()
    }

    public func perform(
        _ now: Instant, _ posts: [PostID], _ tx: ActTransaction, at moment: Moment
    ) throws -> Change<Void> {
        try AccountTable.set(isDisabled: true, account.id, at: now, tx)
        for post in posts { try PostTable.end(account.official, in: post, on: moment.effective, tx) }
        for (post, taker) in takers.sorted(by: { $0.key < $1.key }) {
            try Handover.give(post, to: taker, on: moment.effective, tx)
        }
        let ended = posts.map { post in
            Payload([("post", .id(post)), ("taker", takers[post].map { .id($0) })])
        }
        return Change(Payload([("posts", .list(ended))]))
    }

    /// The posts for which somebody must be named before the account can be closed, with their open matters.
    public static func demands(
        _ account: Account, on day: Day, work: OpenWork, _ tx: any ReadTransaction
    ) throws -> [(post: Post, open: Int)] {
        let others = try AccountTable.all(of: account.official, tx).filter { !$0.isDisabled && $0.id != account.id }
        guard others.isEmpty else { return [] }
        // Now and later again is two holdings of one post.
        var seen: Set<PostID> = []
        let posts = try PostTable.heldFrom(day, by: account.official, tx).map(\.post)
            .filter { seen.insert($0.id).inserted }
        var custody = Custody(day: day, closing: account.id)
        for post in posts { custody.leaving[post.id] = [account.official] }
        return try posts.compactMap { post in try custody.left(in: post, work, tx).map { (post, $0) } }
    }
}
