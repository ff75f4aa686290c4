import Cases
import Kernel
import Language
import Markup
import Registry
import Web

/// A list of matters as data.
struct MatterListPage {
    let filter: MatterFilter
    /// The names of values in the address that mean nothing; the list is that of the others.
    let faults: Set<String>
    /// Bodies that were split and of which one part is here.
    let partly: [OrganizationID]
    let page: ListPage<DeskEntry>
    /// Up to one more than `DeskList.mostCounted`.
    let count: Int
    /// The bodies that can be chosen; none if they are too many to show.
    let bodies: [OrganizationID]
    let posts: [HeldPost]
    /// The token of the session's forms; nil if the officer can do nothing to matters.
    let csrf: String?
}

func matterListPage(_ page: MatterListPage, _ words: Wording) -> Page {
    let t = words.t
    let filter = page.filter
    let query = filter.query(words.directory)
    return Page(title: t(ListMessages.listTitle), area: ListRoutes.matters.path()) {
        if !page.faults.isEmpty { filterSummary(page.faults, t) }
        h1(t(ListMessages.listTitle))
        if !page.partly.isEmpty { partlyNotice(page.partly, words) }
        details(t(ListMessages.filterSummary), isOpen: !page.faults.isEmpty) { filterForm(page, words) }
        conditions(page, words)
        if page.page.entries.isEmpty {
            emptyState(t(ListMessages.emptyTitle), t(ListMessages.empty))
        } else if let csrf = page.csrf, !filter.isEnded {
            form(
                to: ListRoutes.bulk.path(),
                hidden: [
                    ("csrf", csrf), ("filter", query.description),
                    ("page", page.page.entries.map { "\($0.matter)" }.joined(separator: " ")),
                ],
                label: t(ListMessages.bulkTitle)
            ) {
                table(page, isSelectable: true, words)
                bulkChoice(page, t)
            }
        } else {
            table(page, isSelectable: false, words)
        }
        pages(page, query)
        files(
            plain: query.address(ListRoutes.export.path()), workbook: query.address(ListRoutes.workbook.path()), t)
    }

    func pages(_ page: MatterListPage, _ query: AddressQuery) -> HTML {
        func address(_ name: String, _ entry: DeskEntry?) -> String? {
            guard let entry else { return nil }
            var query = query
            query.add(name, entry.position(by: filter.order).query)
            return query.address(ListRoutes.matters.path())
        }
        return pager(
            previous: page.page.hasPrevious ? address("before", page.page.entries.first) : nil,
            next: page.page.hasNext ? address("after", page.page.entries.last) : nil, t)
    }
}

/// What the list is narrowed to, and the way back to all of it; nothing where it is not.
private func conditions(_ page: MatterListPage, _ words: Wording) -> HTML {
    let t = words.t
    let filter = page.filter
    var conditions: [String] = []
    func add(_ name: MessageKey, _ value: String?) {
        if let value { conditions.append("\(t(name)): \(value)") }
    }
    add(ListMessages.whoseLabel, filter.whose == .all ? nil : t(ListMessages.whose(filter.whose)))
    add(ListMessages.columnBody, filter.unit.map { words.organization($0) })
    if filter.isAlone { conditions.append(t(ListMessages.unitAlone)) }
    add(ListMessages.columnKind, filter.kind.map { words.kind($0) })
    add(CasesWebMessages.columnStage, filter.stage.map { t(CasesWebMessages.stage($0)) })
    add(ListMessages.endedLabel, filter.isEnded && filter.stage == nil ? t(ListMessages.endedYes) : nil)
    add(ListMessages.placeLabel, filter.place.map { t(ListMessages.place($0)) })
    add(ListMessages.postLabel, page.posts.first { $0.post.id == filter.post }.map { words.holder($0) })
    add(ListMessages.fieldLabel, filter.field.map { words.field($0) })
    add(CasesWebMessages.columnDue, filter.owed.map { t(ListMessages.owed($0)) })
    add(ListMessages.dueUntil, filter.dueUntil.map { t.day($0) })
    add(ListMessages.openedFrom, filter.openedFrom.map { t.day($0) })
    add(ListMessages.openedUntil, filter.openedUntil.map { t.day($0) })
    if filter.hasReply { conditions.append(t(ListMessages.part(.replies))) }
    if let waiting = filter.waitsFor {
        conditions.append(t(ListMessages.part(waiting == .signature ? .toSign : .toIssue)))
    }
    guard !conditions.isEmpty else { return .empty }
    return paragraph {
        HTML.text(conditions.joined(separator: " · ") + ". ")
        link(t(ListMessages.filterClear), to: ListRoutes.matters.path())
    }
}

