import Kernel
import Registry
import Storage

/// The incoming book of a body, as those may read it who may see its letters. Of a letter that the reader may not see
/// there is the number and nothing else, so that the book has no holes; no line bears a name.
public enum BookList {
    public static let pageSize = 50

    /// One number of the book.
    public struct Line: Hashable, Sendable {
        public let number: BookNumber
        /// Nil if the reader may not see the letter.
        public let letter: Entered?
    }

    /// What the book says of a letter.
    public struct Entered: Hashable, Sendable {
        public let matter: MatterKey
        public let code: LetterCode
        public let arrived: Day
        public let registered: Day
        public let source: Source
        public let kind: Kind
        public let stage: Stage
        /// How many people it speaks for.
        public let people: Int
        public let isAnonymous: Bool
        /// The title of its extract; empty for a denunciation.
        public let title: String
        public let pages: Int
        public let enclosures: Int
        /// Who entered it, by name.
        public let official: String
        /// The day its number was made void, and why; nil while it stands.
        public let void: Void?

        public struct Void: Hashable, Sendable {
            public let day: Day
            public let reason: String
        }

        /// Days between arriving and being entered.
        public var delay: Int { arrived.days(until: registered) }
    }

    /// What a year's book holds.
    public struct Summary: Hashable, Sendable {
        public let count: Int
        public let voided: Int
        /// Entered on a later day than the one it arrived on.
        public let delayed: Int
    }

    /// The numbers of a year below `before`, the highest first; one more than a page, if there are more.
    public static func lines(
        of organization: OrganizationID, year: Int, before number: Int? = nil, size: Int = pageSize, _ scope: Scope,
        _ tx: any ReadTransaction
    ) throws -> [Line] {
        try read(
            of: organization, year: year,
            "b.number < \(number ?? Int(Int32.max)) order by b.number desc limit \(size + 1)", scope, tx)
    }

    /// The numbers of a year above `after`, the lowest first, at most `size`: for a file, which is read from its beginning.
    public static func lines(
        of organization: OrganizationID, year: Int, after number: Int, size: Int, _ scope: Scope,
        _ tx: any ReadTransaction
    ) throws -> [Line] {
        try read(
            of: organization, year: year, "b.number > \(number) order by b.number limit \(size)", scope, tx)
    }

    private static func read(
        of organization: OrganizationID, year: Int, _ range: SQL, _ scope: Scope, _ tx: any ReadTransaction
    ) throws -> [Line] {
        let columns = ScopeColumns(home: "m.home", matter: "m.id", organization: "m.organization", kind: "m.kind")
        return try tx.all(
            """
            select b.number, case when \(scope.sql(columns)) then 1 else 0 end, m.home, m.id, l.code, b.arrived, \
            b.registered, l.source, m.kind, m.stage, l.people, l.anonymous, e.title, b.pages, b.enclosures, o.name, \
            b.voided, w.body from book_entry b \
            join letter l on l.home = b.home and l.id = b.letter \
            join matter m on m.home = l.home and m.id = l.matter \
            join extract e on e.letter = l.id and e.home = l.home \
            join official o on o.id = b.official \
            left join words w on w.home = b.home and w.matter = b.matter and w.id = b.void_words \
            where b.organization = \(organization) and b.year = \(year) and \(range)
            """
        ) { row in
            let number = BookNumber(year: year, number: try row(0))
            guard try row(1) as Bool else { return Line(number: number, letter: nil) }
            return Line(number: number, letter: try entered(row))
        }
    }

    private static func entered(_ row: any Row) throws -> Entered {
        guard let code = LetterCode(typed: try row(4) as String), let source = Source(rawValue: try row(7)),
            let kind = Kind(rawValue: try row(8)), let stage = Stage(rawValue: try row(9))
        else { throw ProcedureError.unreadable }
        let voided: Day? = try row(16)
        return Entered(
            matter: MatterKey(try row(2), try row(3)), code: code, arrived: try row(5), registered: try row(6),
            source: source, kind: kind, stage: stage, people: try row(10), isAnonymous: try row(11),
            title: kind == .denunciation ? "" : try row(12), pages: try row(13), enclosures: try row(14),
            official: try row(15), void: try voided.map { Entered.Void(day: $0, reason: try row(17) ?? "") })
    }

    /// Counts the book of a year; all of it, whatever the reader may see of its letters.
    public static func summary(
        of organization: OrganizationID, year: Int, _ tx: any ReadTransaction
    ) throws -> Summary {
        try tx.first(
            """
            select count(*), count(voided), count(case when registered > arrived then 1 end) from book_entry \
            where organization = \(organization) and year = \(year)
            """
        ) { row in Summary(count: try row(0), voided: try row(1), delayed: try row(2)) }
            ?? Summary(count: 0, voided: 0, delayed: 0)
    }

    /// The first year in which the body entered a letter; nil if it has entered none.
    public static func firstYear(of organization: OrganizationID, _ tx: any ReadTransaction) throws -> Int? {
        try tx.first(
            "select year from book_entry where organization = \(organization) order by year limit 1"
        ) { row in try row(0) as Int }
    }

    /// By which door the last letter came that this official entered today, among the last fifty of the body.
    public static func lastSource(
        of official: OfficialID, in organization: OrganizationID, on today: Day, _ tx: any ReadTransaction
    ) throws -> Source? {
        try tx.first(
            """
            select l.source from (select number, home, letter, official, registered from book_entry \
            where organization = \(organization) and year = \(today.parts.year) order by number desc limit 50) b \
            join letter l on l.home = b.home and l.id = b.letter \
            where b.official = \(official) and b.registered = \(today) order by b.number desc limit 1
            """
        ) { row in Source(rawValue: try row(0)) } ?? nil
    }
}
