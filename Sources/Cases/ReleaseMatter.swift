import Acts
import Kernel
import Storage

/// What was taken, or given to a post, by mistake lies untaken with the body again, with all its days: possible only
/// while nothing else has happened since.
public struct ReleaseMatter: OfficerAct {
    public static let code: ActCode = "matter.release"

    public let key: MatterKey
    public let officer: AccountID

    public init(_ key: MatterKey, by officer: AccountID) {
        self.key = key
        self.officer = officer
    }

    public func event(_: Void, _ found: OfficersCase, _ tx: any ReadTransaction) throws -> MatterEvent {
        try found.requireHandlerOrAssigner()
        let events = try EventTable.all(of: Subjected(key), tx)
        guard let taking = events.lastIndex(where: { Happenings.count([$0.code]) > 0 }),
            [TakeMatter.code, AssignMatter.code].contains(events[taking].code)
        else { throw ProcedureError.wentOn }
        let before = try Matter.replay(Array(events[..<taking]))
        // Taken once before, it was settled then whose it is: that stays so.
        guard before.procedure.stage == .received, before.clocks.allSatisfy({ !$0.isOfTransfer || $0.isOwed }) else {
            throw ProcedureError.wentOn
        }
        return .released(by: found.official)
    }
}
