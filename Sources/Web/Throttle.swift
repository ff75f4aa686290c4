import Kernel
import Storage

/// Counts tries of PINs and passwords, by what is tried and by where it comes from. Written through before the try is
/// made, so that neither haste nor killing the server gives anybody another one; a right one is given back.
public struct Throttle: Sendable {
    /// At most `tries` wrong tries within `seconds`.
    public struct Limit: Sendable {
        let tries: Int
        let seconds: Int

        /// For one letter or one account.
        public static let name = Limit(tries: 10, seconds: 15 * 60)
        /// For one network address, behind which a whole office may sit.
        public static let peer = Limit(tries: 100, seconds: 15 * 60)
    }

    private let site: Site

    public init(site: Site) { self.site = site }

    /// Takes one try of each name before it is made, in one write, so that a thousand tries at once are counted like a
    /// thousand in turn. Throws 429 if any name has none left.
    public func take(_ names: [(name: String, limit: Limit)]) async throws {
        let now = site.now
        let keys = names.map { (key: hash($0.name), limit: $0.limit) }
        let wait = try await site.store.write(.through) { tx -> Int? in
            var wait: Int?
            for (key, limit) in keys {
                try ThrottleTable.count(key, at: now, until: now.adding(seconds: limit.seconds), tx)
                guard let tries = try ThrottleTable.find(key, tx), tries.count > limit.tries else { continue }
                wait = max(wait ?? 0, Int((tries.until.milliseconds - now.milliseconds) / 1000) + 1)
            }
            return wait
        }
        if let wait { throw WebProblem.throttled(retryAfter: wait) }
    }

    /// The try was a right one: it is given back.
    public func giveBack(_ names: [(name: String, limit: Limit)]) async throws {
        let keys = names.map { hash($0.name) }
        try await site.store.write(.shared) { tx in
            for key in keys { try ThrottleTable.uncount(key, tx) }
        }
    }

    private func hash(_ name: String) -> [UInt8] {
        site.keys.lookup.authenticate("throttle \(name)".utf8)
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
