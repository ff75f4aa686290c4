import Acts
import Kernel
import Storage

/// A post is abolished from that day on: nobody holds it any more. It must have no open matters, and somebody must be
/// left to take what lies with the body, and to administer it if the post did.
public struct EndPost: Act {
    public static let code: ActCode = "post.end"

    let post: Post
    let work: OpenWork

    public init(_ post: Post, work: OpenWork) {
        self.post = post
        self.work = work
    }

    public func prepare(_ environment: Environment) throws {}

    public func subject(_: Void) -> Subjected { Subjected(Key(post.home, post.id)) }

    public func authorize(_: Void, _ tx: any ReadTransaction, at moment: Moment) throws {
        guard let found = try PostTable.find(post.id, on: moment.effective, tx) else {
            throw RegistryError.postMissing
        }
        try Administration.authorize(moment, over: found.organization, tx)
        let open = try work.ofPosts([post.id], tx)[post.id] ?? 0
        guard open == 0 else { throw RegistryError.leavesWork(post.id, open) }
        var custody = Custody(day: moment.effective)
        try custody.abolish([found], tx)
        try custody.requireAdministrators([found], tx)
        try custody.require([found], work, tx)
    }

    public func perform(_: Void, _: Void, _ tx: ActTransaction, at moment: Moment) throws -> Change<Void> {
        try PostTable.end(post.id, on: moment.effective, tx)
        try PostTable.endAll(in: post.id, on: moment.effective, tx)
        return Change(Payload([]))
    }
}
