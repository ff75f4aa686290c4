import Synchronization

/// What was worked out from tables that seldom change, kept beside a store for all who read it.
public final class StoreMemory: Sendable {
    private struct State {
        var version = 0
        var values: [AnyHashable: any Sendable] = [:]
    }

    /// More values than these are seldom asked for again: then all are forgotten.
    private static let most = 500
    private let state = Mutex(State())

    public init() {}

    /// What `make` makes of the tables as of this version. Whoever sees an older version than others have seen, as a
    /// long reading may, has it made for itself.
    func value<K: Hashable & Sendable, T: Sendable>(
        _ key: K, at version: Int, _ make: () throws -> T
    ) rethrows -> T {
        let known = state.withLock { state in
            state.version == version ? state.values[AnyHashable(key)] as? T : nil
        }
        if let known { return known }
        let made = try make()
        state.withLock { state in
            if state.version < version { state = State(version: version) }
            guard state.version == version else { return }
            if state.values.count >= Self.most { state.values = [:] }
            state.values[AnyHashable(key)] = made
        }
        return made
    }
}

extension ReadTransaction {
    /// What `make` works out from tables that were the same at this version, by a key that says all it depends on. In a
    /// transaction that writes, and for a version of nought, which nobody has read, it is always worked out anew.
    public func remembered<K: Hashable & Sendable, T: Sendable>(
        _ key: K, at version: Int, _ make: () throws -> T
    ) rethrows -> T {
        guard let memory, version > 0 else { return try make() }
        return try memory.value(key, at: version, make)
    }
}
