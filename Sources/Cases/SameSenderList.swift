import Identity
import Kernel
import Registry
import Storage

/// Open matters of one body whose sender is the same: what an officer may want to join. A look-up at the moment of
/// entering a letter, by the same telephone number or the same name and address; no list of what a person has written.
public enum SameSenderList {
    /// How many open letters are compared, the newest first.
    static let compared = 1_000
    public static let shown = 5

    /// Those of a sender as typed. Never a denunciation: that somebody wrote one is told to nobody who looks for a name.
    public static func find(
        _ sender: Sender, at organization: OrganizationID, _ scope: Scope, _ tx: any ReadTransaction
    ) throws -> [SimilarList.Hit] {
        try open(at: organization, scope, tx) { letters in try OriginalTable.sent(by: sender, among: letters, tx) }
    }

    /// Those of the sender of a letter, without the matter the letter is in. Nothing for a denunciation.
    public static func find(
        like letter: LetterKey, in matter: Matter, _ scope: Scope, _ tx: any ReadTransaction
    ) throws -> [SimilarList.Hit] {
        guard matter.kind != .denunciation else { return [] }
        return try open(at: matter.organization, scope, tx) { letters in
            try OriginalTable.sent(like: letter, among: letters, tx)
        }.filter { $0.matter != matter.key }
    }

    private static func open(
        at organization: OrganizationID, _ scope: Scope, _ tx: any ReadTransaction,
        _ theirs: ([LetterKey]) throws -> Set<LetterKey>
    ) throws -> [SimilarList.Hit] {
        let columns = ScopeColumns(home: "d.home", matter: "d.matter", organization: "d.organization", kind: "d.kind")
        let rows = try tx.all(
            """
            select d.home, d.matter, l.id, l.code, e.title, d.opened from desk d \
            join letter l on l.home = d.home and l.matter = d.matter \
            join extract e on e.letter = l.id and e.home = l.home \
            where d.organization = \(organization) and d.place = 'lead' and d.kind <> 'denunciation' \
            and l.anonymous = 0 and \(scope.sql(columns)) \
            order by d.opened desc, d.home desc, d.matter desc, l.id desc limit \(compared)
            """
        ) { row in
            guard let code = LetterCode(typed: try row(3) as String) else { throw ProcedureError.unreadable }
            let letter = LetterKey(try row(0), try row(2))
            return (
                letter: letter,
                hit: SimilarList.Hit(
                    matter: MatterKey(try row(0), try row(1)), code: code, title: try row(4), opened: try row(5),
                    shared: 0)
            )
        }
        let found = try theirs(rows.map(\.letter))
        var hits: [SimilarList.Hit] = []
        for row in rows where found.contains(row.letter) && !hits.contains(where: { $0.matter == row.hit.matter }) {
            hits.append(row.hit)
        }
        return Array(hits.prefix(shown))
    }
}
