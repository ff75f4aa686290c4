import Cases
import Kernel
import Language
import Markup
import Web

/// The addresses of re-checks.
public enum RecheckRoutes {
    public static let list = PlainRoute(.get, "/desk/rechecks")

    static func list(_ state: Recheck.State, after line: Recheck? = nil) -> String {
        var query = AddressQuery()
        query.add("state", state == .waiting ? nil : state.rawValue)
        query.add("after", line.map { "\($0.drawn)_\($0.matter)" })
        return query.address(list.path())
    }
}

/// One list of re-checks, as data.
struct RecheckPage {
    let state: Recheck.State
    /// One more than a page if there are more.
    let lines: [RecheckLine]
    let isFirst: Bool
    /// Whether this officer re-checks anything.
    let rechecks: Bool
}

func recheckPage(_ page: RecheckPage, _ words: Wording) -> Page {
    let t = words.t
    let shown = page.lines.prefix(RecheckList.pageSize)
    return Page(title: t(RecheckMessages.title), area: CasesRoutes.desk.path()) {
        h1(t(RecheckMessages.title))
        lead(t(RecheckMessages.lead, SetAsideMessages.shares(t.number)))
        if page.rechecks {
            paragraph {
                for (index, state) in Recheck.State.allCases.enumerated() {
                    if index > 0 { HTML.text(" · ") }
                    if state == page.state {
                        strong(t(RecheckMessages.state(state)))
                    } else {
                        link(t(RecheckMessages.state(state)), to: RecheckRoutes.list(state))
                    }
                }
            }
        }
        if shown.isEmpty {
            emptyState(
                t(ListMessages.emptyTitle),
                t(page.rechecks ? RecheckMessages.empty(page.state) : RecheckMessages.notYours))
        } else {
            lineTable(
                caption: t(RecheckMessages.state(page.state)),
                columns: [
                    t(RecheckMessages.columnDrawn), t(RecheckMessages.columnEnded), t(CasesWebMessages.columnTitle),
                    t(ListMessages.columnKind), t(ListMessages.columnBody), t(CasesWebMessages.columnCode),
                ],
                rows: shown.map { line in
                    let recheck = line.recheck
                    return [
                        .text(t.day(recheck.drawn)),
                        .text("\(t(RecheckMessages.ending(recheck.sort))), \(t.day(recheck.ended))"),
                        link(words.title(line.title, line.kind), to: MatterRoutes.file(recheck.matter, act: .recheck)),
                        .text(words.kind(line.kind)), .text(words.organization(recheck.organization)),
                        line.code.map { code($0.description) } ?? .empty,
                    ]
                })
        }
        if !page.isFirst { paragraph { link(t(BoardMessages.firstPage), to: RecheckRoutes.list(page.state)) } }
        pager(
            previous: nil,
            next: page.lines.count > shown.count
                ? shown.last.map { RecheckRoutes.list(page.state, after: $0.recheck) } : nil, t)
    }
}
