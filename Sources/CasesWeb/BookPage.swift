import Cases
import Import
import Kernel
import Language
import Markup
import Registry
import Web

/// The incoming book of one body and year, as data.
struct BookPage {
    let body: Organization
    let year: Int
    /// The years that have a book, the first of them first.
    let years: [Int]
    let summary: BookList.Summary
    /// The highest number first.
    let lines: [BookList.Line]
    let hasNext: Bool
    /// The number from which this page goes down; nil on the first one.
    let before: Int?
    /// The bodies whose books this officer may choose; none if they are too many to show.
    let bodies: [Organization]
    /// Whether this officer enters letters here.
    let canRegister: Bool
}

func bookPage(_ page: BookPage, _ words: Wording) -> Page {
    let t = words.t
    func address(year: Int, before: Int? = nil, _ path: String = RegisterRoutes.book.path()) -> String {
        var query = AddressQuery()
        query.add("unit", page.body.code)
        query.add("year", "\(year)")
        query.add("before", before.map { "\($0)" })
        return query.address(path)
    }
    let places = ["organization": t.pick(page.body.name), "year": "\(page.year)"]
    return Page(title: t(RegisterMessages.bookTitle), area: RegisterRoutes.ask.path()) {
        h1(t(RegisterMessages.bookTitle))
        p(t(RegisterMessages.bookOf, places))
        p(
            t(
                RegisterMessages.bookSummary,
                [
                    "n": t.number(page.summary.count), "voided": t.number(page.summary.voided),
                    "delayed": t.number(page.summary.delayed),
                ]))
        if page.canRegister { buttonLink(t(RegisterMessages.title), to: RegisterRoutes.ask.path()) }
        if page.bodies.count > 1 || page.years.count > 1 { choice(page, words) }
        if page.lines.isEmpty {
            emptyState(t(RegisterMessages.bookEmptyTitle), t(RegisterMessages.bookEmpty))
        } else {
            bookTable(page, words)
        }
        if page.before != nil || page.hasNext {
            element("p", [("class", "pages")]) {
                if page.before != nil { link(t(RegisterMessages.bookNewest), to: address(year: page.year)) }
                if page.hasNext {
                    link(
                        t(RegisterMessages.bookEarlier),
                        to: address(year: page.year, before: page.lines.last?.number.number))
                }
            }
        }
        files(
            plain: address(year: page.year, RegisterRoutes.bookFile.path()),
            workbook: address(year: page.year, RegisterRoutes.bookWorkbook.path()), t)
        paragraph { link(t(OldRegisterMessages.listTitle), to: oldRegisterAddress(page.body)) }
        hint(t(RegisterMessages.bookNames))
        hint(t(RegisterMessages.bookPortal))
    }
}

/// What was brought along from the registers of before.
func oldRegisterAddress(_ body: Organization) -> String { "\(OldRegisterRoutes.list.path())?unit=\(body.code)" }

private func choice(_ page: BookPage, _ words: Wording) -> HTML {
    let t = words.t
    return element("form", [("method", "get"), ("action", RegisterRoutes.book.path()), ("class", "filter")]) {
        bodyChoice(page.bodies, chosen: page.body, t)
        selection(
            "year", label: t(RegisterMessages.year), options: page.years.reversed().map { ("\($0)", "\($0)") },
            chosen: "\(page.year)")
        submit(t(RegisterMessages.bookShow), isSecondary: true)
    }
}

/// Whose book: a list, or where there is nothing to choose the one body, unseen.
func bodyChoice(_ bodies: [Organization], chosen: Organization, _ t: Translator) -> HTML {
    guard bodies.count > 1 else {
        return void("input", [("type", "hidden"), ("name", "unit"), ("value", chosen.code)])
    }
    return selection(
        "unit", label: t(RegisterMessages.body), options: bodies.map { ($0.code, t.pick($0.name)) }, chosen: chosen.code
    )
}

private func bookTable(_ page: BookPage, _ words: Wording) -> HTML {
    let t = words.t
    return lineTable(
        caption: t(RegisterMessages.bookCaption, ["year": "\(page.year)"]),
        columns: [
            t(RegisterMessages.number), t(RegisterMessages.arrivedEntered), t(RegisterMessages.source),
            t(ListMessages.columnKind), t(CasesWebMessages.columnTitle), t(CasesWebMessages.columnStage),
            t(CasesWebMessages.columnCode),
        ],
        rows: page.lines.map { line in
            guard let letter = line.letter else {
                let hidden = element("span", [("class", "hint")], t(RegisterMessages.withheld))
                return [strong("\(line.number.number)"), .empty, .empty, .empty, hidden, .empty, .empty]
            }
            return [
                strong("\(line.number.number)"), days(letter, t), .text(t(CasesWebMessages.source(letter.source))),
                .text(words.kind(letter.kind)), content(letter, words),
                letter.void == nil ? words.stage(letter.stage) : badge(t(RegisterMessages.void), .closed),
                code(letter.code.description),
            ]
        })
}

/// One day, or both and how far they are apart.
private func days(_ letter: BookList.Entered, _ t: Translator) -> HTML {
    guard letter.delay > 0 else { return .text(t.day(letter.arrived)) }
    let both = ["arrived": t.day(letter.arrived), "entered": t.day(letter.registered)]
    return .joined([
        .text(t(RegisterMessages.bothDays, both)),
        element("span", [("class", "hint")], " \(t.count(RegisterMessages.delay, letter.delay))"),
    ])
}

/// What it is about, how many speak in it, and why its number is void.
private func content(_ letter: BookList.Entered, _ words: Wording) -> HTML {
    let t = words.t
    let title = letter.title.isEmpty ? words.kind(letter.kind) : letter.title
    let sheets = ["pages": t.number(letter.pages), "enclosures": t.number(letter.enclosures)]
    var notes = [t(RegisterMessages.sheetsOf, sheets)]
    if letter.kind != .denunciation {
        if letter.isAnonymous { notes.append(t(RegisterMessages.anonymous)) }
        if letter.people > 1 { notes.append(t.count(RegisterMessages.peopleCount, letter.people)) }
    }
    if let void = letter.void {
        notes.append(t(RegisterMessages.voidedOn, ["day": t.day(void.day), "reason": void.reason]))
    }
    return .joined(
        [link(title, to: CasesRoutes.matter.path(letter.matter))]
            + [element("span", [("class", "hint")], " " + notes.joined(separator: " · "))])
}
