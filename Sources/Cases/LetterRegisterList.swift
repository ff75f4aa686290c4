import Documents
import Kernel
import Registry
import Storage

/// The register in which a body follows letters (sổ theo dõi đơn): what was received there or came there from another
/// body, by day, with what became of it. As those may read it who may see its letters; no line bears a name.
///
/// Columns as form 03/TCD of Decree 154/2026 has them for people received in person, but for those that name the sender.
public enum LetterRegisterList {
    /// One line.
    public struct Line: Hashable, Sendable {
        /// How it came, when, what it is, and with whom it is now.
        public let entry: FigureEntry
        /// Nil of a matter that the reader may not see any more, or whose letters went to another one.
        public internal(set) var letter: Entered?
        public internal(set) var closure: Closure?
        /// Of its last answer.
        public internal(set) var outcome: Outcome?
        /// The day it came to where it stands now.
        public internal(set) var since = Day.never
        /// The last document that left the body about it.
        public internal(set) var document: DocumentNumber?
    }

    /// What the register says of a letter.
    public struct Entered: Hashable, Sendable {
        public let number: BookNumber?
        /// How it is cited in the old register that it was brought along from.
        public internal(set) var oldCitation: String?
        public let source: Source
        public let classification: Classification
        public let isAnonymous: Bool
        /// The body that had settled it before, as whoever classified it wrote.
        public let settledBy: String
    }

    /// Up to `size` lines after one, the first day first.
    public static func lines(
        of organization: OrganizationID, kinds: Set<Kind>, _ period: Period, after: FigurePosition? = nil, size: Int,
        _ scope: Scope, _ tx: any ReadTransaction
    ) throws -> [Line] {
        let entries = try [Figure.received, .transferredIn].flatMap { figure in
            try Self.entries(figure, of: organization, kinds, period, after, size, scope, tx)
        }
        let page = entries.sorted { $0.order < $1.order }.prefix(size)
        return try completed(FigureList.complete(Array(page), scope, tx), organization, tx)
    }

    private static func entries(
        _ figure: Figure, of organization: OrganizationID, _ kinds: Set<Kind>, _ period: Period,
        _ after: FigurePosition?, _ size: Int, _ scope: Scope, _ tx: any ReadTransaction
    ) throws -> [FigureEntry] {
        guard let measure = figure.measure else { return [] }
        let beyond: SQL =
            after.map { position in
                """
                (c.day, c.home, c.matter, c.sequence) > \
                (\(position.day), \(position.matter.home), \(position.matter.id), \(position.sequence))
                """
            } ?? .always
        return try tx.all(
            """
            select c.home, c.matter, c.kind, c.organization, c.day, c.sequence from counted c \
            where c.organization = \(organization) and c.measure = \(measure.code) \
            and c.day >= \(period.from) and c.day <= \(period.until) \
            and c.kind in \(in: kinds.map(\.rawValue).sorted()) and \(scope.clear(home: "c.home", matter: "c.matter")) \
            and \(beyond) order by c.day, c.home, c.matter, c.sequence limit \(size)
            """
        ) { row in try FigureList.entry(row, as: figure) }
    }

    private static func completed(
        _ entries: [FigureEntry], _ organization: OrganizationID, _ tx: any ReadTransaction
    ) throws -> [Line] {
        var lines = entries.map { Line(entry: $0) }
        let readable = Set(entries.filter(\.isReadable).map(\.matter))
        var letters: [MatterKey: Entered] = [:]
        var ends: [MatterKey: (closure: Closure?, since: Day)] = [:]
        var letterIDs: [MatterKey: LetterID] = [:]
        var old: [LetterKey: String] = [:]
        var outcomes: [MatterKey: Outcome] = [:]
        var documents: [MatterKey: DocumentNumber] = [:]
        for (home, keys) in Dictionary(grouping: readable, by: \.home).sorted(by: { $0.key < $1.key }) {
            let ids = keys.map(\.id).sorted()
            _ = try tx.all(
                """
                select m.id, m.stage, m.detail, m.since, l.id, l.source, l.field, l.eligibility, l.competence, l.people, \
                l.anonymous, l.settled_by, b.year, b.number from matter m \
                left join letter l on l.home = m.home and l.matter = m.id and l.id = m.letter \
                left join book_entry b on b.home = l.home and b.letter = l.id and b.organization = \(organization) \
                where m.home = \(home) and m.id in \(in: ids) order by m.id
                """
            ) { row in
                let key = MatterKey(home, try row(0))
                let isClosed = try row(1) as String == Stage.closed.rawValue
                ends[key] = (isClosed ? Closure(rawValue: try row(2)) : nil, try row(3))
                guard let id = try row(4) as LetterID? else { return }
                letterIDs[key] = id
                letters[key] = try entered(row)
            }
            _ = try tx.all(
                """
                select matter, outcome from answer where home = \(home) and matter in \(in: ids) order by matter, id
                """
            ) { row in outcomes[MatterKey(home, try row(0))] = Outcome(rawValue: try row(1)) }
            for (id, citation) in try OldEntryList.citations(
                keys.compactMap { letterIDs[$0] }.sorted(), at: home, tx)
            { old[LetterKey(home, id)] = citation }
            documents.merge(try DocumentTable.lastNumbers(of: ids, at: home, tx)) { _, new in new }
        }
        for index in lines.indices where lines[index].entry.isReadable {
            let key = lines[index].entry.matter
            lines[index].letter = letters[key]
            lines[index].letter?.oldCitation = letterIDs[key].flatMap { old[LetterKey(key.home, $0)] }
            lines[index].closure = ends[key]?.closure
            lines[index].document = documents[key]
            lines[index].since = ends[key]?.since ?? .never
            if lines[index].entry.stage == .answered { lines[index].outcome = outcomes[key] }
        }
        return lines
    }

    private static func entered(_ row: any Row) throws -> Entered {
        guard let source = Source(rawValue: try row(5)), let eligibility = Eligibility(rawValue: try row(7)),
            let competence = Competence(rawValue: try row(8))
        else { throw ProcedureError.unreadable }
        let (field, year, number): (String, Int?, Int?) = (try row(6), try row(12), try row(13))
        return Entered(
            number: year.flatMap { year in number.map { BookNumber(year: year, number: $0) } }, source: source,
            classification: Classification(
                field: field.isEmpty ? nil : field, eligibility: eligibility, competence: competence,
                people: try row(9)), isAnonymous: try row(10), settledBy: try row(11))
    }
}

extension FigureEntry {
    fileprivate var order: (Day, Home, MatterID, Int) { (day, matter.home, matter.id, sequence) }
}
