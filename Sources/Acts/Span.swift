import Kernel
import Storage

/// A stretch of days during which a matter was with one organization in one state: what any number opens to.
public struct Span: Hashable, Sendable {
    public let organization: OrganizationID
    public let kind: String
    public let state: String
    public let from: Day
    /// The first day it no longer was so; `Day.never` while it lasts.
    public let until: Day

    public init(organization: OrganizationID, kind: String, state: String, from: Day, until: Day) {
        self.organization = organization
        self.kind = kind
        self.state = state
        self.from = from
        self.until = until
    }
}

public enum SpanTable {
    /// Begins a span; the matter's span that lasts until now ends on the same day.
    public static func begin(
        _ state: String, of matter: MatterKey, kind: String, with organization: OrganizationID, on day: Day,
        sequence: Int, _ tx: ActTransaction
    ) throws {
        if sequence > 1 {
            try tx.run(
                """
                update span set until_day = \(day) where home = \(matter.home) and matter = \(matter.id) \
                and until_day = \(Day.never)
                """)
        }
        try tx.run(
            """
            insert into span (home, matter, sequence, organization, kind, state, from_day, until_day) \
            values (\(matter.home), \(matter.id), \(sequence), \(organization), \(kind), \(state), \
            \(day), \(Day.never))
            """)
    }

    /// The matter always was of this kind: what a number opened to under another one, it opens to under this one.
    public static func correct(_ matter: MatterKey, to kind: String, _ tx: ActTransaction) throws {
        try tx.run("update span set kind = \(kind) where home = \(matter.home) and matter = \(matter.id)")
    }

    /// The spans of a matter, first to last.
    public static func all(of matter: MatterKey, _ tx: any ReadTransaction) throws -> [Span] {
        try tx.all(
            """
            select organization, kind, state, from_day, until_day from span \
            where home = \(matter.home) and matter = \(matter.id) order by sequence
            """
        ) { row in
            Span(
                organization: try row(0), kind: try row(1), state: try row(2), from: try row(3), until: try row(4))
        }
    }
}
