import Kernel

/// How a period was counted, day by day, for a person to follow. Computed on demand, never stored.
public struct Working: Hashable, Sendable {
    /// One day of the way from the start to the last day.
    public struct Step: Hashable, Sendable {
        public let day: Day
        /// Which counted day this is, from 1 in each part; nil if it does not count.
        public let counted: Int?
        /// 0 in the period itself, 1 in the first extension, 2 in the second.
        public let part: Int
        public let reason: Reason

        public init(day: Day, counted: Int?, part: Int = 0, reason: Reason) {
            self.day = day
            self.counted = counted
            self.part = part
            self.reason = reason
        }
    }

    /// Why a day counts or does not.
    public enum Reason: Hashable, Sendable {
        /// Day zero, the day of the event.
        case start
        case counted
        case weekend
        /// A day off, with its names by language.
        case holiday([String: String])
        /// A weekend day that counts, because state bodies work on it in exchange for a day off.
        case swappedWorkingDay
        /// A day of a pause.
        case paused
        /// The last counted day, which does not end the period because it is a weekend day.
        case endsOnWeekend
        /// The last counted day, which does not end the period because it is a day off.
        case endsOnHoliday([String: String])
        /// The working day to which the last day moved.
        case rolled

        /// As in the key of its text, `legislation.reason.<code>`.
        public var code: String {
            switch self {
            case .start: "start"
            case .counted: "counted"
            case .weekend: "weekend"
            case .holiday: "holiday"
            case .swappedWorkingDay: "swapped"
            case .paused: "paused"
            case .endsOnWeekend: "endsOnWeekend"
            case .endsOnHoliday: "endsOnHoliday"
            case .rolled: "rolled"
            }
        }

        /// The names of the day off by language; empty for what is none.
        public var names: [String: String] {
            switch self {
            case .holiday(let names), .endsOnHoliday(let names): names
            default: [:]
            }
        }
    }

    /// Every day from the start to the last one, both included; backwards where the period is. While a pause is open,
    /// up to its first day.
    public let steps: [Step]
    /// The last day by today's books; nil while a pause is open.
    public let due: Day?
    /// Whether today's books give the days that were stored; a calendar changed since gives others.
    public let agrees: Bool
    /// Whether a calendar that was counted with awaits further decisions.
    public let isProvisional: Bool
}
