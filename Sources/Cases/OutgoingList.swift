import Documents
import Kernel
import Registry
import Storage

/// The outgoing book of a body (sổ văn bản đi): what it issued, by number, as those may read it who may see the matters.
/// Of a document whose matter the reader may not see there is the number and nothing else.
public enum OutgoingList {
    public static let pageSize = 50

    /// One number of the book.
    public struct Line: Hashable, Sendable {
        public let number: DocumentNumber
        /// Nil if the reader may not see the matter.
        public let document: Entered?
    }

    /// What the book says of a document.
    public struct Entered: Hashable, Sendable {
        public let matter: MatterKey
        public let id: Int64
        public let issued: Day
        public let signed: Day
        public let isOnPaper: Bool
        public let purpose: DocumentSheet.Purpose
        public let kind: Kind
        /// The title of the extract; empty for a denunciation.
        public let title: String
        public let drafter: String
        public let signer: String
        public let issuer: String
    }

    /// The numbers of a kind and a year below `before`, the highest first; one more than a page, if there are more.
    public static func lines(
        of organization: OrganizationID, _ kind: DocumentKind, year: Int, before number: Int? = nil,
        size: Int = pageSize, _ scope: Scope, _ tx: any ReadTransaction
    ) throws -> [Line] {
        try read(
            of: organization, kind, year: year,
            "d.number < \(number ?? Int(Int32.max)) order by d.number desc limit \(size + 1)", scope, tx)
    }

    /// The numbers above `after`, the lowest first, at most `size`: for a file, which is read from its beginning.
    public static func lines(
        of organization: OrganizationID, _ kind: DocumentKind, year: Int, after number: Int, size: Int, _ scope: Scope,
        _ tx: any ReadTransaction
    ) throws -> [Line] {
        try read(
            of: organization, kind, year: year, "d.number > \(number) order by d.number limit \(size)", scope, tx)
    }

    private static func read(
        of organization: OrganizationID, _ kind: DocumentKind, year: Int, _ range: SQL, _ scope: Scope,
        _ tx: any ReadTransaction
    ) throws -> [Line] {
        let columns = ScopeColumns(home: "m.home", matter: "m.id", organization: "m.organization", kind: "m.kind")
        return try tx.all(
            """
            select d.number, d.symbol, case when \(scope.sql(columns)) then 1 else 0 end, m.home, m.id, d.id, d.issued, \
            d.signed, d.paper, a.sort, m.kind, e.title, o1.name, o2.name, o3.name from document d \
            join matter m on m.home = d.home and m.id = d.matter \
            join official o1 on o1.id = d.drafter join official o2 on o2.id = d.signer \
            join official o3 on o3.id = d.issuer \
            left join answer a on a.home = d.home and a.matter = d.matter and a.id = d.id \
            left join extract e on e.home = m.home and e.letter = m.letter \
            where d.organization = \(organization) and d.kind = \(kind.rawValue) and d.year = \(year) and \(range)
            """
        ) { row in
            let number = DocumentNumber(kind: kind, year: year, number: try row(0), symbol: try row(1))
            guard try row(2) as Bool else { return Line(number: number, document: nil) }
            guard let matterKind = Kind(rawValue: try row(10)) else { throw ProcedureError.unreadable }
            let sort = (try row(9) as String?).flatMap(Answer.Sort.init)
            return Line(
                number: number,
                document: Entered(
                    matter: MatterKey(try row(3), try row(4)), id: try row(5), issued: try row(6), signed: try row(7),
                    isOnPaper: try row(8), purpose: sort.map(DocumentSheet.Purpose.init) ?? .setAside,
                    kind: matterKind, title: matterKind == .denunciation ? "" : try row(11) ?? "",
                    drafter: try row(12), signer: try row(13), issuer: try row(14)))
        }
    }

    /// The first year in which the body issued a document; nil if it has issued none.
    public static func firstYear(of organization: OrganizationID, _ tx: any ReadTransaction) throws -> Int? {
        // Kind by kind: so each is the first entry of its stretch, and the book is not read through.
        try DocumentKind.allCases.compactMap { kind in
            try tx.first(
                """
                select year from document where organization = \(organization) and kind = \(kind.rawValue) \
                order by year limit 1
                """
            ) { row in try row(0) as Int }
        }.min()
    }
}
