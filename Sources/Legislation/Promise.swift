import Kernel

/// A period that a body has published for itself where the law gives no day. A promise, never law.
public struct Promise: Hashable, Sendable {
    /// `promise.answer`; always begins with `promise.`
    public let rule: RuleID
    public let length: Length
    /// First day on which the promise holds.
    public let since: Day
    /// The promise's version, as stored with clocks: `since`, and the length it promised, `2026-01-01+10w`.
    public let provision: String

    public init(rule: RuleID, length: Length, since: Day) {
        precondition(
            rule.isPromise, "the rule of a promise begins with promise., so that it never passes for law")
        self.rule = rule
        self.length = length
        self.since = since
        provision =
            switch length {
            case .workingDays(let days): "\(since)+\(days)w"
            case .calendarDays(let days): "\(since)+\(days)d"
            }
    }
}
