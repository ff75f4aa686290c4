import Kernel
import Registry
import Storage

/// What a body has brought along from its old registers, as those may read it who may see its letters. Of a letter that the
/// reader may not see there is a line and nothing else.
public enum OldEntryList {
    public static let pageSize = 50

    public struct Line: Hashable, Sendable {
        public let letter: LetterID
        /// Nil if the reader may not see the letter.
        public let entry: Entry?
    }

    public struct Entry: Hashable, Sendable {
        public let matter: MatterKey
        public let citation: String
        public let arrived: Day
        public let settled: Day?
        public let kind: Kind
        public let stage: Stage
        public let isVoid: Bool
        /// The title of its extract; empty for a denunciation.
        public let title: String
        public let answerNumber: String
    }

    /// The lines of a year's register, the one brought along last first, after one; one more than a page, if there are
    /// more.
    public static func lines(
        of organization: OrganizationID, year: Int, before letter: LetterID? = nil, _ scope: Scope,
        _ tx: any ReadTransaction
    ) throws -> [Line] {
        let columns = ScopeColumns(home: "m.home", matter: "m.id", organization: "m.organization", kind: "m.kind")
        let beyond: SQL = letter.map { "o.letter < \($0)" } ?? .always
        return try tx.all(
            """
            select o.letter, case when \(scope.sql(columns)) then 1 else 0 end, m.home, m.id, o.number, l.arrived, \
            o.settled, m.kind, m.stage, m.detail, e.title, o.answer_number from old_entry o \
            join letter l on l.home = o.home and l.id = o.letter \
            join matter m on m.home = l.home and m.id = l.matter \
            join extract e on e.letter = l.id and e.home = l.home \
            where o.organization = \(organization) and o.year = \(year) and \(beyond) \
            order by o.letter desc limit \(pageSize + 1)
            """
        ) { row in
            let letter: LetterID = try row(0)
            guard try row(1) as Bool else { return Line(letter: letter, entry: nil) }
            guard let kind = Kind(rawValue: try row(7)), let stage = Stage(rawValue: try row(8)) else {
                throw ProcedureError.unreadable
            }
            let detail: String = try row(9)
            return Line(
                letter: letter,
                entry: Entry(
                    matter: MatterKey(try row(2), try row(3)), citation: OldEntry.citation(try row(4), year),
                    arrived: try row(5), settled: try row(6), kind: kind, stage: stage,
                    isVoid: stage == .closed && detail == Closure.mistaken.rawValue,
                    title: kind == .denunciation ? "" : try row(10), answerNumber: try row(11)))
        }
    }

    /// The years of which a body has brought something along, the last first, stepping from one to the next.
    public static func years(of organization: OrganizationID, _ tx: any ReadTransaction) throws -> [Int] {
        var years: [Int] = []
        while let year = try tx.first(
            """
            select year from old_entry where organization = \(organization) and year < \(years.last ?? Int(Int32.max)) \
            order by year desc limit 1
            """, { row in try row(0) as Int })
        { years.append(year) }
        return years
    }

    /// How many lines of a year's register were brought along.
    public static func count(
        of organization: OrganizationID, year: Int, _ tx: any ReadTransaction
    ) throws -> Int {
        try tx.first(
            "select count(*) from old_entry where organization = \(organization) and year = \(year)"
        ) { row in try row(0) as Int } ?? 0
    }

    /// Which of these matters of one home were entered by mistake, and are void.
    public static func voided(
        _ matters: [MatterID], at home: Home, _ tx: any ReadTransaction
    ) throws -> Set<MatterID> {
        guard !matters.isEmpty else { return [] }
        return Set(
            try tx.all(
                """
                select id from matter where home = \(home) and id in \(in: matters) \
                and stage = \(Stage.closed.rawValue) and detail = \(Closure.mistaken.rawValue) order by id
                """
            ) { row in try row(0) as MatterID })
    }

    /// Which of these matters of one home were received, and nothing has happened to them since.
    public static func untouched(
        _ matters: [MatterID], at home: Home, _ tx: any ReadTransaction
    ) throws -> Set<MatterID> {
        guard !matters.isEmpty else { return [] }
        return Set(
            try tx.all(
                "select id from matter where home = \(home) and id in \(in: matters) and version = 1 order by id"
            ) { row in try row(0) as MatterID })
    }

    /// The first day on which there was a body.
    public static func firstDay(of organization: OrganizationID, _ tx: any ReadTransaction) throws -> Day? {
        try OldEntryTable.firstDay(of: organization, tx)
    }

    /// How letters are cited that came along from old registers, by letter.
    static func citations(_ letters: [LetterID], at home: Home, _ tx: any ReadTransaction) throws -> [LetterID: String]
    {
        try OldEntryTable.entries(of: letters, at: home, tx).mapValues(\.citation)
    }
}
