import Acts
import Kernel
import Logging
import Registry
import ServiceLifecycle
import Storage

/// Runs the modules' jobs, each on one server at a time, and what every server does for itself.
struct JobLoop: Service {
    let installation: Installation
    let directory: DirectoryCache
    let jobs: [Job]
    let logger: Logger
    /// Whether the process ends where it could no longer make numbers of its own. Practice must not end the real server.
    var isVital = true

    func run() async throws {
        await cancelWhenGracefulShutdown {
            await withTaskGroup(of: Void.self) { group in
                group.addTask { await self.every(4, "store.maintain") { try await installation.store.maintain() } }
                group.addTask { await self.every(5, "registry.refresh") { try await directory.refresh() } }
                group.addTask { await self.every(Installation.numberLease / 4, "server.number", self.renewNumber) }
                for job in jobs {
                    group.addTask { await self.every(job.everySeconds, job.name) { try await self.lead(job) } }
                }
            }
        }
        // The next server need not wait for the leases to run out.
        for job in jobs { try? await installation.leases.release(Self.lease(job)) }
    }

    /// Runs at once and then again and again until cancelled; a failure is logged and does not end it.
    private func every(_ seconds: Int, _ name: String, _ body: () async throws -> Void) async {
        while !Task.isCancelled {
            do {
                try await body()
            } catch {
                // What stopping interrupted is no failure.
                if Task.isCancelled { return }
                logger.error("job \(name): \(error)")
            }
            try? await Task.sleep(for: .seconds(seconds))
        }
    }

    /// Runs a job if its lease can be had. The lease outlives two runs, so that one server keeps at it.
    private func lead(_ job: Job) async throws {
        let now = installation.performer.world.now()
        let until = now.adding(seconds: job.everySeconds * 2 + 30)
        guard try await installation.leases.take(Self.lease(job), until: until, at: now) else { return }
        try await job.run(JobContext(store: installation.store, performer: installation.performer))
    }

    static func lease(_ job: Job) -> String { "job.\(job.name)" }

    private func renewNumber() async throws {
        let now = installation.performer.world.now()
        let kept = try await installation.leases.take(
            Leases.name(ofServer: installation.serverNumber),
            until: now.adding(seconds: Installation.numberLease), at: now)
        // Another server has the number: identifiers would no longer be unique.
        guard !kept else { return }
        guard isVital else {
            return logger.error("the server number \(installation.serverNumber) of practice was lost")
        }
        fatalError("the server number \(installation.serverNumber) was lost to another server")
    }
}

/// Keeps the store open until everything else has stopped, then closes it.
struct StoreService: Service {
    let installation: Installation

    func run() async throws {
        try? await gracefulShutdown()
        await installation.close()
    }
}
