/// How long a period is, and which days count in it.
public enum Length: Hashable, Sendable {
    /// Every day counts ("ngày").
    case calendarDays(Int)
    /// Only days on which state bodies work count ("ngày làm việc").
    case workingDays(Int)

    /// The number, whichever days count.
    public var days: Int {
        switch self {
        case .calendarDays(let days), .workingDays(let days): days
        }
    }

    /// Whether weekends and days off count too.
    public var countsEveryDay: Bool {
        switch self {
        case .calendarDays: true
        case .workingDays: false
        }
    }

    /// So many days of the same sort.
    public func with(_ days: Int) -> Length { countsEveryDay ? .calendarDays(days) : .workingDays(days) }

    /// What a period may be: at least a day, at most ten years of days.
    public static let bounds = 1...3660
}
