import Synchronization

/// Makes identifiers that are unique across servers and rise with time on each of them.
///
/// A server holds its number by a lease in the store; no two running processes have the same one.
public final class IDMint: Sendable {
    /// Server numbers are 0 to 1,023.
    public static let serverNumbers = 0..<1024

    private struct State {
        var millisecond: Int64 = 0
        var counter: Int64 = 0
    }

    private let server: Int64
    private let state = Mutex(State())

    public init(server: Int) {
        precondition(Self.serverNumbers.contains(server), "a server number has 10 bits")
        self.server = Int64(server)
    }

    /// Numbers made before that instant are not greater, on any server whose clock agrees.
    public static func floor(at instant: Instant) -> Int64 {
        max(0, instant.milliseconds - Instant.epoch2020.milliseconds) << 22
    }

    /// A number never returned before by this mint, also when the clock stands still or goes back.
    public func next(at now: Instant) -> Int64 {
        let millisecond = max(0, now.milliseconds - Instant.epoch2020.milliseconds)
        return state.withLock { state in
            if millisecond > state.millisecond {
                state.millisecond = millisecond
                state.counter = 0
            } else {
                state.counter += 1
                if state.counter == 4096 {
                    // The counter is spent within one millisecond: borrow the next one.
                    state.millisecond += 1
                    state.counter = 0
                }
            }
            return (state.millisecond << 22) | (server << 12) | state.counter
        }
    }
}
