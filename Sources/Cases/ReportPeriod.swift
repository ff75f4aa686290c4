import Kernel

/// A period for which tables are made: a quarter, six or nine months or a year with the days of cut-off that reports have
/// (Circular 06/2025/TT-TTCP, Article 7; read in the press only), or a month of the calendar.
public struct ReportPeriod: Hashable, Sendable {
    public enum Length: Hashable, Sendable {
        case quarter(Int)
        case halfYear, nineMonths, year
        /// From its first day to its last.
        case month(Int)
    }

    public let length: Length
    /// The year by which it is called: quarter 1 begins on 15 December of the one before.
    public let year: Int
    public let days: Period

    private init?(_ length: Length, _ year: Int) {
        func cut(_ month: Int) -> Day? { Day(year: year, month: month, day: 14) }
        let begin = Day(year: year - 1, month: 12, day: 15)
        let days: (Day?, Day?) =
            switch length {
            case .quarter(let n): (n == 1 ? begin : cut(3 * n - 3)?.adding(1), cut(3 * n))
            case .halfYear: (begin, cut(6))
            case .nineMonths: (begin, cut(9))
            case .year: (begin, cut(12))
            case .month(let n):
                (
                    Day(year: year, month: n, day: 1),
                    Day(year: n == 12 ? year + 1 : year, month: n % 12 + 1, day: 1)?.adding(-1)
                )
            }
        guard let from = days.0, let until = days.1 else { return nil }
        self.length = length
        self.year = year
        self.days = Period(from: from, until: until)
    }

    /// Those that have begun by a day in its year of reports and in the one before: the newest first, months last.
    public static func recent(on day: Day) -> [ReportPeriod] {
        let year = StatutoryPeriod.year.days(on: day).until.year
        let lengths: [Length] = (1...4).map { .quarter($0) } + [.halfYear, .nineMonths, .year]
        let statutory = [year, year - 1].flatMap { year in lengths.compactMap { ReportPeriod($0, year) } }
        let months = [day.year, day.year - 1].flatMap { year in (1...12).compactMap { ReportPeriod(.month($0), year) } }
        func begun(_ periods: [ReportPeriod]) -> [ReportPeriod] {
            periods.filter { $0.days.from <= day }.sorted {
                ($0.days.until, $1.days.from) > ($1.days.until, $0.days.from)
            }
        }
        return begun(statutory) + begun(months).prefix(12)
    }

    /// The period that these days are, if they are one.
    public static func of(_ days: Period) -> ReportPeriod? {
        let lengths: [Length] =
            (1...4).map { .quarter($0) } + [.halfYear, .nineMonths, .year] + (1...12).map { .month($0) }
        return lengths.lazy.compactMap { ReportPeriod($0, days.until.year) }.first { $0.days == days }
    }

    /// By when communes and the agencies of a province report to its committee, and by when that reports to the Government
    /// Inspectorate; nil for a month.
    public var due: (commune: Day, province: Day)? {
        if case .month = length { return nil }
        return (days.until.adding(3), days.until.adding(6))
    }
}
