import Cases
import Documents
import Kernel
import Language
import Markup
import Registry
import Web

/// The outgoing book of one body, kind and year, as data.
struct OutgoingPage {
    let body: Organization
    let kind: DocumentKind
    let year: Int
    let years: [Int]
    /// The highest number first.
    let lines: [OutgoingList.Line]
    let hasNext: Bool
    /// The number from which this page goes down; nil on the first one.
    let before: Int?
    /// The bodies whose books this officer may choose; none if they are too many to show.
    let bodies: [Organization]
}

func outgoingPage(_ page: OutgoingPage, _ words: Wording) -> Page {
    let t = words.t
    func address(before: Int? = nil, _ path: String = DocumentRoutes.book.path()) -> String {
        var query = AddressQuery()
        query.add("unit", page.body.code)
        query.add("kind", page.kind.rawValue)
        query.add("year", "\(page.year)")
        query.add("before", before.map { "\($0)" })
        return query.address(path)
    }
    return Page(title: t(DocumentMessages.bookTitle), area: RegisterRoutes.book.path()) {
        h1(t(DocumentMessages.bookTitle))
        p(t(DocumentMessages.bookOf, ["organization": t.pick(page.body.name), "year": "\(page.year)"]))
        choice(page, words)
        if page.lines.isEmpty {
            emptyState(t(DocumentMessages.bookEmptyTitle), t(DocumentMessages.bookEmpty))
        } else {
            table(page, words)
        }
        if page.before != nil || page.hasNext {
            element("p", [("class", "pages")]) {
                if page.before != nil { link(t(RegisterMessages.bookNewest), to: address()) }
                if page.hasNext {
                    link(t(RegisterMessages.bookEarlier), to: address(before: page.lines.last?.number.number))
                }
            }
        }
        files(
            plain: address(before: nil, DocumentRoutes.bookFile.path()),
            workbook: address(before: nil, DocumentRoutes.bookWorkbook.path()), t)
    }
}

private func choice(_ page: OutgoingPage, _ words: Wording) -> HTML {
    let t = words.t
    return element("form", [("method", "get"), ("action", DocumentRoutes.book.path()), ("class", "filter")]) {
        bodyChoice(page.bodies, chosen: page.body, t)
        selection(
            "kind", label: t(DocumentMessages.bookKind),
            options: DocumentKind.allCases.map { ($0.rawValue, t(DocumentMessages.kind($0.rawValue))) },
            chosen: page.kind.rawValue)
        selection(
            "year", label: t(RegisterMessages.year), options: page.years.reversed().map { ("\($0)", "\($0)") },
            chosen: "\(page.year)")
        submit(t(RegisterMessages.bookShow), isSecondary: true)
    }
}

private func table(_ page: OutgoingPage, _ words: Wording) -> HTML {
    let t = words.t
    return lineTable(
        caption: t(DocumentMessages.bookCaption, ["year": "\(page.year)"]),
        columns: [
            t(DocumentMessages.bookNumber), t(DocumentMessages.bookIssued), t(DocumentMessages.bookWhat),
            t(CasesWebMessages.columnTitle), t(DocumentMessages.bookPersons),
        ],
        rows: page.lines.map { line in
            guard let document = line.document else {
                let hidden = element("span", [("class", "hint")], t(RegisterMessages.withheld))
                return [strong(line.number.description), .empty, .empty, hidden, .empty]
            }
            let title = document.title.isEmpty ? words.kind(document.kind) : document.title
            return [
                link(line.number.description, to: DocumentRoutes.sheet.path(document.matter, ID(document.id))),
                .text(t.day(document.issued)),
                .text(
                    t(DocumentMessages.purpose(document.purpose))
                        + (document.isOnPaper ? " · " + t(DocumentMessages.onPaper) : "")),
                link(title, to: CasesRoutes.matter.path(document.matter)),
                .text(
                    t(
                        DocumentMessages.bookPersonsOf,
                        ["drafter": document.drafter, "signer": document.signer, "issuer": document.issuer])),
            ]
        })
}
