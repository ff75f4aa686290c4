import Kernel

/// A year as it stands in `calendars/vn-<year>.json`.
struct CalendarWire: StrictWire {
    struct Holiday: StrictWire {
        let date: DayWire
        let vi: String
        let en: String
        let kind: String
        let source: String

        enum CodingKeys: String, CodingKey { case date, vi, en, kind, source }
    }

    struct WorkingWeekendDay: StrictWire {
        let date: DayWire
        let insteadOf: DayWire
        let source: String

        enum CodingKeys: String, CodingKey { case date, insteadOf, source }
    }

    let year: Int
    let jurisdiction: String
    let source: String
    let licence: String
    let provisional: Bool
    let note: [String: String]?
    let holidays: [Strict<Holiday>]
    let workingWeekendDays: [Strict<WorkingWeekendDay>]

    enum CodingKeys: String, CodingKey {
        case year, jurisdiction, source, licence, provisional, note, holidays, workingWeekendDays
    }

    /// The calendar of a file that is named after what it contains.
    static func calendar(in file: LawFile) throws(LawError) -> WorkingCalendar {
        let wire = try file.decode(Strict<CalendarWire>.self).wire
        let name = "calendars/\(wire.jurisdiction)-\(wire.year).json"
        guard wire.jurisdiction == "vn", file.name == name else {
            throw file.unreadable("holds the calendar \(name)")
        }
        if wire.source.isEmpty { throw file.unreadable("source is empty") }
        do {
            return try wire.calendar()
        } catch {
            throw file.locating(error)
        }
    }

    private func calendar() throws(LawError) -> WorkingCalendar {
        var days: [WorkingCalendar.Holiday] = []
        for holiday in holidays.lazy.map(\.wire) {
            guard let kind = WorkingCalendar.Holiday.Kind(rawValue: holiday.kind) else {
                throw .invalidCalendar(
                    year: year, reason: "\(holiday.date.day): unknown kind \(holiday.kind)")
            }
            days.append(
                WorkingCalendar.Holiday(
                    day: holiday.date.day, names: ["vi": holiday.vi, "en": holiday.en], kind: kind,
                    source: holiday.source))
        }
        return try WorkingCalendar(
            year: year, holidays: days,
            workingWeekendDays: workingWeekendDays.lazy.map(\.wire).map {
                WorkingCalendar.WorkingWeekendDay(
                    day: $0.date.day, insteadOf: $0.insteadOf.day, source: $0.source)
            },
            isProvisional: provisional, note: note ?? [:])
    }
}
