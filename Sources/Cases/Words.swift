import Acts
import Kernel
import Storage
import Vault

/// What was said within a matter besides letters and answers: in its own words, outside the events, so that it can be
/// erased. Senders' words are masked like their letters.
public struct Words: Hashable, Sendable {
    /// `rawValue` is stored and never changes.
    public enum Sort: String, Sendable, CaseIterable {
        /// Internal: no sender sees it.
        case note
        case question, reply, contest
        /// Why a draft was returned; internal.
        case remark
        /// Why a matter was passed on, declined or closed, as the sender is told.
        case reason
        /// What another body was asked, or gave.
        case request, contribution
        /// With a rating.
        case comment
        /// What a re-check found, as the sender is told.
        case recheck

        public var isInternal: Bool {
            switch self {
            case .note, .remark, .request, .contribution: true
            case .question, .reply, .contest, .reason, .comment, .recheck: false
            }
        }
    }

    public static let limit = 5_000

    public let id: ID<Words>
    public let sort: Sort
    public let text: String
    public let day: Day
    public let official: OfficialID?
    /// The sender who said it, or alone is told it.
    public let letter: LetterID?
}

/// Words on their way into an act: checked, with number and salt made off the writer.
public struct SpokenWords: Sendable {
    let id: ID<Words>
    let text: String
    let salt: [UInt8]

    init(_ text: String, _ environment: Environment) {
        self.init(id: environment.mint(), text: text, salt: environment.randomBytes(32))
    }

    private init(id: ID<Words>, text: String, salt: [UInt8]) {
        self.id = id
        self.text = text
        self.salt = salt
    }

    /// The same words in another form: masked.
    func replaced(by text: String) -> SpokenWords { SpokenWords(id: id, text: text, salt: salt) }

    func said(by official: OfficialID?, letter: LetterID? = nil) -> Said {
        Said(
            words: id, official: official, letter: letter,
            commitment: Digest.commitment(of: text.utf8, salt: salt))
    }
}

enum WordsTable {
    static func insert(
        _ spoken: SpokenWords, as sort: Words.Sort, _ said: Said, of matter: MatterKey, on day: Day,
        _ tx: ActTransaction
    ) throws {
        try tx.run(
            """
            insert into words (home, id, matter, sort, body, day, official, letter, salt) values (\(matter.home), \
            \(spoken.id), \(matter.id), \(sort.rawValue), \(spoken.text), \(day), \(said.official), \
            \(said.letter), \(spoken.salt))
            """)
    }

    /// Everything said in a matter, first to last.
    static func all(of matter: MatterKey, _ tx: any ReadTransaction) throws -> [Words] {
        try tx.all(
            """
            select id, sort, body, day, official, letter from words \
            where home = \(matter.home) and matter = \(matter.id) order by id
            """
        ) { row in
            guard let sort = Words.Sort(rawValue: try row(1)) else { throw ProcedureError.unreadable }
            return Words(
                id: try row(0), sort: sort, text: try row(2), day: try row(3), official: try row(4),
                letter: try row(5))
        }
    }
}
