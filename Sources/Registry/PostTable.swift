import Acts
import Kernel
import Storage

/// Posts, and the bodies they belong to over time.
public enum PostTable {
    static func insert(_ post: Post, from day: Day, _ tx: ActTransaction) throws {
        try tx.run(
            """
            insert into post (id, home, organization, title_vi, title_en, role) values (\(post.id), \(post.home), \
            \(post.organization), \(post.title["vi"] ?? ""), \(post.title["en"] ?? post.title["vi"] ?? ""), \(post.role.rawValue))
            """)
        try place(post.id, in: post.organization, from: day, tx)
    }

    static func rename(_ post: PostID, _ title: [String: String], _ tx: ActTransaction) throws {
        try tx.run(
            """
            update post set title_vi = \(title["vi"] ?? ""), title_en = \(title["en"] ?? title["vi"] ?? "") where id = \(post)
            """)
    }

    /// From that day on it belongs to another body.
    static func move(_ post: PostID, to organization: OrganizationID, on day: Day, _ tx: ActTransaction) throws {
        try end(post, on: day, tx)
        try place(post, in: organization, from: day, tx)
    }

    /// From that day on it belongs to no body.
    static func end(_ post: PostID, on day: Day, _ tx: ActTransaction) throws {
        try tx.run("update post_body set until_day = \(day) where post = \(post) and until_day > \(day)")
    }

    private static func place(
        _ post: PostID, in organization: OrganizationID, from day: Day, _ tx: ActTransaction
    ) throws {
        try tx.run(
            """
            insert into post_body (post, organization, from_day, until_day) \
            values (\(post), \(organization), \(day), \(Day.never)) on conflict (post, from_day) \
            do update set organization = excluded.organization, until_day = excluded.until_day
            """)
    }

    /// The post with the body it belongs to now, or belonged to last.
    public static func find(_ id: PostID, _ tx: any ReadTransaction) throws -> Post? {
        try tx.first("select \(columns) from \(source) where p.id = \(id) order by b.from_day desc limit 1", post)
    }

    /// The post with the body it belongs to on a day; nil if to none.
    public static func find(_ id: PostID, on day: Day, _ tx: any ReadTransaction) throws -> Post? {
        try tx.first("select \(columns) from \(source) where p.id = \(id) and \(belongs(on: day))", post)
    }

    /// The posts of an organization that last, in the order they were made.
    public static func posts(of organization: OrganizationID, _ tx: any ReadTransaction) throws -> [Post] {
        try tx.all(
            """
            select \(columns) from \(source) where b.organization = \(organization) \
            and b.until_day = \(Day.never) order by p.id
            """, post)
    }

    /// The posts an organization has or had, in the order they were made.
    public static func allPosts(of organization: OrganizationID, _ tx: any ReadTransaction) throws -> [Post] {
        try tx.all(
            "select \(columns) from \(source) where b.organization = \(organization) order by p.id, b.from_day", post)
    }

    /// The organizations that have or had a post.
    static func furnished(_ tx: any ReadTransaction) throws -> Set<OrganizationID> {
        Set(try tx.all("select distinct organization from post_body") { row in try row(0) })
    }

    /// The organizations in which `isStaffed` holds by posts of their own.
    static func staffed(on day: Day, _ tx: any ReadTransaction) throws -> Set<OrganizationID> {
        let roles = Role.allCases.filter { $0.powers.contains(.handle) }.map(\.rawValue)
        // From the accounts, in that order: a country has many more posts than people who have signed in.
        return Set(
            try tx.all(
                """
                select distinct b.organization from account a cross join post_holder h cross join post p \
                cross join post_body b where a.disabled = 0 and h.official = a.official and p.id = h.post \
                and b.post = p.id and h.from_day <= \(day) and h.until_day > \(day) \
                and p.role in \(in: roles) and \(belongs(on: day))
                """
            ) { row in try row(0) })
    }

    /// Whether somebody with an open account holds a post that takes matters in for the body.
    public static func isStaffed(
        _ organization: OrganizationID, on day: Day, _ tx: any ReadTransaction
    ) throws -> Bool {
        let posts = try posts(serving: organization, on: day, tx).filter { $0.role.powers.contains(.handle) }
        return try tx.exists(
            """
            select 1 from post_holder h join account a on a.official = h.official and a.disabled = 0 \
            where h.post in \(in: posts.map(\.id)) and h.from_day <= \(day) and h.until_day > \(day)
            """)
    }

    /// Who holds or covers a post that administers one of these bodies on a day and without end, and which post.
    static func administrators(
        of bodies: [OrganizationID], on day: Day, _ tx: any ReadTransaction
    ) throws -> [(post: PostID, official: OfficialID)] {
        let roles = Role.allCases.filter { $0.powers.contains(.administer) }.map(\.rawValue)
        return try tx.all(
            """
            select h.post, h.official from \(source) join post_holder h on h.post = p.id \
            where b.organization in \(in: bodies) and \(belongs(on: day)) and p.role in \(in: roles) \
            and h.from_day <= \(day) and h.until_day = \(Day.never) order by h.post, h.official
            """
        ) { row in (try row(0), try row(1)) }
    }

    /// The posts that do an organization's work on a day: its own, and if it went on in others, theirs.
    public static func posts(
        serving organization: OrganizationID, on day: Day, _ tx: any ReadTransaction
    ) throws -> [Post] {
        let bodies = try SuccessionTable.serving(organization, on: day, tx).sorted()
        return try tx.all(
            """
            select \(columns) from \(source) where b.organization in \(in: bodies) and \(belongs(on: day)) \
            order by p.id
            """, post)
    }

    /// The posts an official holds or covers on a day, own posts first.
    static func held(
        by official: OfficialID, on day: Day, _ tx: any ReadTransaction
    ) throws -> [(post: Post, isCover: Bool)] {
        try tx.all(
            """
            select \(columns), h.cover from post_holder h join post p on p.id = h.post \
            join post_body b on b.post = p.id and \(belongs(on: day)) \
            where h.official = \(official) and h.from_day <= \(day) and h.until_day > \(day) order by h.cover, p.id
            """
        ) { row in (try post(row), try row(7)) }
    }

    /// The posts an official holds or covers on a day or will later.
    static func heldFrom(
        _ day: Day, by official: OfficialID, _ tx: any ReadTransaction
    ) throws -> [(post: Post, isCover: Bool)] {
        try tx.all(
            """
            select \(columns), h.cover from post_holder h join post p on p.id = h.post \
            join post_body b on b.post = p.id and b.until_day > \(day) \
            where h.official = \(official) and h.until_day > \(day) order by h.cover, p.id
            """
        ) { row in (try post(row), try row(7)) }
    }

    private static func belongs(on day: Day) -> SQL { "b.from_day <= \(day) and b.until_day > \(day)" }

    private static let source: SQL = "post p join post_body b on b.post = p.id"
    private static let columns: SQL = """
        p.id, p.home, b.organization, p.title_vi, p.title_en, p.role, b.until_day
        """

    private static func post(_ row: any Row) throws -> Post {
        guard let role = Role(rawValue: try row(5)) else {
            throw StoreError.unreadable(column: 5, wanted: "a role")
        }
        return Post(
            id: try row(0), home: try row(1), organization: try row(2), title: ["vi": try row(3), "en": try row(4)],
            role: role, until: try row(6))
    }
}
