import Kernel
import Registry
import Storage

/// One matter in a work list.
public struct DeskEntry: Hashable, Sendable {
    public let matter: MatterKey
    public let kind: Kind
    public let stage: Stage
    /// The earliest day by which something is owed; of an ended matter the day it ended.
    public let nextDue: Day
    /// The earliest day that law gives, and that the body promised; `Day.never` if there is none.
    public let lawDue: Day
    public let promiseDue: Day
    public let opened: Day
    public let place: DeskPlace
    public let organization: OrganizationID
    public let post: PostID?
    public let field: String
    public let hasReply: Bool
    let letter: LetterID?
    /// Title of the post that handles it, by language.
    public internal(set) var postTitle: [String: String] = [:]
    /// Empty if its letters have gone to another matter.
    public internal(set) var title = ""
    public internal(set) var code: LetterCode?
    /// How it is cited in the old register that it was brought along from.
    public internal(set) var oldCitation: String?

    /// Where the line stands in a list by the day due, or by the day opened.
    public func position(by order: MatterFilter.Order = .due) -> ListPosition {
        ListPosition(
            day: order == .opened ? opened : nextDue, matter: matter, organization: organization,
            post: order == .handler ? post : nil)
    }
}

/// The work lists: every open matter of a scope, filtered, sorted, by pages.
public enum DeskList {
    public static let pageSize = 50

    /// One page of the lines that the filter shows an officer with this scope.
    public static func page(
        _ scope: Scope, _ filter: MatterFilter, _ days: FilterDays, for officer: AccountID? = nil,
        at place: ListPlace = .first, size: Int = pageSize, _ tx: any ReadTransaction
    ) throws -> ListPage<DeskEntry> {
        try page(DeskReading(filter, scope, days, for: officer, tx), at: place, size: size, tx)
    }

    /// The same with how many lines there are, up to one more than `mostCounted`.
    public static func counted(
        _ scope: Scope, _ filter: MatterFilter, _ days: FilterDays, for officer: AccountID? = nil,
        at place: ListPlace = .first, size: Int = pageSize, _ tx: any ReadTransaction
    ) throws -> (page: ListPage<DeskEntry>, count: Int) {
        let reading = try DeskReading(filter, scope, days, for: officer, tx)
        let count = try count(reading, upTo: mostCounted + 1, tx)
        // Where there is nothing, there is no line to read.
        guard count > 0 else { return (ListPage(entries: [], hasNext: false, hasPrevious: false), 0) }
        return (try page(reading, at: place, size: size, tx), count)
    }

    private static func page(
        _ reading: DeskReading, at place: ListPlace, size: Int, _ tx: any ReadTransaction
    ) throws -> ListPage<DeskEntry> {
        if reading.filter.isEnded { return try EndedList.page(reading, place, size: size, tx) }
        let found =
            reading.filter.order == .handler
            ? try byHandler(reading, place, size, tx)
            : try merged(try reading.runs(by: reading.filter.order, tx), reading, place, size, tx)
        return ListPage(try DeskDetailList.complete(found, tx), size: size, place)
    }

    /// Numbers are counted up to this; beyond it a page says "1,000+".
    public static let mostCounted = 1000

    /// How many lines the filter shows, up to one more than `mostCounted`.
    public static func count(
        _ scope: Scope, _ filter: MatterFilter, _ days: FilterDays, for officer: AccountID? = nil,
        upTo most: Int = mostCounted + 1, _ tx: any ReadTransaction
    ) throws -> Int {
        try count(DeskReading(filter, scope, days, for: officer, tx), upTo: most, tx)
    }

    private static func count(_ reading: DeskReading, upTo most: Int, _ tx: any ReadTransaction) throws -> Int {
        if reading.filter.isEnded { return try EndedList.count(reading, upTo: most, tx) }
        var sum = 0
        for run in try reading.runs(by: .due, tx) where sum < most {
            sum +=
                try tx.first(
                    """
                    select count(*) from (select 1 from desk d where \(run.condition) and \(reading.condition) \
                    limit \(most - sum)) lines
                    """
                ) { row in try row(0) as Int } ?? 0
        }
        return sum
    }

    /// Up to one more than a page, the next ones of all runs.
    private static func merged(
        _ runs: [DeskRun], _ reading: DeskReading, _ place: ListPlace, _ size: Int, _ tx: any ReadTransaction
    ) throws -> [DeskEntry] {
        let order = reading.filter.order
        let found = try runs.flatMap { run in try lines(run, reading, order, place, limit: size + 1, tx) }
        let sorted = found.sorted { left, right in
            place.isBackward
                ? ListPosition.precedes(right.position(by: order), left.position(by: order))
                : ListPosition.precedes(left.position(by: order), right.position(by: order))
        }
        return Array(sorted.prefix(size + 1))
    }

