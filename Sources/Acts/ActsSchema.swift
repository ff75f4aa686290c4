import Storage

extension Module {
    /// Events, counters, spans, idempotency and leases.
    public static let acts = Module(
        "acts", migrations: [ActsSchema.first],
        jobs: [
            Job("acts.foldTallies", everySeconds: 10) { context in try await context.performer.foldTallies() },
            Job("acts.forgetKeys", everySeconds: 3600) { context in
                let now = context.performer.world.now()
                try await context.store.write(.shared) { tx in
                    try IdempotencyTable.deleteExpired(at: now, tx)
                }
            },
        ])
}

enum ActsSchema {
    static let first = Migration(
        "acts.001",
        [
            .table(
                "event", .record,
                """
                (home \(.int) not null, id \(.id) not null, act \(.bytes) not null, code \(.text) not null, \
                sort \(.text) not null, subject \(.id) not null, sequence \(.int) not null check (sequence > 0), \
                effective \(.text) not null, recorded \(.int) not null, actor \(.text) not null, \
                law \(.text) not null, payload \(.text) not null, salt \(.bytes) not null, \
                primary key (home, id))
                """),
            .run("create unique index event_subject on event (home, sort, subject, sequence)"),
            .run("create unique index event_act on event (act)"),
            .table(
                "unsequenced", .record,
                "(home \(.int) not null, event \(.id) not null, primary key (home, event))\(.clustered)"),
            .table(
                "org_ancestor", .record,
                """
                (organization \(.id) not null, ancestor \(.id) not null, from_day \(.text) not null, \
                until_day \(.text) not null, primary key (organization, ancestor, from_day))\(.clustered)
                """),
            .run("create index org_ancestor_ancestor on org_ancestor (ancestor, organization, from_day, until_day)"),
            .table(
                "tally_tail", .record,
                """
                (organization \(.id) not null, kind \(.text) not null, measure \(.text) not null, \
                day \(.text) not null, slot \(.int) not null, n \(.int) not null, \
                primary key (organization, kind, measure, day, slot))\(.clustered)
                """),
            .table(
                "tally", .record,
                """
                (organization \(.id) not null, kind \(.text) not null, measure \(.text) not null, \
                day \(.text) not null, n \(.int) not null, primary key (organization, kind, measure, day))\(.clustered)
                """),
            .table(
                "span", .record,
                """
                (home \(.int) not null, matter \(.id) not null, sequence \(.int) not null, \
                organization \(.id) not null, kind \(.text) not null, state \(.text) not null, \
                from_day \(.text) not null, until_day \(.text) not null, primary key (home, matter, sequence))\(.clustered)
                """),
            .run("create index span_organization on span (organization, state, until_day, home, matter, sequence)"),
            .table(
                "idempotency", .working,
                """
                (key_hash \(.bytes) not null primary key, content_hash \(.bytes) not null, \
                act \(.bytes) not null, expires \(.int) not null)\(.clustered)
                """),
            .run("create index idempotency_expires on idempotency (expires)"),
            .table(
                "lease", .working,
                "(name \(.text) not null primary key, holder \(.text) not null, until_time \(.int) not null)\(.clustered)"
            ),
            .table(
                "backup", .working,
                """
                (outcome \(.text) not null primary key check (outcome in ('made', 'failed')), at_time \(.int) not null, \
                contains \(.int) not null, place \(.text) not null, bytes \(.int) not null, \
                reason \(.text) not null)\(.clustered)
                """),
        ])
}
