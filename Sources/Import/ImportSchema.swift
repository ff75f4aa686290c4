import Acts
import Storage

extension Module {
    /// What was taken over from other registers.
    public static let imports = Module(
        "import", migrations: [ImportSchema.first, ImportSchema.opening, ImportSchema.register], acts: [SetZone.code],
        jobs: [
            Job("import.lapse", everySeconds: 60) { context in _ = try await ImportedLapses.record(context) }
        ])
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

    /// What a row says of its opening alone: a row that was open and is closed later is the same one.
    static let opening = Migration("import.002", [.run("alter table imported add column opening \(.bytes)")])

    /// How the old registers of a body are read, as it was chosen the last time.
    static let register = Migration(
        "import.003",
        [
            .table(
                "register_mapping", .working,
                "(organization \(.id) not null primary key, mapping \(.text) not null)\(.clustered)")
        ])
}
