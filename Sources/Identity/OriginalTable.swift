import Acts
import Kernel
import Language
import Storage

/// The originals. Plain inside for now; the vault will encrypt each under a key of its own without another caller
/// changing.
public enum OriginalTable {
    public static func insert(_ original: Original, of letter: LetterKey, _ tx: ActTransaction) throws {
        try tx.run(
            """
            insert into letter_original (home, letter, title, body, sort, name, address, phone, email, \
            identity_number, tax_code, representative) values (\(letter.home), \(letter.id), \
            \(original.title), \(original.body), \(original.sender.sort.rawValue), \(original.sender.name), \
            \(original.sender.address), \(original.sender.phone), \(original.sender.email), \
            \(original.sender.identityNumber), \(original.sender.taxCode), \(original.sender.representative))
            """)
    }

    /// What the sender said later, word for word; `words` numbers it among the matter's words.
    public static func insert(
        _ body: String, words: Int64, of letter: LetterKey, _ tx: ActTransaction
    ) throws {
        try tx.run(
            """
            insert into words_original (home, letter, id, body) \
            values (\(letter.home), \(letter.id), \(words), \(body))
            """)
    }

    /// The sender's later words as written, by their numbers. The same rule as for `open` holds.
    public static func words(of letter: LetterKey, _ tx: any ReadTransaction) throws -> [Int64: String] {
        Dictionary(
            uniqueKeysWithValues: try tx.all(
                """
                select id, body from words_original where home = \(letter.home) and letter = \(letter.id) order by id
                """
            ) { row in (try row(0) as Int64, try row(1) as String) })
    }

    /// Which of these letters the same person or organization has sent, by telephone number, or by name and address. What
    /// they are called does not leave this table.
    public static func sent(
        by sender: Sender, among letters: [LetterKey], _ tx: any ReadTransaction
    ) throws -> Set<LetterKey> {
        let wanted = SenderMark(sender)
        guard wanted.canMatch else { return [] }
        var found: Set<LetterKey> = []
        for (home, keys) in Dictionary(grouping: letters, by: \.home).sorted(by: { $0.key.slot < $1.key.slot }) {
            let theirs = try tx.all(
                """
                select letter, name, address, phone from letter_original \
                where home = \(home) and letter in \(in: keys.map(\.id))
                """
            ) { row in
                (
                    letter: LetterKey(home, try row(0)),
                    mark: SenderMark(Sender(name: try row(1), address: try row(2), phone: try row(3)))
                )
            }
            found.formUnion(theirs.filter { wanted.matches($0.mark) }.map(\.letter))
        }
        return found
    }

    /// The same for the sender of a letter.
    public static func sent(
        like letter: LetterKey, among letters: [LetterKey], _ tx: any ReadTransaction
    ) throws -> Set<LetterKey> {
        guard let sender = try open(letter, tx)?.sender else { return [] }
        return try sent(by: sender, among: letters, tx)
    }

    /// Whether the letter bears a name, as that of its sender or of who acts for the sender; with or without marks. False
    /// for a letter without a name.
    public static func bears(_ name: String, _ letter: LetterKey, _ tx: any ReadTransaction) throws -> Bool {
        let typed = Folding.fold(name)
        guard !typed.isEmpty, let sender = try open(letter, tx)?.sender else { return false }
        return [sender.name, sender.representative].contains { Folding.fold($0) == typed }
    }

    /// The original of a letter. Only an act that records who opens it and why, the sender's own page, or what tells the
    /// sender something (`Notices/Contact.swift`) calls this.
    public static func open(_ letter: LetterKey, _ tx: any ReadTransaction) throws -> Original? {
        try tx.first(
            """
            select title, body, sort, name, address, phone, email, identity_number, tax_code, representative \
            from letter_original where home = \(letter.home) and letter = \(letter.id)
            """
        ) { row in
            guard let sort = Sender.Sort(rawValue: try row(2)) else {
                throw StoreError.unreadable(column: 2, wanted: "a sort of sender")
            }
            return Original(
                title: try row(0), body: try row(1),
                sender: Sender(
                    sort: sort, name: try row(3), address: try row(4), phone: try row(5), email: try row(6),
                    identityNumber: try row(7), taxCode: try row(8), representative: try row(9)))
        }
    }
}
