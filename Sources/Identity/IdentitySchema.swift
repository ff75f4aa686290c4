import Acts
import Storage

extension Module {
    /// Petitioners and originals.
    public static let identity = Module("identity", migrations: [IdentitySchema.first])
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
}
