import Acts
import Kernel
import Storage

/// How much open work lies where. The module of the work gives it; Registry keeps all of it in somebody's hands.
public struct OpenWork: Sendable {
    /// How many open matters each of these posts handles; posts with none may be left out.
    public let ofPosts: @Sendable ([PostID], any ReadTransaction) throws -> [PostID: Int]
    /// How many open matters each of these bodies has that no post handles yet.
    public let untaken: @Sendable ([OrganizationID], any ReadTransaction) throws -> [OrganizationID: Int]

    public init(
        ofPosts: @escaping @Sendable ([PostID], any ReadTransaction) throws -> [PostID: Int],
        untaken: @escaping @Sendable ([OrganizationID], any ReadTransaction) throws -> [OrganizationID: Int]
    ) {
        self.ofPosts = ofPosts
        self.untaken = untaken
    }

    /// An installation without work, before it receives letters.
    public static let none = OpenWork(ofPosts: { _, _ in [:] }, untaken: { _, _ in [:] })
}

/// A change of who holds what, as it would be on a day: asked before anything is written.
struct Custody {
    let day: Day
    /// Who no longer holds which posts.
    var leaving: [PostID: Set<OfficialID>] = [:]
    /// Who takes which post from that day.
    var taking: [PostID: OfficialID] = [:]
    /// An account that nobody signs in with any more.
    var closing: AccountID?

    /// Throws `RegistryError.leavesWork` if a post with open matters, or a body with untaken ones, would be left without
    /// anybody who can sign in and do the work.
    func require(_ posts: [Post], _ work: OpenWork, _ tx: any ReadTransaction) throws {
        let handled = try work.ofPosts(posts.map(\.id), tx)
        for post in posts {
            guard let count = handled[post.id], count > 0 else { continue }
            guard try isHeld(post, tx) else { throw RegistryError.leavesWork(post.id, count) }
        }
        for body in Set(posts.filter { $0.role.powers.contains(.receive) }.map(\.organization)).sorted() {
            let served = try SuccessionTable.served(by: body, on: day, tx)
            let count = try work.untaken(served.sorted(), tx).values.reduce(0, +)
            guard count > 0 else { continue }
            let takers = try PostTable.posts(of: body, tx).filter { $0.role.powers.contains(.receive) }
            guard try takers.contains(where: { try isHeld($0, tx) }) else {
                throw RegistryError.leavesBody(body, count)
            }
        }
    }

    /// How many matters `require` would find with nobody because of one post; nil if none.
    func left(in post: Post, _ work: OpenWork, _ tx: any ReadTransaction) throws -> Int? {
        do {
            try require([post], work, tx)
            return nil
        } catch RegistryError.leavesWork(_, let count) {
            return count
        } catch RegistryError.leavesBody(_, let count) {
            return count
        }
    }

    /// Whether somebody who can sign in would hold or cover it.
    func isHeld(_ post: Post, _ tx: any ReadTransaction) throws -> Bool {
        if let taker = taking[post.id], try canSignIn(taker, tx) { return true }
        return try PostTable.holders(of: post.id, on: day, tx).contains { holder in
            try leaving[post.id]?.contains(holder.official.id) != true && canSignIn(holder.official.id, tx)
        }
    }

    func canSignIn(_ official: OfficialID, _ tx: any ReadTransaction) throws -> Bool {
        try AccountTable.all(of: official, tx).contains { !$0.isDisabled && $0.id != closing }
    }
}
