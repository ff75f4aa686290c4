import Kernel
import Storage

/// A stretch of days for which a body belonged to another one, or is that one itself.
public struct Belonging: Hashable, Sendable {
    public let organization: OrganizationID
    public let ancestor: OrganizationID
    public let from: Day
    /// The first day it no longer did; `Day.never` while it lasts.
    public let until: Day
    /// The organization was split: all its past is counted here, and under each other part too.
    public let isPartial: Bool

    public func includes(_ day: Day) -> Bool { from <= day && day < until }
}

/// A body came under another one, or left it.
public struct SubtreeMove: Hashable, Sendable {
    public let organization: OrganizationID
    /// The first day on which it belonged there, or no longer did.
    public let day: Day
    public let isInto: Bool
}

/// Who ever belonged to whom.
public enum SubtreeList {
    /// Every body that is or was under one of these, or is one of them, by ancestor, organization and day.
    public static func belonging(
        to ancestors: [OrganizationID], _ tx: any ReadTransaction
    ) throws -> [Belonging] {
        try tx.all(
            """
            select organization, ancestor, from_day, until_day, partial from org_ancestor \
            where ancestor in \(in: ancestors) order by ancestor, organization, from_day
            """
        ) { row in
            Belonging(
                organization: try row(0), ancestor: try row(1), from: try row(2), until: try row(3),
                isPartial: try row(4))
        }
    }

    /// The days on which bodies that were there before came under one, or left it.
    public static func moves(
        of ancestor: OrganizationID, _ tx: any ReadTransaction
    ) throws -> [SubtreeMove] {
        func all(_ day: SQL, isInto: Bool) throws -> [SubtreeMove] {
            // A body's own first day moved nothing.
            try tx.all(
                """
                select a.organization, \(day) from org_ancestor a join org_ancestor e \
                on e.organization = a.organization and e.ancestor = a.organization and e.from_day < \(day) \
                where a.ancestor = \(ancestor) and \(day) < \(Day.never) order by a.organization, \(day)
                """
            ) { row in SubtreeMove(organization: try row(0), day: try row(1), isInto: isInto) }
        }
        return try all("a.from_day", isInto: true) + all("a.until_day", isInto: false)
    }

    /// The bodies that were split, of which one part is one of these or lies below one, between two days.
    public static func partly(
        under ancestors: [OrganizationID], from: Day, until: Day, _ tx: any ReadTransaction
    ) throws -> [OrganizationID] {
        Set(
            try tx.all(
                """
                select organization from org_ancestor where ancestor in \(in: ancestors) and partial = 1 \
                and from_day <= \(until) and until_day > \(from) order by organization
                """
            ) { row in try row(0) as OrganizationID }
        ).sorted()
    }
}
