import Acts
import Kernel
import Storage

/// What one actor may read. Every read of matters takes one, and only `Scope.of` makes one.
///
/// It speaks twice: as a Bool for one matter and as an SQL fragment for lists, counts, search and feeds. A property
/// test holds the two together.
public struct Scope: Sendable {
    enum Reach: Sendable {
        /// Organizations with their subtrees, each for some kinds.
        case grants([Grant])
        /// One sender's own letter.
        case letter(LetterID)
        /// Jobs and recounts, which show nothing to anybody.
        case everything
        case nothing
    }

    private struct Seat: Hashable {
        let organization: OrganizationID
        let role: Role
        let bodies: Set<OrganizationID>
    }

    struct Grant: Hashable, Sendable {
        let organization: OrganizationID
        let kinds: Set<Kind>
        /// The bodies below are not meant; only those that went on in this one.
        let isAlone: Bool
        /// The organizations meant, if they are few: a query then names them and finds them by index. Never nil for one
        /// that is alone.
        let units: [OrganizationID]?
    }

    /// A subtree of more organizations is asked for by a subquery.
    private static let fewUnits = 60

    let reach: Reach
    /// Matters the actor has stepped aside from, or must not touch.
    let conflicts: Set<MatterKey>
    /// Whose subtrees are meant: those of this day.
    public let day: Day
    /// Of the directory when the scope was made: who belongs to whom is remembered by it.
    let version: Int

    init(reach: Reach, conflicts: Set<MatterKey> = [], day: Day, version: Int = 0) {
        self.reach = reach
        self.conflicts = conflicts
        self.day = day
        self.version = version
    }

    /// The scope of an actor on a day.
    public static func of(_ actor: Actor, on day: Day, _ tx: any ReadTransaction) throws -> Scope {
        switch actor {
        case .officer(let account):
            let posts = try Standing.of(account, on: day, tx)?.posts ?? []
            let grants = try Set(
                posts.map { Seat(organization: $0.post.organization, role: $0.post.role, bodies: $0.bodies) }
            )
            .filter { !$0.role.kinds.isEmpty }
            .map { seat in
                Grant(
                    organization: seat.organization, kinds: seat.role.kinds, isAlone: !seat.role.reachesBelow,
                    units: seat.role.reachesBelow
                        ? try SubtreeTable.units(of: seat.organization, atMost: fewUnits, on: day, tx)
                        : seat.bodies.sorted())
            }
            let conflicts = try ConflictTable.matters(of: account, tx)
            let version = tx.memory == nil ? 0 : try DirectoryVersionTable.read(tx)
            return Scope(reach: .grants(grants), conflicts: conflicts, day: day, version: version)
        case .petitioner(let letter): return Scope(reach: .letter(letter), day: day)
        case .platform: return Scope(reach: .everything, day: day)
        case .anyone: return Scope(reach: .nothing, day: day)
        }
    }

    /// The letter a petitioner may read; nil for everybody else.
    public var ownLetter: LetterID? {
        if case .letter(let letter) = reach { letter } else { nil }
    }
}

/// What a scope needs to know of one matter.
public struct ScopeFacts: Sendable {
    public let matter: MatterKey
    public let kind: Kind
    /// The organization that has the matter, and those asked to take part or to take it over.
    public let organizations: Set<OrganizationID>
    /// These, and all above them on the scope's day.
    public let ancestors: Set<OrganizationID>

    public init(
        matter: MatterKey, kind: Kind, organizations: Set<OrganizationID>, ancestors: Set<OrganizationID>
    ) {
        self.matter = matter
        self.kind = kind
        self.organizations = organizations
        self.ancestors = ancestors
    }
}

/// The columns of a query that a scope speaks of.
public struct ScopeColumns: Sendable {
    let home: SQL
    let matter: SQL
    public let organization: SQL
    public let kind: SQL

