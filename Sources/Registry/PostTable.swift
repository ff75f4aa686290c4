import Acts
import Kernel
import Storage

/// Officials, posts, and who holds which when.
public enum PostTable {
    static func insert(_ official: Official, _ tx: ActTransaction) throws {
        try tx.run(
            "insert into official (id, home, name) values (\(official.id), \(official.home), \(official.name))")
    }

    static func insert(_ post: Post, _ tx: ActTransaction) throws {
        try tx.run(
            """
            insert into post (id, home, organization, title_vi, title_en, role) values (\(post.id), \(post.home), \
            \(post.organization), \(post.title["vi"] ?? ""), \(post.title["en"] ?? ""), \(post.role.rawValue))
            """)
    }

    static func insert(_ membership: Membership, _ tx: ActTransaction) throws {
        try tx.run(
            """
            insert into post_holder (post, official, from_day, until_day, cover) values (\(membership.post), \
            \(membership.official), \(membership.from), \(membership.until), \(membership.isCover))
            """)
    }

    /// A holding that lasts beyond `day` ends on it; nothing happens to others.
    static func end(
        _ official: OfficialID, in post: PostID, on day: Day, _ tx: ActTransaction
    ) throws {
        try tx.run(
            """
            update post_holder set until_day = \(day) where post = \(post) and official = \(official) \
            and until_day > \(day)
            """)
    }

    public static func official(_ id: OfficialID, _ tx: any ReadTransaction) throws -> Official? {
        try tx.first("select id, home, name from official where id = \(id)") { row in
            Official(id: try row(0), home: try row(1), name: try row(2))
        }
    }

    public static func names(
        of officials: [OfficialID], _ tx: any ReadTransaction
    ) throws -> [OfficialID: String] {
        guard !officials.isEmpty else { return [:] }
        return Dictionary(
            uniqueKeysWithValues: try tx.all(
                "select id, name from official where id in \(in: officials) order by id"
            ) { row in (try row(0) as OfficialID, try row(1) as String) })
    }

    public static func find(_ id: PostID, _ tx: any ReadTransaction) throws -> Post? {
        try tx.first("select \(columns) from post p where p.id = \(id)", post)
    }

    /// The posts of an organization, in the order they were made.
    public static func posts(of organization: OrganizationID, _ tx: any ReadTransaction) throws -> [Post] {
        try tx.all("select \(columns) from post p where p.organization = \(organization) order by p.id", post)
    }

    /// Who holds or covers a post on a day.
    public static func holders(
        of post: PostID, on day: Day, _ tx: any ReadTransaction
    ) throws -> [(official: Official, isCover: Bool)] {
        try tx.all(
            """
            select o.id, o.home, o.name, h.cover from post_holder h join official o on o.id = h.official \
            where h.post = \(post) and h.from_day <= \(day) and h.until_day > \(day) order by h.cover, o.id
            """
        ) { row in (Official(id: try row(0), home: try row(1), name: try row(2)), try row(3)) }
    }

    /// Whether somebody with an open account holds a post of the body that takes matters in.
    public static func isStaffed(
        _ organization: OrganizationID, on day: Day, _ tx: any ReadTransaction
    ) throws -> Bool {
        let roles = Role.allCases.filter { $0.powers.contains(.handle) }.map(\.rawValue)
        return try tx.exists(
            """
            select 1 from post p join post_holder h on h.post = p.id and h.from_day <= \(day) and h.until_day > \(day) \
            join account a on a.official = h.official and a.disabled = 0 \
            where p.organization = \(organization) and p.role in \(in: roles)
            """)
    }

    /// The posts an official holds or covers on a day.
    static func held(
        by official: OfficialID, on day: Day, _ tx: any ReadTransaction
    ) throws -> [(post: Post, isCover: Bool)] {
        try tx.all(
            """
            select \(columns), h.cover from post_holder h join post p on p.id = h.post \
            where h.official = \(official) and h.from_day <= \(day) and h.until_day > \(day) order by h.cover, p.id
            """
        ) { row in (try post(row), try row(6)) }
    }

    /// The holdings of a post, first to last.
    public static func history(of post: PostID, _ tx: any ReadTransaction) throws -> [Membership] {
        try tx.all(
            """
            select official, from_day, until_day, cover from post_holder where post = \(post) \
            order by from_day, official
            """
        ) { row in
            Membership(
                post: post, official: try row(0), from: try row(1), until: try row(2), isCover: try row(3))
        }
    }

    private static let columns: SQL = "p.id, p.home, p.organization, p.title_vi, p.title_en, p.role"

    private static func post(_ row: any Row) throws -> Post {
        guard let role = Role(rawValue: try row(5)) else {
            throw StoreError.unreadable(column: 5, wanted: "a role")
        }
        return Post(
            id: try row(0), home: try row(1), organization: try row(2), title: ["vi": try row(3), "en": try row(4)],
            role: role)
    }
}
