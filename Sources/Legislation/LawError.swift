import Kernel

/// What can be wrong with the books, or with a question put to them.
public enum LawError: DomainError {
    case unknownRule(RuleID)
    case notInForce(RuleID, Day)
    /// No calendar for a year that has to be counted through: nothing is guessed.
    case calendarMissing(year: Int)
    case lengthOutOfBounds(Int)
    /// Two provisions of one rule hold on that day.
    case overlap(RuleID, on: Day)
    /// No provision holds on that day, though one does before and one after.
    case gap(RuleID, on: Day)
    case calendarTwice(year: Int)
    case invalidRule(RuleID, String)
    case invalidCalendar(year: Int, reason: String)
    /// A file of the books; the reason is for whoever keeps them.
    case unreadable(file: String, reason: String)

    public var problem: Problem {
        switch self {
        case .unknownRule(let id):
            Problem("law.unknownRule", status: 500, LegislationMessages.unknownRule, ["rule": id.text])
        case .notInForce(let id, let day):
            Problem(
                "law.notInForce", status: 422, LegislationMessages.notInForce,
                ["rule": id.text, "day": day.description])
        case .calendarMissing(let year):
            Problem(
                "law.calendarMissing", status: 503, LegislationMessages.calendarMissing,
                ["year": String(year)])
        case .lengthOutOfBounds(let days):
            Problem(
                "law.lengthOutOfBounds", status: 422, LegislationMessages.lengthOutOfBounds,
                ["days": String(days), "most": String(Length.bounds.upperBound)])
        case .overlap(let id, let day):
            Problem(
                "law.overlap", status: 500, LegislationMessages.overlap,
                ["rule": id.text, "day": day.description])
        case .gap(let id, let day):
            Problem(
                "law.gap", status: 500, LegislationMessages.gap, ["rule": id.text, "day": day.description])
        case .calendarTwice(let year):
            Problem(
                "law.calendarTwice", status: 500, LegislationMessages.calendarTwice, ["year": String(year)])
        case .invalidRule(let id, let reason):
            Problem(
                "law.invalidRule", status: 500, LegislationMessages.invalidRule,
                ["rule": id.text, "reason": reason])
        case .invalidCalendar(let year, let reason):
            Problem(
                "law.invalidCalendar", status: 500, LegislationMessages.invalidCalendar,
                ["year": String(year), "reason": reason])
        case .unreadable(let file, let reason):
            Problem(
                "law.unreadable", status: 500, LegislationMessages.unreadable,
                ["file": file, "reason": reason])
        }
    }
}
