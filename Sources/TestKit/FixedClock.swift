import Kernel
import Synchronization

/// A clock that goes only when a test moves it.
public final class FixedClock: Sendable {
    private let state: Mutex<Instant>

    /// Stands at nine in the morning of a day in Vietnam.
    public init(_ day: Day = Day("2026-11-20")!) {
        state = Mutex(Self.nine(day))
    }

    public var now: Instant { state.withLock { $0 } }

    public var today: Day { Zone.vietnam.day(of: now) }

    public func move(seconds: Int) { state.withLock { $0 = $0.adding(seconds: seconds) } }

    public func move(to day: Day) { state.withLock { $0 = Self.nine(day) } }

    private static func nine(_ day: Day) -> Instant {
        Instant(milliseconds: Int64(day.daysSince1970) * 86_400_000 + 2 * 3_600_000)
    }
}

/// Chance that repeats: the same seed gives the same numbers (SplitMix64). A failing test prints its seed.
public struct SeededGenerator: RandomNumberGenerator, Sendable {
    private var state: UInt64

    public init(seed: UInt64) { state = seed }

    public mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}
