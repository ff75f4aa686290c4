import Acts
import Kernel
import Storage

/// One open matter as a work list needs it. Closed matters are not on any desk, so lists stay short for ever.
struct DeskLine: Hashable {
    let organization: OrganizationID
    let nextDue: Day
    let matter: MatterKey
    let kind: String
    let stage: Stage
    let officer: AccountID?
    let letter: LetterID
    let opened: Day

    /// Nil if the matter is closed.
    init?(_ matter: Matter) {
        guard !matter.procedure.stage.isClosed else { return nil }
        organization = matter.organization
        nextDue = matter.nextDue
        self.matter = matter.key
        kind = matter.kind.rawValue
        stage = matter.procedure.stage
        officer = matter.procedure.officer
        letter = matter.letters[0]
        opened = matter.opened
    }
}

enum DeskTable {
    /// The old line is gone and the new one is there.
    static func move(from old: DeskLine?, to new: DeskLine?, _ tx: ActTransaction) throws {
        guard old != new else { return }
        if let old {
            try tx.run(
                """
                delete from desk where organization = \(old.organization) and next_due = \(old.nextDue) \
                and home = \(old.matter.home) and matter = \(old.matter.id)
                """)
        }
        if let new {
            try tx.run(
                """
                insert into desk (organization, next_due, home, matter, kind, stage, officer, letter, opened) \
                values (\(new.organization), \(new.nextDue), \(new.matter.home), \(new.matter.id), \
                \(new.kind), \(new.stage.rawValue), \(new.officer), \(new.letter), \(new.opened))
                """)
        }
    }

    /// How a matter stands on the desk; nil if it does not. For recounts.
    static func stage(of matter: Matter, _ tx: any ReadTransaction) throws -> String? {
        try tx.first(
            """
            select stage from desk where organization = \(matter.organization) \
            and next_due = \(matter.nextDue) and home = \(matter.key.home) and matter = \(matter.key.id)
            """
        ) { row in try row(0) }
    }

    /// How many lines there are, and how many open matters. For recounts: no line may be left over.
    static func count(_ tx: any ReadTransaction) throws -> (lines: Int, open: Int) {
        let closed = Stage.allCases.filter(\.isClosed).map(\.rawValue)
        return try tx.first(
            """
            select (select count(*) from desk), (select count(*) from matter where stage not in \(in: closed))
            """
        ) { row in (try row(0), try row(1)) } ?? (0, 0)
    }
}
