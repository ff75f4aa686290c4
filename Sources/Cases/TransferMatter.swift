import Acts
import Kernel
import Registry
import Storage

/// A matter is offered to the body that is competent. It stays with this one until the other takes it.
public struct OfferTransfer: OfficerAct {
    public static let code: ActCode = "matter.offer"

    public let key: MatterKey
    public let officer: AccountID
    let body: OrganizationID
    let reason: TypedText

    public init(_ key: MatterKey, to body: OrganizationID, because reason: TypedText, by officer: AccountID) {
        self.key = key
        self.body = body
        self.reason = reason
        self.officer = officer
    }

    public func prepare(_ environment: Environment) throws -> SpokenWords { SpokenWords(reason.text, environment) }

    public func event(
        _ words: SpokenWords, _ found: OfficersCase, _ tx: any ReadTransaction
    ) throws -> MatterEvent {
        _ = try found.post(with: .classify)
        guard try OrganizationTable.isOpen(body, on: found.moment.effective, tx),
            try PostTable.isStaffed(body, on: found.moment.effective, tx)
        else { throw ProcedureError.bodyUnfit }
        return .offered(to: body, words.said(by: found.official))
    }

    public func write(
        _ words: SpokenWords, _ step: MatterStep, _ tx: ActTransaction, at moment: Moment
    ) throws {
        try step.write(words, as: .reason, tx, at: moment)
    }
}

/// The body a matter was offered to takes it: from then on it has the matter, with all its clocks.
public struct AcceptTransfer: OfficerAct {
    public static let code: ActCode = "matter.accept"

    public let key: MatterKey
    public let officer: AccountID

    public init(_ key: MatterKey, by officer: AccountID) {
        self.key = key
        self.officer = officer
    }

    public func event(_: Void, _ found: OfficersCase, _ tx: any ReadTransaction) throws -> MatterEvent {
        guard let body = found.matter.procedure.offeredTo else { throw ProcedureError.notOffered }
        guard let post = found.standing.post(with: .handle, in: body) else { throw ProcedureError.notYourPower }
        return .accepted(by: Handler(post: post.id, official: found.official), of: body)
    }

    public func write(_: Void, _ step: MatterStep, _ tx: ActTransaction, at moment: Moment) throws {
        for letter in step.matter.letters {
            try ExtractTable.reach(letter.id, step.matter, tx)
        }
    }
}

/// The body a matter was offered to does not take it; it lies where it was.
public struct DeclineTransfer: OfficerAct {
    public static let code: ActCode = "matter.decline"

    public let key: MatterKey
    public let officer: AccountID
    let reason: TypedText

    public init(_ key: MatterKey, because reason: TypedText, by officer: AccountID) {
        self.key = key
        self.reason = reason
        self.officer = officer
    }

    public func prepare(_ environment: Environment) throws -> SpokenWords { SpokenWords(reason.text, environment) }

    public func event(
        _ words: SpokenWords, _ found: OfficersCase, _ tx: any ReadTransaction
    ) throws -> MatterEvent {
        guard let body = found.matter.procedure.offeredTo else { throw ProcedureError.notOffered }
        guard found.standing.post(with: .receive, in: body) != nil else { throw ProcedureError.notYourPower }
        return .declined(words.said(by: found.official))
    }

    public func write(
        _ words: SpokenWords, _ step: MatterStep, _ tx: ActTransaction, at moment: Moment
    ) throws {
        try step.write(words, as: .remark, tx, at: moment)
    }
}

/// The body that offered a matter keeps it after all.
public struct RecallTransfer: OfficerAct {
    public static let code: ActCode = "matter.recallOffer"

    public let key: MatterKey
    public let officer: AccountID

    public init(_ key: MatterKey, by officer: AccountID) {
        self.key = key
        self.officer = officer
    }

    public func event(_: Void, _ found: OfficersCase, _ tx: any ReadTransaction) throws -> MatterEvent {
        _ = try found.post(with: .classify)
        return .offerRecalled(by: found.official)
    }
}
