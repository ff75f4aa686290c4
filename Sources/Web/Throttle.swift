import Kernel
import Storage

/// Counts wrong PINs and passwords, by what was tried and by where it came from. Written through before the answer,
/// so that killing the server gives nobody another try.
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

    /// Throws 429 if any of these has used up its tries.
    public func check(_ names: [(name: String, limit: Limit)]) async throws {
        let now = site.now
        let keys = names.map { (hash($0.name), $0.limit) }
        let wait = try await site.store.read { tx in
            try keys.compactMap { key, limit -> Int? in
                guard let tries = try ThrottleTable.find(key, tx),
                    tries.until > now, tries.count >= limit.tries
                else { return nil }
                return Int((tries.until.milliseconds - now.milliseconds) / 1000) + 1
            }.max()
        }
        if let wait { throw WebProblem.throttled(retryAfter: wait) }
    }

    /// One more wrong try of each.
    public func fail(_ names: [(name: String, limit: Limit)]) async throws {
        let now = site.now
        let keys = names.map { (hash($0.name), now.adding(seconds: $0.limit.seconds)) }
        try await site.store.write(.through) { tx in
            for (key, until) in keys { try ThrottleTable.count(key, at: now, until: until, tx) }
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

    static func deleteEnded(at now: Instant, _ tx: any Transaction) throws {
        try tx.run("delete from throttle where until_time <= \(now)")
    }
}
