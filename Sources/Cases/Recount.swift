import Acts
import Documents
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
            """
            select m.next_due, case when m.slot = o.home then 1 else 0 end from matter m join organization o on o.id = m.organization \
            where m.home = \(key.home) and m.id = \(key.id)
            """
        ) { row in (due: try row(0) as Day, isAtHome: try row(1) as Bool) }
        guard let stored, stored.due == replayed.nextDue, stored.isAtHome else {
            throw Difference(description: "matter \(key): due \(replayed.nextDue), in its row \(stored as Any)")
        }
        try compareBoard(replayed, tx)
        try compareDesk(replayed, tx)
        try compareCounted(replayed, events, tx)
        try compareSpans(replayed, events, tx)
        try compareBook(key, events, tx)
        try compareOldEntries(events, tx)
        try compareDocuments(key, events, tx)
        try compareRechecks(key, events, tx)
    }

    private static func compareRechecks(_ key: MatterKey, _ events: [Event], _ tx: any ReadTransaction) throws {
        var expected: [Recheck] = []
        var replayed: Matter?
        for event in events {
            try Matter.replay(event, into: &replayed)
            guard let matter = replayed else { continue }
            switch try MatterEvent(event) {
            case .drawn(let drawn):
                expected.append(
                    Recheck(
                        matter: key, ended: drawn.ended, sort: drawn.sort, organization: matter.organization,
                        drawn: event.effective, state: .waiting))
            case .rechecked(let rechecked):
                expected = expected.map { $0.ending(as: rechecked.stands ? .stood : .failed) }
            default: if !matter.procedure.stage.isClosed { expected = expected.map { $0.ending(as: .overtaken) } }
            }
        }
        let stored = try RecheckTable.all(of: key, tx)
        guard stored == expected.sorted(by: { $0.ended < $1.ended }) else {
            throw Difference(description: "matter \(key): re-checks \(stored), by its events \(expected)")
        }
    }

    /// A country that was loaded to measure with has no documents: their numbers cannot be copied.
    private static func compareDocuments(_ key: MatterKey, _ events: [Event], _ tx: any ReadTransaction) throws {
        let stored = try DocumentTable.all(of: key, tx)
        var expected: [IssuedDocument] = []
        var signed: (signed: Signed, day: Day?)?
        for event in events {
            let said = try MatterEvent(event)
            if case .signed(let signature) = said { signed = (signature, event.effective) }
            expected += [said.document(of: key, on: event.effective, signed: signed)].compactMap(\.self)
        }
        guard try stored == expected.sorted(by: { $0.id < $1.id }) || stored.isEmpty && DocumentTable.isEmpty(tx) else {
            throw Difference(description: "matter \(key): issued \(stored), by its events \(expected)")
        }
    }

    private static func compareBook(_ key: MatterKey, _ events: [Event], _ tx: any ReadTransaction) throws {
        var expected: [BookEntry] = []
        for event in events {
            switch try MatterEvent(event) {
            case .received(let received):
                expected += received.registration.map { [BookEntry(received, $0, in: key)] } ?? []
            case .closed(.mistaken, _, let said):
                expected = expected.map { $0.voided(on: event.effective, because: said?.words) }
            default: break
            }
        }
        let stored = try BookTable.entries(of: key, tx)
        guard stored == expected else {
            throw Difference(description: "matter \(key): in the book \(stored), by its events \(expected)")
        }
    }

    private static func compareOldEntries(_ events: [Event], _ tx: any ReadTransaction) throws {
        for event in events {
            guard case .received(let received) = try MatterEvent(event) else { continue }
            let stored = try OldEntryTable.entries(of: [received.letter.id], at: event.home, tx)[received.letter.id]
            guard stored?.citation == received.old?.citation, stored?.settled == received.old?.settled else {
                throw Difference(
                    description:
                        "letter \(received.letter.id): from an old register \(stored as Any), by its event \(received.old as Any)"
                )
            }
        }
    }

    private static func compareBoard(_ matter: Matter, _ tx: any ReadTransaction) throws {
        let expected = matter.board.isPublished ? [matter.board.publication].compactMap(\.self) : []
        let stored = try PublicationTable.standing(of: matter.key, tx)
        guard stored == expected else {
            throw Difference(description: "matter \(matter.key): on the board \(stored), expected \(expected)")
        }
    }

    private static func compareDesk(_ matter: Matter, _ tx: any ReadTransaction) throws {
        let expected = DeskLine.lines(of: matter).sorted { $0.organization < $1.organization }
        let stored = try DeskTable.lines(of: matter.key, in: matter.organizations, due: matter.nextDue, tx)
        guard stored == expected else {
            throw Difference(description: "matter \(matter.key): on desks \(stored), expected \(expected)")
        }
    }

    private static func compareCounted(_ matter: Matter, _ events: [Event], _ tx: any ReadTransaction) throws {
        var expected: [CountedRow] = []
        var replayed: Matter?
        for event in events {
            let before = replayed
            try Matter.replay(event, into: &replayed)
            guard let now = replayed else { continue }
            let moves = try MatterEvent(event).tallies(from: before, to: now, on: event.effective)
            expected += CountedRow.rows(of: moves, sequence: now.version)
        }
        let counted = Set(expected.map { $0.of(kind: matter.kind.rawValue) })
        let stored = try CountedTable.rows(of: matter.key, tx)
        guard stored.count == counted.count, Set(stored) == counted else {
            throw Difference(description: "matter \(matter.key): counted \(stored), by its events \(counted)")
        }
    }

    private static func compareSpans(_ matter: Matter, _ events: [Event], _ tx: any ReadTransaction) throws {
        var expected: [Span] = []
        var replayed: Matter?
        for event in events {
            let before = replayed
            try Matter.replay(event, into: &replayed)
            guard let now = replayed,
                before?.procedure.stage != now.procedure.stage || before?.organization != now.organization
            else { continue }
            if let last = expected.popLast() { expected.append(last.ending(event.effective)) }
            expected.append(
                Span(
                    organization: now.organization, kind: matter.kind.rawValue, state: now.procedure.stage.rawValue,
                    from: event.effective, until: .never))
        }
        let stored = try SpanTable.all(of: matter.key, tx)
        guard stored == expected else {
            throw Difference(description: "matter \(matter.key): spans \(stored), by its events \(expected)")
        }
    }

    /// Compares every matter, `pageSize` to a read, then every counter; returns how many matters there are. Throws the
    /// first `Difference`. Works beside a running server: what it records meanwhile is counted in the last read.
    public static func compareAll(
        _ store: any Store, at now: Instant, pageSize: Int = 200, progress: (Int) -> Void = { _ in }
    ) async throws -> Int {
        // Numbers are made before the act is written; a minute later all of them are there, whatever it waited for.
        let floor = IDMint.floor(at: now.adding(seconds: -60))
        var last: MatterKey?
        var count = 0
        var expected: [Counter: Int] = [:]
        while true {
            let after = last
            let (keys, moves) = try await store.read { tx in
                let keys = try EventTable.subjects(Subjects.Matter.self, after: after, limit: pageSize, tx)
                var moves: [TallyMove] = []
                for key in keys {
                    try compare(key, tx)
                    moves += try Self.moves(EventTable.all(of: Subjected(key), tx)) { $0.id <= floor }
                }
                return (keys, moves)
            }
            for move in moves { expected[move.counter, default: 0] += move.by }
            count += keys.count
            progress(count)
            guard let end = keys.last, keys.count == pageSize else { break }
            last = end
        }
        let seen = expected
        try await store.read { tx in
            var leaves = seen
            let fresh = try EventTable.subjects(
                Subjects.Matter.self, numberedAfter: floor, homes: EventTable.homes(tx), tx)
            for key in fresh {
                for move in try Self.moves(EventTable.all(of: Subjected(key), tx), where: { $0.id > floor }) {
                    leaves[move.counter, default: 0] += move.by
                }
            }
            try compareTallies(leaves, tx)
            let (lines, open) = try DeskTable.count(tx)
            guard lines == open else { throw Difference(description: "\(open) open matters, \(lines) on desks") }
        }
        return count
    }

    /// Every move of a counter by a matter.
    public static func moves(of key: MatterKey, _ tx: any ReadTransaction) throws -> [TallyMove] {
        try moves(EventTable.all(of: Subjected(key), tx)) { _ in true }
    }

    /// The counters that some events of one matter moved.
    private static func moves(_ events: [Event], where isMeant: (Event) -> Bool) throws -> [TallyMove] {
        var matter: Matter?
        var (all, moves): ([TallyMove], [TallyMove]) = ([], [])
        for event in events {
            let before = matter
            try Matter.replay(event, into: &matter)
            guard let now = matter else { continue }
            if let before, before.kind != now.kind {
                let corrected = all.map { $0.of(kind: now.kind.rawValue) }
                if isMeant(event) { moves += all.map(\.undone) + corrected }
                all = corrected
            }
            let fresh = try MatterEvent(event).tallies(from: before, to: now, on: event.effective)
            all += fresh
            if isMeant(event) { moves += fresh }
        }
        return moves
    }

    /// Throws unless every counter of every body is the sum of its own moves and of those of the bodies below it.
    private static func compareTallies(_ leaves: [Counter: Int], _ tx: any ReadTransaction) throws {
        var expected: [Counter: Int] = [:]
        let above = try SubtreeTable.all(tx)
        for (counter, n) in leaves {
            for (ancestor, from, until) in above[counter.organization] ?? []
            where from <= counter.day && counter.day < until {
                expected[
                    Counter(ancestor, kind: counter.kind, counter.measure, on: counter.day), default: 0] += n
            }
        }
        let stored = try TallyTable.all(tx)
        for counter in Set(expected.keys).union(stored.keys)
        where (expected[counter] ?? 0) != (stored[counter] ?? 0) {
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
