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
