import Acts
import Storage

extension Module {
    /// Areas, organizations, accounts, roles and conflicts of interest.
    public static let registry = Module(
        "registry", migrations: [RegistrySchema.first],
        acts: [BindKeys.code, DeclareDemonstration.code, EstablishOrganization.code, OpenAccount.code, StepAside.code])
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
}
