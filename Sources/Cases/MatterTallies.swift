import Acts
import Kernel

extension Measure {
    /// A matter was opened by a letter.
    public static let received: Measure = "received"
    /// It came from another body, or went to one.
    public static let transferredIn: Measure = "transferredIn"
    public static let transferredOut: Measure = "transferredOut"
    public static let answered: Measure = "answered"
    /// Answered while no day of law or promise had passed.
    public static let answeredInTime: Measure = "answeredInTime"
    /// Answered after a day of law or promise had passed.
    public static let answeredLate: Measure = "answeredLate"
    public static let closed: Measure = "closed"
    public static let contested: Measure = "contested"
    /// What had been closed, or joined to another matter, lies with the body again.
    public static let restored: Measure = "restored"
    public static let lapsed: Measure = "lapsed"
    /// Open matters: the sum of all days until one is what was open on it.
    public static let open: Measure = "open"

    /// Ratings that senders gave themselves, by score.
    public static func rated(_ score: Int) -> Measure { ratings[score - 1] }
    private static let ratings: [Measure] = ["rated1", "rated2", "rated3", "rated4", "rated5"]

    /// Answered with that outcome: the same answers again, told apart.
    public static func answered(with outcome: Outcome) -> Measure {
        switch outcome {
        case .resolved: "answeredResolved"
        case .partly: "answeredPartly"
        case .explained: "answeredExplained"
        }
    }

    /// Closed for that reason: the same closings again, told apart.
    public static func closed(_ closure: Closure) -> Measure {
        switch closure {
        case .guided: "closedGuided"
        case .passedOn: "closedPassedOn"
        case .withdrawn: "closedWithdrawn"
        case .duplicate: "closedDuplicate"
        case .joined: "closedJoined"
        case .setAside: "closedSetAside"
        case .elsewhere: "closedElsewhere"
        case .mistaken: "closedMistaken"
        }
    }

    /// Set aside on that ground: the same settings aside again, told apart.
    public static func setAside(on ground: SetAsideGround) -> Measure {
        switch ground {
        case .unreadable: "setAsideUnreadable"
        case .anonymous: "setAsideAnonymous"
        case .guided: "setAsideGuided"
        case .settled: "setAsideSettled"
        case .sentElsewhere: "setAsideSentElsewhere"
        }
    }

    /// Drawn for a re-check.
    public static func drawn(_ sort: RecheckSort) -> Measure {
        switch sort {
        case .setAside: "drawnSetAside"
        case .other: "drawnOther"
        }
    }

    /// Re-checked, and found right or wrong.
    public static func rechecked(_ sort: RecheckSort, stands: Bool) -> Measure {
        switch sort {
        case .setAside: stands ? "stoodSetAside" : "failedSetAside"
        case .other: stands ? "stoodOther" : "failedOther"
        }
    }
}

extension MatterEvent {
    /// The counters this event moves: the same in acts and in a recount. A corrected kind is not among them: all that the
    /// matter counted for before is counted under the right kind, as if it always had been.
    func tallies(from old: Matter?, to new: Matter, on day: Day) -> [TallyMove] {
        func move(_ matter: Matter, _ measure: Measure, by: Int = 1) -> TallyMove {
            TallyMove(matter.organization, kind: matter.kind.rawValue, measure, on: day, by: by)
        }
        /// A document has left the body.
        func left(_ purpose: DraftPurpose, _ outcome: Outcome?, _ ground: SetAsideGround?) -> [TallyMove] {
            guard purpose != .setAside else {
                return [move(new, .closed), move(new, .closed(.setAside))]
                    + (ground.map { [move(new, .setAside(on: $0))] } ?? [])
            }
            let isLate = new.clocks.contains { $0.state == .metLate }
            return [move(new, .answered), move(new, isLate ? .answeredLate : .answeredInTime)]
                + (outcome.map { [move(new, .answered(with: $0))] } ?? [])
        }
        var moves: [TallyMove] = []
        switch self {
        case .received: moves = [move(new, .received)]
        case .accepted:
            if let old { moves = [move(old, .transferredOut), move(new, .transferredIn)] }
        case .signed(let signed): if signed.issue != nil { moves = left(signed.purpose, signed.outcome, signed.ground) }
        case .issued(let issued): moves = left(issued.purpose, issued.outcome, issued.ground)
        case .closed(let closure, _, _): moves = [move(new, .closed), move(new, .closed(closure))]
        case .joined: moves = [move(new, .closed), move(new, .closed(.joined))]
        case .contested: moves = [move(new, .contested)]
        case .lapsed: moves = [move(new, .lapsed)]
        case .rated(let rated) where rated.official == nil: moves = [move(new, .rated(rated.score))]
        case .restored, .regained: moves = [move(new, .restored)]
        case .drawn(let drawn): moves = [move(new, .drawn(drawn.sort))]
        case .rechecked(let rechecked):
            moves =
                [move(new, .rechecked(rechecked.sort, stands: rechecked.stands))]
                + (rechecked.stands ? [] : [move(new, .restored)])
        default: break
        }
        let wasOpen = old.map { !$0.procedure.stage.isClosed } ?? false
        let isOpen = !new.procedure.stage.isClosed
        if wasOpen, let old, !isOpen || old.organization != new.organization {
            moves.append(move(old, .open, by: -1))
        }
        if isOpen, !wasOpen || old?.organization != new.organization { moves.append(move(new, .open)) }
        return moves
    }
}
