import Kernel
import Storage
import Synchronization

/// Counts tries of PINs and passwords, by what is tried and by where it comes from. Written through before the try is
/// made, so that neither haste nor killing the server gives anybody another one; a right one is given back. While the
/// store cannot be written this process counts by itself, so that letters can be followed all the same.
public struct Throttle: Sendable {
    /// At most `tries` wrong tries within `seconds`.
    public struct Limit: Sendable {
        let tries: Int
        let seconds: Int

        /// For one letter or one account.
        public static let name = Limit(tries: 10, seconds: 15 * 60)
        /// For what may be shown once, such as a ticket that runs out long before this.
        public static let once = Limit(tries: 1, seconds: 15 * 60)
        /// For one network address, behind which a whole office may sit.
        public static let peer = Limit(tries: 100, seconds: 15 * 60)
        /// For one account that asks what a sender has open: a busy morning at a counter, and no search through people.
        public static let lookUp = Limit(tries: 40, seconds: 15 * 60)
    }

    private let site: Site

    public init(site: Site) { self.site = site }

    /// Tries that were taken, to be given back if they were right ones.
    public struct Taken: Sendable {
        fileprivate let keys: [[UInt8]]
        fileprivate let isInMemory: Bool
    }

    /// Takes one try of each name before it is made, in one write, so that a thousand tries at once are counted like a
    /// thousand in turn. Throws 429 if any name has none left.
    @discardableResult
    public func take(_ names: [(name: String, limit: Limit)]) async throws -> Taken {
        let now = site.now
        let keys = names.map { (key: hash($0.name), limit: $0.limit) }
        var isInMemory = false
        var wait: Int?
        do {
            wait = try await site.store.write(.through) { tx -> Int? in
                var wait: Int?
                for (key, limit) in keys {
                    try ThrottleTable.count(key, at: now, until: now.adding(seconds: limit.seconds), tx)
                    guard let tries = try ThrottleTable.find(key, tx), tries.count > limit.tries else { continue }
                    wait = max(wait ?? 0, Int((tries.until.milliseconds - now.milliseconds) / 1000) + 1)
                }
                return wait
            }
        } catch let error as StoreError where error.problem.status == 503 {
            isInMemory = true
            for (key, limit) in keys {
                let before = try await site.store.read { tx in try ThrottleTable.find(key, tx) }
                guard let until = site.tries.take(key, limit, after: before, at: now) else { continue }
                wait = max(wait ?? 0, Int((until.milliseconds - now.milliseconds) / 1000) + 1)
            }
        }
        if let wait { throw WebProblem.throttled(retryAfter: wait) }
        return Taken(keys: keys.map(\.key), isInMemory: isInMemory)
    }

    /// The tries were right ones: they are given back, unless the store cannot be written just now.
    public func giveBack(_ taken: Taken) async throws {
        if taken.isInMemory { return site.tries.giveBack(taken.keys) }
        let keys = taken.keys
        do {
            try await site.store.write(.shared) { tx in
                for key in keys { try ThrottleTable.uncount(key, tx) }
            }
        } catch let error as StoreError where error.problem.status == 503 {
            // They stay counted: too many rather than too few.
        }
    }

    private func hash(_ name: String) -> [UInt8] {
        site.keys.lookup.authenticate("throttle \(name)".utf8)
    }
}

/// Tries this process counts by itself while the store cannot be written; forgotten when it ends.
final class TriesInMemory: Sendable {
    private typealias Tries = (count: Int, until: Instant)

    private static let most = 100_000

    private let tries = Mutex<[[UInt8]: Tries]>([:])

    /// Counts a try beside those the store holds; returns until when there are none left.
    func take(
        _ key: [UInt8], _ limit: Throttle.Limit, after stored: (count: Int, until: Instant)?, at now: Instant
    ) -> Instant? {
        tries.withLock { tries in
            if tries.count >= Self.most, tries[key] == nil {
                tries = tries.filter { $0.value.until > now }
                // Nobody may fill the memory either.
                guard tries.count < Self.most else { return now.adding(seconds: limit.seconds) }
            }
            var own: Tries = (count: 0, until: now.adding(seconds: limit.seconds))
            if let known = tries[key], known.until > now { own = known }
            own.count += 1
            tries[key] = own
            let before = stored.flatMap { $0.until > now ? $0 : nil }
            guard own.count + (before?.count ?? 0) > limit.tries else { return nil }
            return before.map { max($0.until, own.until) } ?? own.until
        }
    }

    func giveBack(_ keys: [[UInt8]]) {
        tries.withLock { tries in
            for key in keys {
                guard let known = tries[key], known.count > 0 else { continue }
                tries[key] = (count: known.count - 1, until: known.until)
            }
        }
    }
}

enum ThrottleTable {
    static func find(_ key: [UInt8], _ tx: any ReadTransaction) throws -> (count: Int, until: Instant)? {
        try tx.first("select tries, until_time from throttle where key_hash = \(key)") { row in
            (try row(0), try row(1))
        }
    }

    /// A try after the window begins a new one.
    static func count(_ key: [UInt8], at now: Instant, until: Instant, _ tx: any Transaction) throws {
        try tx.run(
            """
            insert into throttle (key_hash, tries, until_time) values (\(key), 1, \(until)) \
            on conflict (key_hash) do update set \
            tries = case when throttle.until_time <= \(now) then 1 else throttle.tries + 1 end, \
            until_time = case when throttle.until_time <= \(now) then excluded.until_time \
            else throttle.until_time end
            """)
    }

    static func uncount(_ key: [UInt8], _ tx: any Transaction) throws {
        try tx.run("update throttle set tries = tries - 1 where key_hash = \(key) and tries > 0")
    }

    static func deleteEnded(at now: Instant, _ tx: any Transaction) throws {
        try tx.run("delete from throttle where until_time <= \(now)")
    }
}
