import Cases
import Kernel
import Language
import Markup
import Spreadsheets
import Web

/// The public figures of what was set aside, as data.
struct SetAsidePage {
    let query: String
    let area: String?
    /// Other places that the typed name may mean.
    let others: [(code: String, title: String)]
    /// A body of the place receives letters here.
    let hasBody: Bool
    let year: Int
    let choices: [Int]
    /// A year was asked for that is not offered; this one is shown.
    let isYearUnknown: Bool
    let now: SetAsideFigures
    let before: SetAsideFigures

    /// How many years can be chosen.
    static let years = 5

    func address(_ path: String = PortalRoutes.setAside.path(), area: String? = nil) -> String {
        var address = AddressQuery()
        address.add("place", query)
        address.add("area", area ?? self.area)
        address.add("year", String(year))
        return address.address(path)
    }

    func place(_ places: PlaceSearch, _ t: Translator) -> String {
        area.map { places.title($0, in: t.locale) } ?? (query.isEmpty ? t(SetAsideMessages.country) : query)
    }

    /// The table as it leaves.
    func sheet(_ places: PlaceSearch, _ t: Translator) -> Sheet {
        let rows: [[SheetCell]] =
            SetAsideGround.allCases.map { ground in
                [
                    .text(t(MatterMessages.ground(ground))), .number(now.byGround[ground] ?? 0),
                    .number(before.byGround[ground] ?? 0),
                ]
            } + [
                [.text(t(SetAsideMessages.total)), .number(now.setAside), .number(before.setAside)],
                [.text(t(SetAsideMessages.received)), .number(now.received), .number(before.received)],
            ]
            + RecheckSort.allCases.flatMap { sort in
                RecheckColumn.allCases.map { column in
                    [
                        .text("\(t(SetAsideMessages.sort(sort))): \(t(SetAsideMessages.column(column)))"),
                        .number(now.rechecks[sort].map(column.of) ?? 0),
                        .number(before.rechecks[sort].map(column.of) ?? 0),
                    ]
                }
            }
        return Sheet(
            "set-aside-\(area ?? "all")-\(year)", title: "\(t(SetAsideMessages.title)): \(place(places, t))",
            columns: [
                Sheet.Column(t(SetAsideMessages.columnGround), width: 50), Sheet.Column(String(year)),
                Sheet.Column(String(year - 1)),
            ], cut: t(TableMessages.cut), from: 0
        ) { _ in (rows, nil) }
    }
}

/// What a sender whose letter was set aside can count on.
enum SetAsideRight: String, CaseIterable {
    case notice, ground, second, again
}

/// What a table says of re-checks.
enum RecheckColumn: String, CaseIterable {
    case drawn, stood, failed, open

    var of: (SetAsideFigures.Rechecks) -> Int {
        switch self {
        case .drawn: \.drawn
        case .stood: \.stood
        case .failed: \.failed
        case .open: \.open
        }
    }
}

func setAsidePage(_ page: SetAsidePage, _ places: PlaceSearch, _ t: Translator) -> Page {
    Page(title: t(SetAsideMessages.title), area: PortalRoutes.setAside.path()) {
        h1(t(SetAsideMessages.title))
        lead(t(SetAsideMessages.lead))
        choices(page, t)
        if page.hasBody {
            p(t(SetAsideMessages.about, ["place": page.place(places, t), "year": String(page.year)]))
        }
        if !page.others.isEmpty {
            paragraph {
                HTML.text(t(BoardMessages.others) + " ")
                for (index, other) in page.others.enumerated() {
                    if index > 0 { HTML.text(" · ") }
                    link(other.title, to: page.address(area: other.code))
                }
            }
        }
        if !page.hasBody {
            emptyState(t(SetAsideMessages.nowhereTitle), t(SetAsideMessages.nowhere))
        } else {
            groundTable(page, t)
            recheckSection(page, t)
            section(t(SetAsideMessages.rightsTitle), id: "rights") {
                element("ul") {
                    for right in SetAsideRight.allCases { element("li", t(SetAsideMessages.right(right))) }
                }
            }
            element("p", [("class", "leaves")]) {
                link(t(TableMessages.plain), to: page.address(PortalRoutes.setAsidePlain.path()))
            }
        }
    }
}

private func choices(_ page: SetAsidePage, _ t: Translator) -> HTML {
    element(
        "form",
        [("method", "get"), ("action", PortalRoutes.setAside.path()), ("role", "search"), ("class", "search")]
    ) {
        element("label", [("for", "place")], t(BoardMessages.placeLabel))
        void(
            "input",
            [
                ("type", "search"), ("id", "place"), ("name", "place"), ("value", page.query),
                ("aria-describedby", "place-hint"),
            ])
        element("p", [("class", "hint"), ("id", "place-hint")], t(SetAsideMessages.placeHint))
        selection(
            "year", label: t(SetAsideMessages.year), options: page.choices.map { (String($0), String($0)) },
            chosen: String(page.year), error: page.isYearUnknown ? t(ListMessages.valueUnknown) : nil)
        submit(t(BoardMessages.show), isSecondary: true)
    }
}

private func groundTable(_ page: SetAsidePage, _ t: Translator) -> HTML {
    func cells(_ title: String, _ now: Int, _ before: Int) -> [HTML] {
        [.text(title), number(now, t), number(before, t)]
    }
    let (part, whole) = (page.now.setAside, page.now.received)
    return .joined([
        dataTable(
            caption: t(SetAsideMessages.caption),
            columns: [t(SetAsideMessages.columnGround), String(page.year), String(page.year - 1)],
            rows: SetAsideGround.allCases.map { ground in
                cells(
                    t(MatterMessages.ground(ground)), page.now.byGround[ground] ?? 0, page.before.byGround[ground] ?? 0)
            } + [
                cells(t(SetAsideMessages.total), page.now.setAside, page.before.setAside),
                cells(t(SetAsideMessages.received), page.now.received, page.before.received),
            ]),
        whole == 0
            ? .empty : p(t(SetAsideMessages.share, ["n": t.number((part * 2_000 + whole) / (whole * 2))])),
    ])
}

private func number(_ n: Int, _ t: Translator) -> HTML {
    element("span", [("data-number", String(n))], t.number(n))
}

private func recheckSection(_ page: SetAsidePage, _ t: Translator) -> HTML {
    section(t(SetAsideMessages.recheckTitle), id: "recheck") {
        p(t(SetAsideMessages.recheckLead, SetAsideMessages.shares(t.number)))
        dataTable(
            caption: t(SetAsideMessages.recheckCaption, ["year": String(page.year)]),
            columns: [t(SetAsideMessages.columnSort)]
                + RecheckColumn.allCases.map { t(SetAsideMessages.column($0)) },
            rows: RecheckSort.allCases.map { sort in
                [.text(t(SetAsideMessages.sort(sort)))]
                    + RecheckColumn.allCases.map { column in
                        number(page.now.rechecks[sort].map(column.of) ?? 0, t)
                    }
            })
    }
}
