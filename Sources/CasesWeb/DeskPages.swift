import Cases
import Import
import Kernel
import Language
import Markup
import Registry
import Web

/// What is owed, by legal risk: the parts of the morning page in their order.
enum MorningPart: String, CaseIterable {
    case lateByLaw, latePromise, today, soon, toSign, toIssue, contested, replies, untaken, offered, part

    /// What the part lists. Work that no post has yet is the whole body's.
    func filter(_ whose: MatterFilter.Whose) -> MatterFilter {
        MatterFilter.all.with { filter in
            filter.whose = whose
            switch self {
            case .lateByLaw: filter.owed = .lateByLaw
            case .latePromise: filter.owed = .latePromise
            case .today: filter.owed = .today
            case .soon: filter.owed = .soon
            case .toSign: (filter.whose, filter.waitsFor) = (.body, .signature)
            case .toIssue: (filter.whose, filter.waitsFor) = (.body, .number)
            case .contested: (filter.stage, filter.place) = (.contested, .lead)
            case .replies: (filter.hasReply, filter.place) = (true, .lead)
            case .untaken: (filter.whose, filter.stage, filter.place) = (.body, .received, .lead)
            case .offered: (filter.whose, filter.place) = (.body, .offered)
            case .part: (filter.whose, filter.place) = (.body, .part)
            }
        }
    }
}

/// The morning page as data.
struct DeskPage {
    struct Part {
        let part: MorningPart
        /// Up to one more than `DeskList.mostCounted`.
        let count: Int
        let entries: [DeskEntry]
    }

    let whose: MatterFilter.Whose
    let parts: [Part]
    /// All that is open, mine or the body's.
    let open: Int
    /// Whether this officer enters letters.
    let registers: Bool
    /// Whether this officer tells callers how letters stand.
    let answersCalls: Bool
    /// The posts reach no matter at all, as those of administrators.
    let seesNothing: Bool
    let notice: String?
    /// How many notices of each sort wait for this officer; empty for whoever tells nobody.
    let notices: [(which: NoticeList.Which, count: Int)]
    /// How many closed matters wait for this officer's re-check; nil for whoever re-checks nothing.
    let rechecks: Int?

    /// How many lines of a part are shown.
    static let shown = 8
}

func deskPage(_ page: DeskPage, _ words: Wording) -> Page {
    let t = words.t
    let path = CasesRoutes.desk.path()
    let filled = page.parts.filter { $0.count > 0 }
    let all = MatterFilter.all.with { $0.whose = page.whose }
    return Page(title: t(CasesWebMessages.deskTitle), area: path) {
        if let text = page.notice { notice(.success) { p(text) } }
        h1(t(CasesWebMessages.deskTitle))
        if page.registers {
            paragraph {
                link(t(RegisterMessages.title), to: RegisterRoutes.ask.path())
                HTML.text(" · ")
                link(t(RegisterMessages.bookTitle), to: RegisterRoutes.book.path())
                HTML.text(" · ")
                link(t(DocumentMessages.bookTitle), to: DocumentRoutes.book.path())
                if page.answersCalls {
                    HTML.text(" · ")
                    link(t(HelpLineMessages.title), to: HelpLineRoutes.ask.path())
                }
            }
        }
        paragraph {
            for (index, whose) in [MatterFilter.Whose.mine, .body].enumerated() {
                if index > 0 { HTML.text(" · ") }
                if whose == page.whose {
                    strong(t(ListMessages.whose(whose)))
                } else {
                    link(t(ListMessages.whose(whose)), to: "\(path)?whose=\(whose.rawValue)")
                }
            }
        }
        numbers(
            label: t(CasesWebMessages.deskNumbers),
            (filled.map { ($0.count, t(ListMessages.part($0.part)), $0.part.filter(page.whose)) }
                + [(page.open, t(CasesWebMessages.deskOpen), all)])
                .map { (upTo($0.0, t), $0.1, $0.2.address(words.directory)) })
        noticeCounts(page.notices, t)
        if let rechecks = page.rechecks, rechecks > 0 {
            numbers(
                label: t(RecheckMessages.title),
                [(upTo(rechecks, t), t(RecheckMessages.desk), RecheckRoutes.list.path())])
        }
        deskSearch(query: "", SearchFilter(), t)
        if filled.isEmpty {
            emptyState(
                t(CasesWebMessages.deskEmptyTitle),
                t(
                    page.seesNothing
                        ? ListMessages.overviewNothing
                        : page.whose == .mine ? ListMessages.mineEmpty : CasesWebMessages.deskEmpty))
            if page.registers, page.open == 0 {
                paragraph { link(t(OldRegisterMessages.title), to: OldRegisterRoutes.ask.path()) }
            }
        }
        for part in filled {
            morningTable(part, page.whose, words)
        }
    }
}