    public init(home: SQL, matter: SQL, organization: SQL, kind: SQL) {
        self.home = home
        self.matter = matter
        self.organization = organization
        self.kind = kind
    }
}

extension Scope {
    /// Whether the actor may read this matter.
    public func admits(_ facts: ScopeFacts) -> Bool {
        guard !conflicts.contains(facts.matter) else { return false }
        switch reach {
        case .everything: return true
        case .nothing, .letter: return false
        case .grants(let grants):
            return grants.contains { grant in
                grant.kinds.contains(facts.kind)
                    && (grant.isAlone
                        ? !facts.organizations.isDisjoint(with: grant.units ?? [])
                        : facts.ancestors.contains(grant.organization))
            }
        }
    }

    /// Whether the actor may read a matter that these organizations have to do with.
    public func admits(
        _ matter: MatterKey, kind: Kind, with organizations: Set<OrganizationID>, _ tx: any ReadTransaction
    ) throws -> Bool {
        var ancestors: Set<OrganizationID> = []
        for organization in organizations {
            ancestors.formUnion(try SubtreeTable.ancestors(of: organization, on: day, tx))
        }
        return admits(
            ScopeFacts(matter: matter, kind: kind, organizations: organizations, ancestors: ancestors))
    }

    /// The same as a condition on the rows of a query.
    public func sql(_ columns: ScopeColumns) -> SQL {
        let reached: SQL
        switch reach {
        case .everything: reached = .always
        case .nothing, .letter: return .nothing
        case .grants(let grants):
            // Grants for the same kinds share one subquery.
            let byKinds = Dictionary(grouping: grants, by: \.kinds)
                .sorted { $0.key.codes.lexicographicallyPrecedes($1.key.codes) }
            reached = SQL.joined(
                byKinds.map { kinds, grants in
                    "(\(columns.kind) in \(in: kinds.codes) and \(within(grants, columns.organization)))"
                }, by: " or ", empty: .nothing)
        }
        guard !conflicts.isEmpty else { return "(\(reached))" }
        let conflicted = SQL.joined(
            conflicts.sorted { ($0.home, $0.id) < ($1.home, $1.id) }.map { matter in
                "(\(columns.home) = \(matter.home) and \(columns.matter) = \(matter.id))"
            }, by: " or ", empty: .nothing)
        return "((\(reached)) and not (\(conflicted)))"
    }

    private func within(_ grants: [Grant], _ organization: SQL) -> SQL {
        let few = Set(grants.compactMap(\.units).joined()).sorted()
        let large = grants.filter { $0.units == nil }.map(\.organization)
        // One organization keeps the order of its index: a list of it is read without sorting.
        let named: SQL = few.count == 1 ? "\(organization) = \(few[0])" : "\(organization) in \(in: few)"
        guard !large.isEmpty else { return named }
        let below = SubtreeTable.within(large, organization: organization, on: day)
        return few.isEmpty ? below : "(\(named) or \(below))"
    }

    /// The organizations the scope reaches, if they are few; nil if they are many, or all.
    public var organizations: [OrganizationID]? {
        switch reach {
        case .everything: return nil
        case .nothing, .letter: return []
        case .grants(let grants):
            let units = grants.compactMap(\.units)
            return units.count == grants.count ? Set(units.joined()).sorted() : nil
        }
    }

    /// What the search index stores of a matter, so that a word and a scope are one look-up: `o<unit>` for
    /// each body, `s<slot>` for each home of such a body, `p<home> k<kind>`.
    public static func tokens(
        organizations: [OrganizationID], at slots: [Home], home: Home, kind: Kind
    ) -> String {
        (organizations.map { "o\($0)" } + slots.map { "s\($0.slot)" } + ["p\(home.slot)", "k\(kind.rawValue)"])
            .joined(separator: " ")
    }
}

extension Set<Kind> {
    fileprivate var codes: [String] { map(\.rawValue).sorted() }
}
