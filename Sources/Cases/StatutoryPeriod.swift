import Kernel

/// The periods of statutory reports: quarters from the 15th of the last month of one to the 14th of the last month of the
/// next, years from 15 December to 14 December (Circular 06/2025/TT-TTCP, Article 7; read in the press only).
public enum StatutoryPeriod: String, Sendable, CaseIterable {
    case quarter, lastQuarter, year, lastYear

    /// The period as it stands on a day.
    public func days(on day: Day) -> Period {
        switch self {
        case .quarter: Self.quarter(of: day)
        case .lastQuarter: Self.quarter(of: Self.quarter(of: day).from.adding(-1))
        case .year: Self.year(of: day)
        case .lastYear: Self.year(of: Self.year(of: day).from.adding(-1))
        }
    }

    private static func quarter(of day: Day) -> Period { period(of: day, starts: [3, 6, 9, 12]) }

    private static func year(of day: Day) -> Period { period(of: day, starts: [12]) }

    /// From the 15th of one of these months until the day before the next such day.
    private static func period(of day: Day, starts months: [Int]) -> Period {
        let year = day.year
        let starts = (year - 1...year + 1).flatMap { year in
            months.compactMap { Day(year: year, month: $0, day: 15) }
        }
        let from = starts.last { $0 <= day } ?? day
        let next = starts.first { $0 > day } ?? day.adding(1)
        return Period(from: from, until: next.adding(-1))
    }
}
