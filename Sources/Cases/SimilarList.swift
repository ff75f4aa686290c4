import Kernel
import Language
import Registry
import Storage

/// Open matters of one body whose first letter speaks of the same: what an officer may want to join.
public enum SimilarList {
    /// How many open matters are compared, the most urgent first.
    static let compared = 300
    public static let shown = 5

    /// One such matter.
    public struct Hit: Hashable, Sendable {
        public let matter: MatterKey
        public let code: LetterCode
        public let title: String
        public let opened: Day
        /// How many words of the title it shares.
        let shared: Int
    }

    /// The five open matters of the same body and kind, within the scope, that share most words of the title, two at
    /// least. The number of matters compared is bounded, so a body with much work may have more.
    public static func find(
        _ matter: Matter, title: String, _ scope: Scope, _ tx: any ReadTransaction
    ) throws -> [Hit] {
        try find(title: title, matter.kind, at: matter.organization, home: matter.key.home, scope, tx)
            .filter { $0.matter != matter.key }.prefix(shown).map(\.self)
    }

    /// The same for a letter that has no matter yet; `home` is that of the body.
    public static func find(
        title: String, _ kind: Kind, at organization: OrganizationID, home: Home, _ scope: Scope,
        _ tx: any ReadTransaction
    ) throws -> [Hit] {
        let wanted = words(title)
        guard !wanted.isEmpty else { return [] }
        let columns = ScopeColumns(home: "d.home", matter: "d.matter", organization: "d.organization", kind: "d.kind")
        let rows = try tx.all(
            """
            select d.home, d.matter, l.code, e.title, d.opened from desk d \
            join letter l on l.home = d.home and l.matter = d.matter and l.id = d.letter \
            join extract e on e.letter = d.letter and e.home = d.home \
            where d.organization = \(organization) and d.place = 'lead' and d.kind = \(kind.rawValue) \
            and \(scope.sql(columns)) order by d.next_due, d.home, d.matter limit \(compared)
            """
        ) { row in
            guard let code = LetterCode(typed: try row(2) as String) else { throw ProcedureError.unreadable }
            let title: String = try row(3)
            return Hit(
                matter: MatterKey(try row(0), try row(1)), code: code, title: title, opened: try row(4),
                shared: words(title).intersection(wanted).count)
        }
        let least = min(2, wanted.count)
        let hits = rows.filter { $0.matter.home == home && $0.shared >= least }
        // One more, because a matter is most like itself.
        return Array(hits.sorted { ($1.shared, $0.matter.id) < ($0.shared, $1.matter.id) }.prefix(shown + 1))
    }

    /// The matter of a letter's code, if it is within the scope; nil otherwise.
    public static func matter(
        of code: LetterCode, _ scope: Scope, _ tx: any ReadTransaction
    ) throws -> MatterKey? {
        guard let letter = try LetterTable.find(code, tx) else { return nil }
        let key = MatterKey(letter.key.home, letter.matter)
        guard let matter = try MatterTable.load(key, tx), try matter.isIn(scope, tx) else { return nil }
        return key
    }

    private static func words(_ title: String) -> Set<String> {
        Set(Folding.fold(title).split(separator: " ").map(String.init).filter { $0.utf8.count > 1 })
    }
}
