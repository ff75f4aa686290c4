import Kernel
import Storage
import Vault

/// Leases in the store: which process runs a job, which process has a server number.
public struct Leases: Sendable {
    private let store: any Store
    /// This process, as its leases name it.
    public let holder: String

    public init(_ store: any Store, holder: String = Token().description) {
        self.store = store
        self.holder = holder
    }

    /// True if the lease is this process's until the time given: it was free, run out, or its own already.
    public func take(_ name: String, until: Instant, at now: Instant) async throws -> Bool {
        try await store.write(.through) { [holder] tx in
            try tx.changed(
                """
                insert into lease (name, holder, until_time) values (\(name), \(holder), \(until)) \
                on conflict (name) do update set holder = excluded.holder, until_time = excluded.until_time \
                where lease.until_time <= \(now) or lease.holder = excluded.holder
                """) > 0
        }
    }

    /// The lease is free for others.
    public func release(_ name: String) async throws {
        _ = try await store.write(.through) { [holder] tx in
            try tx.run("delete from lease where name = \(name) and holder = \(holder)")
        }
    }

    /// A server number that no other running process has. Throws `StoreError.busy` if all 1,024 are taken.
    public func takeServerNumber(until: Instant, at now: Instant) async throws -> Int {
        let taken = Set(
            try await store.read { tx in
                try tx.all("select name from lease where until_time > \(now) order by name") { row in
                    try row(0) as String
                }
            })
        for number in IDMint.serverNumbers where !taken.contains(Self.name(ofServer: number)) {
            if try await take(Self.name(ofServer: number), until: until, at: now) { return number }
        }
        throw StoreError.busy
    }

    public static func name(ofServer number: Int) -> String { "server.\(number)" }
}
