import Kernel
import Storage
import Synchronization

/// All areas and bodies at one moment, former ones too. Public knowledge: reading it needs no scope.
public struct Directory: Sendable {
    private let byID: [OrganizationID: Organization]
    private let byCode: [String: Organization]
    private let byArea: [String: Organization]
    private let areas: [String: Area]
    /// The names of those that had another one.
    private let names: [OrganizationID: [OrganizationName]]
    private let successors: [OrganizationID: [Succession]]
    private let predecessors: [OrganizationID: [Succession]]
    private let children: [OrganizationID: [Organization]]
    private let index: DirectoryIndex
    /// The bodies in which somebody takes letters in; nil if that was not looked up.
    private var staffed: Set<OrganizationID>?
    /// Rises with every change.
    let version: Int
    /// The bodies of communes, in the order of their areas' codes; no former ones.
    public let communes: [Organization]
    /// The bodies that receive letters and have none above them; no former ones.
    public let tops: [Organization]

    public init(
        _ organizations: [Organization], names: [OrganizationID: [OrganizationName]] = [:],
        successions: [Succession] = [], version: Int = 0
    ) {
        byID = Dictionary(uniqueKeysWithValues: organizations.map { ($0.id, $0) })
        byCode = Dictionary(uniqueKeysWithValues: organizations.map { ($0.code, $0) })
        let receivers = organizations.filter {
            ($0.body == .committee || $0.body == .other) && $0.ended.isNever
        }
        byArea = Dictionary(receivers.map { ($0.area.code, $0) }) { first, _ in first }
        areas = Dictionary(organizations.map { ($0.area.code, $0.area) }) { first, _ in first }
        communes = receivers.filter { $0.area.level == .commune }.sorted { $0.area.code < $1.area.code }
        tops = receivers.filter { $0.parent == nil }
        self.names = names
        self.version = version
        successors = Dictionary(grouping: successions, by: \.predecessor)
        predecessors = Dictionary(grouping: successions, by: \.successor)
        children = Dictionary(
            grouping: organizations.filter { $0.parent != nil }, by: { $0.parent ?? $0.id })
        index = DirectoryIndex(organizations, names: names, areas: areas)
    }

    /// The body that receives letters about an area. Where it was merged, the one it went on in; where it was split,
    /// none: only whoever writes knows which part is meant.
    public func receiver(ofArea code: String) -> Organization? {
        if let receiver = byArea[code] { return receiver }
        let former = byID.values.filter { $0.area.code == code && ($0.body == .committee || $0.body == .other) }
            .min { $0.id < $1.id }
        guard let former else { return nil }
        let current = current(for: former.id)
        return current.count == 1 ? current[0] : nil
    }

    /// Whether somebody can sign in there and take letters in. True of all where that was not looked up.
    public func isOnBoard(_ organization: OrganizationID) -> Bool { staffed?.contains(organization) ?? true }

    /// Who takes in what is addressed to a body: itself, or while nobody there can sign in, the nearest body above where
    /// somebody can. Nil if there is none.
    public func reader(for organization: Organization) -> Organization? {
        var next: Organization? = organization
        var seen: Set<OrganizationID> = []
        while let body = next, seen.insert(body.id).inserted {
            if body.ended.isNever {
                if isOnBoard(body.id) { return body }
                next = body.parent.flatMap { byID[$0] }
            } else {
                let current = current(for: body.id)
                next = current.count == 1 ? current[0] : nil
            }
        }
        return nil
    }

    /// The same directory, with the bodies in which somebody takes letters in.
    func staffed(_ bodies: Set<OrganizationID>) -> Directory {
        var directory = self
        directory.staffed = bodies
        return directory
    }

    public func organization(_ id: OrganizationID) -> Organization? { byID[id] }

    public func organization(code: String) -> Organization? { byCode[code] }

    /// All bodies, in no order.
    public var organizations: [Organization] { Array(byID.values) }

    /// An area by its code, also one whose bodies have gone on in another.
    public func area(_ code: String) -> Area? { areas[code] }

    /// The province a commune lies in.
    public func province(of area: Area) -> Area? { area.parent.flatMap { areas[$0] } }

    public var isEmpty: Bool { byID.isEmpty }
}

extension Directory {
    /// The body itself while it lasts, else those it went on in by a day, in the order of their numbers. Several after a
    /// split; none if it was dissolved.
    public func current(for organization: OrganizationID, on day: Day = .never) -> [Organization] {
        var found: Set<OrganizationID> = []
        var seen: Set<OrganizationID> = []
        var waiting = [organization]
        while let id = waiting.popLast() {
            guard seen.insert(id).inserted, let body = byID[id] else { continue }
            if body.isFormer(on: day.isNever ? day.adding(-1) : day) {
                waiting += (successors[id] ?? []).filter { $0.from <= day }.map(\.successor)
            } else {
                found.insert(id)
            }
        }
        return found.sorted().compactMap { byID[$0] }
    }

    /// The bodies it went on in.
    public func successors(of organization: OrganizationID) -> [Succession] { successors[organization] ?? [] }

    /// The bodies that went on in it.
    public func predecessors(of organization: OrganizationID) -> [Succession] { predecessors[organization] ?? [] }

    /// What it was called on a day: what a document of that day shows.
    public func name(of organization: OrganizationID, on day: Day) -> [String: String]? {
        guard let names = names[organization] else { return byID[organization]?.name }
        // Before its first day it had no name; a letter that came earlier shows the first.
        return (names.last { $0.from <= day } ?? names.first)?.name
    }

    /// The bodies established right below it, in the order of a Vietnamese dictionary; former ones last.
    public func children(of organization: OrganizationID) -> [Organization] {
        index.sorted(children[organization] ?? [])
    }

    /// The bodies of the communes below one, of its own sort and right below it, while they last: what a level sees to.
    public func units(below organization: Organization) -> [Organization] {
        guard organization.area.level == .province else { return [] }
        return children(of: organization.id).filter {
            $0.body == organization.body && $0.area.level == .commune && $0.ended.isNever
        }
    }

    /// What to sort the name of a body by, for the order of a Vietnamese dictionary; remembered, because lists ask for it
    /// again and again.
    public func order(of name: String) -> String { index.order(of: name) }

    /// The bodies whose name, also a former one, or code has every word of the query, typed with marks or without; the
    /// last word may be begun only. Words of the province's name may be among them, and the usual abbreviations. Names
    /// with the very marks that were typed first, then the present ones, each in the order of a Vietnamese dictionary.
    public func search(_ query: String, limit: Int) -> [Organization] {
        index.search(query, limit: limit).compactMap { byID[$0] }
    }
}

/// The directory in memory, read at start and again by a job; acts check against the store what they rely on.
public final class DirectoryCache: Sendable {
    private let directory: Mutex<Directory>
    private let store: any Store
    private let today: @Sendable () -> Day

    public init(_ store: any Store, today: @escaping @Sendable () -> Day) async throws {
        self.store = store
        self.today = today
        let day = today()
        directory = Mutex(try await store.read { tx in try OrganizationTable.directory(on: day, tx) })
    }

    public var current: Directory { directory.withLock { $0 } }

    /// Others' changes are seen from now on. Reads the bodies only if there was one; who can sign in, each time: that
    /// changes with the day too.
    public func refresh() async throws {
        let (known, day) = (current, today())
        let fresh = try await store.read { tx in
            try DirectoryVersionTable.read(tx) == known.version
                ? known.staffed(PostTable.staffed(on: day, tx)) : try OrganizationTable.directory(on: day, tx)
        }
        directory.withLock { $0 = fresh }
    }
}
