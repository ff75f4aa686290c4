import Kernel

/// A field (lĩnh vực) of the national list by which letters are counted. Only a `FieldList` makes one.
public struct Field: Hashable, Sendable {
    /// `drainage`; stored with letters and never changed.
    public let code: String
    /// Language to name.
    public let name: [String: String]
    /// The first day on which letters are put into it.
    public let from: Day
    /// The first day on which they no longer are; `Day.never` while it lasts.
    public let until: Day

    init(code: String, name: [String: String], from: Day, until: Day) {
        self.code = code
        self.name = name
        self.from = from
        self.until = until
    }

    public func isInForce(on day: Day) -> Bool { from <= day && day < until }
}
