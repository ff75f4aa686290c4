import Acts
import Storage

extension Module {
    /// Letters, matters and the procedures of each kind.
    public static let cases = Module(
        "cases", migrations: [CasesSchema.first],
        acts: [
            ReceiveLetter.code, BringAlong.code, RegisterLetter.code, VoidRegistration.code, ReissuePIN.code,
            AddFiles.code,
            ClassifyLetter.code, SplitLetter.code, SplitLetter.splitCode, TakeMatter.code,
            AssignMatter.code, ReleaseMatter.code, OfferTransfer.code, AcceptTransfer.code, DeclineTransfer.code,
            RecallTransfer.code,
            AskSender.code, ReplyToQuestion.code, ResumeMatter.code, AddNote.code, SubmitDraft.code,
            ReturnDraft.code, SignDraft.code, SignOnPaper.code, IssueDocument.code, AnswerMatter.code,
            CorrectAnswer.code, ContestAnswer.code, ReopenMatter.code,
            CloseMatter.code, CloseImported.code, WithdrawLetter.code,
            RestoreMatter.code, RateAnswer.code, JoinMatters.code,
            JoinMatters.joinedCode, PartMatters.code, PartMatters.regainedCode, InviteBody.code,
            ContributePart.code, UninviteBody.code, AllowPublication.code, ProposePublication.code,
            PublishExtract.code, UnpublishExtract.code, LapseClock.code, OpenOriginal.code, OpenContact.code,
            AnswerCall.code, RecordNotice.code, WriteExtract.code, DrawForRecheck.code, RecordRecheck.code,
        ],
        jobs: [
            Job(DrawForRecheck.job, everySeconds: 3600) { context in _ = try await DrawForRecheck.drawAll(context) },
            Job("cases.lapse", everySeconds: 60) { context in _ = try await LapseClock.lapseAll(context) },
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
                organization \(.id) not null references organization (id), letter \(.id), \
                opened \(.text) not null, stage \(.text) not null check (stage in ('received', 'offered', 'taken', \
                'asked', 'drafted', 'approved', 'answered', 'contested', 'closed')), since \(.text) not null, \
                post \(.id) references post (id), official \(.id) references official (id), \
                offered_to \(.id) references organization (id), detail \(.text) not null, board \(.id), \
                board_official \(.id), next_due \(.text) not null, \
                replied \(.int) not null check (replied in (0, 1)), version \(.int) not null, \
                slot \(.int) not null, primary key (home, id), check ((post is null) = (official is null)), \
                check ((stage = 'offered') = (offered_to is not null)))\(.clustered)
                """),
            .run(
                """
                create index matter_ended on matter (organization, since, home, id) \
                where stage in ('answered', 'closed')
                """),
            .run(
                """
                create index matter_ended_slot on matter (slot, since, home, id) \
                where stage in ('answered', 'closed')
                """),
            .table(
                "counted", .record,
                """
                (organization \(.id) not null, measure \(.text) not null, day \(.text) not null, \
                home \(.int) not null, matter \(.id) not null, sequence \(.int) not null, kind \(.text) not null, \
                primary key (organization, measure, day, home, matter, sequence))\(.clustered)
                """),
            .run("create index counted_matter on counted (home, matter)"),
            .table(
                "matter_part", .record,
                """
                (home \(.int) not null, matter \(.id) not null, \
                organization \(.id) not null references organization (id), \
                done \(.int) not null check (done in (0, 1)), primary key (home, matter, organization))\(.clustered)
                """),
            .table(
                "letter", .record,
                """
                (home \(.int) not null, id \(.id) not null, code \(.text) not null, matter \(.id) not null, \
                parent \(.id), area \(.text) not null references area (code), source \(.text) not null, \
                arrived \(.text) not null, registered \(.int) not null, \
                anonymous \(.int) not null check (anonymous in (0, 1)), pin_version \(.int) not null, \
                field \(.text) not null, eligibility \(.text) not null, competence \(.text) not null, \
                people \(.int) not null check (people > 0), settled_by \(.text) not null, \
                consent \(.text) not null check (consent in ('', 'yes', 'no')), \
                commitment \(.bytes) not null, salt \(.bytes) not null, primary key (home, matter, id))\(.clustered)
                """),
            .run("create unique index letter_code on letter (code)"),
            .run("create unique index letter_id on letter (home, id)"),
            .run("create index letter_parent on letter (home, parent, id) where parent is not null"),
            // The incoming book: one line for each number of a body and a year, for ever.
            .table(
                "book_entry", .record,
                """
                (organization \(.id) not null references organization (id), year \(.int) not null, \
                number \(.int) not null check (number > 0), home \(.int) not null, matter \(.id) not null, \
                letter \(.id) not null, arrived \(.text) not null, registered \(.text) not null, \
                pages \(.int) not null, enclosures \(.int) not null, \
                official \(.id) not null references official (id), voided \(.text), void_words \(.id), \
                primary key (organization, year, number), check ((voided is null) = (void_words is null)), \
                check (arrived <= registered))\(.clustered)
                """),
            .run("create unique index book_entry_letter on book_entry (home, letter)"),
            .run("create index book_entry_matter on book_entry (home, matter, letter)"),
            // What the registers of before the platform say of the letters that were brought along from them.
            .table(
                "old_entry", .record,
                """
                (organization \(.id) not null references organization (id), year \(.int) not null, \
                home \(.int) not null, letter \(.id) not null, number \(.text) not null, settled \(.text), \
                handler \(.text) not null, result \(.text) not null, answer_number \(.text) not null, \
                answer_day \(.text), note \(.text) not null, primary key (organization, year, letter))\(.clustered)
                """),
            .run("create unique index old_entry_letter on old_entry (home, letter)"),
            .table(
                "clock", .record,
                """
                (home \(.int) not null, id \(.id) not null, letter \(.id), matter \(.id) not null, \
                rule \(.text) not null, provision \(.text) not null, start_day \(.text) not null, \
                nominal \(.text) not null, due \(.text) not null, \
                state \(.text) not null check (state in ('running', 'lapsed', 'met', 'metLate', 'ended')), \
                primary key (home, matter, id))\(.clustered)
                """),
            .run("create index clock_running on clock (due, home, id) where state = 'running'"),
            .run("create index clock_lapsed on clock (due, home, matter) where state in ('lapsed', 'metLate')"),
            .table(
                "words", .record,
                """
                (home \(.int) not null, id \(.id) not null, matter \(.id) not null, sort \(.text) not null, \
                body \(.text) not null, day \(.text) not null, official \(.id), letter \(.id), \
                salt \(.bytes) not null, primary key (home, matter, id))\(.clustered)
                """),
            .table(
                "draft", .record,
                """
                (home \(.int) not null, id \(.id) not null, matter \(.id) not null, purpose \(.text) not null, \
                outcome \(.text), ground \(.text), body \(.text) not null, official \(.id) not null, \
                day \(.text) not null, salt \(.bytes) not null, primary key (home, matter, id))
                """),
            .table(
                "answer", .record,
                """
                (home \(.int) not null, id \(.id) not null, matter \(.id) not null, body \(.text) not null, \
                day \(.text) not null, outcome \(.text) not null, \
                sort \(.text) not null check (sort in ('answer', 'uphold', 'correction')), salt \(.bytes) not null, \
                primary key (home, matter, id))
                """),
            .table(
                "rating", .record,
                """
                (home \(.int) not null, matter \(.id) not null, letter \(.id) not null, answer \(.id) not null, \
                score \(.int) not null check (score between 1 and 5), day \(.text) not null, official \(.id), \
                primary key (home, matter, letter, answer))\(.clustered)
                """),
            .table(
                "publication", .record,
                """
                (home \(.int) not null, id \(.id) not null, matter \(.id) not null, letter \(.id) not null, \
                title \(.text) not null, question \(.text) not null, answer \(.text) not null, \
                proposed \(.text) not null, published \(.text) not null, salt \(.bytes) not null, \
                area \(.text) not null, field \(.text) not null, \
                primary key (home, matter, id))
                """),
            .run(
                """
                create unique index publication_id on publication (home, id)
                """),
            .run(
                """
                create index publication_board on publication (published, home, id) where published < '9999'
                """),
            .run(
                """
                create index publication_area on publication (area, published, home, id) where published < '9999'
                """),
            .run(
                """
                create index publication_field on publication (field, published, home, id) where published < '9999'
                """),
            // What was drawn for a re-check: one row for each ending that was.
            .table(
                "recheck", .record,
                """
                (home \(.int) not null, matter \(.id) not null, ended \(.text) not null, \
                sort \(.text) not null check (sort in ('setAside', 'other')), \
                organization \(.id) not null references organization (id), drawn \(.text) not null, \
                state \(.text) not null check (state in ('waiting', 'stood', 'failed', 'overtaken')), \
                primary key (home, matter, ended))\(.clustered)
                """),
            .run("create index recheck_body on recheck (organization, state, drawn, home, matter)"),
            .run("create index recheck_state on recheck (state, drawn, home, matter)"),
            .table(
                "desk", .record,
                """
                (organization \(.id) not null, next_due \(.text) not null, home \(.int) not null, \
                matter \(.id) not null, kind \(.text) not null, stage \(.text) not null, place \(.text) not null, \
                post \(.id), letter \(.id) not null, field \(.text) not null, opened \(.text) not null, \
                law_due \(.text) not null, promise_due \(.text) not null, \
                replied \(.int) not null check (replied in (0, 1)), slot \(.int) not null, other \(.id), \
                replying \(.id), primary key (organization, next_due, home, matter))\(.clustered)
                """),
            .run("create index desk_stage on desk (organization, stage, kind, next_due, home, matter, place, field)"),
            .run("create index desk_post on desk (post, next_due, home, matter) where post is not null"),
            .run("create index desk_opened on desk (organization, opened, home, matter)"),
            .run("create index desk_due on desk (next_due, home, matter, organization)"),
            .run("create index desk_slot on desk (slot, next_due, home, matter, organization)"),
            .run(
                """
                create index desk_slot_stage on desk \
                (slot, stage, next_due, home, matter, organization, kind, place, field)
                """),
            // A body again, on the lines that such a list shows: its own index is then the only one that fits.
            .run(
                "create index desk_other on desk (other, place, next_due, home, matter) where other is not null"),
            .run(
                "create index desk_replying on desk (replying, next_due, home, matter) where replying is not null"),
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
                        create table extract_search (letter bigint not null primary key, home bigint not null, \
                        words tsvector not null, scope tsvector not null)
                        """)),
            .runOn(.postgresql, "create index extract_search_words on extract_search using gin (words, scope)"),
        ])
}
