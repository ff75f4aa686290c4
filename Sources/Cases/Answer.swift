import Acts
import Kernel
import Storage
import Vault

/// What the body answered, in its own words. Never changed once given.
public struct Answer: Hashable, Sendable {
    public static let limit = 20_000

    public let id: ID<Answer>
    public let text: String
    public let day: Day
    public let outcome: Outcome
    public let sort: Sort

    /// What an answer says of the one before. `rawValue` is stored and never changes.
    public enum Sort: String, Sendable {
        /// The first one, or one given after the matter was taken up again.
        case answer
        /// The answer before was contested, and stands.
        case uphold
        /// It puts right what was wrong in the one before.
        case correction
    }
}

enum AnswerTable {
    static func insert(_ answer: Answer, of matter: MatterKey, salt: [UInt8], _ tx: ActTransaction) throws {
        try tx.run(
            """
            insert into answer (home, id, matter, body, day, outcome, sort, salt) values (\(matter.home), \
            \(answer.id), \(matter.id), \(answer.text), \(answer.day), \(answer.outcome.rawValue), \
            \(answer.sort.rawValue), \(salt))
            """)
    }

    /// The answers of a matter, first to last.
    static func all(of matter: MatterKey, _ tx: any ReadTransaction) throws -> [Answer] {
        try tx.all(
            """
            select id, body, day, outcome, sort from answer \
            where home = \(matter.home) and matter = \(matter.id) order by id
            """
        ) { row in
            guard let outcome = Outcome(rawValue: try row(3)), let sort = Answer.Sort(rawValue: try row(4)) else {
                throw ProcedureError.unreadable
            }
            return Answer(id: try row(0), text: try row(1), day: try row(2), outcome: outcome, sort: sort)
        }
    }
}

/// What shall leave the body once it is signed.
public struct Draft: Hashable, Sendable {
    public let id: ID<Draft>
    public let purpose: DraftPurpose
    public let outcome: Outcome?
    public let ground: SetAsideGround?
    /// The answer; for a setting aside, the passage of the letter that the ground rests on.
    public let text: String
    public let official: OfficialID
    public let day: Day
}

enum DraftTable {
    static func insert(_ draft: Draft, of matter: MatterKey, salt: [UInt8], _ tx: ActTransaction) throws {
        try tx.run(
            """
            insert into draft (home, id, matter, purpose, outcome, ground, body, official, day, salt) values \
            (\(matter.home), \(draft.id), \(matter.id), \(draft.purpose.rawValue), \(draft.outcome?.rawValue), \
            \(draft.ground?.rawValue), \(draft.text), \(draft.official), \(draft.day), \(salt))
            """)
    }

    /// The last draft for a purpose, and what commits to its text.
    static func last(
        of matter: MatterKey, _ purpose: DraftPurpose, _ tx: any ReadTransaction
    ) throws -> (draft: Draft, commitment: [UInt8])? {
        guard let draft = try all(of: matter, tx).last(where: { $0.purpose == purpose }) else { return nil }
        return (draft, Digest.commitment(of: draft.text.utf8, salt: try salt(of: draft.id, of: matter, tx)))
    }

    static func salt(of draft: ID<Draft>, of matter: MatterKey, _ tx: any ReadTransaction) throws -> [UInt8] {
        let salt = try tx.first(
            "select salt from draft where home = \(matter.home) and matter = \(matter.id) and id = \(draft)"
        ) { row in try row(0) as [UInt8] }
        guard let salt else { throw ProcedureError.unreadable }
        return salt
    }

    /// The drafts of a matter, first to last.
    static func all(of matter: MatterKey, _ tx: any ReadTransaction) throws -> [Draft] {
        try tx.all(
            """
            select id, purpose, outcome, ground, body, official, day from draft \
            where home = \(matter.home) and matter = \(matter.id) order by id
            """
        ) { row in
            guard let purpose = DraftPurpose(rawValue: try row(1)) else { throw ProcedureError.unreadable }
            return Draft(
                id: try row(0), purpose: purpose, outcome: (try row(2) as String?).flatMap(Outcome.init),
                ground: (try row(3) as String?).flatMap(SetAsideGround.init), text: try row(4),
                official: try row(5), day: try row(6))
        }
    }
}
