import Cases
import Kernel
import Language
import Markup
import Registry
import Web

/// The morning page as data.
struct DeskPage {
    let counts: [(filter: DeskFilter, count: Int)]
    let filter: DeskFilter
    let entries: [DeskEntry]
    let next: DeskPosition?
    let isFirst: Bool
    let notice: String?
}

func deskPage(_ page: DeskPage, _ words: Wording) -> Page {
    let t = words.t
    let path = CasesRoutes.desk.path()
    return Page(title: t(CasesWebMessages.deskTitle), area: path) {
        if let text = page.notice { notice(.success) { p(text) } }
        h1(t(CasesWebMessages.deskTitle))
        numbers(
            label: t(CasesWebMessages.deskNumbers),
            page.counts.map { (upTo($0.count, t), t($0.filter.name), $0.filter.address(path)) })
        deskSearch(query: "", t)
        if page.entries.isEmpty {
            emptyState(t(CasesWebMessages.deskEmptyTitle), t(CasesWebMessages.deskEmpty))
        } else {
            dataTable(
                caption: t(page.filter.caption),
                columns: [
                    t(CasesWebMessages.columnDue), t(CasesWebMessages.columnTitle),
                    t(CasesWebMessages.columnStage), t(CasesWebMessages.columnOpened),
                    t(CasesWebMessages.columnCode),
                ],
                rows: page.entries.map { deskRow($0, words) })
        }
        element("p", [("class", "pages")]) {
            if !page.isFirst {
                link(t(CasesWebMessages.firstPage), to: page.filter.address(path))
                HTML.text(" ")
            }
            if let next = page.next {
                link(t(CasesWebMessages.nextPage), to: page.filter.address(path, after: next))
            }
        }
    }
}

private func deskRow(_ entry: DeskEntry, _ words: Wording) -> [HTML] {
    [
        words.due(entry.nextDue),
        link(entry.title, to: CasesRoutes.matter.path(entry.matter)),
        .joined([
            words.stage(entry.stage),
            entry.post == nil ? .empty : element("span", [("class", "hint")], " \(words.t.pick(entry.postTitle))"),
        ]),
        .text(words.t.day(entry.opened)),
        code(entry.code.description),
    ]
}

/// The number, or "1,000+" beyond what is counted.
private func upTo(_ count: Int, _ t: Translator) -> String {
    count > DeskList.mostCounted ? t.number(DeskList.mostCounted) + "+" : t.number(count)
}

extension DeskFilter {
    var name: MessageKey {
        switch self {
        case .late: CasesWebMessages.deskLate
        case .untaken: CasesWebMessages.deskUntaken
        case .all: CasesWebMessages.deskOpen
        }
    }

    var caption: MessageKey {
        switch self {
        case .all: CasesWebMessages.deskCaption
        case .untaken: CasesWebMessages.deskCaptionUntaken
        case .late: CasesWebMessages.deskCaptionLate
        }
    }

    /// The address of the list, from its beginning or after a position.
    func address(_ path: String, after position: DeskPosition? = nil) -> String {
        var query: [String] = []
        if self != .all { query.append("show=\(rawValue)") }
        if let position { query.append("after=\(position.nextDue)_\(position.matter)") }
        return query.isEmpty ? path : path + "?" + query.joined(separator: "&")
    }
}

extension DeskPosition {
    /// Reads `2026-11-20_1-8124`.
    init?(query text: String) {
        let parts = text.split(separator: "_")
        guard parts.count == 2, let day = Day(String(parts[0])), let matter = MatterKey(parts[1]) else { return nil }
        self.init(nextDue: day, matter: matter)
    }
}

func deskSearch(query: String, _ t: Translator) -> HTML {
    searchForm(
        to: CasesRoutes.desk.path(), label: t(CasesWebMessages.searchLabel),
        button: t(CasesWebMessages.searchButton), value: query, hint: t(CasesWebMessages.searchHint))
}

/// What a search found.
func searchPage(query: String, _ hits: [SearchHit], _ words: Wording) -> Page {
    let t = words.t
    return Page(title: t(CasesWebMessages.searchLabel), area: CasesRoutes.desk.path()) {
        h1(t(CasesWebMessages.searchLabel))
        deskSearch(query: query, t)
        if hits.isEmpty {
            emptyState(
                t(CasesWebMessages.searchNoneTitle, ["query": query]), t(CasesWebMessages.searchNone))
        } else {
            dataTable(
                caption: hits.count <= SearchList.shown
                    ? t.count(CasesWebMessages.searchFound, hits.count, ["query": query])
                    : t(CasesWebMessages.searchMany, ["n": t.number(SearchList.shown), "query": query]),
                columns: [
                    t(CasesWebMessages.columnTitle), t(CasesWebMessages.columnStage),
                    t(CasesWebMessages.columnOpened), t(CasesWebMessages.columnCode),
                ],
                rows: hits.prefix(SearchList.shown).map { hit in
                    [
                        link(hit.title, to: CasesRoutes.matter.path(hit.matter)), words.stage(hit.stage),
                        .text(t.day(hit.opened)),
                        code(hit.code.description),
                    ]
                })
        }
        paragraph { link(t(CasesWebMessages.backToDesk), to: CasesRoutes.desk.path()) }
    }
}
