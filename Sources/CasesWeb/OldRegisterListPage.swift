import Cases
import Import
import Kernel
import Language
import Markup
import Registry
import Web

/// What a body has brought along from its old register of a year, as data.
struct OldRegisterListPage {
    let body: Organization
    let year: Int
    let years: [Int]
    let lines: [OldEntryList.Line]
    let hasNext: Bool
    let isLater: Bool
    let count: Int
    /// The bodies for which this officer brings registers along.
    let bodies: [Organization]
    /// Whether this is one of them.
    let brings: Bool
}

func oldRegisterListPage(_ page: OldRegisterListPage, _ words: Wording) -> Page {
    let t = words.t
    func address(before: LetterID? = nil) -> String {
        var query = AddressQuery()
        query.add("unit", page.body.code)
        query.add("year", "\(page.year)")
        query.add("before", before.map { "\($0.raw)" })
        return query.address(OldRegisterRoutes.list.path())
    }
    return Page(title: t(OldRegisterMessages.listTitle), area: RegisterRoutes.ask.path()) {
        h1(t(OldRegisterMessages.listTitle))
        lead(t(OldRegisterMessages.listLead, ["body": t.pick(page.body.name)]))
        if page.brings { buttonLink(t(OldRegisterMessages.title), to: OldRegisterRoutes.ask.path()) }
        if page.years.count > 1 || page.bodies.count > 1 {
            element("form", [("method", "get"), ("action", OldRegisterRoutes.list.path()), ("class", "filter")]) {
                bodyChoice(page.bodies, chosen: page.body, t)
                selection(
                    "year", label: t(OldRegisterMessages.year), options: page.years.map { ("\($0)", "\($0)") },
                    chosen: "\(page.year)")
                submit(t(RegisterMessages.bookShow), isSecondary: true)
            }
        }
        if page.lines.isEmpty {
            emptyState(t(OldRegisterMessages.listEmptyTitle), t(OldRegisterMessages.listEmpty))
        } else {
            p(t.count(OldRegisterMessages.listCount, page.count))
            lineTable(
                caption: t(OldRegisterMessages.listCaption, ["year": "\(page.year)"]),
                columns: [
                    t(OldRegisterMessages.column(.number)), t(OldRegisterMessages.column(.arrived)),
                    t(OldRegisterMessages.column(.kind)), t(OldRegisterMessages.column(.content)),
                    t(CasesWebMessages.columnStage), t(OldRegisterMessages.column(.settled)),
                    t(OldRegisterMessages.column(.answerNumber)),
                ], rows: page.lines.map { cells($0, words) })
        }
        if page.isLater || page.hasNext {
            element("p", [("class", "pages")]) {
                if page.isLater { link(t(OldRegisterMessages.listFirst), to: address()) }
                if page.hasNext {
                    link(t(OldRegisterMessages.listEarlier), to: address(before: page.lines.last?.letter))
                }
            }
        }
    }
}

private func cells(_ line: OldEntryList.Line, _ words: Wording) -> [HTML] {
    let t = words.t
    guard let entry = line.entry else {
        let hidden = element("span", [("class", "hint")], t(OldRegisterMessages.listWithheld))
        return [.empty, .empty, .empty, hidden, .empty, .empty, .empty]
    }
    let title = entry.title.isEmpty ? words.kind(entry.kind) : entry.title
    return [
        strong(entry.citation), .text(t.day(entry.arrived)), .text(words.kind(entry.kind)),
        link(title, to: CasesRoutes.matter.path(entry.matter)),
        entry.isVoid ? badge(t(OldRegisterMessages.listVoid), .closed) : words.stage(entry.stage),
        .text(entry.settled.map { t.day($0) } ?? ""), .text(entry.answerNumber),
    ]
}
