import Acts
import Kernel

extension Measure {
    public static let received: Measure = "received"
    public static let answered: Measure = "answered"
    public static let lapsed: Measure = "lapsed"
}

extension MatterEvent {
    /// The counter that an act moves, by its code: the same in acts and in a recount. Acts not listed move none.
    static let measures: [ActCode: Measure] = [
        ReceiveLetter.code: .received, AnswerMatter.code: .answered, LapseClock.code: .lapsed,
    ]

    /// The counters this event moves.
    func tallies(of matter: Matter, on day: Day) -> [TallyMove] {
        guard let measure = Self.measures[code] else { return [] }
        return [TallyMove(matter.organization, kind: matter.kind.rawValue, measure, on: day)]
    }

    /// The act that records this event.
    public var code: ActCode {
        switch self {
        case .received: ReceiveLetter.code
        case .taken: TakeMatter.code
        case .answered: AnswerMatter.code
        case .lapsed: LapseClock.code
        case .opened: OpenOriginal.code
        }
    }
}
