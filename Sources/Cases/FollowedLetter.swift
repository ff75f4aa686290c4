import Acts
import Kernel
import Registry
import Storage
import Vault

/// What one sender sees: the own letter, its clocks, the matter's time line and the answer; never another sender.
public struct FollowedLetter: Sendable {
    public let letter: Letter
    public let extract: Extract
    public let organization: OrganizationID
    public let stage: Stage
    public let since: Day
    /// Duties owed to this sender, and those of the matter.
    public let clocks: [Clock]
    public let answers: [Answer]
    public let timeline: [TimelineEntry]

    /// The letter of a petitioner's scope; nil for any other scope.
    public static func read(_ scope: Scope, home: Home, _ tx: any ReadTransaction) throws -> FollowedLetter? {
        guard let own = scope.ownLetter, let letter = try LetterTable.find(LetterKey(home, own), tx) else {
            return nil
        }
        let key = MatterKey(home, letter.matter)
        guard let matter = try MatterTable.load(key, tx) else { return nil }
        return FollowedLetter(
            letter: letter, extract: try ExtractTable.find(letter.key, tx) ?? Extract(title: "", body: ""),
            organization: matter.organization, stage: matter.procedure.stage, since: matter.procedure.since,
            clocks: matter.clocks.filter { $0.letter == nil || $0.letter == own },
            answers: try AnswerTable.all(of: key, tx),
            timeline: try TimelineEntry.all(of: key, tx).filter { $0.concerns(own) })
    }

    /// The letter a code and PIN open; nil for an unknown code and for a wrong PIN alike.
    public static func unlock(
        _ code: LetterCode, _ pin: PIN, under keys: KeyRing, _ tx: any ReadTransaction
    ) throws -> Letter? {
        guard let letter = try LetterTable.find(code, tx),
            PIN(of: letter.key.id, version: letter.pinVersion, under: keys.pin) == pin
        else { return nil }
        return letter
    }
}

extension TimelineEntry {
    /// Other senders' letters and the opening of their names are theirs to see.
    fileprivate func concerns(_ own: LetterID) -> Bool {
        switch event {
        case .received(let received): received.letter == own
        case .opened(let opened): opened.letter == own
        case .taken, .answered, .lapsed: true
        }
    }
}
