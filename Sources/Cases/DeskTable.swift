import Acts
import Kernel
import Storage

/// One open matter as a work list of one body needs it. Closed matters are not on any desk, so lists stay short for
/// ever.
struct DeskLine: Hashable {
    let organization: OrganizationID
    let nextDue: Day
    let matter: MatterKey
    let kind: String
    let stage: Stage
    let place: DeskPlace
    let post: PostID?
    let letter: LetterID
    let field: String
    let opened: Day
    let lawDue: Day
    let promiseDue: Day
    let hasReply: Bool

    /// The lines of a matter: one for the body that has it, one for each asked to take part and not done, one for a
    /// body it is offered to. None if it is closed.
    static func lines(of matter: Matter) -> [DeskLine] {
        guard !matter.procedure.stage.isClosed, let letter = matter.letters.first else { return [] }
        func line(_ organization: OrganizationID, _ place: DeskPlace) -> DeskLine {
            DeskLine(
                organization: organization, nextDue: matter.nextDue, matter: matter.key,
                kind: matter.kind.rawValue, stage: matter.procedure.stage, place: place,
                post: place == .lead ? matter.procedure.handler?.post : nil, letter: letter.id,
                field: letter.classification.field ?? "", opened: matter.opened,
                lawDue: matter.lawDue, promiseDue: matter.promiseDue, hasReply: matter.hasReply)
        }
        var lines = [line(matter.organization, .lead)]
        if let body = matter.procedure.offeredTo { lines.append(line(body, .offered)) }
        for part in matter.parts where !part.isDone && part.organization != matter.procedure.offeredTo {
            lines.append(line(part.organization, .part))
        }
        return lines
    }
}

/// Why a matter is on a body's desk. `rawValue` is stored and never changes.
public enum DeskPlace: String, Sendable, CaseIterable {
    /// The body has it.
    case lead
    /// Another body offers it; it is to be taken or declined.
    case offered
    /// Another body has it and asks for a part.
    case part
}

enum DeskTable {
    /// The old lines are gone and the new ones are there.
    static func move(from old: [DeskLine], to new: [DeskLine], _ tx: ActTransaction) throws {
        for line in old where !new.contains(line) {
            try tx.run(
                """
                delete from desk where organization = \(line.organization) and next_due = \(line.nextDue) \
                and home = \(line.matter.home) and matter = \(line.matter.id)
                """)
        }
        for line in new where !old.contains(line) {
            try tx.run(
                """
                insert into desk (organization, next_due, home, matter, kind, stage, place, post, letter, field, \
                opened, law_due, promise_due, replied, slot, other, replying) values (\(line.organization), \(line.nextDue), \
                \(line.matter.home), \(line.matter.id), \(line.kind), \(line.stage.rawValue), \
                \(line.place.rawValue), \(line.post), \(line.letter), \(line.field), \(line.opened), \
                \(line.lawDue), \(line.promiseDue), \(line.hasReply), \
                (select home from organization where id = \(line.organization)), \
                \(line.place == .lead ? nil : line.organization), \(line.hasReply ? line.organization : nil))
                """)
        }
    }

    /// The lines of a matter as they stand. For recounts.
    static func lines(
        of matter: MatterKey, in organizations: Set<OrganizationID>, due: Day, _ tx: any ReadTransaction
    ) throws -> [DeskLine] {
        try tx.all(
            """
            select organization, next_due, kind, stage, place, post, letter, field, opened, law_due, promise_due, \
            replied from desk \
            where organization in \(in: organizations.sorted()) and next_due = \(due) \
            and home = \(matter.home) and matter = \(matter.id) \
            and slot = (select o.home from organization o where o.id = desk.organization) \
            and coalesce(other, 0) = case when place = 'lead' then 0 else organization end \
            and coalesce(replying, 0) = case when replied = 1 then organization else 0 end order by organization
            """
        ) { row in
            guard let stage = Stage(rawValue: try row(3)), let place = DeskPlace(rawValue: try row(4)) else {
                throw ProcedureError.unreadable
            }
            return DeskLine(
                organization: try row(0), nextDue: try row(1), matter: matter, kind: try row(2), stage: stage,
                place: place, post: try row(5), letter: try row(6), field: try row(7), opened: try row(8),
                lawDue: try row(9), promiseDue: try row(10), hasReply: try row(11))
        }
    }

    /// How many leading lines there are, and how many open matters. For recounts: no line may be left over.
    static func count(_ tx: any ReadTransaction) throws -> (lines: Int, open: Int) {
        let closed = Stage.allCases.filter(\.isClosed).map(\.rawValue)
        return try tx.first(
            """
            select (select count(*) from desk where place = 'lead'), \
            (select count(*) from matter where stage not in \(in: closed))
            """
        ) { row in (try row(0), try row(1)) } ?? (0, 0)
    }
}
