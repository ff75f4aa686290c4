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

    /// The line of a document, with its face as of now.
    public static func insert(_ document: IssuedDocument, _ tx: ActTransaction) throws {
        let number = document.number
        let face = try face(of: document, tx)
        try tx.run(
            """
            insert into document (organization, kind, year, number, symbol, home, matter, id, drafter, signer, \
            post, signed, paper, issuer, issued, corrects, office, above, place, signer_name, title) values (\(document.organization), \(number.kind.rawValue), \
            \(number.year), \(number.number), \(number.symbol), \(document.matter.home), \(document.matter.id), \
            \(document.id), \(document.drafter), \(document.signer), \(document.post), \(document.signed), \
            \(document.isOnPaper), \
            \(document.issuer), \(document.issued), \(document.corrects), \(face.office), \(face.above), \
            \(face.place), \(face.signer), \(face.title))
            """)
    }

    private static func face(of document: IssuedDocument, _ tx: any ReadTransaction) throws -> DocumentFace {
        let body = try OrganizationTable.find(document.organization, tx)
        let above = try body?.parent.flatMap { try OrganizationTable.find($0, tx) }
        let post = try PostTable.find(document.post, tx)
        let title = vietnamese(post?.title)
        let lines = body.flatMap { body in
            post.map { SignatureLines.of(title: title, in: $0.organization, for: body) }
        }
        return DocumentFace(
            office: vietnamese(body?.name), above: body?.body == .committee ? "" : vietnamese(above?.name),
            place: vietnamese(body?.area.name),
            signer: try PostTable.names(of: [document.signer], tx)[document.signer] ?? "",
            title: (lines ?? [title]).joined(separator: "\n"))
    }

    private static func vietnamese(_ name: [String: String]?) -> String { name?["vi"] ?? "" }

    /// The head and foot of a document as they were when it was issued; nil for one that was not.
    public static func face(
        of id: ID<IssuedDocument>, in matter: MatterKey, _ tx: any ReadTransaction
    ) throws -> DocumentFace? {
        try tx.first(
            """
            select office, above, place, signer_name, title from document \
            where home = \(matter.home) and matter = \(matter.id) and id = \(id)
            """
        ) { row in
            DocumentFace(
                office: try row(0), above: try row(1), place: try row(2), signer: try row(3), title: try row(4))
        }
    }

    /// Whether no body has issued anything: so it is in a country that was loaded to measure with. It reads one row,
    /// the first of the key; the condition holds for every body.
    public static func isEmpty(_ tx: any ReadTransaction) throws -> Bool {
        try tx.first(
            "select number from document where organization > 0 order by organization, kind, year, number limit 1"
        ) { row in try row(0) as Int } == nil
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
