import Kernel

/// A period counted under a provision and the circumstances of a case.
public struct CountedPeriod: Hashable, Sendable {
    public let rule: Rule
    /// Day zero: the day of the event, not counted.
    public let start: Day
    public let circumstances: Circumstances
    /// The length of the provision, then that of each extension.
    public let parts: [Length]
    /// The last day by counting alone, extensions and pauses included; nil while a pause is open.
    public let nominal: Day?
    /// The last day, moved where the rule says so; for a period counted backwards the latest day to act.
    public let due: Day?

    /// Whether the days are a minimum and not a limit.
    public var isMinimum: Bool { rule.bound != .atMost }
}
