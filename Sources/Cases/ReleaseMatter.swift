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
        guard try Self.canUndo(TimelineEntry.all(of: key, tx), of: key) else { throw ProcedureError.wentOn }
        return .released(by: found.official)
    }

    /// Whether the last thing that happened is that the matter came to its first post.
    static func canUndo(_ timeline: [TimelineEntry], of key: MatterKey) throws -> Bool {
        guard let taking = timeline.lastIndex(where: { Happenings.count([$0.code]) > 0 }),
            [TakeMatter.code, AssignMatter.code].contains(timeline[taking].code)
        else { return false }
        var before: Matter?
        for entry in timeline[..<taking] { try Matter.tell(entry.event, of: key, on: entry.day, into: &before) }
        // Taken once before, it was settled then whose it is: that stays so.
        return before.map {
            $0.procedure.stage == .received && $0.clocks.allSatisfy { !$0.isOfTransfer || $0.isOwed }
        } ?? false
    }
}
