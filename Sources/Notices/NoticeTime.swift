import Kernel
import Legislation

/// By when a person is to be told: the platform's own rule, no law.
public enum NoticeTime {
    public static let workingDays = 2

    private static let promise = Promise(
        rule: "promise.notice", length: .workingDays(workingDays), since: Day(daysSince1970: 0))

    /// The last day for a notice of something that happened on a day; the day itself where no calendar reaches.
    public static func due(from day: Day, _ law: Law) -> Day {
        (try? law.deadline(promise: promise, from: day).due) ?? day
    }

    /// Notices of what happened before this day are late if they have not left the house.
    public static func lateBefore(_ today: Day, _ law: Law) -> Day {
        var day = today
        while due(from: day.adding(-1), law) >= today, day.days(until: today) < 30 { day = day.adding(-1) }
        return day
    }
}
