import Acts
import Kernel
import Registry
import Storage

/// Everything about one matter that its officers see: extracts, never a sender.
public struct MatterFile: Sendable {
    public let matter: Matter
    public let letters: [(letter: Letter, extract: Extract)]
    public let answers: [Answer]
    public let timeline: [TimelineEntry]
    public let officerName: String?

    /// The file of a matter; nil if there is none within the scope.
    public static func read(
        _ key: MatterKey, _ scope: Scope, _ tx: any ReadTransaction
    ) throws -> MatterFile? {
        guard let matter = try MatterTable.load(key, tx),
            try scope.admits(key, kind: matter.kind, with: matter.organization, tx)
        else { return nil }
        let letters = try LetterTable.all(of: key, tx).map { letter in
            (letter: letter, extract: try ExtractTable.find(letter.key, tx) ?? Extract(title: "", body: ""))
        }
        return MatterFile(
            matter: matter, letters: letters, answers: try AnswerTable.all(of: key, tx),
            timeline: try TimelineEntry.all(of: key, tx),
            officerName: try matter.procedure.officer.flatMap { try AccountTable.find($0, tx)?.name })
    }
}

/// One thing that happened to a matter.
public struct TimelineEntry: Sendable {
    public let day: Day
    public let recorded: Instant
    public let event: MatterEvent

    static func all(of matter: MatterKey, _ tx: any ReadTransaction) throws -> [TimelineEntry] {
        try EventTable.all(of: Subjected(matter), tx).map { event in
            TimelineEntry(day: event.effective, recorded: event.recorded, event: try MatterEvent(event))
        }
    }
}
