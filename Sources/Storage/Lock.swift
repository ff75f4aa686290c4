/// What a transaction keeps to itself, or shares with others, until it ends. The name is a number that stands for a
/// thing; two things may have the same one, and then wait for each other without need.
public struct Lock: Hashable, Sendable {
    public enum Mode: Sendable {
        /// Beside all others who share.
        case shared
        /// Beside nobody.
        case exclusive
    }

    public let name: Int64
    public let mode: Mode

    public init(name: Int64, _ mode: Mode) {
        self.name = name
        self.mode = mode
    }

    /// The name is the hash (FNV-1a, 64 bits) of what is locked.
    public init(of thing: some Sequence<UInt8>, _ mode: Mode) {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for byte in thing { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
        self.init(name: Int64(bitPattern: hash), mode)
    }

    /// Each name once, in the order in which everybody takes them, so that nobody waits in a circle. Who wants a thing
    /// in both modes wants it alone.
    public static func inOrder(_ locks: [Lock]) -> [Lock] {
        var modes: [Int64: Mode] = [:]
        for lock in locks where modes[lock.name] != .exclusive { modes[lock.name] = lock.mode }
        return modes.sorted { $0.key < $1.key }.map { Lock(name: $0.key, $0.value) }
    }
}
