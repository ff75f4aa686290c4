import Kernel

/// The last day of a period, with the provision that gave it: what is stored with a clock.
public struct Deadline: Hashable, Sendable {
    public let rule: RuleID
    /// Which version of the rule was applied: first day of the provision, or first day and length of the
    /// promise, as text.
    public let provision: String
    /// Day zero: the day of the event, not counted.
    public let start: Day
    /// The last day by counting alone.
    public let nominal: Day
    /// The last day on which the duty can be met in time.
    public let due: Day

    /// For reading a deadline back from the store; new ones come from `Law`.
    public init(rule: RuleID, provision: String, start: Day, nominal: Day, due: Day) {
        self.rule = rule
        self.provision = provision
        self.start = start
        self.nominal = nominal
        self.due = due
    }

    /// The length a promise had when it was given; nil for what is not a promise.
    public var promisedLength: Length? {
        guard isPromise, let length = provision.split(separator: "+").last, let days = Int(length.dropLast()) else {
            return nil
        }
        return length.hasSuffix("w") ? .workingDays(days) : .calendarDays(days)
    }

    /// Whether this is a body's own promise, to be shown as such and never as law.
    public var isPromise: Bool { rule.isPromise }
}
