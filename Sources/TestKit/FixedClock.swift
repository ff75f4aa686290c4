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
    private var numbers: SplitMix

    public init(seed: UInt64) { numbers = SplitMix(seed: seed) }

    public mutating func next() -> UInt64 { numbers.next() }
}
