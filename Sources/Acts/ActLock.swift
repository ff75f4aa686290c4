import Kernel
import Storage

/// What acts keep others from. Every act takes all of its locks at once, before it reads anything.
enum ActLock {
    /// Bodies, posts, officials and accounts, all of them.
    static func registry(_ mode: Lock.Mode) -> Lock { Lock(of: "registry".utf8, mode) }

    /// Counters are folded by one at a time.
    static let folding = Lock(of: "acts.fold".utf8, .exclusive)

    static func of(_ subject: Subjected) -> Lock {
        Lock(of: "\(subject.reference) \(subject.home.slot)".utf8, .exclusive)
    }

    /// The numbers that a body gives.
    static func numbers(of series: SubjectReference) -> Lock { Lock(of: "numbers \(series)".utf8, .exclusive) }

    /// A request under an idempotency key, by the key's hash.
    static func of(key: [UInt8]) -> Lock { Lock(of: "key".utf8 + key, .exclusive) }
}
