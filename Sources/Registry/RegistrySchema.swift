import Acts
import Storage

extension Module {
    /// Areas, organizations over time, posts and who holds them, accounts, and conflicts of interest.
    public static let registry = Module(
        "registry", migrations: [RegistrySchema.first, RegistrySchema.overTime],
        acts: [
            BindKeys.code, DeclarePurpose.code, EstablishOrganization.code, RenameOrganization.code,
            PublishPromise.code, MergeOrganizations.code, MergeOrganizations.mergedCode, SplitOrganization.code,
            EndOrganization.code, EstablishPost.code, RenamePost.code, EndPost.code, AppointOfficial.code,
            EndAppointment.code, OpenAccount.code, CloseAccount.code, ReopenAccount.code, SetPassword.code,
            ResetPassword.code, StepAside.code,
        ])
}

enum RegistrySchema {
    static let first = Migration(
        "registry.001",
        [
            .table(
                "installation", .record,
                "(id \(.int) not null primary key check (id = 1), purpose \(.text) not null)"),
            .table(
                "key_check", .record, "(name \(.text) not null primary key, value \(.bytes) not null)"),
            .table(
                "area", .record,
                """
                (code \(.text) not null primary key, level \(.text) not null \
                check (level in ('province', 'commune')), name_vi \(.text) not null, \
                name_en \(.text) not null, parent \(.text) references area (code))
                """),
            .table(
                "organization", .record,
                """
                (id \(.id) not null primary key, home \(.int) not null, code \(.text) not null unique, \
                body \(.text) not null, name_vi \(.text) not null, name_en \(.text) not null, \
                area \(.text) not null references area (code), \
                parent \(.id) references organization (id), promise_days \(.int) check (promise_days > 0), \
                promise_since \(.text), check ((promise_days is null) = (promise_since is null)))
                """),
            .run("create index organization_home on organization (home, id)"),
            .table(
                "official", .record,
                "(id \(.id) not null primary key, home \(.int) not null, name \(.text) not null)"),
            .table(
                "post", .record,
                """
                (id \(.id) not null primary key, home \(.int) not null, \
                organization \(.id) not null references organization (id), title_vi \(.text) not null, \
                title_en \(.text) not null, role \(.text) not null)
                """),
            .run("create index post_organization on post (organization, id)"),
            .table(
                "post_holder", .record,
                """
                (post \(.id) not null references post (id), official \(.id) not null references official (id), \
                from_day \(.text) not null, until_day \(.text) not null, \
                cover \(.int) not null check (cover in (0, 1)), primary key (official, post, from_day))
                """),
            .run("create index post_holder_post on post_holder (post, from_day)"),
            .table(
                "account", .record,
                """
                (id \(.id) not null primary key, home \(.int) not null, login \(.text) not null unique, \
                official \(.id) not null references official (id), \
                organization \(.id) not null references organization (id), \
                password \(.text) not null, disabled \(.int) not null check (disabled in (0, 1)))
                """),
            .run("create index account_official on account (official)"),
            .table(
                "conflict", .record,
                """
                (account \(.id) not null references account (id), home \(.int) not null, matter \(.id) not null, \
                from_day \(.text) not null, primary key (account, home, matter))
                """),
        ])

    /// Bodies, their names, promises and posts over time. What was there before is taken over as it stood.
    static let overTime = Migration(
        "registry.002",
        [
            .run("alter table organization add column ended \(.text) not null default '9999-12-31'"),
            .run("alter table account add column renew \(.int) not null default 0 check (renew in (0, 1))"),
            .run("alter table account add column sessions_from \(.int) not null default 0"),
            .run("alter table org_ancestor add column partial \(.int) not null default 0 check (partial in (0, 1))"),
            .run("create index account_organization on account (organization, id)"),
            .table(
                "directory_version", .record,
                "(id \(.int) not null primary key check (id = 1), n \(.int) not null)"),
            .table(
                "organization_name", .record,
                """
                (organization \(.id) not null references organization (id), from_day \(.text) not null, \
                until_day \(.text) not null, name_vi \(.text) not null, name_en \(.text) not null, \
                primary key (organization, from_day))\(.clustered)
                """),
            .run(
                """
                insert into organization_name (organization, from_day, until_day, name_vi, name_en) \
                select o.id, coalesce(min(a.from_day), '0001-01-01'), '9999-12-31', o.name_vi, o.name_en \
                from organization o left join org_ancestor a on a.organization = o.id and a.ancestor = o.id \
                group by o.id, o.name_vi, o.name_en
                """),
            .table(
                "organization_promise", .record,
                """
                (organization \(.id) not null references organization (id), since \(.text) not null, \
                days \(.int) check (days > 0), primary key (organization, since))\(.clustered)
                """),
            .run(
                """
                insert into organization_promise (organization, since, days) \
                select id, promise_since, promise_days from organization where promise_since is not null
                """),
            .table(
                "succession", .record,
                """
                (predecessor \(.id) not null references organization (id), \
                successor \(.id) not null references organization (id), from_day \(.text) not null, \
                partial \(.int) not null check (partial in (0, 1)), \
                primary key (predecessor, successor))\(.clustered)
                """),
            .run("create index succession_successor on succession (successor, predecessor)"),
            .table(
                "post_body", .record,
                """
                (post \(.id) not null references post (id), \
                organization \(.id) not null references organization (id), from_day \(.text) not null, \
                until_day \(.text) not null, primary key (post, from_day))\(.clustered)
                """),
            .run("create index post_body_organization on post_body (organization, post)"),
            .run(
                """
                insert into post_body (post, organization, from_day, until_day) \
                select id, organization, '0001-01-01', '9999-12-31' from post
                """),
        ])
}
