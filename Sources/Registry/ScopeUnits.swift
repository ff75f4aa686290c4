import Acts
import Kernel
import Storage

/// One body that a scope reaches, and the kinds of matter that may be seen there.
public struct ReachedBody: Hashable, Sendable {
    public let organization: OrganizationID
    public let kinds: Set<Kind>
}

/// What figures of a unit an actor may see.
public struct FigureReach: Hashable, Sendable {
    public let unit: OrganizationID
    public let kinds: Set<Kind>
    /// The unit itself is meant, without those below it.
    public let isAlone: Bool

    public init(unit: OrganizationID, kinds: Set<Kind>, isAlone: Bool) {
        self.unit = unit
        self.kinds = kinds
        self.isAlone = isAlone
    }
}

/// The bodies that a scope reaches, in the order of their numbers.
public struct ReachedBodies: Sendable {
    public var bodies: [ReachedBody]
    /// Whether the same kinds of matter may be seen in all of them.
    public let isUniform: Bool

    init(_ bodies: [ReachedBody]) {
        self.bodies = bodies
        isUniform = bodies.dropFirst().allSatisfy { $0.kinds == bodies[0].kinds }
    }
}

extension Scope {
    /// What is remembered of a scope at a version of the directory.
    private enum Memory: Hashable {
        case reached(Set<Grant>, under: OrganizationID?, alone: Bool, on: Day)
        case below([OrganizationID], on: Day)
        case above(OrganizationID, on: Day)
        case homes
        case moves(of: OrganizationID)
        case partly([OrganizationID], from: Day, until: Day)
    }

    /// The bodies that the scope reaches on its day, in the order of their numbers: all of them, or those of a unit and
    /// its subtree, or the unit alone. None for anybody but officers.
    public func reached(
        under unit: OrganizationID? = nil, alone: Bool = false, _ tx: any ReadTransaction
    ) throws -> ReachedBodies {
        guard case .grants(let grants) = reach else { return ReachedBodies([]) }
        return try tx.remembered(Memory.reached(Set(grants), under: unit, alone: alone, on: day), at: version) {
            var allowed: Set<OrganizationID>?
            if let unit {
                allowed = alone ? [unit] : Set(try SubtreeTable.units(of: unit, atMost: Self.all, on: day, tx) ?? [])
            }
            var kinds: [OrganizationID: Set<Kind>] = [:]
            for grant in grants {
                let units =
                    try grant.units ?? SubtreeTable.units(of: grant.organization, atMost: Self.all, on: day, tx) ?? []
                // One set for all of them, unless another grant adds to it.
                for unit in units where allowed?.contains(unit) ?? true {
                    kinds[unit] = kinds[unit].map { $0.union(grant.kinds) } ?? grant.kinds
                }
            }
            return ReachedBodies(
                kinds.map { ReachedBody(organization: $0.key, kinds: $0.value) }
                    .sorted { $0.organization < $1.organization })
        }
    }

    /// The days on which bodies came under a unit, or left it.
    public func moves(of unit: OrganizationID, _ tx: any ReadTransaction) throws -> [SubtreeMove] {
        try tx.remembered(Memory.moves(of: unit), at: version) { try SubtreeList.moves(of: unit, tx) }
    }

    /// The bodies that were split, of which one part is one of these or lies below one, between two days.
    public func partly(
        under units: [OrganizationID], from: Day, until: Day, _ tx: any ReadTransaction
    ) throws -> [OrganizationID] {
        try tx.remembered(Memory.partly(units, from: from, until: until), at: version) {
            try SubtreeList.partly(under: units, from: from, until: until, tx)
        }
    }

    /// Which of these a body stands under on the scope's day, or is: several for one that was split among them.
    public func branches(
        _ units: [OrganizationID], _ tx: any ReadTransaction
    ) throws -> [OrganizationID: [OrganizationID]] {
        try tx.remembered(Memory.below(units, on: day), at: version) {
            try SubtreeList.belonging(to: units, tx).reduce(into: [:]) { branches, belonging in
                guard belonging.includes(day) else { return }
                branches[belonging.organization, default: []].append(belonging.ancestor)
            }
        }
    }

    /// Those of a few bodies that the scope reaches, without looking at all of them.
    public func reached(
        among bodies: Set<OrganizationID>, under unit: OrganizationID? = nil, alone: Bool = false,
        _ tx: any ReadTransaction
    ) throws -> ReachedBodies {
        guard case .grants(let grants) = reach else { return ReachedBodies([]) }
        let reached = try bodies.sorted().compactMap { body -> ReachedBody? in
            let above = try SubtreeTable.ancestors(of: body, on: day, tx)
            if let unit, alone ? body != unit : !above.contains(unit) { return nil }
            let kinds = grants.reduce(into: Set<Kind>()) { kinds, grant in
                let isMeant = grant.units?.contains(body) ?? above.contains(grant.organization)
                if isMeant { kinds.formUnion(grant.kinds) }
            }
            return kinds.isEmpty ? nil : ReachedBody(organization: body, kinds: kinds)
        }
        return ReachedBodies(reached)
    }

    /// The homes of bodies that the scope reaches, in their order, and whether every body at home there is one of them.
    public func slots(
        of bodies: [ReachedBody], _ tx: any ReadTransaction
    ) throws -> [(home: Home, isWhole: Bool)] {
        let all = try tx.remembered(Memory.homes, at: version) { try OrganizationTable.homes(tx) }
        guard bodies.count < all.reduce(0, { $0 + $1.n }) else { return all.map { ($0.home, true) } }
        guard bodies.count <= 1000 else { return all.map { ($0.home, false) } }
        let totals = Dictionary(uniqueKeysWithValues: all.map { ($0.home, $0.n) })
        return try OrganizationTable.homes(among: bodies.map(\.organization), tx).map {
            ($0.home, totals[$0.home] == $0.n)
        }
    }

    /// More bodies than a country has.
    private static let all = 100_000

    /// What figures of a unit the actor may see; nil if none. Kinds that are seen in the unit alone, and not below it,
    /// are left out.
    public func figures(of unit: OrganizationID, _ tx: any ReadTransaction) throws -> FigureReach? {
        guard case .grants(let grants) = reach else { return nil }
        let ancestors = try tx.remembered(Memory.above(unit, on: day), at: version) {
            try SubtreeTable.ancestors(of: unit, on: day, tx)
        }
        let wide = grants.filter { !$0.isAlone && ancestors.contains($0.organization) }
        if !wide.isEmpty {
            return FigureReach(
                unit: unit, kinds: wide.reduce(into: []) { $0.formUnion($1.kinds) }, isAlone: false)
        }
        let own = grants.filter { $0.isAlone && $0.organization == unit }
        guard !own.isEmpty else { return nil }
        return FigureReach(unit: unit, kinds: own.reduce(into: []) { $0.formUnion($1.kinds) }, isAlone: true)
    }

    /// True on rows of matters that the actor has nothing to keep away from.
    public func clear(home: SQL, matter: SQL) -> SQL {
        guard !conflicts.isEmpty else { return .always }
        let conflicted = SQL.joined(
            conflicted.map { "(\(home) = \($0.home) and \(matter) = \($0.id))" }, by: " or ", empty: .nothing)
        return "not (\(conflicted))"
    }

    /// The matters the actor keeps away from, in the order of their keys.
    public var conflicted: [MatterKey] { conflicts.sorted { ($0.home, $0.id) < ($1.home, $1.id) } }
}
