import Acts
import Kernel
import Storage

/// A post is called otherwise; its role and its work stay.
public struct RenamePost: Act {
    public static let code: ActCode = "post.rename"

    let post: Post
    let title: [String: String]

    public init(_ post: Post, title: [String: String]) {
        self.post = post
        self.title = Naming.tidied(title)
    }

    public func prepare(_ environment: Environment) throws {}

    public func subject(_: Void) -> Subjected { Subjected(Key(post.home, post.id)) }

    public func authorize(_: Void, _ tx: any ReadTransaction, at moment: Moment) throws {
        guard let found = try PostTable.find(post.id, on: moment.effective, tx) else {
            throw RegistryError.postMissing
        }
        try Administration.authorize(moment, over: found.organization, tx)
        try Naming.check(title: title)
    }

    public func perform(_: Void, _: Void, _ tx: ActTransaction, at moment: Moment) throws -> Change<Void> {
        try PostTable.rename(post.id, title, tx)
        return Change(
            Payload([("title", .text(title["vi"] ?? "")), ("titleEnglish", .text(title["en"] ?? ""))]))
    }
}
