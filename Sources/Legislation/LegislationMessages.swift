import Kernel

/// The texts of this module: what is wrong with the books, and what a page needs to show a deadline.
public enum LegislationMessages {
    public static let atOnce: MessageKey = "legislation.atOnce"
    public static let calendarDays: MessageKey = "legislation.calendarDays"
    public static let calendarMissing: MessageKey = "legislation.calendarMissing"
    public static let calendarTwice: MessageKey = "legislation.calendarTwice"
    public static let changedSince: MessageKey = "legislation.changedSince"
    public static let conditionUnknown: MessageKey = "legislation.conditionUnknown"
    public static let gap: MessageKey = "legislation.gap"
    public static let invalidCalendar: MessageKey = "legislation.invalidCalendar"
    public static let invalidRule: MessageKey = "legislation.invalidRule"
    public static let lengthOutOfBounds: MessageKey = "legislation.lengthOutOfBounds"
    public static let noExtension: MessageKey = "legislation.noExtension"
    public static let notInBooks: MessageKey = "legislation.notInBooks"
    public static let notInForce: MessageKey = "legislation.notInForce"
    public static let overlap: MessageKey = "legislation.overlap"
    public static let pauseReversed: MessageKey = "legislation.pauseReversed"
    public static let pauseTooEarly: MessageKey = "legislation.pauseTooEarly"
    public static let pauseUnknown: MessageKey = "legislation.pauseUnknown"
    public static let promise: MessageKey = "legislation.promise"
    public static let provisional: MessageKey = "legislation.provisional"
    public static let tooManyExtensions: MessageKey = "legislation.tooManyExtensions"
    public static let unknownRule: MessageKey = "legislation.unknownRule"
    public static let unreadable: MessageKey = "legislation.unreadable"
    public static let unverified: MessageKey = "legislation.unverified"
    public static let workingDays: MessageKey = "legislation.workingDays"

    /// The text of a reason; that of a holiday has the place `{name}`.
    public static func reason(_ reason: Working.Reason) -> MessageKey {
        MessageKey("legislation.reason", reason.code)
    }

    /// The event that starts a period, or before which it ends.
    public static func start(_ start: Rule.Start) -> MessageKey { MessageKey("legislation.start", start.rawValue) }

    /// What the days are: a limit, a minimum, a minimum before an event.
    public static func bound(_ bound: Rule.Bound) -> MessageKey { MessageKey("legislation.bound", bound.rawValue) }

    public static func condition(_ condition: Condition) -> MessageKey {
        MessageKey("legislation.condition", condition.rawValue)
    }

    public static func pause(_ ground: Rule.PauseGround) -> MessageKey {
        MessageKey("legislation.pause", ground.rawValue)
    }

    public static func subject(_ subject: LawSubject) -> MessageKey {
        MessageKey("legislation.subject", subject.rawValue)
    }

    /// The text of a length; its place is `{n}`.
    public static func length(_ length: Length) -> MessageKey {
        switch length {
        case .calendarDays: calendarDays
        case .workingDays: workingDays
        }
    }
}