private func table(_ page: MatterListPage, isSelectable: Bool, _ words: Wording) -> HTML {
    let t = words.t
    let filter = page.filter
    let showsBody = page.bodies.count != 1
    var columns = isSelectable ? [t(ListMessages.columnSelect)] : []
    columns += [
        t(filter.isEnded ? ListMessages.columnEnded : CasesWebMessages.columnDue), t(ListMessages.columnKind),
        t(CasesWebMessages.columnTitle), t(CasesWebMessages.columnStage),
    ]
    if showsBody { columns.append(t(ListMessages.columnBody)) }
    columns += [t(CasesWebMessages.columnOpened), t(CasesWebMessages.columnCode)]
    let rows = page.page.entries.enumerated().map { index, entry -> [HTML] in
        let name = "m\(index)"
        var row: [HTML] = []
        if isSelectable {
            row.append(
                void("input", [("type", "checkbox"), ("id", name), ("name", name), ("value", "\(entry.matter)")]))
        }
        row += [
            words.due(of: entry), .text(words.kind(entry.kind)), words.title(of: entry), words.stage(of: entry),
        ]
        if showsBody { row.append(.text(words.organization(entry.organization, partly: page.partly))) }
        let code = entry.code?.description ?? "–"
        row += [
            .text(t.day(entry.opened)),
            isSelectable
                ? element("label", [("for", name), ("class", "code")], code)
                : element("span", [("class", "code")], code),
        ]
        return row
    }
    return lineTable(
        caption: t(ListMessages.caption(filter.order, filter.isEnded), ["n": upTo(page.count, t)]), columns: columns,
        rows: rows)
}

private func bulkChoice(_ page: MatterListPage, _ t: Translator) -> HTML {
    .joined([
        choice(
            "which", label: t(ListMessages.bulkWhich),
            options: [
                ("ticked", t(ListMessages.bulkTicked)),
                ("page", t.count(ListMessages.bulkPage, page.page.entries.count)),
                (
                    "all",
                    page.count > BulkAct.most
                        ? t(ListMessages.bulkFirst, ["n": t.number(BulkAct.most)])
                        : t.count(ListMessages.bulkAll, page.count)
                ),
            ], chosen: "ticked"),
        submit(t(ListMessages.bulkNext), isSecondary: true),
    ])
}

private func filterForm(_ page: MatterListPage, _ words: Wording) -> HTML {
    let t = words.t
    let filter = page.filter
    let any = t(ListMessages.any)
    func error(_ name: String) -> String? { page.faults.contains(name) ? t(ListMessages.valueUnknown) : nil }
    return element("form", [("method", "get"), ("action", ListRoutes.matters.path()), ("class", "filter")]) {
        selection(
            "whose", label: t(ListMessages.whoseLabel),
            options: MatterFilter.Whose.allCases.map { ($0.rawValue, t(ListMessages.whose($0))) },
            chosen: filter.whose.rawValue, error: error("whose"))
        selection(
            "kind", label: t(ListMessages.columnKind),
            options: Kind.allCases.map { ($0.rawValue, words.kind($0)) }, chosen: filter.kind?.rawValue ?? "", any: any,
            error: error("kind"))
        selection(
            "stage", label: t(CasesWebMessages.columnStage),
            options: Stage.allCases.map { ($0.rawValue, t(CasesWebMessages.stage($0))) },
            chosen: filter.stage?.rawValue ?? "", any: any, error: error("stage"))
        selection(
            "owed", label: t(CasesWebMessages.columnDue),
            options: MatterFilter.Owed.allCases.map { ($0.rawValue, t(ListMessages.owed($0))) },
            chosen: filter.owed?.rawValue ?? "", any: any, error: error("owed"))
        selection(
            "field", label: t(ListMessages.fieldLabel),
            options: [(MatterFilter.noField, t(ListMessages.fieldNone))]
                + words.fieldOptions,
            chosen: filter.field.map { $0.isEmpty ? MatterFilter.noField : $0 } ?? "", any: any, error: error("field"))
        if page.bodies.count > 1 || page.faults.contains("unit") {
            selection(
                "unit", label: t(ListMessages.columnBody),
                options: page.bodies.map { (words.directory.organization($0)?.code ?? "", words.organization($0)) },
                chosen: filter.unit.flatMap { words.directory.organization($0)?.code } ?? "", any: any,
                error: error("unit"))
        }
        if !page.posts.isEmpty || page.faults.contains("post") {
            selection(
                "post", label: t(ListMessages.postLabel),
                options: page.posts.map { ("\($0.post.id)", words.holder($0)) },
                chosen: filter.post.map { "\($0)" } ?? "", any: any, error: error("post"))
        }
        selection(
            "place", label: t(ListMessages.placeLabel),
            options: DeskPlace.allCases.map { ($0.rawValue, t(ListMessages.place($0))) },
            chosen: filter.place?.rawValue ?? "", any: any, error: error("place"))
        dayField("until", label: t(ListMessages.dueUntil), filter.dueUntil, error: error("until"))
        dayField("opened-from", label: t(ListMessages.openedFrom), filter.openedFrom, error: error("opened-from"))
        dayField("opened-until", label: t(ListMessages.openedUntil), filter.openedUntil, error: error("opened-until"))
        selection(
            "ended", label: t(ListMessages.endedLabel), options: [("1", t(ListMessages.endedYes))],
            chosen: filter.isEnded ? "1" : "", any: t(ListMessages.endedNo))
        selection(
            "sort", label: t(ListMessages.sortLabel),
            options: MatterFilter.Order.allCases.map { ($0.rawValue, t(ListMessages.sort($0))) },
            chosen: filter.order.rawValue, error: error("sort"))
        submit(t(ListMessages.filter))
    }
}

extension Wording {
    /// A post with who holds it, the given name leading the eye.
    func holder(_ post: HeldPost) -> String {
        let title = t.pick(post.post.title)
        return post.holders.isEmpty ? title : "\(post.holders.joined(separator: ", ")) – \(title)"
    }
}
