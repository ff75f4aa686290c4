import Acts
import Storage

extension Module {
    /// Sessions and throttles: working tables of delivery.
    public static let web = Module(
        "web", migrations: [WebSchema.first],
        jobs: [
            Job("web.forgetSessions", everySeconds: 600) { context in
                let now = context.performer.world.now()
                try await context.store.write(.shared) { tx in
                    try SessionTable.deleteEnded(at: now, tx)
                    try ThrottleTable.deleteEnded(at: now, tx)
                }
            }
        ])
}

enum WebSchema {
    static let first = Migration(
        "web.001",
        [
            .table(
                "session", .working,
                """
                (token_hash \(.bytes) not null primary key, account \(.id) not null, begun \(.int) not null, \
                seen \(.int) not null)\(.clustered)
                """),
            .table(
                "throttle", .working,
                """
                (key_hash \(.bytes) not null primary key, tries \(.int) not null, \
                until_time \(.int) not null)\(.clustered)
                """),
        ])
}
