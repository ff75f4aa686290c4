import Acts
import Kernel
import Notices
import Registry
import Storage

/// A notice with the matter it is of.
public struct NoticeLine: Hashable, Sendable {
    public let notice: Notice
    public let matter: MatterKey
    public let kind: Kind
}

/// Notices as officers and jobs find them.
public enum NoticeList {
    /// Which ones a page lists. `rawValue` stands in addresses.
    public enum Which: String, Sendable, CaseIterable {
        /// To be called.
        case calls
        /// To be printed and posted.
        case print
        /// Posted, not yet delivered.
        case posted
        /// Not out of the house after two working days.
        case late
        /// Every way given has failed.
        case unreached
        /// No way was given.
        case noWay

        var states: [Notice.State] {
            switch self {
            case .calls: [.calling]
            case .print: [.printing]
            case .posted: [.posted]
            case .late: [.mailing, .calling, .printing]
            case .unreached: [.unreached]
            case .noWay: [.noWay]
            }
        }
    }

    /// The days that a list means.
    public struct Days: Sendable {
        let from: Day
        let until: Day

        public static let all = Days(from: Day(daysSince1970: 0), until: .never)

        public init(from: Day, until: Day) {
            self.from = from
            self.until = until
        }

        /// What is late today: it happened before this day.
        public static func before(_ day: Day) -> Days { Days(from: Day(daysSince1970: 0), until: day.adding(-1)) }
    }

    /// Lines on a page.
    public static let pageSize = 100

    /// Where a page ends: a notice, and the day it happened. Only that day and what is behind it are read on.
    public struct Position: Hashable, Sendable {
        let day: Day
        let key: NoticeKey

        public init(_ notice: Notice) {
            day = notice.day
            key = notice.key
        }

        /// `2026-11-20_1-8124-2`, as it stands in an address. Nil for anything else.
        public init?(text: String) {
            let parts = text.split(separator: "_").map(String.init)
            guard parts.count == 2, let day = Day(parts[0]), let key = NoticeKey(parts[1]) else { return nil }
            self.day = day
            self.key = key
        }

        public var text: String { "\(day)_\(key)" }

        fileprivate var beyond: SQL {
            "(n.day, n.home, n.letter, n.number) > (\(day), \(key.letter.home), \(key.letter.id), \(key.number))"
        }
    }

    /// The bodies whose senders an officer tells.
    public static func bodies(_ standing: Standing) -> [OrganizationID] {
        standing.posts.filter { $0.post.role.powers.contains(.receive) }
            .reduce(into: Set<OrganizationID>()) { $0.formUnion($1.bodies) }.sorted()
    }

    /// Those of some bodies that may be read, the oldest first; one more than `limit` if there are more.
    public static func lines(
        _ which: Which, of bodies: [OrganizationID], _ days: Days, after position: Position? = nil,
        limit: Int = pageSize, _ scope: Scope, _ tx: any ReadTransaction
    ) throws -> [NoticeLine] {
        try lines(which, "n.organization in \(in: bodies)", days, after: position, limit: limit, scope, tx)
    }

    /// The same of a unit and what is below it, or of it alone.
    public static func lines(
        _ which: Which, _ reach: FigureReach, _ days: Days, after position: Position? = nil, limit: Int = pageSize,
        _ scope: Scope, _ tx: any ReadTransaction
    ) throws -> [NoticeLine] {
        try lines(which, try within(reach, scope, tx), days, after: position, limit: limit, scope, tx)
    }

    private static func lines(
        _ which: Which, _ within: SQL, _ days: Days, after position: Position?, limit: Int, _ scope: Scope,
        _ tx: any ReadTransaction
    ) throws -> [NoticeLine] {
        try tx.all(
            """
            select \(NoticeTable.columns), l.matter, m.kind from notice n \
            join letter l on l.home = n.home and l.id = n.letter \
            join matter m on m.home = l.home and m.id = l.matter \
            where \(within) and n.state in \(in: which.states.map(\.rawValue)) and n.day >= \(days.from) \
            and n.day <= \(days.until) and \(position?.beyond ?? .always) and \(scope.sql(Self.columns)) \
            order by n.day, n.home, n.letter, n.number limit \(limit + 1)
            """, line)
    }

