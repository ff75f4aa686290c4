import Acts
import Storage

extension Module {
    /// Letters, matters and the procedures of each kind.
    public static let cases = Module(
        "cases", migrations: [CasesSchema.first],
        acts: [
            ReceiveLetter.code, TakeMatter.code, AnswerMatter.code, LapseClock.code, OpenOriginal.code,
        ],
        jobs: [
            Job("cases.lapse", everySeconds: 60) { context in _ = try await LapseClock.lapseAll(context) }
        ])
}

enum CasesSchema {
    static let first = Migration(
        "cases.001",
        [
            .table(
                "matter", .record,
                """
                (home \(.int) not null, id \(.id) not null, kind \(.text) not null, \
                organization \(.id) not null references organization (id), letter \(.id) not null, \
                opened \(.text) not null, stage \(.text) not null \
                check (stage in ('received', 'taken', 'answered')), since \(.text) not null, \
                officer \(.id) references account (id), next_due \(.text) not null, version \(.int) not null, \
                primary key (home, id), check ((stage = 'received') = (officer is null)))\(.clustered)
                """),
            .table(
                "letter", .record,
                """
                (home \(.int) not null, id \(.id) not null, code \(.text) not null, matter \(.id) not null, \
                kind \(.text) not null, area \(.text) not null references area (code), source \(.text) not null, \
                arrived \(.text) not null, registered \(.int) not null, \
                anonymous \(.int) not null check (anonymous in (0, 1)), pin_version \(.int) not null, \
                commitment \(.bytes) not null, salt \(.bytes) not null, primary key (home, matter, id))\(.clustered)
                """),
            .run("create unique index letter_code on letter (code)"),
            .run("create unique index letter_id on letter (home, id)"),
            .table(
                "clock", .record,
                """
                (home \(.int) not null, id \(.id) not null, letter \(.id), matter \(.id) not null, \
                rule \(.text) not null, provision \(.text) not null, start_day \(.text) not null, \
                nominal \(.text) not null, due \(.text) not null, \
                state \(.text) not null check (state in ('running', 'lapsed', 'met', 'metLate')), \
                primary key (home, matter, id))\(.clustered)
                """),
            .run("create index clock_running on clock (due, home, id) where state = 'running'"),
            .table(
                "answer", .record,
                """
                (home \(.int) not null, id \(.id) not null, matter \(.id) not null, body \(.text) not null, \
                day \(.text) not null, salt \(.bytes) not null, primary key (home, id))
                """),
            .run("create index answer_matter on answer (home, matter, id)"),
            .table(
                "desk", .record,
                """
                (organization \(.id) not null, next_due \(.text) not null, home \(.int) not null, \
                matter \(.id) not null, kind \(.text) not null, stage \(.text) not null, officer \(.id), \
                letter \(.id) not null, opened \(.text) not null, \
                primary key (organization, next_due, home, matter))\(.clustered)
                """),
            .run("create index desk_stage on desk (organization, stage, next_due, home, matter)"),
            .table(
                "extract", .record,
                SQL.dialect(
                    sqlite: """
                        (letter integer not null primary key, home integer not null, \
                        title text not null, body text not null, folded text not null, scope text not null)
                        """,
                    postgresql: """
                        (letter bigint not null, home bigint not null, \
                        title text not null, body text not null, folded text not null, scope text not null, \
                        primary key (home, letter))
                        """)),
            .run(
                SQL.dialect(
                    sqlite: """
                        create virtual table extract_search using fts5 (folded, scope, content = 'extract', \
                        content_rowid = 'letter', tokenize = 'unicode61 remove_diacritics 0')
                        """,
                    postgresql: """
                        create table extract_search (letter bigint not null, home bigint not null, \
                        words tsvector not null, scope tsvector not null, primary key (home, letter))
                        """)),
        ])
}
