import Acts
import Documents
import Kernel
import Registry
import Storage

/// Everything about one matter that its officers see: extracts, never a sender.
public struct MatterFile: Sendable {
    public let matter: Matter
    public let letters: [(letter: Letter, extract: Extract)]
    public let answers: [Answer]
    public let drafts: [Draft]
    /// What the body issued, first to last.
    public let documents: [IssuedDocument]
    public let words: [Words]
    public let ratings: [Rating]
    public let timeline: [TimelineEntry]
    /// Every time that it was drawn for a re-check.
    public let rechecks: [Recheck]
    /// The last thing that happened is that it came to its first post: it can be released again.
    public let isJustTaken: Bool
    /// What is proposed for the board, or stands on it.
    public let publication: Publication?
    /// Names of the officials that the file speaks of.
    public let names: [OfficialID: String]
    /// The posts of the body that has it, and who holds each today.
    public let posts: [(post: Post, holders: [String])]
    /// What old registers say of letters that were brought along from them.
    public let old: [LetterID: OldEntry]
    /// Who signs for the body today.
    public let signers: [(official: Official, post: Post)]

    /// The file of a matter; nil if there is none within the scope.
    public static func read(
        _ key: MatterKey, _ scope: Scope, _ tx: any ReadTransaction
    ) throws -> MatterFile? {
        guard let matter = try MatterTable.load(key, tx), try matter.isIn(scope, tx) else { return nil }
        let letters = try LetterTable.all(of: key, tx).map { letter in
            (letter: letter, extract: try ExtractTable.find(letter.key, tx) ?? Extract(title: "", body: ""))
        }
        let drafts = try DraftTable.all(of: key, tx)
        let words = try WordsTable.all(of: key, tx)
        let ratings = try RatingTable.all(of: key, tx)
        let timeline = try TimelineEntry.all(of: key, tx)
        let documents = try DocumentTable.all(of: key, tx)
        let officials = Set(
            drafts.map(\.official) + words.compactMap(\.official) + ratings.compactMap(\.official)
                + timeline.compactMap { $0.event.official }
                + documents.flatMap { [$0.drafter, $0.signer, $0.issuer] }
                + [matter.procedure.handler?.official].compactMap(\.self))
        let posts = try PostTable.posts(serving: matter.organization, on: scope.day, tx).map { post in
            (post: post, officials: try PostTable.holders(of: post.id, on: scope.day, tx).map(\.official))
        }
        return MatterFile(
            matter: matter, letters: letters, answers: try AnswerTable.all(of: key, tx), drafts: drafts,
            documents: documents, words: words, ratings: ratings, timeline: timeline,
            rechecks: try RecheckTable.all(of: key, tx),
            isJustTaken: try ReleaseMatter.canUndo(timeline, of: key),
            publication: try matter.board.publication.flatMap { try PublicationTable.find($0, of: key, tx) },
            names: try PostTable.names(of: officials.sorted(), tx),
            posts: posts.map { (post: $0.post, holders: $0.officials.map(\.name)) },
            old: try OldEntryTable.entries(of: letters.map(\.letter.key.id), at: key.home, tx),
            signers: posts.filter { $0.post.role.powers.contains(.sign) }.flatMap { post, officials in
                officials.map { (official: $0, post: post) }
            })
    }

    /// Who handles it, by name.
    public var handlerName: String? { matter.procedure.handler.flatMap { names[$0.official] } }

    /// The document that an answer left as.
    public func document(of answer: ID<Answer>) -> IssuedDocument? { documents.first { $0.id.raw == answer.raw } }

    public func words(_ id: ID<Words>) -> Words? { words.first { $0.id == id } }
}

/// One thing that happened to a matter.
public struct TimelineEntry: Sendable {
    public let day: Day
    public let recorded: Instant
    public let event: MatterEvent
    /// The act that recorded it.
    public let code: ActCode

    static func all(of matter: MatterKey, _ tx: any ReadTransaction) throws -> [TimelineEntry] {
        try EventTable.all(of: Subjected(matter), tx).map { event in
            TimelineEntry(
                day: event.effective, recorded: event.recorded, event: try MatterEvent(event), code: event.code)
        }
    }
}
