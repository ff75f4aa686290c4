import Kernel
import Storage

extension PostTable {
    /// Titles of posts, by language.
    public static func titles(
        of posts: [PostID], _ tx: any ReadTransaction
    ) throws -> [PostID: [String: String]] {
        guard !posts.isEmpty else { return [:] }
        return Dictionary(
            uniqueKeysWithValues: try tx.all(
                "select id, title_vi, title_en from post where id in \(in: posts) order by id"
            ) { row in (try row(0) as PostID, ["vi": try row(1) as String, "en": try row(2) as String]) })
    }

    /// The posts of these bodies that last, in the order of body and post.
    public static func posts(of organizations: [OrganizationID], _ tx: any ReadTransaction) throws -> [Post] {
        guard !organizations.isEmpty else { return [] }
        return try tx.all(
            """
            select p.id, p.home, b.organization, p.title_vi, p.title_en, p.role from post_body b \
            join post p on p.id = b.post where b.organization in \(in: organizations) \
            and b.until_day = \(Day.never) order by b.organization, p.id
            """
        ) { row in
            guard let role = Role(rawValue: try row(5)) else {
                throw StoreError.unreadable(column: 5, wanted: "a role")
            }
            return Post(
                id: try row(0), home: try row(1), organization: try row(2),
                title: ["vi": try row(3), "en": try row(4)], role: role)
        }
    }

    /// Who holds or covers each post of these bodies on a day, holders first.
    public static func holders(
        in organizations: [OrganizationID], on day: Day, _ tx: any ReadTransaction
    ) throws -> [PostID: [String]] {
        guard !organizations.isEmpty else { return [:] }
        var holders: [PostID: [String]] = [:]
        _ = try tx.all(
            """
            select h.post, o.name from post_body p join post_holder h on h.post = p.post \
            join official o on o.id = h.official where p.organization in \(in: organizations) \
            and p.until_day = \(Day.never) and h.from_day <= \(day) and h.until_day > \(day) order by h.post, h.cover, o.id
            """
        ) { row in holders[try row(0), default: []].append(try row(1)) }
        return holders
    }
}
