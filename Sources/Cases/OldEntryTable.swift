import Acts
import Kernel
import Registry
import Storage

/// What old registers say of the letters that were brought along from them.
enum OldEntryTable {
    static func insert(
        _ entry: OldEntry, of letter: LetterKey, in organization: OrganizationID, _ tx: ActTransaction
    ) throws {
        try tx.run(
            """
            insert into old_entry (organization, year, home, letter, number, settled, handler, result, answer_number, \
            answer_day, note) values (\(organization), \(entry.year), \(letter.home), \(letter.id), \(entry.number), \
            \(entry.settled), \(entry.handler), \(entry.result), \(entry.answerNumber), \(entry.answerDay), \
            \(entry.note))
            """)
    }

    /// The first day on which there was a body.
    static func firstDay(of organization: OrganizationID, _ tx: any ReadTransaction) throws -> Day? {
        try tx.first(
            """
            select from_day from org_ancestor where organization = \(organization) and ancestor = \(organization) \
            order by from_day limit 1
            """
        ) { row in try row(0) as Day }
    }

    /// What they say of letters of one home, by letter.
    static func entries(
        of letters: [LetterID], at home: Home, _ tx: any ReadTransaction
    ) throws -> [LetterID: OldEntry] {
        guard !letters.isEmpty else { return [:] }
        let entries = try tx.all(
            """
            select letter, year, number, settled, handler, result, answer_number, answer_day, note from old_entry \
            where home = \(home) and letter in \(in: letters) order by letter
            """
        ) { row in
            (
                try row(0) as LetterID,
                OldEntry(
                    year: try row(1), number: try row(2), settled: try row(3), handler: try row(4),
                    result: try row(5), answerNumber: try row(6), answerDay: try row(7), note: try row(8))
            )
        }
        return Dictionary(uniqueKeysWithValues: entries)
    }
}
