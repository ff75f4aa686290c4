import Acts
import Kernel
import Storage

/// No body is left without anybody who could open an account or fill a post of it on a page: the one rule of every act
/// that ends posts or takes people out of them.
extension Custody {
    /// These posts end: whoever holds or covers one leaves it.
    mutating func abolish(_ posts: [Post], _ tx: any ReadTransaction) throws {
        for post in posts {
            leaving[post.id] = Set(try PostTable.holders(of: post.id, on: day, tx).map(\.official.id))
        }
    }

    /// Throws `RegistryError.lastAdministrator` if somebody who can sign in leaves one of these posts, the post
    /// administers its body, and nobody who can sign in would administer it from that day on without end: in the body or
    /// above it, or in or above one of `successors`, if it goes on under them.
    func requireAdministrators(
        _ posts: [Post], under successors: [OrganizationID] = [], _ tx: any ReadTransaction
    ) throws {
        let left = try posts.filter { post in
            guard post.role.powers.contains(.administer) else { return false }
            return try (leaving[post.id] ?? []).contains { official in
                try AccountTable.all(of: official, tx).contains { !$0.isDisabled }
            }
        }
        for body in Set(left.map(\.organization)).sorted() {
            let isTaken = try left.contains { post in
                guard post.organization == body, let taker = taking[post.id] else { return false }
                return try canSignIn(taker, tx)
            }
            guard !isTaken else { continue }
            var above: Set = [body]
            for unit in successors.isEmpty ? [body] : successors {
                above.formUnion(try SubtreeTable.ancestors(of: unit, on: day, tx))
            }
            let isKept = try PostTable.administrators(of: above.sorted(), on: day, tx).contains { holder in
                try leaving[holder.post]?.contains(holder.official) != true && canSignIn(holder.official, tx)
            }
            guard !isKept else { continue }
            throw RegistryError.lastAdministrator(try OrganizationTable.find(body, tx)?.code ?? "")
        }
    }
}
