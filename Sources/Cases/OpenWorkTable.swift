import Kernel
import Registry
import Storage

extension OpenWork {
    /// The open matters of all kinds.
    public static let ofMatters = OpenWork(
        ofPosts: { posts, tx in try OpenWorkTable.handled(by: posts, tx) },
        untaken: { bodies, tx in try OpenWorkTable.untaken(in: bodies, tx) })
}

enum OpenWorkTable {
    static func handled(by posts: [PostID], _ tx: any ReadTransaction) throws -> [PostID: Int] {
        guard !posts.isEmpty else { return [:] }
        return Dictionary(
            uniqueKeysWithValues: try tx.all(
                "select post, count(*) from desk where post in \(in: posts) group by post order by post"
            ) { row in (try row(0) as PostID, try row(1) as Int) })
    }

    static func untaken(
        in bodies: [OrganizationID], _ tx: any ReadTransaction
    ) throws -> [OrganizationID: Int] {
        guard !bodies.isEmpty else { return [:] }
        return Dictionary(
            uniqueKeysWithValues: try tx.all(
                """
                select organization, count(*) from desk where organization in \(in: bodies) and post is null \
                and place = 'lead' group by organization order by organization
                """
            ) { row in (try row(0) as OrganizationID, try row(1) as Int) })
    }
}
