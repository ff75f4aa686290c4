import Acts
import Kernel
import Language
import Storage

/// Everything about one body that those see who administer or head it: its names, posts and people.
public struct BodyFile: Sendable {
    public let organization: Organization
    public let names: [OrganizationName]
    public let promises: [(since: Day, workingDays: Int?)]
    public let posts: [PostFile]
    /// By given name.
    public let people: [PersonInOffice]
    /// Untaken matters that lie with it.
    public let untaken: Int
    public let mayAdminister: Bool
    public let mayPromise: Bool

    /// A post with those who hold or cover it now or later.
    public struct PostFile: Sendable {
        public let post: Post
        public let holdings: [Holding]
        public let openMatters: Int
        /// Nobody who can sign in holds or covers it that day.
        public let isVacant: Bool
    }

    /// Nil if the actor may not see it, or there is none.
    public static func read(
        _ id: OrganizationID, for actor: Actor, on day: Day, work: OpenWork, _ tx: any ReadTransaction
    ) throws -> BodyFile? {
        guard let organization = try OrganizationTable.find(id, tx),
            try Administration.maySee(actor, id, on: day, tx)
        else { return nil }
        let mayAdminister = try Administration.may(actor, over: id, on: day, tx)
        var isHead = false
        if case .officer(let account) = actor {
            isHead = try Standing.of(account, on: day, tx)?.post(with: .sign, in: id) != nil
        }
        let posts = try PostTable.posts(of: id, tx)
        let open = try work.ofPosts(posts.map(\.id), tx)
        let custody = Custody(day: day)
        let served = try SuccessionTable.served(by: id, on: day, tx)
        return BodyFile(
            organization: organization, names: try OrganizationNameTable.all(of: id, tx),
            promises: try PromiseTable.all(of: id, tx),
            posts: try posts.map { post in
                PostFile(
                    post: post, holdings: try Holding.all(of: post.id, from: day, tx),
                    openMatters: open[post.id] ?? 0, isVacant: try !custody.isHeld(post, tx))
            }, people: try PersonInOffice.all(of: served, on: day, tx),
            untaken: try work.untaken(served.sorted(), tx).values.reduce(0, +), mayAdminister: mayAdminister,
            mayPromise: mayAdminister || isHead)
    }
}

/// One holding of a post, with the name of whoever holds it.
public struct Holding: Hashable, Sendable {
    public let membership: Membership
    public let name: String

    /// Those that last beyond a day, or all.
    public static func all(of post: PostID, from day: Day?, _ tx: any ReadTransaction) throws -> [Holding] {
        let history = try PostTable.history(of: post, tx).filter { holding in day.map { holding.until > $0 } ?? true }
        let names = try PostTable.names(of: Set(history.map(\.official)).sorted(), tx)
        return history.map { Holding(membership: $0, name: names[$0.official] ?? "") }
    }
}

/// A natural person with all accounts and posts.
public struct PersonInOffice: Sendable {
    public let official: OfficialID
    public let name: String
    public let accounts: [Account]
    /// Those held or covered now or later, in any body.
    public let posts: [(post: Post, isCover: Bool)]

    public var isOpen: Bool { accounts.contains { !$0.isDisabled } }

    /// Everybody with an account opened by one of these bodies or a post there, by given name.
    static func all(
        of bodies: Set<OrganizationID>, on day: Day, _ tx: any ReadTransaction
    ) throws -> [PersonInOffice] {
        try people(AccountTable.all(of: bodies, from: day, tx), on: day, tx)
    }

    /// Everybody who has an account, by given name.
    public static func all(on day: Day, _ tx: any ReadTransaction) throws -> [PersonInOffice] {
        try people(AccountTable.all(tx), on: day, tx)
    }

    /// Everybody of one body, by given name.
    public static func all(
        of organization: OrganizationID, on day: Day, _ tx: any ReadTransaction
    ) throws -> [PersonInOffice] {
        try all(of: SuccessionTable.served(by: organization, on: day, tx), on: day, tx)
    }

    /// The person an account belongs to; nil if there is no such account, or the actor may not see its body.
    public static func find(
        _ account: AccountID, for actor: Actor, on day: Day, _ tx: any ReadTransaction
    ) throws -> PersonInOffice? {
        guard let found = try AccountTable.find(account, tx) else { return nil }
        let posts = try PostTable.heldFrom(day, by: found.official, tx)
        let bodies = Set(posts.map(\.post.organization) + [found.organization])
        guard try bodies.contains(where: { try Administration.maySee(actor, $0, on: day, tx) }) else { return nil }
        return PersonInOffice(
            official: found.official, name: found.name, accounts: try AccountTable.all(of: found.official, tx),
            posts: posts)
    }

    private static func people(
        _ accounts: [Account], on day: Day, _ tx: any ReadTransaction
    ) throws -> [PersonInOffice] {
        try Dictionary(grouping: accounts, by: \.official)
            .map { official, accounts in
                (
                    key: PersonName(accounts[0].name)?.sortKey ?? "",
                    person: PersonInOffice(
                        official: official, name: accounts[0].name, accounts: accounts,
                        posts: try PostTable.heldFrom(day, by: official, tx))
                )
            }
            .sorted { ($0.key, $0.person.official) < ($1.key, $1.person.official) }
            .map(\.person)
    }
}
