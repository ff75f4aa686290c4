import Acts
import Kernel
import Registry
import Storage

/// An act of an officer upon one matter that is one event of it and has no outcome: what all of them share.
public protocol OfficerAct: Act where Authorized == MatterStep, Outcome == Void {
    var key: MatterKey { get }
    var officer: AccountID { get }

    /// The event, if this person may bring it about; the procedure is asked afterwards.
    func event(_ prepared: Prepared, _ case: OfficersCase, _ tx: any ReadTransaction) throws -> MatterEvent

    /// The same step with the number that its document gets in this transaction; itself if it issues none.
    func numbered(_ step: MatterStep, _ tx: ActTransaction, at moment: Moment) throws -> MatterStep

    /// Writes what belongs to the act beside the matter's own rows.
    func write(_ prepared: Prepared, _ step: MatterStep, _ tx: ActTransaction, at moment: Moment) throws
}

extension OfficerAct {
    public func subject(_: Prepared) -> Subjected { Subjected(key) }

    public func authorize(
        _ prepared: Prepared, _ tx: any ReadTransaction, at moment: Moment
    ) throws -> MatterStep {
        let found = try OfficersCase(key, officer, at: moment, tx)
        return try MatterStep(from: found.matter, by: event(prepared, found, tx), at: moment)
    }

    public func perform(
        _ prepared: Prepared, _ step: MatterStep, _ tx: ActTransaction, at moment: Moment
    ) throws -> Change<Void> {
        let step = try numbered(step, tx, at: moment)
        try write(prepared, step, tx, at: moment)
        return try step.save(tx, at: moment)
    }

    public func numbered(_ step: MatterStep, _ tx: ActTransaction, at moment: Moment) throws -> MatterStep { step }

    public func write(_ prepared: Prepared, _ step: MatterStep, _ tx: ActTransaction, at moment: Moment) throws {}
}

extension OfficerAct where Prepared == Void {
    public func prepare(_ environment: Environment) throws {}
}

/// A matter before an officer who may read it, and as whom the officer acts.
public struct OfficersCase: Sendable {
    public let matter: Matter
    public let standing: Standing
    let moment: Moment

    /// Throws `unknownMatter` if the matter is not within the officer's scope.
    init(_ key: MatterKey, _ officer: AccountID, at moment: Moment, _ tx: any ReadTransaction) throws {
        standing = try Standing.acting(officer, at: moment, tx)
        matter = try MatterTable.load(key, for: moment, tx)
        self.moment = moment
    }

    public var official: OfficialID { standing.official }

    /// The post by which the officer has a power in the body that has the matter.
    func post(with power: Power) throws(ProcedureError) -> Post {
        guard let post = standing.post(with: power, in: matter.organization) else { throw .notYourPower }
        return post
    }

    /// The same in that body or one above it.
    func postInOrAbove(with power: Power, _ tx: any ReadTransaction) throws -> Post {
        let ancestors = try SubtreeTable.ancestors(of: matter.organization, on: moment.effective, tx)
        guard
            let post = standing.post(with: power, inOrAbove: matter.organization, ancestors: ancestors)
        else { throw ProcedureError.notYourPower }
        return post
    }

    /// This officer as the one who handles it, by a post of the body.
    func handler() throws(ProcedureError) -> Handler {
        Handler(post: try post(with: .handle).id, official: official)
    }

    /// Throws unless the matter is the work of a post this officer holds or covers.
    func requireHandler() throws(ProcedureError) {
        guard let handler = matter.procedure.handler, matter.procedure.stage != .received else { throw .notTaken }
        guard standing.holds(handler.post) else { throw .heldByAnother }
    }

    /// Throws unless this officer handles the matter, or assigns work in its body.
    func requireHandlerOrAssigner() throws(ProcedureError) {
        if standing.post(with: .assign, in: matter.organization) != nil { return }
        try requireHandler()
    }
}
