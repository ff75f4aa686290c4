import Acts
import Kernel
import Registry
import Storage

/// The rows of a matter: its own, its clocks, its span and its lines on desks. Acts save; reads go through lists.
enum MatterTable {
    /// The matter as it is now, whoever asks; nil if there is none. Callers check a scope.
    static func load(_ key: MatterKey, _ tx: any ReadTransaction) throws -> Matter? {
        let row = try tx.first(
            """
            select organization, opened, kind, stage, since, post, official, offered_to, detail, board, \
            board_official, version, replied from matter where home = \(key.home) and id = \(key.id)
            """
        ) { row in
            (
                organization: try row(0) as OrganizationID, opened: try row(1) as Day,
                procedure: try Procedure(
                    ProcedureColumns(
                        kind: try row(2), stage: try row(3), since: try row(4), post: try row(5),
                        official: try row(6), offeredTo: try row(7), detail: try row(8))),
                board: Matter.Board(publication: try row(9), official: try row(10)), version: try row(11) as Int,
                hasReply: try row(12) as Bool
            )
        }
        guard let row else { return nil }
        return Matter(
            key: key, organization: row.organization, opened: row.opened,
            letters: try LetterTable.classified(of: key, tx), procedure: row.procedure,
            clocks: try ClockTable.all(of: key, tx), parts: try PartTable.all(of: key, tx), board: row.board,
            hasReply: row.hasReply, version: row.version)
    }

    /// The matter, if the actor of the moment may act upon it. Throws `unknownMatter` in every other case alike.
    static func load(_ key: MatterKey, for moment: Moment, _ tx: any ReadTransaction) throws -> Matter {
        let scope = try Scope.of(moment.actor, on: moment.effective, tx)
        guard let matter = try load(key, tx), try matter.isIn(scope, tx) else { throw ProcedureError.unknownMatter }
        return matter
    }

    /// Writes a new matter, or the difference between what it was and what it is.
    static func save(_ matter: Matter, was old: Matter?, on day: Day, _ tx: ActTransaction) throws {
        let columns = matter.procedure.columns
        if let old {
            let changed = try tx.changed(
                """
                update matter set organization = \(matter.organization), \
                slot = (select home from organization where id = \(matter.organization)), kind = \(columns.kind), \
                stage = \(columns.stage), since = \(columns.since), post = \(columns.post), \
                official = \(columns.official), offered_to = \(columns.offeredTo), detail = \(columns.detail), \
                letter = \(matter.letters.first?.id), board = \(matter.board.publication), \
                board_official = \(matter.board.official), next_due = \(matter.nextDue), \
                replied = \(matter.hasReply), version = \(matter.version) \
                where home = \(matter.key.home) and id = \(matter.key.id) and version = \(old.version)
                """)
            guard changed == 1 else { throw ActProblem.overtaken }
        } else {
            try tx.run(
                """
                insert into matter (home, id, kind, organization, letter, opened, stage, since, post, official, \
                offered_to, detail, board, board_official, next_due, replied, version, slot) values (\(matter.key.home), \
                \(matter.key.id), \(columns.kind), \(matter.organization), \(matter.letters.first?.id), \
                \(matter.opened), \(columns.stage), \(columns.since), \(columns.post), \(columns.official), \
                \(columns.offeredTo), \(columns.detail), \(matter.board.publication), \
                \(matter.board.official), \(matter.nextDue), \(matter.hasReply), \(matter.version), \
                (select home from organization where id = \(matter.organization)))
                """)
        }
        try saveClocks(matter, was: old, tx)
        try PartTable.move(of: matter.key, from: old?.parts ?? [], to: matter.parts, tx)
        if let old, old.kind != matter.kind { try SpanTable.correct(matter.key, to: columns.kind, tx) }
        if old?.procedure.stage != matter.procedure.stage || old?.organization != matter.organization {
            try SpanTable.begin(
                columns.stage, of: matter.key, kind: columns.kind, with: matter.organization, on: day,
                sequence: matter.version, tx)
        }
        try DeskTable.move(from: old.map(DeskLine.lines) ?? [], to: DeskLine.lines(of: matter), tx)
    }

    private static func saveClocks(_ matter: Matter, was old: Matter?, _ tx: ActTransaction) throws {
        let before = Dictionary(uniqueKeysWithValues: (old?.clocks ?? []).map { ($0.id, $0) })
        for clock in matter.clocks {
            switch before[clock.id] {
            case nil: try ClockTable.insert(clock, of: matter.key, tx)
            case clock: break
            default: try ClockTable.update(clock, of: matter.key, tx)
            }
        }
        let kept = Set(matter.clocks.map(\.id))
        for clock in old?.clocks ?? [] where !kept.contains(clock.id) {
            try ClockTable.delete(clock, of: matter.key, tx)
        }
    }
}

extension Matter {
    /// Whether an actor with this scope may read it.
    func isIn(_ scope: Scope, _ tx: any ReadTransaction) throws -> Bool {
        try scope.admits(key, kind: kind, with: organizations, tx)
    }
}

extension Matter.Board {
    var publication: ID<Publication>? {
        switch self {
        case .absent: nil
        case .proposed(let publication, _), .published(let publication): publication
        }
    }

    var official: OfficialID? {
        if case .proposed(_, let official) = self { official } else { nil }
    }

    init(publication: ID<Publication>?, official: OfficialID?) {
        switch (publication, official) {
        case (let publication?, let official?): self = .proposed(publication, by: official)
        case (let publication?, nil): self = .published(publication)
        case (nil, _): self = .absent
        }
    }
}
