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

    /// The posts of these bodies, in the order of body and post.
    public static func posts(of organizations: [OrganizationID], _ tx: any ReadTransaction) throws -> [Post] {
        try tx.all(
            """
            select id, home, organization, title_vi, title_en, role from post \
            where organization in \(in: organizations) order by organization, id
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
        var holders: [PostID: [String]] = [:]
        _ = try tx.all(
            """
            select h.post, o.name from post p join post_holder h on h.post = p.id \
            join official o on o.id = h.official where p.organization in \(in: organizations) \
            and h.from_day <= \(day) and h.until_day > \(day) order by h.post, h.cover, o.id
            """
        ) { row in holders[try row(0), default: []].append(try row(1)) }
        return holders
    }
}
