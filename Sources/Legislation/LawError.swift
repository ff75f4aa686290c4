import Kernel

/// What can be wrong with the books, or with a question put to them.
public enum LawError: DomainError {
    case unknownRule(RuleID)
    case notInForce(RuleID, Day)
    /// A day for which the books say themselves that they hold no provision.
    case notInBooks(RuleID, Day, until: Day)
    /// A condition on which nothing depends under that provision.
    case conditionUnknown(RuleID, Condition)
    case tooManyExtensions(RuleID, Int, most: Int)
    /// Nothing pauses the period.
    case pauseUnknown(RuleID)
    /// The period can pause only from a later day on.
    case pauseTooEarly(RuleID, Day, since: Day)
    case pauseReversed(from: Day, resumption: Day)
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
        case .notInBooks(let id, let day, let until):
            Problem(
                "law.notInBooks", status: 422, LegislationMessages.notInBooks,
                ["rule": id.text, "day": day.description, "until": until.description])
        case .conditionUnknown(let id, let condition):
            Problem(
                "law.conditionUnknown", status: 422, LegislationMessages.conditionUnknown,
                ["rule": id.text, "condition": condition.rawValue])
        case .tooManyExtensions(let id, let number, let most):
            Problem(
                "law.tooManyExtensions", status: 422,
                most == 0 ? LegislationMessages.noExtension : LegislationMessages.tooManyExtensions,
                most == 0 ? ["rule": id.text] : ["rule": id.text, "n": String(number), "most": String(most)])
        case .pauseUnknown(let id):
            Problem("law.pauseUnknown", status: 422, LegislationMessages.pauseUnknown, ["rule": id.text])
        case .pauseTooEarly(let id, let day, let since):
            Problem(
                "law.pauseTooEarly", status: 422, LegislationMessages.pauseTooEarly,
                ["rule": id.text, "day": day.description, "since": since.description])
        case .pauseReversed(let from, let resumption):
            Problem(
                "law.pauseReversed", status: 422, LegislationMessages.pauseReversed,
                ["from": from.description, "resumption": resumption.description])
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
