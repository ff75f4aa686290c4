import Kernel

/// The working days of all years that have a calendar, laid out flat: counting is two array reads.
struct WorkingDays: Sendable {
    /// Days since 1970 of the first day known.
    private let first: Int
    /// The year after the last one known.
    private let yearAfter: Int
    /// For each known day, how many working days there were up to and including it.
    private let counted: [Int32]
    /// Days since 1970 of every working day, in order.
    private let working: [Int32]

    /// From calendars in the order of years, without a gap between them.
    init(_ calendars: [WorkingCalendar]) {
        first = calendars.first?.firstDay?.daysSince1970 ?? 0
        yearAfter = (calendars.last?.year ?? 0) + 1
        var counted: [Int32] = []
        var working: [Int32] = []
        for isWorking in calendars.lazy.flatMap(\.workingDays) {
            if isWorking { working.append(Int32(first + counted.count)) }
            counted.append(Int32(working.count))
        }
        self.counted = counted
        self.working = working
    }

    func contains(_ day: Day) throws(LawError) -> Bool {
        let index = try index(of: day)
        return counted[index] > (index == 0 ? 0 : counted[index - 1])
    }

    /// The working day with this ordinal after `day`, the next one being the first.
    func day(_ ordinal: Int, after day: Day) throws(LawError) -> Day {
        let position = Int(counted[try index(of: day)]) + ordinal - 1
        guard position < working.count else { throw .calendarMissing(year: yearAfter) }
        return Day(daysSince1970: Int(working[position]))
    }

    /// The working day with this ordinal before `day`, the last one before it being the first.
    func day(_ ordinal: Int, before day: Day) throws(LawError) -> Day {
        let position = Int(counted[try index(of: day.adding(-1))]) - ordinal
        guard position >= 0 else { throw .calendarMissing(year: Day(daysSince1970: first).year - 1) }
        return Day(daysSince1970: Int(working[position]))
    }

    /// How many working days there are from `day` up to the day before `end`.
    func number(from day: Day, before end: Day) throws(LawError) -> Int {
        Int(counted[try index(of: end.adding(-1))]) - Int(counted[try index(of: day)]) + (try contains(day) ? 1 : 0)
    }

    private func index(of day: Day) throws(LawError) -> Int {
        let index = day.daysSince1970 - first
        guard counted.indices.contains(index) else { throw .calendarMissing(year: day.year) }
        return index
    }
}
