import Acts
import Kernel
import Storage

/// A difference between what the events say and what stands in the tables.
public struct Difference: Error, CustomStringConvertible {
    public let description: String
}

/// Compares replay with rows: after every act in every test, and by `hoidap recount` for a whole store.
public enum Recount {
    /// Throws a `Difference` unless the matter's rows are what its events say.
    public static func compare(_ key: MatterKey, _ tx: any ReadTransaction) throws {
        let events = try EventTable.all(of: Subjected(key), tx)
        let replayed = try Matter.replay(events)
        guard let rows = try MatterTable.load(key, tx) else {
            throw Difference(description: "matter \(key): the ledger has it, the table has not")
        }
        guard rows == replayed else {
            throw Difference(description: "matter \(key): replayed \(replayed), in rows \(rows)")
        }
        let stored = try tx.first(
            "select next_due from matter where home = \(key.home) and id = \(key.id)"
        ) { row in try row(0) as Day }
        guard stored == replayed.nextDue else {
            throw Difference(description: "matter \(key): due \(replayed.nextDue), in its row \(stored as Any)")
        }
        try compareDesk(replayed, tx)
        try compareSpans(replayed, events, tx)
    }

    private static func compareDesk(_ matter: Matter, _ tx: any ReadTransaction) throws {
        let expected = DeskLine(matter)?.stage.rawValue
        let stored = try DeskTable.stage(of: matter, tx)
        guard stored == expected else {
            throw Difference(
                description: "matter \(matter.key): on the desk as \(stored ?? "-"), expected \(expected ?? "-")")
        }
    }

    private static func compareSpans(_ matter: Matter, _ events: [Event], _ tx: any ReadTransaction) throws {
        var expected: [Span] = []
        var replayed: Matter?
        for event in events {
            let before = replayed
            if replayed == nil {
                replayed = try Matter.replay([event])
            } else {
                try replayed?.apply(try MatterEvent(event), on: event.effective)
            }
            guard let now = replayed, before?.procedure.stage != now.procedure.stage else { continue }
            if let last = expected.popLast() { expected.append(last.ending(event.effective)) }
            expected.append(
                Span(
                    organization: now.organization, kind: now.kind.rawValue, state: now.procedure.stage.rawValue,
                    from: event.effective, until: .never))
        }
        let stored = try SpanTable.all(of: matter.key, tx)
        guard stored == expected else {
            throw Difference(description: "matter \(matter.key): spans \(stored), by its events \(expected)")
        }
    }

    /// Compares every matter, `pageSize` to a read, then every counter in one; returns how many matters there are.
    /// Throws the first `Difference`. Works beside a running server.
    public static func compareAll(
        _ store: any Store, pageSize: Int = 200, progress: (Int) -> Void = { _ in }
    ) async throws -> Int {
        var last: MatterKey?
        var count = 0
        while true {
            let after = last
            let keys = try await store.read { tx in
                let keys = try EventTable.subjects(Subjects.Matter.self, after: after, limit: pageSize, tx)
                for key in keys { try compare(key, tx) }
                return keys
            }
            count += keys.count
            progress(count)
            guard let end = keys.last, keys.count == pageSize else { break }
            last = end
        }
        try await store.read { tx in
            try compareTallies(tx)
            let (lines, open) = try DeskTable.count(tx)
            guard lines == open else { throw Difference(description: "\(open) open matters, \(lines) on desks") }
        }
        return count
    }

    /// Throws unless every counter is the number of the ledger's events it counts.
    public static func compareTallies(_ tx: any ReadTransaction) throws {
        var expected: [Counter: Int] = [:]
        for (code, measure) in MatterEvent.measures {
            _ = try tx.all(
                """
                select a.ancestor, m.kind, e.effective, count(*) from event e \
                join matter m on m.home = e.home and m.id = e.subject \
                join org_ancestor a on a.organization = m.organization \
                and a.from_day <= e.effective and a.until_day > e.effective \
                where e.sort = \(Subjects.Matter.code) and e.code = \(code.description) \
                group by a.ancestor, m.kind, e.effective order by a.ancestor
                """
            ) { row in
                expected[Counter(try row(0), kind: try row(1), measure, on: try row(2))] = try row(3)
            }
        }
        let stored = try TallyTable.all(tx)
        for counter in Set(expected.keys).union(stored.keys) where expected[counter] != stored[counter] {
            throw Difference(
                description: "\(counter): by the ledger \(expected[counter] ?? 0), kept \(stored[counter] ?? 0)")
        }
    }
}

extension Span {
    fileprivate func ending(_ day: Day) -> Span {
        Span(organization: organization, kind: kind, state: state, from: from, until: day)
    }
}
