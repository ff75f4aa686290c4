import Acts
import Storage

extension Module {
    /// What was taken over from other registers.
    public static let imports = Module(
        "import", migrations: [ImportSchema.first], acts: [SetZone.code])
}

enum ImportSchema {
    static let first = Migration(
        "import.001",
        [
            .table(
                "jurisdiction", .record,
                """
                (organization \(.id) not null primary key references organization (id), \
                zone \(.text) not null)\(.clustered)
                """),
            .table(
                "imported", .record,
                """
                (home \(.int) not null, organization \(.id) not null references organization (id), \
                source_key \(.bytes) not null, content \(.bytes) not null, matter \(.id) not null, \
                run \(.id) not null, line \(.int) not null check (line > 0), closed \(.int), \
                primary key (home, organization, source_key))\(.clustered)
                """),
        ])
}
