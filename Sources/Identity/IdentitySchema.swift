import Acts
import Storage

extension Module {
    /// Petitioners, originals, and the files that came with them.
    public static let identity = Module("identity", migrations: [IdentitySchema.first, IdentitySchema.files])
}

enum IdentitySchema {
    static let first = Migration(
        "identity.001",
        [
            .table(
                "letter_original", .record,
                """
                (home \(.int) not null, letter \(.id) not null, title \(.text) not null, body \(.text) not null, \
                sort \(.text) not null, name \(.text) not null, address \(.text) not null, \
                phone \(.text) not null, email \(.text) not null, identity_number \(.text) not null, \
                tax_code \(.text) not null, representative \(.text) not null, primary key (home, letter))
                """),
            .table(
                "words_original", .record,
                """
                (home \(.int) not null, letter \(.id) not null, id \(.id) not null, body \(.text) not null, \
                primary key (home, letter, id))\(.clustered)
                """),
        ])

    static let files = Migration(
        "identity.002",
        [
            .table(
                "letter_key", .record,
                """
                (home \(.int) not null, letter \(.id) not null, wrapped \(.bytes) not null, \
                primary key (home, letter))\(.clustered)
                """),
            .table(
                "letter_file", .record,
                """
                (home \(.int) not null, letter \(.id) not null, id \(.id) not null, address \(.bytes) not null, \
                kind \(.text) not null, size \(.int) not null check (size > 0), name \(.bytes) not null, \
                document \(.id), primary key (home, letter, id))\(.clustered)
                """),
            .run("create index letter_file_address on letter_file (address)"),
        ])
}