/// Whom the body has still to tell something, and how.
private func noticeCounts(_ notices: [(which: NoticeList.Which, count: Int)], _ t: Translator) -> HTML {
    let waiting = notices.filter { $0.count > 0 }
    guard !waiting.isEmpty else { return .empty }
    return numbers(
        label: t(NoticeMessages.deskLabel),
        waiting.map { notice in
            let address =
                switch notice.which {
                case .calls: NoticeRoutes.calls.path()
                case .print, .posted: NoticeRoutes.post.path()
                case .late, .unreached, .noWay: NoticeRoutes.list(notice.which)
                }
            return (upTo(notice.count, t), t(NoticeMessages.which(notice.which)), address)
        })
}

private func morningTable(_ part: DeskPage.Part, _ whose: MatterFilter.Whose, _ words: Wording) -> HTML {
    let t = words.t
    return .joined([
        lineTable(
            caption: t(ListMessages.part(part.part)),
            columns: [
                t(CasesWebMessages.columnDue), t(ListMessages.columnKind), t(CasesWebMessages.columnTitle),
                t(CasesWebMessages.columnStage), t(CasesWebMessages.columnOpened), t(CasesWebMessages.columnCode),
            ],
            rows: part.entries.map { entry in
                [
                    words.due(of: entry), .text(words.kind(entry.kind)), words.title(of: entry),
                    words.stage(of: entry), .text(t.day(entry.opened)),
                    entry.code.map { code($0.description) } ?? .empty,
                ]
            }),
        part.count <= part.entries.count
            ? .empty
            : paragraph {
                link(
                    t(ListMessages.showAll, ["n": upTo(part.count, t), "part": t(ListMessages.part(part.part))]),
                    to: part.part.filter(whose).address(words.directory))
            },
    ])
}

/// The number, or "1,000+" beyond what is counted.
func upTo(_ count: Int, _ t: Translator) -> String {
    count > DeskList.mostCounted ? t.number(DeskList.mostCounted) + "+" : t.number(count)
}

func deskSearch(query: String, _ filter: SearchFilter, _ t: Translator) -> HTML {
    searchForm(
        to: CasesRoutes.desk.path(), label: t(CasesWebMessages.searchLabel),
        button: t(CasesWebMessages.searchButton), value: query, hint: t(CasesWebMessages.searchHint))
}

/// What a search found.
func searchPage(query: String, _ filter: SearchFilter, _ hits: [SearchHit], _ words: Wording) -> Page {
    let t = words.t
    return Page(title: t(CasesWebMessages.searchLabel), area: CasesRoutes.desk.path()) {
        h1(t(CasesWebMessages.searchLabel))
        narrowedSearch(query, filter, words)
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

private func narrowedSearch(_ query: String, _ filter: SearchFilter, _ words: Wording) -> HTML {
    let t = words.t
    return element("form", [("method", "get"), ("action", CasesRoutes.desk.path()), ("class", "filter")]) {
        element("div", [("class", "field")]) {
            element("label", [("for", "q")], t(CasesWebMessages.searchWords))
            void("input", [("type", "search"), ("id", "q"), ("name", "q"), ("value", query), ("maxlength", "200")])
        }
        selection(
            "kind", label: t(ListMessages.columnKind),
            options: Kind.allCases.map { ($0.rawValue, words.kind($0)) }, chosen: filter.kind?.rawValue ?? "",
            any: t(ListMessages.any))
        selection(
            "stage", label: t(CasesWebMessages.columnStage),
            options: Stage.allCases.map { ($0.rawValue, t(CasesWebMessages.stage($0))) },
            chosen: filter.stage?.rawValue ?? "", any: t(ListMessages.any))
        selection(
            "ended", label: t(ListMessages.endedLabel),
            options: [("no", t(ListMessages.endedNo)), ("yes", t(ListMessages.endedYes))],
            chosen: filter.isEnded.map { $0 ? "yes" : "no" } ?? "", any: t(ListMessages.any))
        submit(t(CasesWebMessages.searchButton))
    }
}
