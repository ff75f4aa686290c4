import Acts
import Kernel
import Storage

/// An official no longer holds or covers a post from that day on, nor will later. Somebody who can sign in must be left
/// with its open matters: another holder, or whoever takes the post with this act. No body loses its last administrator.
public struct EndAppointment: Act {
    public static let code: ActCode = "post.endAppointment"

    let post: Post
    let official: OfficialID
    let taker: OfficialID?
    let work: OpenWork

    public init(_ official: OfficialID, in post: Post, to taker: OfficialID? = nil, work: OpenWork) {
        self.official = official
        self.post = post
        self.taker = taker
        self.work = work
    }

    public func prepare(_ environment: Environment) throws {}

    public func subject(_: Void) -> Subjected { Subjected(Key(post.home, post.id)) }

    public func authorize(_: Void, _ tx: any ReadTransaction, at moment: Moment) throws {
        guard let found = try PostTable.find(post.id, on: moment.effective, tx) else {
            throw RegistryError.postMissing
        }
        try Administration.authorize(moment, over: found.organization, tx)
        let held = try PostTable.history(of: post.id, tx)
        guard held.contains(where: { $0.official == official && $0.until > moment.effective }) else {
            throw RegistryError.notHolder
        }
        var custody = Custody(day: moment.effective)
        custody.leaving[post.id] = [official]
        custody.taking[post.id] = taker
        if let taker { try Handover.check(taker, from: official, moment, closing: nil, tx) }
        try custody.requireAdministrators([found], tx)
        try custody.require([found], work, tx)
    }

    public func perform(_: Void, _: Void, _ tx: ActTransaction, at moment: Moment) throws -> Change<Void> {
        try PostTable.end(official, in: post.id, on: moment.effective, tx)
        if let taker { try Handover.give(post.id, to: taker, on: moment.effective, tx) }
        return Change(Payload([("official", .id(official)), ("taker", taker.map { .id($0) })]))
    }

    /// How many open matters would have nobody if the official left the post and nobody took it; nil if none.
    public static func demand(
        _ official: OfficialID, in post: Post, on day: Day, work: OpenWork, _ tx: any ReadTransaction
    ) throws -> Int? {
        var custody = Custody(day: day)
        custody.leaving[post.id] = [official]
        return try custody.left(in: post, work, tx)
    }
}

/// A post passes from one person to another.
enum Handover {
    /// Throws unless the taker is another person, with an open account, and not the one who acts.
    static func check(
        _ taker: OfficialID, from official: OfficialID, _ moment: Moment, closing: AccountID?,
        _ tx: any ReadTransaction
    ) throws {
        try Administration.requireOther(moment, than: taker, tx)
        let accounts = try AccountTable.all(of: taker, tx)
        guard taker != official, accounts.contains(where: { !$0.isDisabled && $0.id != closing }) else {
            throw RegistryError.takerUnfit
        }
    }

    /// The taker holds the post from that day on; whoever held it already keeps it.
    static func give(_ post: PostID, to taker: OfficialID, on day: Day, _ tx: ActTransaction) throws {
        let holds = try PostTable.history(of: post, tx).contains {
            $0.official == taker && $0.from <= day && $0.until.isNever && !$0.isCover
        }
        guard !holds else { return }
        // A cover, or a holding that would begin or end later, gives way.
        try PostTable.end(taker, in: post, on: day, tx)
        try PostTable.insert(
            Membership(post: post, official: taker, from: day, until: .never, isCover: false), tx)
    }
}
