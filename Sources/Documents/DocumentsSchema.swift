import Acts
import Storage

extension Module {
    /// What bodies issue, with its numbers.
    public static let documents = Module("documents", migrations: [DocumentsSchema.first])
}

enum DocumentsSchema {
    static let first = Migration(
        "documents.001",
        [
            .table(
                "document", .record,
                """
                (organization \(.id) not null references organization (id), kind \(.text) not null, \
                year \(.int) not null, number \(.int) not null check (number > 0), symbol \(.text) not null, \
                home \(.int) not null, matter \(.id) not null, id \(.id) not null, \
                drafter \(.id) not null references official (id), signer \(.id) not null references official (id), \
                post \(.id) not null references post (id), signed \(.text) not null, paper \(.int) not null check (paper in (0, 1)), \
                issuer \(.id) not null references official (id), issued \(.text) not null, corrects \(.id), \
                office \(.text) not null, above \(.text) not null, place \(.text) not null, \
                signer_name \(.text) not null, title \(.text) not null, \
                primary key (organization, kind, year, number), check (signed <= issued))\(.clustered)
                """),
            .run("create unique index document_matter on document (home, matter, id)"),
        ])
}