    /// How many there are, up to one more than `DeskList.mostCounted`.
    public static func count(
        _ which: Which, of bodies: [OrganizationID], _ days: Days, _ scope: Scope, _ tx: any ReadTransaction
    ) throws -> Int {
        try count(which, "n.organization in \(in: bodies)", days, scope, tx)
    }

    /// The same of a unit and what is below it, or of it alone.
    public static func count(
        _ which: Which, _ reach: FigureReach, _ days: Days, _ scope: Scope, _ tx: any ReadTransaction
    ) throws -> Int {
        try count(which, try within(reach, scope, tx), days, scope, tx)
    }

    private static func count(
        _ which: Which, _ within: SQL, _ days: Days, _ scope: Scope, _ tx: any ReadTransaction
    ) throws -> Int {
        try tx.first(
            """
            select count(*) from (select 1 from notice n join letter l on l.home = n.home and l.id = n.letter \
            join matter m on m.home = l.home and m.id = l.matter \
            where \(within) and n.state in \(in: which.states.map(\.rawValue)) and n.day >= \(days.from) \
            and n.day <= \(days.until) and \(scope.sql(Self.columns)) limit \(DeskList.mostCounted + 1)) found
            """
        ) { row in try row(0) as Int } ?? 0
    }

    /// One notice that may be read, with its matter; nil for every other one alike.
    public static func find(_ key: NoticeKey, _ scope: Scope, _ tx: any ReadTransaction) throws -> NoticeLine? {
        try tx.first(
            """
            select \(NoticeTable.columns), l.matter, m.kind from notice n \
            join letter l on l.home = n.home and l.id = n.letter \
            join matter m on m.home = l.home and m.id = l.matter \
            where n.home = \(key.letter.home) and n.letter = \(key.letter.id) and n.number = \(key.number) \
            and \(scope.sql(Self.columns))
            """, line)
    }

    /// The place of a letter, which belongs to the sender's address.
    public static func area(of letter: LetterKey, _ tx: any ReadTransaction) throws -> String? {
        try LetterTable.find(letter, tx)?.area
    }

    /// E-mails that may be tried now, those that have waited longest first. For the job.
    public static func mailing(at now: Instant, limit: Int, _ tx: any ReadTransaction) throws -> [NoticeLine] {
        try tx.all(
            """
            select \(NoticeTable.columns), l.matter, m.kind from notice n \
            join letter l on l.home = n.home and l.id = n.letter \
            join matter m on m.home = l.home and m.id = l.matter \
            where n.state = 'mailing' and n.next_try <= \(now.milliseconds) \
            order by n.next_try, n.home, n.letter, n.number limit \(limit)
            """, line)
    }

    private static let columns = ScopeColumns(
        home: "l.home", matter: "l.matter", organization: "n.organization", kind: "m.kind")

    private static func within(_ reach: FigureReach, _ scope: Scope, _ tx: any ReadTransaction) throws -> SQL {
        if reach.isAlone { return "n.organization = \(reach.unit)" }
        let reached = try scope.reached(under: reach.unit, tx)
        guard reached.bodies.count > DeskReading.mostMerged else {
            return "n.organization in \(in: reached.bodies.map(\.organization))"
        }
        return SubtreeTable.within([reach.unit], organization: "n.organization", on: scope.day)
    }

    private static func line(_ row: any Row) throws -> NoticeLine {
        let notice = try NoticeTable.notice(row)
        guard let kind = Kind(rawValue: try row(14)) else { throw ProcedureError.unreadable }
        return NoticeLine(
            notice: notice, matter: MatterKey(notice.key.letter.home, try row(13)), kind: kind)
    }
}
