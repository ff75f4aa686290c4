import Kernel
import Storage

/// A stretch of days for which a body belonged to another one, or is that one itself.
public struct Belonging: Hashable, Sendable {
    public let organization: OrganizationID
    public let ancestor: OrganizationID
    public let from: Day
    /// The first day it no longer did; `Day.never` while it lasts.
    public let until: Day

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
            select organization, ancestor, from_day, until_day from org_ancestor \
            where ancestor in \(in: ancestors) order by ancestor, organization, from_day
            """
        ) { row in
            Belonging(organization: try row(0), ancestor: try row(1), from: try row(2), until: try row(3))
        }
    }
}
