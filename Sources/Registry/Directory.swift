import Kernel
import Storage
import Synchronization

/// All areas and bodies at one moment. Public knowledge: reading it needs no scope.
public struct Directory: Sendable {
    private let byID: [OrganizationID: Organization]
    private let byCode: [String: Organization]
    private let byArea: [String: Organization]
    private let areas: [String: Area]
    /// The bodies of communes, in the order of their areas' codes.
    public let communes: [Organization]

    public init(_ organizations: [Organization]) {
        byID = Dictionary(uniqueKeysWithValues: organizations.map { ($0.id, $0) })
        byCode = Dictionary(uniqueKeysWithValues: organizations.map { ($0.code, $0) })
        let receivers = organizations.filter { $0.body == .committee || $0.body == .other }
        byArea = Dictionary(receivers.map { ($0.area.code, $0) }) { first, _ in first }
        areas = Dictionary(organizations.map { ($0.area.code, $0.area) }) { first, _ in first }
        communes = receivers.filter { $0.area.level == .commune }.sorted { $0.area.code < $1.area.code }
    }

    /// The body that receives letters about an area.
    public func receiver(ofArea code: String) -> Organization? { byArea[code] }

    public func organization(_ id: OrganizationID) -> Organization? { byID[id] }

    public func organization(code: String) -> Organization? { byCode[code] }

    /// All bodies, in no order.
    public var organizations: [Organization] { Array(byID.values) }

    /// The province a commune lies in.
    public func province(of area: Area) -> Area? { area.parent.flatMap { areas[$0] } }

    public var isEmpty: Bool { byID.isEmpty }
}

/// The directory in memory, read at start and again by a job; acts check against the store what they rely on.
public final class DirectoryCache: Sendable {
    private let directory: Mutex<Directory>
    private let store: any Store

    public init(_ store: any Store) async throws {
        self.store = store
        directory = Mutex(try await store.read(OrganizationTable.directory))
    }

    public var current: Directory { directory.withLock { $0 } }

    /// Others' changes are seen from now on.
    public func refresh() async throws {
        let fresh = try await store.read(OrganizationTable.directory)
        directory.withLock { $0 = fresh }
    }
}
