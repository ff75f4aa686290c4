import Acts
import Kernel
import Registry
import Storage

/// The documents that bodies issued, by their numbers.
public enum DocumentTable {
    /// The number after the last one, as the transaction sees it. It is certain only after `ActTransaction.alone`.
    public static func next(
        _ kind: DocumentKind, in organization: OrganizationID, year: Int, _ tx: any ReadTransaction
    ) throws -> DocumentNumber {
        let last = try tx.first(
            """
            select number from document where organization = \(organization) and kind = \(kind.rawValue) \
            and year = \(year) order by number desc limit 1
            """
        ) { row in try row(0) as Int }
        guard let body = try OrganizationTable.find(organization, tx) else { throw ActProblem.forbidden }
        return DocumentNumber(
            kind: kind, year: year, number: (last ?? 0) + 1, symbol: DocumentSymbol.of(kind, by: body))
    }

    public static func insert(_ document: IssuedDocument, _ tx: ActTransaction) throws {
        let number = document.number
        try tx.run(
            """
            insert into document (organization, kind, year, number, symbol, home, matter, id, drafter, signer, \
            post, signed, paper, issuer, issued, corrects) values (\(document.organization), \(number.kind.rawValue), \
            \(number.year), \(number.number), \(number.symbol), \(document.matter.home), \(document.matter.id), \
            \(document.id), \(document.drafter), \(document.signer), \(document.post), \(document.signed), \
            \(document.isOnPaper), \
            \(document.issuer), \(document.issued), \(document.corrects))
            """)
    }

    /// The number of the last document of each matter that has one.
    public static func lastNumbers(
        of matters: [MatterID], at home: Home, _ tx: any ReadTransaction
    ) throws -> [MatterKey: DocumentNumber] {
        var last: [MatterKey: DocumentNumber] = [:]
        _ = try tx.all(
            """
            select matter, kind, year, number, symbol from document where home = \(home) and matter in \(in: matters) \
            order by matter, id
            """
        ) { row in
            guard let kind = DocumentKind(rawValue: try row(1)) else { return }
            last[MatterKey(home, try row(0))] = DocumentNumber(
                kind: kind, year: try row(2), number: try row(3), symbol: try row(4))
        }
        return last
    }

    /// The documents of a matter, first to last.
    public static func all(of matter: MatterKey, _ tx: any ReadTransaction) throws -> [IssuedDocument] {
        try tx.all(
            """
            select organization, kind, year, number, symbol, id, drafter, signer, post, signed, paper, issuer, \
            issued, corrects from document where home = \(matter.home) and matter = \(matter.id) order by id
            """
        ) { row in
            guard let kind = DocumentKind(rawValue: try row(1)) else {
                throw StoreError.unreadable(column: 1, wanted: "a kind of document")
            }
            return IssuedDocument(
                id: try row(5), organization: try row(0),
                number: DocumentNumber(kind: kind, year: try row(2), number: try row(3), symbol: try row(4)),
                matter: matter, drafter: try row(6), signer: try row(7), post: try row(8), signed: try row(9),
                isOnPaper: try row(10), issuer: try row(11), issued: try row(12), corrects: try row(13))
        }
    }
}
