import Acts
import Kernel
import Storage

/// What a merger or a split changes, checked before anything is written.
public struct Reorganization {
    private let ended: [Organization]
    private let successions: [Succession]
    private let shifts: [Lineage.Shift]
    private let moves: [(post: Post, to: OrganizationID?)]

    /// `posts` says where a post goes; nil ends it. Throws unless all bodies go on until that day, lie apart from each
    /// other, and nothing later is recorded of them.
    init(
        of predecessors: [Organization], into successors: [Organization],
        posts: (Post) -> OrganizationID?, work: OpenWork, today: Day, at moment: Moment, _ tx: any ReadTransaction
    ) throws {
        let day = moment.effective
        guard day <= today else { throw RegistryError.inFuture }
        let all = predecessors + successors
        for body in all {
            try Administration.authorize(moment, over: body.id, today: today, tx)
            guard let found = try OrganizationTable.find(body.id, tx) else {
                throw RegistryError.organizationMissing
            }
            guard found.ended.isNever else { throw RegistryError.organizationEnded }
        }
        var lineage = try LineageTable.load(tx)
        let moved = predecessors.reduce(into: Set<OrganizationID>()) { $0.formUnion(lineage.subtree(of: $1.id)) }
        guard Set(all.map(\.id)).count == all.count, successors.allSatisfy({ !moved.contains($0.id) }) else {
            throw RegistryError.successorUnfit
        }
        let above = successors.reduce(into: Set<OrganizationID>()) { $0.formUnion(lineage.ancestors(of: $1.id)) }
        guard let last = try LineageTable.lastChange(of: moved, tx), last < day,
            let lastAbove = try LineageTable.lastChange(of: above, tx), lastAbove <= day
        else { throw RegistryError.tooEarly }
        ended = predecessors
        successions = predecessors.flatMap { predecessor in
            successors.map { successor in
                Succession(
                    predecessor: predecessor.id, successor: successor.id, from: day,
                    isPartial: successors.count > 1)
            }
        }
        shifts = lineage.move(predecessors.map(\.id), under: successors.map(\.id))
        moves = try predecessors.flatMap { try PostTable.posts(of: $0.id, tx) }.map { ($0, posts($0)) }
        for (post, _) in moves {
            guard try PostTable.find(post.id, on: day, tx) != nil else { throw RegistryError.tooEarly }
        }
        let ending = moves.filter { $0.to == nil }.map(\.post)
        let open = try work.ofPosts(ending.map(\.id), tx).filter { $0.value > 0 }.min { $0.key < $1.key }
        if let open { throw RegistryError.leavesWork(open.key, open.value) }
        var administration = Custody(day: today)
        try administration.abolish(ending, tx)
        try administration.requireAdministrators(ending, under: successors.map(\.id), tx)
        let bodies = try predecessors.reduce(into: Set<OrganizationID>()) {
            $0.formUnion(try SuccessionTable.served(by: $1.id, on: day, tx))
        }
        let untaken = try work.untaken(bodies.sorted(), tx).values.reduce(0, +)
        let takers =
            try successors.flatMap { try PostTable.posts(of: $0.id, tx) } + moves.filter { $0.to != nil }.map(\.post)
        let custody = Custody(day: day)
        guard
            try untaken == 0
                || takers.contains(where: { try $0.role.powers.contains(.receive) && custody.isHeld($0, tx) })
        else { throw RegistryError.leavesBody(predecessors[0].id, untaken) }
    }

    /// The posts as the event tells them.
    var facts: [Payload] {
        moves.map { post, to in Payload([("post", .id(post.id)), ("organization", to.map { .id($0) })]) }
    }

    func save(_ tx: ActTransaction, on day: Day) throws {
        for succession in successions { try SuccessionTable.insert(succession, tx) }
        try LineageTable.save(shifts, from: day, tx)
        for body in ended { try OrganizationTable.end(body.id, on: day, tx) }
        for (post, to) in moves {
            if let to {
                try PostTable.move(post.id, to: to, on: day, tx)
            } else {
                try PostTable.end(post.id, on: day, tx)
                try PostTable.endAll(in: post.id, on: day, tx)
            }
        }
    }
}
