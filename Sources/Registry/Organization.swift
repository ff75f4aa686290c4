import Kernel
import Legislation

/// A body that receives letters: a people's committee, in the skeleton.
public struct Organization: Hashable, Sendable {
    public let id: OrganizationID
    public let home: Home
    /// `ubnd-00070`; unique, used in addresses and files.
    public let code: String
    /// Language to name.
    public let name: [String: String]
    public let area: Area
    public let parent: OrganizationID?
    /// What the body itself has published as its time to answer feedback; nil until it has.
    public let answerPromise: AnswerPromise?

    public init(
        id: OrganizationID, home: Home, code: String, name: [String: String], area: Area,
        parent: OrganizationID?, answerPromise: AnswerPromise?
    ) {
        self.id = id
        self.home = home
        self.code = code
        self.name = name
        self.area = area
        self.parent = parent
        self.answerPromise = answerPromise
    }
}

/// An authority's own promise to answer within so many working days, published on a day. Never called law.
public struct AnswerPromise: Hashable, Sendable {
    public let workingDays: Int
    public let since: Day

    public init(workingDays: Int, since: Day) {
        self.workingDays = workingDays
        self.since = since
    }
}

/// A place: a province, or a commune, ward or special zone in it.
public struct Area: Hashable, Sendable {
    public enum Level: String, Sendable { case province, commune }

    /// Code of the General Statistics Office, leading zeros kept.
    public let code: String
    public let level: Level
    /// Language to full name.
    public let name: [String: String]
    /// The province's code, for a commune.
    public let parent: String?

    public init(code: String, level: Level, name: [String: String], parent: String?) {
        self.code = code
        self.level = level
        self.name = name
        self.parent = parent
    }
}
