import Acts
import Kernel
import Registry
import Storage

/// A matter ends without an answer on its substance, for a listed reason and with words to the sender.
public struct CloseMatter: OfficerAct {
    public static let code: ActCode = "matter.close"

    /// What an officer may close a matter for; the other reasons have acts of their own.
    public static let reasons: [Closure] = [.guided, .passedOn, .duplicate]

    public let key: MatterKey
    public let officer: AccountID
    let closure: Closure
    let reason: TypedText

    public init(_ key: MatterKey, as closure: Closure, because reason: TypedText, by officer: AccountID) {
        self.key = key
        self.closure = closure
        self.reason = reason
        self.officer = officer
    }

    public func prepare(_ environment: Environment) throws -> SpokenWords { SpokenWords(reason.text, environment) }

    public func event(
        _ words: SpokenWords, _ found: OfficersCase, _ tx: any ReadTransaction
    ) throws -> MatterEvent {
        guard Self.reasons.contains(closure) else { throw ActProblem.forbidden }
        let post = try found.post(with: .classify)
        return .closed(
            closure, by: Handler(post: post.id, official: found.official), words.said(by: found.official))
    }

    public func write(
        _ words: SpokenWords, _ step: MatterStep, _ tx: ActTransaction, at moment: Moment
    ) throws {
        try step.write(words, as: .reason, tx, at: moment)
    }
}

/// What was closed too early lies with the body again: the undo of guiding, passing on and setting aside.
public struct RestoreMatter: OfficerAct {
    public static let code: ActCode = "matter.restore"

    public let key: MatterKey
    public let officer: AccountID

    public init(_ key: MatterKey, by officer: AccountID) {
        self.key = key
        self.officer = officer
    }

    public func event(_: Void, _ found: OfficersCase, _ tx: any ReadTransaction) throws -> MatterEvent {
        _ = try found.post(with: .classify)
        return .restored(by: found.official)
    }
}
