import Acts
import Kernel
import Registry
import Storage
import Vault

/// An officer proposes an answered matter for the public board: a title, the trouble and the answer, written anew
/// without names and house numbers. The sender must have allowed it.
public struct ProposePublication: OfficerAct {
    public static let code: ActCode = "matter.propose"

    public let key: MatterKey
    public let officer: AccountID
    let letter: LetterID
    let title: TypedText
    let question: TypedText
    let answer: TypedText

    public init(
        _ key: MatterKey, letter: LetterID, title: TypedText, question: TypedText, answer: TypedText,
        by officer: AccountID
    ) {
        self.key = key
        self.letter = letter
        self.title = title
        self.question = question
        self.answer = answer
        self.officer = officer
    }

    public func prepare(_ environment: Environment) throws -> PreparedText {
        PreparedText([title, question, answer].map(\.text).joined(separator: "\n"), environment)
    }

    public func event(
        _ prepared: PreparedText, _ found: OfficersCase, _ tx: any ReadTransaction
    ) throws -> MatterEvent {
        try found.requireHandlerOrAssigner()
        // Nothing about a denunciation or a complaint is shown: their publication has its own law.
        guard found.matter.kind.isPublishable else { throw ProcedureError.notForKind }
        return .proposed(
            Proposed(
                publication: ID(prepared.id), letter: letter, official: found.official,
                commitment: prepared.commitment))
    }

    public func write(
        _ prepared: PreparedText, _ step: MatterStep, _ tx: ActTransaction, at moment: Moment
    ) throws {
        let publication = Publication(
            id: ID(prepared.id), matter: key, letter: letter, title: title.text, question: question.text,
            answer: answer.text, proposedOn: moment.effective)
        try PublicationTable.insert(publication, salt: prepared.salt, tx)
    }
}

/// A second person has read what was proposed and puts it on the public board.
public struct PublishExtract: OfficerAct {
    public static let code: ActCode = "matter.publish"

    public let key: MatterKey
    public let officer: AccountID
    let seen: ID<Publication>?

    /// `seen` is the extract that was read before publishing; another one in its place is not published.
    public init(_ key: MatterKey, seen: ID<Publication>? = nil, by officer: AccountID) {
        self.key = key
        self.seen = seen
        self.officer = officer
    }

    public func event(_: Void, _ found: OfficersCase, _ tx: any ReadTransaction) throws -> MatterEvent {
        _ = try found.postInOrAbove(with: .publish, tx)
        guard found.matter.kind.isPublishable else { throw ProcedureError.notForKind }
        guard let publication = found.matter.board.publication else { throw ProcedureError.notProposed }
        if let seen, seen != publication { throw ActProblem.overtaken }
        return .published(publication, by: found.official)
    }

    public func write(_: Void, _ step: MatterStep, _ tx: ActTransaction, at moment: Moment) throws {
        guard let publication = step.matter.board.publication else { throw ProcedureError.notProposed }
        try PublicationTable.set(publication, of: key, publishedOn: moment.effective, tx)
    }
}

/// What was proposed or published is on the board no longer, everywhere at once.
public struct UnpublishExtract: OfficerAct {
    public static let code: ActCode = "matter.unpublish"

    public let key: MatterKey
    public let officer: AccountID

    public init(_ key: MatterKey, by officer: AccountID) {
        self.key = key
        self.officer = officer
    }

    public func event(_: Void, _ found: OfficersCase, _ tx: any ReadTransaction) throws -> MatterEvent {
        if found.standing.post(with: .handle, in: found.matter.organization) == nil {
            _ = try found.postInOrAbove(with: .publish, tx)
        }
        guard let publication = found.matter.board.publication else { throw ProcedureError.notProposed }
        return .unpublished(publication, by: found.official)
    }

    public func write(_: Void, _ step: MatterStep, _ tx: ActTransaction, at moment: Moment) throws {
        guard case .unpublished(let publication, _) = step.event else { throw ProcedureError.unreadable }
        try PublicationTable.set(publication, of: key, publishedOn: .never, tx)
    }
}
