import Acts
import Kernel
import Storage

/// Officials, and who of them holds or covers which post when.
extension PostTable {
    static func insert(_ official: Official, _ tx: ActTransaction) throws {
        try tx.run(
            "insert into official (id, home, name) values (\(official.id), \(official.home), \(official.name))")
    }

    /// A holding that ended before it began gives way.
    static func insert(_ membership: Membership, _ tx: ActTransaction) throws {
        try tx.run(
            """
            insert into post_holder (post, official, from_day, until_day, cover) values (\(membership.post), \
            \(membership.official), \(membership.from), \(membership.until), \(membership.isCover)) \
            on conflict (official, post, from_day) do update set until_day = excluded.until_day, \
            cover = excluded.cover
            """)
    }

    /// Holdings that last beyond `day`, or begin later, end on it; nothing happens to others.
    static func end(
        _ official: OfficialID, in post: PostID, on day: Day, _ tx: ActTransaction
    ) throws {
        try tx.run(
            """
            update post_holder set until_day = \(day) where post = \(post) and official = \(official) \
            and until_day > \(day)
            """)
    }

    /// The same for all who hold or cover a post.
    static func endAll(in post: PostID, on day: Day, _ tx: ActTransaction) throws {
        try tx.run("update post_holder set until_day = \(day) where post = \(post) and until_day > \(day)")
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

    /// Whether anybody ever held or covered a post, be it for less than a day.
    public static func wasHeld(_ post: PostID, _ tx: any ReadTransaction) throws -> Bool {
        try tx.exists("select 1 from post_holder where post = \(post)")
    }

    /// The holdings of a post, first to last; those that ended before they began are none.
    public static func history(of post: PostID, _ tx: any ReadTransaction) throws -> [Membership] {
        try tx.all(
            """
            select official, from_day, until_day, cover from post_holder where post = \(post) \
            and until_day > from_day order by from_day, official
            """
        ) { row in
            Membership(
                post: post, official: try row(0), from: try row(1), until: try row(2), isCover: try row(3))
        }
    }
}
