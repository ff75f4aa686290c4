import Kernel
import Legislation
import Vault

/// What `prepare` may know of the world, standing still for one act.
public struct Environment: Sendable {
    public let now: Instant
    /// The jurisdiction's day.
    public let today: Day
    public let law: Law
    public let keys: KeyRing
    private let world: World

    init(_ world: World, asOf day: Day? = nil) {
        self.world = world
        now = world.now()
        today = day ?? world.zone.day(of: now)
        law = world.law
        keys = world.keys
    }

    /// A number that no other thing has.
    public func mint<S>(_ sort: S.Type = S.self) -> ID<S> { ID(world.ids.next(at: now)) }

    public func randomBytes(_ count: Int) -> [UInt8] { world.randomBytes(count) }
}

/// Time, chance, law and keys, given once at start; fixed in tests.
public struct World: Sendable {
    public let now: @Sendable () -> Instant
    public let zone: Zone
    public let law: Law
    public let keys: KeyRing
    public let ids: IDMint
    public let randomBytes: @Sendable (Int) -> [UInt8]

    public init(
        now: @escaping @Sendable () -> Instant, zone: Zone, law: Law, keys: KeyRing, ids: IDMint,
        randomBytes: @escaping @Sendable (Int) -> [UInt8]
    ) {
        self.now = now
        self.zone = zone
        self.law = law
        self.keys = keys
        self.ids = ids
        self.randomBytes = randomBytes
    }

    public var today: Day { zone.day(of: now()) }
}
