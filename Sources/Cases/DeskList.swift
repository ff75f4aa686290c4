import Kernel
import Registry
import Storage

/// One open matter in a work list.
public struct DeskEntry: Hashable, Sendable {
    public let matter: MatterKey
    public let kind: Kind
    public let stage: Stage
    /// The earliest day by which something is owed.
    public let nextDue: Day
    public let opened: Day
    public let place: DeskPlace
    public let organization: OrganizationID
    public let post: PostID?
    /// Title of the post that handles it, by language.
    public let postTitle: [String: String]
    public let title: String
    public let code: LetterCode
}

/// Where a page of a list ends and the next begins: the sort key of its last line.
public struct DeskPosition: Hashable, Sendable {
    public let nextDue: Day
    public let matter: MatterKey

    public init(nextDue: Day, matter: MatterKey) {
        self.nextDue = nextDue
        self.matter = matter
    }
}

/// Which part of the desk a list shows. `rawValue` stands in addresses.
public enum DeskFilter: String, Sendable, CaseIterable {
    case all, untaken, late

    fileprivate func sql(today: Day) -> SQL {
        switch self {
        case .all: .always
        case .untaken: "d.stage = 'received'"
        case .late: "d.next_due < \(today)"
        }
    }
}

/// The morning page: what is owed, the most urgent first.
public enum DeskList {
    public static let pageSize = 50

    /// Open matters in scope after a position, ordered by the earliest day owed. `isMore` if the list goes on.
    public static func page(
        _ scope: Scope, _ filter: DeskFilter = .all, today: Day, after position: DeskPosition? = nil,
        _ tx: any ReadTransaction
    ) throws -> (entries: [DeskEntry], isMore: Bool) {
        let after: SQL =
            if let position {
                """
                (d.next_due, d.home, d.matter) > \
                (\(position.nextDue), \(position.matter.home), \(position.matter.id))
                """
            } else {
                .always
            }
        let entries = try tx.all(
            """
            select d.home, d.matter, d.kind, d.stage, d.next_due, d.opened, d.post, p.title_vi, p.title_en, e.title, \
            l.code, d.place, d.organization \
            from desk d join letter l on l.home = d.home and l.id = d.letter \
            join extract e on e.letter = d.letter and e.home = d.home left join post p on p.id = d.post \
            where \(scope.sql(columns)) and \(filter.sql(today: today)) and \(after) \
            order by d.next_due, d.home, d.matter limit \(pageSize + 1)
            """, entry)
        return (Array(entries.prefix(pageSize)), entries.count > pageSize)
    }

    /// Numbers are counted up to this; beyond it a page says "1,000+".
    public static let mostCounted = 1000

    /// How many lines each filter shows, up to one more than `mostCounted`.
    public static func count(
        _ scope: Scope, _ filter: DeskFilter, today: Day, _ tx: any ReadTransaction
    ) throws -> Int {
        try tx.first(
            """
            select count(*) from (select 1 from desk d where \(scope.sql(columns)) \
            and \(filter.sql(today: today)) limit \(mostCounted + 1)) counted
            """
        ) { row in try row(0) } ?? 0
    }

    private static let columns = ScopeColumns(
        home: "d.home", matter: "d.matter", organization: "d.organization", kind: "d.kind")

    private static func entry(_ row: any Row) throws -> DeskEntry {
        guard let kind = Kind(rawValue: try row(2)), let stage = Stage(rawValue: try row(3)),
            let code = LetterCode(typed: try row(10) as String), let place = DeskPlace(rawValue: try row(11))
        else { throw ProcedureError.unreadable }
        return DeskEntry(
            matter: MatterKey(try row(0), try row(1)), kind: kind, stage: stage, nextDue: try row(4),
            opened: try row(5), place: place, organization: try row(12), post: try row(6),
            postTitle: ["vi": try row(7) ?? "", "en": try row(8) ?? ""], title: try row(9), code: code)
    }
}
