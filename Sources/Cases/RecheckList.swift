import Acts
import Kernel
import Registry
import Storage

/// One line of the list of what waits for a re-check, or was looked at.
public struct RecheckLine: Sendable {
    public let recheck: Recheck
    public let kind: Kind
    public let title: String
    public let code: LetterCode?
}

/// What was drawn, as those who re-check find it.
public enum RecheckList {
    /// Lines on a page.
    public static let pageSize = 50

    /// Where a page ends.
    public struct Position: Hashable, Sendable {
        let drawn: Day
        let matter: MatterKey

        public init(drawn: Day, matter: MatterKey) {
            self.drawn = drawn
            self.matter = matter
        }
    }

    /// What the reader may see of a state, the longest drawn first; one more than `limit` if there are more. Not that of
    /// bodies whose work the reader does not re-check.
    public static func lines(
        _ state: Recheck.State, after position: Position? = nil, limit: Int = pageSize, _ scope: Scope,
        except closing: Set<OrganizationID> = [], _ tx: any ReadTransaction
    ) throws -> [RecheckLine] {
        let beyond: SQL =
            position.map { "(r.drawn, r.home, r.matter) > (\($0.drawn), \($0.matter.home), \($0.matter.id))" }
            ?? .always
        let found = try tx.all(
            """
            select r.home, r.matter, r.ended, r.sort, r.organization, r.drawn, r.state, m.kind, m.letter \
            from recheck r join matter m on m.home = r.home and m.id = r.matter \
            where \(stretch(state, scope, except: closing)) and \(scope.sql(columns)) and \(beyond) \
            order by r.drawn, r.home, r.matter limit \(limit + 1)
            """
        ) { row in (recheck: try RecheckTable.recheck(row), kind: try row(7) as String, letter: try row(8) as LetterID?)
        }
        let letters = try DeskDetailList.letters(
            found.compactMap { line in line.letter.map { LetterKey(line.recheck.matter.home, $0) } }, tx)
        return try found.map { line in
            guard let kind = Kind(rawValue: line.kind) else { throw ProcedureError.unreadable }
            let letter = line.letter.flatMap { letters[LetterKey(line.recheck.matter.home, $0)] }
            return RecheckLine(recheck: line.recheck, kind: kind, title: letter?.title ?? "", code: letter?.code)
        }
    }

    /// How many wait, up to one more than `DeskList.mostCounted`.
    public static func countWaiting(
        _ scope: Scope, except closing: Set<OrganizationID> = [], _ tx: any ReadTransaction
    ) throws -> Int {
        try tx.first(
            """
            select count(*) from (select 1 from recheck r join matter m on m.home = r.home and m.id = r.matter \
            where \(stretch(.waiting, scope, except: closing)) and \(scope.sql(columns)) limit \(DeskList.mostCounted + 1)) found
            """
        ) { row in try row(0) as Int } ?? 0
    }

    /// Matters closed on some days that a re-check could be of and that were not drawn, page by page, those of one province
    /// or of central bodies.
    static func closed(
        in slot: Home, from: Day, until: Day, after last: ClosedMatter?, limit: Int, _ tx: any ReadTransaction
    ) throws -> [ClosedMatter] {
        let beyond: SQL =
            last.map { "(m.since, m.home, m.id) > (\($0.ended), \($0.matter.home), \($0.matter.id))" } ?? .always
        return try tx.all(
            """
            select m.home, m.id, m.since, m.detail from matter m where m.slot = \(slot) \
            and m.stage in ('answered', 'closed') and m.since >= \(from) and m.since <= \(until) \
            and m.detail in ('', 'guided', 'passedOn', 'duplicate', 'setAside') and not exists (select 1 from recheck r \
            where r.home = m.home and r.matter = m.id and r.ended = m.since) and \(beyond) \
            order by m.since, m.home, m.id limit \(limit)
            """
        ) { row in
            ClosedMatter(
                matter: MatterKey(try row(0), try row(1)), ended: try row(2),
                sort: try row(3) as String == Closure.setAside.rawValue ? .setAside : .other)
        }
    }

    private static let columns = ScopeColumns(
        home: "r.home", matter: "r.matter", organization: "r.organization", kind: "m.kind")

    /// By the bodies the reader reaches where they are few, else in the order of the days.
    private static func stretch(
        _ state: Recheck.State, _ scope: Scope, except closing: Set<OrganizationID>
    ) -> SQL {
        let own: SQL = closing.isEmpty ? .always : "r.organization not in \(in: closing.sorted())"
        guard let bodies = scope.organizations, bodies.count <= DeskReading.mostMerged else {
            return "r.state = \(state.rawValue) and \(own)"
        }
        return "r.organization in \(in: bodies) and r.state = \(state.rawValue) and \(own)"
    }
}
