import Acts
import Kernel
import Storage

/// How content a sender was with an answer.
public struct Rating: Hashable, Sendable {
    public let letter: LetterID
    public let answer: ID<Answer>
    /// 1 to 5.
    public let score: Int
    public let day: Day
    /// Entered by an officer: marked, and in no figure.
    public let official: OfficialID?
}

enum RatingTable {
    static func insert(_ rating: Rating, of matter: MatterKey, _ tx: ActTransaction) throws {
        try tx.run(
            """
            insert into rating (home, matter, letter, answer, score, day, official) values (\(matter.home), \
            \(matter.id), \(rating.letter), \(rating.answer), \(rating.score), \(rating.day), \(rating.official))
            """)
    }

    static func all(of matter: MatterKey, _ tx: any ReadTransaction) throws -> [Rating] {
        try tx.all(
            """
            select letter, answer, score, day, official from rating \
            where home = \(matter.home) and matter = \(matter.id) order by day, letter, answer
            """
        ) { row in
            Rating(
                letter: try row(0), answer: try row(1), score: try row(2), day: try row(3), official: try row(4))
        }
    }
}
