import Kernel

/// Which body lies right below which, now. Pure: acts and recounts move bodies by the same function, so that the rows
/// of all ancestors over time can always be told from the events.
struct Lineage {
    /// What a body has above it from a day on and had not before, and the other way round.
    struct Shift: Hashable {
        let organization: OrganizationID
        var gained: Set<OrganizationID>
        /// Of the gained, those of which only a part of it became a part.
        var partly: Set<OrganizationID>
        var lost: Set<OrganizationID>
    }

    private struct Edge: Hashable {
        let parent: OrganizationID
        let isPartial: Bool
    }

    private var parents: [OrganizationID: Set<Edge>] = [:]
    private var children: [OrganizationID: Set<OrganizationID>] = [:]

    /// A body that lies below another, or below none.
    mutating func add(_ organization: OrganizationID, under parent: OrganizationID?, isPartial: Bool = false) {
        guard let parent else { return }
        parents[organization, default: []].insert(Edge(parent: parent, isPartial: isPartial))
        children[parent, default: []].insert(organization)
    }

    /// The body itself and all above it.
    func ancestors(of organization: OrganizationID) -> Set<OrganizationID> {
        reached(from: organization) { (parents[$0] ?? []).map(\.parent) }
    }

    /// The body itself and all below it.
    func subtree(of organization: OrganizationID) -> Set<OrganizationID> {
        reached(from: organization) { Array(children[$0] ?? []) }
    }

    /// Bodies lie below others from now on, with all that lies below them, and no longer where they were. Returns what
    /// that changes, in the order of numbers.
    mutating func move(_ moved: [OrganizationID], under parents: [OrganizationID]) -> [Shift] {
        let affected = moved.reduce(into: Set<OrganizationID>()) { $0.formUnion(subtree(of: $1)) }
        let before = affected.map { (organization: $0, ancestors: ancestors(of: $0)) }
        for organization in moved {
            for edge in self.parents[organization] ?? [] { children[edge.parent]?.remove(organization) }
            self.parents[organization] = nil
            for parent in parents { add(organization, under: parent, isPartial: parents.count > 1) }
        }
        return before.compactMap { organization, old in
            let new = ancestors(of: organization)
            let (gained, lost) = (new.subtracting(old), old.subtracting(new))
            guard !gained.isEmpty || !lost.isEmpty else { return nil }
            return Shift(
                organization: organization, gained: gained, partly: gained.subtracting(whole(of: organization)),
                lost: lost)
        }.sorted { $0.organization < $1.organization }
    }

    /// The bodies above that a body belongs to as a whole.
    private func whole(of organization: OrganizationID) -> Set<OrganizationID> {
        reached(from: organization) { (parents[$0] ?? []).filter { !$0.isPartial }.map(\.parent) }
    }

    private func reached(
        from organization: OrganizationID, _ next: (OrganizationID) -> [OrganizationID]
    ) -> Set<OrganizationID> {
        var reached: Set = [organization]
        var waiting = [organization]
        while let body = waiting.popLast() {
            for other in next(body) where reached.insert(other).inserted { waiting.append(other) }
        }
        return reached
    }
}
