import Kernel
import Storage

/// What a domain module gives the server. The server knows modules; modules do not know the server.
public struct Module: Sendable {
    public let name: String
    public let migrations: [Migration]
    /// The acts whose events this module writes and replays.
    public let acts: [ActCode]
    public let jobs: [Job]

    public init(_ name: String, migrations: [Migration] = [], acts: [ActCode] = [], jobs: [Job] = []) {
        self.name = name
        self.migrations = migrations
        self.acts = acts
        self.jobs = jobs
    }
}

/// Work the platform does by itself, again and again. At least once and never twice at a time over all servers; so it
/// must be harmless to do again what a killed server had begun.
public struct Job: Sendable {
    public let name: String
    public let everySeconds: Int
    public let run: @Sendable (JobContext) async throws -> Void

    public init(
        _ name: String, everySeconds: Int, run: @escaping @Sendable (JobContext) async throws -> Void
    ) {
        self.name = name
        self.everySeconds = everySeconds
        self.run = run
    }
}

public struct JobContext: Sendable {
    public let store: any Store
    public let performer: Performer

    public init(store: any Store, performer: Performer) {
        self.store = store
        self.performer = performer
    }
}
