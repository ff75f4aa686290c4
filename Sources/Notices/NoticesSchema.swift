import Acts
import Storage

extension Module {
    /// What is told to whom by which channel.
    public static let notices = Module(
        "notices", migrations: [NoticesSchema.first], acts: [RecordMailing.code])
}

enum NoticesSchema {
    static let first = Migration(
        "notices.001",
        [
            .table(
                "notice", .record,
                """
                (home \(.int) not null, letter \(.id) not null, number \(.int) not null check (number > 0), \
                code \(.text) not null, news \(.text) not null, \
                organization \(.id) not null references organization (id), day \(.text) not null, \
                next_day \(.text) not null, state \(.text) not null check (state in ('mailing', 'calling', \
                'printing', 'posted', 'told', 'unreached', 'noWay', 'replaced')), channel \(.text) not null \
                check (channel in ('', 'email', 'telephone', 'post', 'page', 'counter')), tries \(.int) not null, \
                next_try \(.int) not null, moved \(.text) not null, \
                primary key (home, letter, number))\(.clustered)
                """),
            .run("create index notice_state on notice (organization, state, day, home, letter, number)"),
            .run("create index notice_mail on notice (next_try, home, letter, number) where state = 'mailing'"),
        ])
}
