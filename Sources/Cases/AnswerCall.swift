import Acts
import Kernel
import Notices
import Registry
import Storage

/// Somebody on the telephone says the code of a letter, and an officer of the help line reads out how it stands. Nobody
/// has shown a PIN: no name, contact, word or file is opened. It leaves a trace that the sender sees.
public struct AnswerCall: Act {
    public static let code: ActCode = "letter.answerCall"

    let letter: LetterKey
    let matter: MatterKey
    let officer: AccountID

    public init(_ letter: Letter, by officer: AccountID) {
        self.letter = letter.key
        matter = MatterKey(letter.key.home, letter.matter)
        self.officer = officer
    }

    public func prepare(_ environment: Environment) throws {}

    public func subject(_: Void) -> Subjected { Subjected(matter) }

    public func authorize(_: Void, _ tx: any ReadTransaction, at moment: Moment) throws -> MatterStep {
        let standing = try Standing.acting(officer, at: moment, tx)
        guard let found = try MatterTable.load(matter, tx), found.letter(letter.id) != nil,
            try standing.answersCalls(about: found, on: moment.effective, tx)
        else { throw ProcedureError.unknownMatter }
        let opened = OriginalOpened(letter: letter.id, officer: officer, reason: .answerCall)
        return try MatterStep(from: found, by: .opened(opened), at: moment)
    }

    public func perform(
        _: Void, _ step: MatterStep, _ tx: ActTransaction, at moment: Moment
    ) throws -> Change<Void> {
        try step.save(tx, at: moment)
    }
}

extension Standing {
    /// By a post of the help line in the body that has the matter or in one above it, unless this person keeps away.
    fileprivate func answersCalls(about matter: Matter, on day: Day, _ tx: any ReadTransaction) throws -> Bool {
        let ancestors = try SubtreeTable.ancestors(of: matter.organization, on: day, tx)
        guard let post = post(with: .answerCalls, inOrAbove: matter.organization, ancestors: ancestors),
            post.role.kinds.contains(matter.kind)
        else { return false }
        return try !ConflictTable.keepsAway(official, from: matter.key, tx)
    }
}

/// What the help line may say of a letter to whoever knows its code.
public enum LetterOnTheLine: Sendable {
    /// What its sender sees of its course.
    case open(FollowedLetter)
    /// That there is news of it, and since when; nil if there is none. Of a denunciation nothing else is said.
    case protected(newsOf: Day?)

    /// The letter of a code; nil for an unknown one and for one of which this officer may not speak alike.
    public static func letter(
        of code: LetterCode, for officer: AccountID, on day: Day, _ tx: any ReadTransaction
    ) throws -> Letter? {
        guard let standing = try Standing.of(officer, on: day, tx), let letter = try LetterTable.find(code, tx),
            let matter = try MatterTable.load(MatterKey(letter.key.home, letter.matter), tx),
            try standing.answersCalls(about: matter, on: day, tx)
        else { return nil }
        return letter
    }

    /// Read after `AnswerCall` has left its trace, with the eyes of the sender.
    public static func read(_ letter: LetterKey, on day: Day, _ tx: any ReadTransaction) throws -> LetterOnTheLine? {
        let scope = try Scope.of(.petitioner(letter.id), on: day, tx)
        guard let followed = try FollowedLetter.read(scope, home: letter.home, tx) else { return nil }
        guard followed.kind == .denunciation else { return .open(followed) }
        return .protected(newsOf: try NoticeTable.last(of: letter, tx)?.day)
    }
}
