import Kernel
import Registry
import Storage

/// Answered and closed matters, the last ended first, by body and day.
enum EndedList {
    static func page(
        _ reading: DeskReading, _ place: ListPlace, size: Int, _ tx: any ReadTransaction
    ) throws -> ListPage<DeskEntry> {
        let found = try stretches(reading, tx).flatMap { stretch in
            try tx.all(
                """
                select m.home, m.id, m.kind, m.stage, m.since, m.opened, m.organization, m.post, m.letter \
                from matter m where \(stretch) and \(condition(reading)) and \(beyond(place)) \
                order by \(sort(place)) limit \(size + 1)
                """, entry)
        }
        let sorted = found.sorted { left, right in
            place.isBackward
                ? ListPosition.precedes(left.position(), right.position())
                : ListPosition.precedes(right.position(), left.position())
        }
        return ListPage(try DeskDetailList.complete(Array(sorted.prefix(size + 1)), tx), size: size, place)
    }

    static func count(
        _ reading: DeskReading, upTo most: Int, _ tx: any ReadTransaction
    ) throws -> Int {
        var sum = 0
        for stretch in try stretches(reading, tx) where sum < most {
            sum +=
                try tx.first(
                    """
                    select count(*) from (select 1 from matter m where \(stretch) and \(condition(reading)) \
                    limit \(most - sum)) lines
                    """
                ) { row in try row(0) as Int } ?? 0
        }
        return sum
    }

    private static func sort(_ place: ListPlace) -> SQL {
        place.isBackward ? "m.since, m.home, m.id" : "m.since desc, m.home desc, m.id desc"
    }

    /// The stretches of an index in which the lines stand in their order: a body's, or where there are many, a
    /// province's, passing over lines of others.
    private static func stretches(_ reading: DeskReading, _ tx: any ReadTransaction) throws -> [SQL] {
        let bodies = reading.bodies
        guard bodies.count > DeskReading.mostMerged else {
            return bodies.map { body in
                """
                m.organization = \(body.organization) and m.stage in ('answered', 'closed') \
                and m.kind in \(in: body.kinds.map(\.rawValue).sorted())
                """
            }
        }
        let columns = ScopeColumns(
            home: "m.home", matter: "m.id", organization: "+m.organization", kind: "m.kind")
        return try reading.scope.slots(of: bodies, tx).map { slot, isWhole in
            "m.slot = \(slot) and m.stage in ('answered', 'closed') and \(reading.seen(isWhole, columns))"
        }
    }

    private static func condition(_ reading: DeskReading) -> SQL {
        let filter = reading.filter
        var all: [SQL] = [reading.scope.clear(home: "m.home", matter: "m.id")]
        if let kind = filter.kind { all.append("m.kind = \(kind.rawValue)") }
        if let stage = filter.stage { all.append("m.stage = \(stage.rawValue)") }
        if filter.whose == .mine {
            all.append("m.post in \(in: (reading.standing?.posts ?? []).map(\.post.id).sorted())")
        }
        if let post = filter.post { all.append("m.post = \(post)") }
        if let day = filter.dueUntil { all.append("m.since <= \(day)") }
        if let day = filter.openedFrom { all.append("m.opened >= \(day)") }
        if let day = filter.openedUntil { all.append("m.opened <= \(day)") }
        if let field = filter.field {
            all.append(
                """
                exists (select 1 from letter l where l.home = m.home and l.matter = m.id and l.field = \(field))
                """)
        }
        return SQL.joined(all, by: " and ", empty: .always)
    }

    private static func beyond(_ place: ListPlace) -> SQL {
        guard let position = place.position else { return .always }
        let tuple: SQL = "(\(position.day), \(position.matter.home), \(position.matter.id))"
        return place.isBackward ? "(m.since, m.home, m.id) > \(tuple)" : "(m.since, m.home, m.id) < \(tuple)"
    }

    private static func entry(_ row: any Row) throws -> DeskEntry {
        guard let kind = Kind(rawValue: try row(2)), let stage = Stage(rawValue: try row(3)) else {
            throw ProcedureError.unreadable
        }
        return DeskEntry(
            matter: MatterKey(try row(0), try row(1)), kind: kind, stage: stage, nextDue: try row(4),
            lawDue: .never, promiseDue: .never, opened: try row(5), place: .lead, organization: try row(6),
            post: try row(7), field: "", hasReply: false, letter: try row(8))
    }
}
