import Kernel

/// The days off and the swapped working days of state bodies in one year, as the year's decisions fixed them.
public struct WorkingCalendar: Hashable, Sendable {
    /// One day off.
    public struct Holiday: Hashable, Sendable {
        public enum Kind: String, Hashable, Sendable {
            /// Named in a law.
            case statutory
            /// In place of a holiday that fell on a weekend, or added to Tết by the year's decision.
            case compensatory
            /// In exchange for work on a weekend day.
            case swap
        }

        public let day: Day
        /// By language; Vietnamese and English are always there.
        public let names: [String: String]
        public let kind: Kind
        /// The document or article that fixed this day; never nil in the calendars of the resources.
        public let source: String?

        public init(day: Day, names: [String: String], kind: Kind, source: String? = nil) {
            self.day = day
            self.names = names
            self.kind = kind
            self.source = source
        }
    }

    /// A Saturday or Sunday on which state bodies work.
    public struct WorkingWeekendDay: Hashable, Sendable {
        public let day: Day
        /// The day off it was exchanged for.
        public let insteadOf: Day
        public let source: String

        public init(day: Day, insteadOf: Day, source: String) {
            self.day = day
            self.insteadOf = insteadOf
            self.source = source
        }
    }

    public let year: Int
    /// In the order of days.
    public let holidays: [Holiday]
    /// In the order of days.
    public let workingWeekendDays: [WorkingWeekendDay]
    /// Whether decisions for the year are still to come: a day counted with it may move.
    public let isProvisional: Bool
    /// What a reader must know of the year, by language; empty if nothing.
    public let note: [String: String]

    /// A calendar without contradictions, or `LawError.invalidCalendar`.
    public init(
        year: Int, holidays: [Holiday], workingWeekendDays: [WorkingWeekendDay] = [],
        isProvisional: Bool = false,
        note: [String: String] = [:]
    ) throws(LawError) {
        self.year = year
        self.holidays = holidays.sorted { $0.day < $1.day }
        self.workingWeekendDays = workingWeekendDays.sorted { $0.day < $1.day }
        self.isProvisional = isProvisional
        self.note = note
        if let fault { throw .invalidCalendar(year: year, reason: fault) }
    }

    /// The holiday on that day, nil if there is none; for showing, not for counting.
    public func holiday(on day: Day) -> Holiday? { holidays.first { $0.day == day } }

    /// Whether state bodies work on this Saturday or Sunday.
    public func isWorkingWeekendDay(_ day: Day) -> Bool { workingWeekendDays.contains { $0.day == day } }

    /// 1 January; nil only for a year that is not between 1 and 9999.
    var firstDay: Day? { Day(year: year, month: 1, day: 1) }

    /// Whether each day of the year is a working day, from 1 January on.
    var workingDays: [Bool] {
        guard let firstDay, let lastDay = Day(year: year, month: 12, day: 31) else { return [] }
        var working = (0...firstDay.days(until: lastDay)).map { !firstDay.adding($0).weekday.isWeekend }
        for holiday in holidays { working[firstDay.days(until: holiday.day)] = false }
        for swapped in workingWeekendDays { working[firstDay.days(until: swapped.day)] = true }
        return working
    }

    private var fault: String? {
        if firstDay == nil { return "no such year" }
        if holidays.isEmpty { return "no holidays" }
        if !note.isEmpty, !note.isBilingual { return "note needs vi and en" }
        for (index, holiday) in holidays.enumerated() {
            if holiday.day.year != year { return "the holiday \(holiday.day) is of another year" }
            if index > 0, holidays[index - 1].day == holiday.day {
                return "\(holiday.day) is a holiday twice"
            }
            if !holiday.names.isBilingual { return "the holiday \(holiday.day) needs vi and en" }
            if holiday.source?.isEmpty == true { return "the holiday \(holiday.day) has no source" }
        }
        for (index, swapped) in workingWeekendDays.enumerated() {
            if swapped.day.year != year { return "the working day \(swapped.day) is of another year" }
            if index > 0, workingWeekendDays[index - 1].day == swapped.day {
                return "\(swapped.day) is swapped twice"
            }
            if !swapped.day.weekday.isWeekend { return "\(swapped.day) is not a Saturday or Sunday" }
            if swapped.insteadOf.weekday.isWeekend { return "\(swapped.insteadOf) is a weekend day already" }
            if holiday(on: swapped.day) != nil { return "\(swapped.day) is both a holiday and a working day" }
            if swapped.source.isEmpty { return "the working day \(swapped.day) has no source" }
        }
        return nil
    }
}
