import Kernel
import Legislation

/// What sort of body an organization is. `rawValue` is stored and never changes.
public enum Body: String, Sendable, CaseIterable {
    /// Ủy ban nhân dân: receives the letters about its area.
    case committee
    /// Cơ quan chuyên môn: a department of the people's committee.
    case department
    /// Thanh tra.
    case inspectorate
    /// Hội đồng nhân dân.
    case council
    /// Cấp ủy và các ban của Đảng.
    case party
    /// Mặt trận Tổ quốc and the socio-political organisations in it.
    case front
    /// Đơn vị sự nghiệp công lập: schools, clinics.
    case service
    /// A public authority of another jurisdiction.
    case other
}

/// A body of the state, the Party or the Front, with an area it works for.
public struct Organization: Hashable, Sendable {
    public let id: OrganizationID
    public let home: Home
    /// `ubnd-00070`; unique, used in addresses and files.
    public let code: String
    public let body: Body
    /// Language to name.
    public let name: [String: String]
    public let area: Area
    public let parent: OrganizationID?
    /// What the body itself has published as its time to answer feedback; nil until it has.
    public let answerPromise: AnswerPromise?
    /// The first day it no longer is: merged, split or dissolved. `Day.never` while it lasts.
    public let ended: Day

    public init(
        id: OrganizationID, home: Home, code: String, body: Body, name: [String: String], area: Area,
        parent: OrganizationID?, answerPromise: AnswerPromise?, ended: Day = .never
    ) {
        self.ended = ended
        self.body = body
        self.id = id
        self.home = home
        self.code = code
        self.name = name
        self.area = area
        self.parent = parent
        self.answerPromise = answerPromise
    }
}

extension Organization {
    /// Whether it was one on that day no longer.
    public func isFormer(on day: Day) -> Bool { ended <= day }
}

/// What a body was called from a day until the day before another: a document of a day bears the name of that day.
public struct OrganizationName: Hashable, Sendable {
    public let from: Day
    public let until: Day
    /// Language to name.
    public let name: [String: String]
}

/// That a body goes on in another from a day.
public struct Succession: Hashable, Sendable {
    public let predecessor: OrganizationID
    public let successor: OrganizationID
    public let from: Day
    /// The predecessor was split: its past belongs to several.
    public let isPartial: Bool

    public init(predecessor: OrganizationID, successor: OrganizationID, from day: Day, isPartial: Bool) {
        self.predecessor = predecessor
        self.successor = successor
        from = day
        self.isPartial = isPartial
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
