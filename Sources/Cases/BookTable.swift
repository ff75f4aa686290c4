import Acts
import Kernel
import Registry
import Storage

/// The lines of the incoming books. A number is taken in the transaction of the act that enters its letter, which is
/// alone with the book of its body: none is given twice, and none is lost when an act is undone.
enum BookTable {
    /// The number after the last one.
    static func next(in organization: OrganizationID, year: Int, _ tx: any ReadTransaction) throws -> BookNumber {
        let last = try tx.first(
            """
            select number from book_entry where organization = \(organization) and year = \(year) \
            order by number desc limit 1
            """
        ) { row in try row(0) as Int }
        return BookNumber(year: year, number: (last ?? 0) + 1)
    }

    static func insert(_ entry: BookEntry, _ tx: ActTransaction) throws {
        let registration = entry.registration
        try tx.run(
            """
            insert into book_entry (organization, year, number, home, matter, letter, arrived, registered, pages, \
            enclosures, official) values (\(entry.organization), \(registration.number.year), \
            \(registration.number.number), \(entry.matter.home), \(entry.matter.id), \(entry.letter), \
            \(entry.arrived), \(registration.day), \(registration.pages), \(registration.enclosures), \
            \(registration.official))
            """)
    }

    /// The number stays, and is void from that day on.
    static func void(
        _ entry: BookEntry, on day: Day, because words: ID<Words>, _ tx: ActTransaction
    ) throws {
        let number = entry.registration.number
        try tx.run(
            """
            update book_entry set voided = \(day), void_words = \(words) \
            where organization = \(entry.organization) and year = \(number.year) and number = \(number.number)
            """)
    }

    /// How a letter was entered; nil if it has no line.
    static func registration(of letter: LetterKey, _ tx: any ReadTransaction) throws -> Registration? {
        try tx.first(
            """
            select year, number, registered, pages, enclosures, official from book_entry \
            where home = \(letter.home) and letter = \(letter.id)
            """
        ) { row in
            Registration(
                number: BookNumber(year: try row(0), number: try row(1)), day: try row(2), pages: try row(3),
                enclosures: try row(4), official: try row(5))
        }
    }

    /// The lines of the letters that opened a matter: one, or none.
    static func entries(of matter: MatterKey, _ tx: any ReadTransaction) throws -> [BookEntry] {
        try tx.all(
            """
            select organization, year, number, letter, arrived, registered, pages, enclosures, official, voided, \
            void_words from book_entry where home = \(matter.home) and matter = \(matter.id) order by letter
            """
        ) { row in
            var void: BookEntry.Void?
            if let day = try row(9) as Day?, let words = try row(10) as ID<Words>? {
                void = BookEntry.Void(day: day, words: words)
            }
            return BookEntry(
                organization: try row(0), matter: matter, letter: try row(3), arrived: try row(4),
                registration: Registration(
                    number: BookNumber(year: try row(1), number: try row(2)), day: try row(5), pages: try row(6),
                    enclosures: try row(7), official: try row(8)), void: void)
        }
    }
}
