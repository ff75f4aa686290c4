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
                name_vi \(.text) not null, name_en \(.text) not null, area \(.text) not null references area (code), \
                parent \(.id) references organization (id), promise_days \(.int) check (promise_days > 0), \
                promise_since \(.text), check ((promise_days is null) = (promise_since is null)))
                """),
            .table(
                "account", .record,
                """
                (id \(.id) not null primary key, home \(.int) not null, login \(.text) not null unique, \
                name \(.text) not null, organization \(.id) not null references organization (id), \
                password \(.text) not null)
                """),
            .table(
                "account_role", .record,
                """
                (account \(.id) not null references account (id), \
                organization \(.id) not null references organization (id), \
                role \(.text) not null, from_day \(.text) not null, until_day \(.text) not null, \
                primary key (account, organization, role, from_day))
                """),
            .table(
                "conflict", .record,
                """
                (account \(.id) not null references account (id), home \(.int) not null, matter \(.id) not null, \
                from_day \(.text) not null, primary key (account, home, matter))
                """),
        ])
}
