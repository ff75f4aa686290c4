import Dispatch

/// Where blocking calls are made: never on the threads that answer requests.
public enum Blocking {
    private static let queue = DispatchQueue(label: "hoidap.blocking", attributes: .concurrent)
    private static let turns = DispatchQueue(label: "hoidap.blocking.turns")

    public static func run<T: Sendable>(_ body: @escaping @Sendable () throws -> T) async throws -> T {
        try await withCheckedThrowingContinuation { continuation in
            queue.async { continuation.resume(with: Result { try body() }) }
        }
    }

    public static func run<T: Sendable>(_ body: @escaping @Sendable () -> T) async -> T {
        await withCheckedContinuation { continuation in
            queue.async { continuation.resume(returning: body()) }
        }
    }

    /// One after the other: for what may take so much memory that a machine has it once.
    public static func runInTurn<T: Sendable>(_ body: @escaping @Sendable () throws -> T) async throws -> T {
        try await withCheckedThrowingContinuation { continuation in
            turns.async { continuation.resume(with: Result { try body() }) }
        }
    }
}
