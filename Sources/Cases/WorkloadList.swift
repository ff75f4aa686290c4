import Kernel
import Registry
import Storage

/// How much work lies with posts.
public enum WorkloadList {
    /// The number of open matters that each of these posts handles; those without any are left out.
    public static func open(of posts: [PostID], _ tx: any ReadTransaction) throws -> [PostID: Int] {
        guard !posts.isEmpty else { return [:] }
        return Dictionary(
            uniqueKeysWithValues: try tx.all(
                "select post, count(*) from desk where post in \(in: posts) group by post order by post"
            ) { row in (try row(0) as PostID, try row(1) as Int) })
    }
}
