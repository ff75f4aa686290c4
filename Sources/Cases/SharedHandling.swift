import Acts
import Kernel
import Registry
import Storage

/// Another body is asked for its part of an answer; this one keeps the lead.
public struct InviteBody: OfficerAct {
    public static let code: ActCode = "matter.invite"

    public let key: MatterKey
    public let officer: AccountID
    let body: OrganizationID
    let request: TypedText

    public init(_ key: MatterKey, _ body: OrganizationID, request: TypedText, by officer: AccountID) {
        self.key = key
        self.body = body
        self.request = request
        self.officer = officer
    }

    public func prepare(_ environment: Environment) throws -> SpokenWords { SpokenWords(request.text, environment) }

    public func event(
        _ words: SpokenWords, _ found: OfficersCase, _ tx: any ReadTransaction
    ) throws -> MatterEvent {
        try found.requireHandlerOrAssigner()
        guard try OrganizationTable.isOpen(body, on: found.moment.effective, tx),
            try PostTable.isStaffed(body, on: found.moment.effective, tx)
        else { throw ProcedureError.bodyUnfit }
        return .invited(body, words.said(by: found.official))
    }

    public func write(
        _ words: SpokenWords, _ step: MatterStep, _ tx: ActTransaction, at moment: Moment
    ) throws {
        try step.write(words, as: .request, tx, at: moment)
        for letter in step.matter.letters { try ExtractTable.reach(letter.id, step.matter, tx) }
    }
}

/// A body that was asked gives its part.
public struct ContributePart: OfficerAct {
    public static let code: ActCode = "matter.contribute"

    public let key: MatterKey
    public let officer: AccountID
    let body: OrganizationID
    let text: TypedText

    public init(_ key: MatterKey, of body: OrganizationID, _ text: TypedText, by officer: AccountID) {
        self.key = key
        self.body = body
        self.text = text
        self.officer = officer
    }

    public func prepare(_ environment: Environment) throws -> SpokenWords { SpokenWords(text.text, environment) }

    public func event(
        _ words: SpokenWords, _ found: OfficersCase, _ tx: any ReadTransaction
    ) throws -> MatterEvent {
        guard found.standing.post(with: .handle, in: body) != nil else { throw ProcedureError.notYourPower }
        return .contributed(body, words.said(by: found.official))
    }

    public func write(
        _ words: SpokenWords, _ step: MatterStep, _ tx: ActTransaction, at moment: Moment
    ) throws {
        try step.write(words, as: .contribution, tx, at: moment)
    }
}

/// A body that was asked is asked no more, and has nothing to do with the matter.
public struct UninviteBody: OfficerAct {
    public static let code: ActCode = "matter.uninvite"

    public let key: MatterKey
    public let officer: AccountID
    let body: OrganizationID

    public init(_ key: MatterKey, _ body: OrganizationID, by officer: AccountID) {
        self.key = key
        self.body = body
        self.officer = officer
    }

    public func event(_: Void, _ found: OfficersCase, _ tx: any ReadTransaction) throws -> MatterEvent {
        try found.requireHandlerOrAssigner()
        return .uninvited(body, by: found.official)
    }

    public func write(_: Void, _ step: MatterStep, _ tx: ActTransaction, at moment: Moment) throws {
        for letter in step.matter.letters { try ExtractTable.reach(letter.id, step.matter, tx) }
    }
}