    /// Posts by the given name of their holders, one after another; last what no post handles.
    private static func byHandler(
        _ reading: DeskReading, _ place: ListPlace, _ size: Int, _ tx: any ReadTransaction
    ) throws -> [DeskEntry] {
        var runs = try WorkloadList.posts(of: reading.bodies.map(\.organization), on: reading.scope.day, tx)
            .map { post in
                DeskRun(
                    condition: "d.post = \(post.post.id) and +d.organization = \(post.post.organization)",
                    organization: post.post.organization, post: post.post.id)
            }
        if let post = reading.filter.post { runs.removeAll { $0.post != post } }
        if reading.filter.whose == .mine {
            runs.removeAll { run in run.post.map { reading.standing?.holds($0) != true } ?? true }
        }
        if reading.filter.post == nil, reading.filter.whose != .mine {
            runs += reading.bodies.map { body in
                DeskRun(
                    condition: "d.organization = \(body.organization) and d.post is null",
                    organization: body.organization)
            }
        }
        if place.isBackward { runs.reverse() }
        if let position = place.position {
            let at = runs.firstIndex { run in
                position.post == nil
                    ? run.organization == position.organization && run.post == nil : run.post == position.post
            }
            guard let at else { return [] }
            runs.removeFirst(at)
        }
        let kinds = Dictionary(uniqueKeysWithValues: reading.bodies.map { ($0.organization, $0.kinds) })
        var found: [DeskEntry] = []
        for (index, run) in runs.enumerated() where found.count <= size {
            let seen = run.organization.flatMap { kinds[$0] } ?? []
            let narrowed = DeskRun(
                condition: "\(run.condition) and d.kind in \(in: seen.map(\.rawValue).sorted())",
                organization: run.organization, post: run.post)
            found += try lines(
                narrowed, reading, .due, index == 0 || place.position == nil ? place : .first,
                limit: size + 1 - found.count,
                isBackward: place.isBackward, tx)
        }
        return found
    }

    private static func lines(
        _ run: DeskRun, _ reading: DeskReading, _ order: MatterFilter.Order, _ place: ListPlace, limit: Int,
        isBackward: Bool? = nil, _ tx: any ReadTransaction
    ) throws -> [DeskEntry] {
        let isBackward = isBackward ?? place.isBackward
        let day: SQL = order == .opened ? "d.opened" : "d.next_due"
        let last: SQL = run.organization == nil ? ", d.organization" : ""
        let lastBack: SQL = run.organization == nil ? " desc, d.organization desc" : " desc"
        let key: SQL = "\(day), d.home, d.matter\(last)"
        let sort: SQL = isBackward ? "\(day) desc, d.home desc, d.matter\(lastBack)" : key
        return try tx.all(
            """
            select d.home, d.matter, d.kind, d.stage, d.next_due, d.law_due, d.promise_due, d.opened, d.place, \
            d.organization, d.post, d.field, d.replied, d.letter from desk d \
            where \(run.condition) and \(reading.condition) and \(beyond(place, run, key: key)) \
            order by \(sort) limit \(limit)
            """, entry)
    }

    /// True on lines of a run after, or before, the position.
    private static func beyond(_ place: ListPlace, _ run: DeskRun, key: SQL) -> SQL {
        guard let position = place.position else { return .always }
        let isBackward = place.isBackward
        guard let organization = run.organization else {
            let tuple: SQL = """
                (\(position.day), \(position.matter.home), \(position.matter.id), \(position.organization))
                """
            return isBackward ? "(\(key)) < \(tuple)" : "(\(key)) > \(tuple)"
        }
        let tuple: SQL = "(\(position.day), \(position.matter.home), \(position.matter.id))"
        if isBackward {
            return organization < position.organization ? "(\(key)) <= \(tuple)" : "(\(key)) < \(tuple)"
        }
        return organization > position.organization ? "(\(key)) >= \(tuple)" : "(\(key)) > \(tuple)"
    }

    private static func entry(_ row: any Row) throws -> DeskEntry {
        guard let kind = Kind(rawValue: try row(2)), let stage = Stage(rawValue: try row(3)),
            let place = DeskPlace(rawValue: try row(8))
        else { throw ProcedureError.unreadable }
        return DeskEntry(
            matter: MatterKey(try row(0), try row(1)), kind: kind, stage: stage, nextDue: try row(4),
            lawDue: try row(5), promiseDue: try row(6), opened: try row(7), place: place, organization: try row(9),
            post: try row(10), field: try row(11), hasReply: try row(12), letter: try row(13))
    }
}
