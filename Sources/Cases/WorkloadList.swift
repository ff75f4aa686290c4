import Kernel
import Language
import Registry
import Storage

/// A post and who holds it today.
public struct HeldPost: Sendable {
    public let post: Post
    /// Holders first, then those who cover for them.
    public let holders: [String]

    /// Orders by the given name of the first holder; a post nobody holds goes last.
    var sortKey: String { holders.first.flatMap(PersonName.init)?.sortKey ?? "~" }
}

/// What one post has on its hands.
public struct Workload: Sendable {
    public let post: HeldPost
    public let open: Int
    public let late: Int
}

/// Posts by the given names of their holders, with what lies with each.
public enum WorkloadList {
    /// The posts of these bodies by given name under Vietnamese collation.
    public static func posts(
        of organizations: [OrganizationID], on day: Day, _ tx: any ReadTransaction
    ) throws -> [HeldPost] {
        let holders = try PostTable.holders(in: organizations, on: day, tx)
        return try PostTable.posts(of: organizations, tx)
            .map { HeldPost(post: $0, holders: holders[$0.id] ?? []) }
            .sorted { ($0.sortKey, $0.post.id) < ($1.sortKey, $1.post.id) }
    }

    /// What lies with each post of a body that can handle anything, or has something.
    public static func workload(
        _ body: ReachedBody, _ scope: Scope, today: Day, _ tx: any ReadTransaction
    ) throws -> [Workload] {
        var counts: [PostID: (open: Int, late: Int)] = [:]
        let posts = try posts(of: [body.organization], on: scope.day, tx)
        let clear = scope.clear(home: "d.home", matter: "d.matter")
        _ = try tx.all(
            """
            select d.post, count(*), sum(case when d.next_due < \(today) then 1 else 0 end) from desk d \
            where d.post in \(in: posts.map(\.post.id)) and +d.organization = \(body.organization) \
            and d.kind in \(in: body.kinds.map(\.rawValue).sorted()) and \(clear) group by d.post
            """
        ) { row in counts[try row(0)] = (open: try row(1), late: try row(2)) }
        return posts.compactMap { post in
            guard post.post.role.powers.contains(.handle) || counts[post.post.id] != nil else { return nil }
            let count = counts[post.post.id] ?? (open: 0, late: 0)
            return Workload(post: post, open: count.open, late: count.late)
        }
    }

    /// The number of open matters that each of these posts handles; those without any are left out.
    public static func open(of posts: [PostID], _ tx: any ReadTransaction) throws -> [PostID: Int] {
        guard !posts.isEmpty else { return [:] }
        return Dictionary(
            uniqueKeysWithValues: try tx.all(
                "select post, count(*) from desk where post in \(in: posts) group by post order by post"
            ) { row in (try row(0) as PostID, try row(1) as Int) })
    }
}
