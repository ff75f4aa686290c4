import Acts
import Kernel
import Registry
import Storage

/// An answered matter as the public board shows it: written anew from the extract, without names or house numbers.
public struct Publication: Hashable, Sendable {
    public let id: ID<Publication>
    public let matter: MatterKey
    public let letter: LetterID
    public let title: String
    public let question: String
    public let answer: String
    public let proposedOn: Day
}

extension Kind {
    /// Answers to these may be shown on the board, if the sender allows it. Complaints and denunciations have a law of
    /// their own for that.
    public var isPublishable: Bool { self == .feedback || self == .petition }
}

enum PublicationTable {
    static func insert(
        _ publication: Publication, salt: [UInt8], _ tx: ActTransaction
    ) throws {
        try tx.run(
            """
            insert into publication (home, id, matter, letter, title, question, answer, proposed, published, salt, \
            area, field) select \(publication.matter.home), \(publication.id), \(publication.matter.id), l.id, \
            \(publication.title), \(publication.question), \(publication.answer), \(publication.proposedOn), \
            \(Day.never), \(salt), l.area, l.field from letter l \
            where l.home = \(publication.matter.home) and l.id = \(publication.letter)
            """)
    }

    /// What the letter is about has been said or corrected: the board finds it under that.
    static func set(field: String, of letter: LetterKey, in matter: MatterID, _ tx: ActTransaction) throws {
        try tx.run(
            """
            update publication set field = \(field) where home = \(letter.home) and matter = \(matter) \
            and letter = \(letter.id)
            """)
    }

    /// It stands on the board from that day on; with `Day.never` it stands there no longer.
    static func set(
        _ id: ID<Publication>, of matter: MatterKey, publishedOn day: Day, _ tx: ActTransaction
    ) throws {
        try tx.run(
            """
            update publication set published = \(day) \
            where home = \(matter.home) and matter = \(matter.id) and id = \(id)
            """)
    }

    /// Nothing of the matter stands on the board any more.
    static func withdraw(of matter: MatterKey, _ tx: ActTransaction) throws {
        try tx.run(
            "update publication set published = \(Day.never) where home = \(matter.home) and matter = \(matter.id)")
    }

    /// What of the matter stands on the board.
    static func standing(of matter: MatterKey, _ tx: any ReadTransaction) throws -> [ID<Publication>] {
        try tx.all(
            """
            select id from publication where home = \(matter.home) and matter = \(matter.id) \
            and published < \(Day.never) order by id
            """
        ) { row in try row(0) }
    }

    static func find(
        _ id: ID<Publication>, of matter: MatterKey, _ tx: any ReadTransaction
    ) throws -> Publication? {
        try tx.first(
            """
            select id, home, matter, letter, title, question, answer, proposed from publication \
            where home = \(matter.home) and matter = \(matter.id) and id = \(id)
            """
        ) { row in
            Publication(
                id: try row(0), matter: MatterKey(try row(1), try row(2)), letter: try row(3), title: try row(4),
                question: try row(5), answer: try row(6), proposedOn: try row(7))
        }
    }
}
