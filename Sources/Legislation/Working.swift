import Kernel

/// How a deadline was counted, day by day, for a person to follow. Computed on demand, never stored.
public struct Working: Hashable, Sendable {
    /// One day of the way from the start to the last day.
    public struct Step: Hashable, Sendable {
        public let day: Day
        /// Which counted day this is, from 1; nil if it does not count.
        public let counted: Int?
        public let reason: Reason

        public init(day: Day, counted: Int?, reason: Reason) {
            self.day = day
            self.counted = counted
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
            case .rolled: "rolled"
            }
        }
    }

    /// Every day from the start to the last one, both included.
    public let steps: [Step]
    /// The last day by today's books.
    public let due: Day
    /// Whether today's books give the days that were stored; a calendar changed since gives others.
    public let agrees: Bool
    /// Whether a calendar that was counted with awaits further decisions.
    public let isProvisional: Bool
}
