import Acts
import Kernel
import Storage

/// What the body answered, in its own words. Never changed once given.
public struct Answer: Hashable, Sendable {
    public static let limit = 20_000

    public let id: ID<Answer>
    public let text: String
    public let day: Day
}

enum AnswerTable {
    static func insert(_ answer: Answer, of matter: MatterKey, salt: [UInt8], _ tx: ActTransaction) throws {
        try tx.run(
            """
            insert into answer (home, id, matter, body, day, salt) values (\(matter.home), \(answer.id), \
            \(matter.id), \(answer.text), \(answer.day), \(salt))
            """)
    }

    /// The answers of a matter, first to last.
    static func all(of matter: MatterKey, _ tx: any ReadTransaction) throws -> [Answer] {
        try tx.all(
            """
            select id, body, day from answer where home = \(matter.home) and matter = \(matter.id) order by id
            """
        ) { row in Answer(id: try row(0), text: try row(1), day: try row(2)) }
    }
}
