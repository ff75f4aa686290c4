import Acts
import Kernel
import Storage

/// Bodies go on in another from a day: they end, lie below it with all that lies below them, and their posts become its
/// posts with whoever holds them. What they had done stays theirs and is found from it; new letters go to it.
public struct MergeOrganizations: Act {
    public static let code: ActCode = "organization.merge"
    /// On each body that goes on in the other.
    public static let mergedCode: ActCode = "organization.merged"
    public static let most = 32
    public static let mostEvents = 1 + most

    public let effective: Day?
    let predecessors: [Organization]
    let successor: Organization
    /// Posts that end instead of moving; none may have open matters.
    let ending: Set<PostID>
    let work: OpenWork

    public init(
        _ predecessors: [Organization], into successor: Organization, ending: Set<PostID> = [], from day: Day? = nil,
        work: OpenWork
    ) {
        self.predecessors = predecessors.sorted { $0.id < $1.id }
        self.successor = successor
        self.ending = ending
        self.work = work
        effective = day
    }

    public func prepare(_ environment: Environment) throws -> Day { environment.today }

    public func subject(_: Day) -> Subjected { Subjected(Key(successor.home, successor.id)) }

    public func authorize(_ today: Day, _ tx: any ReadTransaction, at moment: Moment) throws -> Reorganization {
        guard !predecessors.isEmpty, predecessors.count <= Self.most else { throw RegistryError.successorUnfit }
        return try Reorganization(
            of: predecessors, into: [successor],
            posts: { ending.contains($0.id) ? nil : successor.id }, work: work, today: today, at: moment, tx)
    }

    public func perform(
        _: Day, _ change: Reorganization, _ tx: ActTransaction, at moment: Moment
    ) throws -> Change<Void> {
        try change.save(tx, on: moment.effective)
        let payload = Payload([
            ("predecessors", .list(predecessors.map { Payload([("organization", .id($0.id))]) })),
            ("posts", .list(change.facts)),
        ])
        return Change(
            payload,
            also: predecessors.map { predecessor in
                Also(
                    Subjected(Key(predecessor.home, predecessor.id)), Self.mergedCode,
                    Payload([("successor", .id(successor.id))]))
            })
    }
}
