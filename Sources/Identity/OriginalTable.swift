import Acts
import Kernel
import Storage

/// The originals. Plain inside for now; the vault will encrypt each under a key of its own without another caller
/// changing.
public enum OriginalTable {
    public static func insert(_ original: Original, of letter: LetterKey, _ tx: ActTransaction) throws {
        try tx.run(
            """
            insert into letter_original (home, letter, title, body, name, address, phone, email) \
            values (\(letter.home), \(letter.id), \(original.title), \(original.body), \
            \(original.sender.name), \(original.sender.address), \(original.sender.phone), \
            \(original.sender.email))
            """)
    }

    /// The original of a letter. Only an act that records who opens it and why, or the sender's own page, calls this.
    public static func open(_ letter: LetterKey, _ tx: any ReadTransaction) throws -> Original? {
        try tx.first(
            """
            select title, body, name, address, phone, email from letter_original \
            where home = \(letter.home) and letter = \(letter.id)
            """
        ) { row in
            Original(
                title: try row(0), body: try row(1),
                sender: Sender(name: try row(2), address: try row(3), phone: try row(4), email: try row(5)))
        }
    }
}
