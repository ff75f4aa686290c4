import Cases
import Kernel
import Language
import Markup
import Registry
import Web

/// The figures of a unit and its subtree, as data.
struct OverviewPage {
    struct Row {
        let reach: FigureReach
        let open: OpenNow.Count
        let sums: FigureSums
    }

    /// The names of values in the address that mean nothing.
    let faults: Set<String>
    let reach: FigureReach
    let period: Period
    let sums: FigureSums
    let open: OpenNow
    let carriedOver: Int
    let remaining: Int
    /// Open matters that bodies brought along or took with them.
    let moved: (joined: Int, parted: Int)
    /// Bodies that were split and of which one part is here.
    let partly: [OrganizationID]
    /// What the counters of open matters say of `remaining`; nil if they cannot tell.
    let checked: Int?
    /// The unit alone, and each body right below it.
    let units: [Row]
    let sortsByLate: Bool
    let workload: [Workload]
    /// First days of months, with what came and what was answered.
    let months: [(month: Period, received: Int, answered: Int)]
    /// Other units the officer may open: those of the officer's posts, and the one above.
    let others: [OrganizationID]
    let isOwnBody: Bool
    /// People not told, by why; those who gave no way only for the period.
    let notices: [(which: NoticeList.Which, count: Int)]

    /// Counts below this are not shown where they could point to persons.
    static let fewest = 5
}

func overviewPage(_ page: OverviewPage, _ words: Wording) -> Page {
    let t = words.t
    let view = OverviewView(page: page, words: words)
    return Page(title: t(ListMessages.overviewTitle), area: ListRoutes.overview.path()) {
        if !page.faults.isEmpty { filterSummary(page.faults, ofPeriod: true, t) }
        h1("\(t(ListMessages.overviewTitle)): \(words.organization(page.reach.unit))")
        lead(t(ListMessages.periodLead, ["from": t.day(page.period.from), "until": t.day(page.period.until)]))
        if !page.partly.isEmpty { partlyNotice(page.partly, words) }
        view.choices
        view.now
        view.flows
        view.notices
        view.balance
        view.kinds
        view.stages
        view.ratings
        view.setAside
        if page.units.count > 1 { view.units }
        view.workload
        view.fields
        view.chart
    }
}

private struct OverviewView {
    let page: OverviewPage
    let words: Wording
    var t: Translator { words.t }

    // MARK: - Numbers

    func amount(_ value: Figure, of unit: FigureReach? = nil, kind: Kind? = nil, n: Int? = nil) -> HTML {
        let reach = unit ?? page.reach
        return figure(
            n ?? page.sums.of(value, reach.unit, kind: kind),
            to: FigureAddress(figure: value, reach: reach, period: page.period, kinds: kind.map { [$0] } ?? [])
                .address(words.directory), t)
    }

    func open(_ n: Int, _ unit: FigureReach? = nil, _ change: (inout MatterFilter) -> Void) -> HTML {
        figure(n, to: openAddress(unit, change), t)
    }

    func openAddress(_ unit: FigureReach? = nil, _ change: (inout MatterFilter) -> Void) -> String {
        let reach = unit ?? page.reach
        return MatterFilter.all.with { filter in
            (filter.unit, filter.isAlone, filter.place) = (reach.unit, reach.isAlone, .lead)
            change(&filter)
        }.address(words.directory)
    }

    // MARK: - Parts of the page

    private func error(_ name: String) -> String? {
        page.faults.contains(name) ? t(ListMessages.valueUnknown) : nil
    }

    var choices: HTML {
        let unit = words.directory.organization(page.reach.unit)?.code
        func address(_ change: (inout AddressQuery) -> Void) -> String {
            var query = AddressQuery()
            change(&query)
            return query.address(ListRoutes.overview.path())
        }
        return .joined([
            paragraph {
                for (index, choice) in StatutoryPeriod.allCases.enumerated() {
                    if index > 0 { HTML.text(" · ") }
                    let days = choice.days(on: words.today)
                    if days == page.period {
                        strong(t(ListMessages.period(choice)))
                    } else {
                        link(
                            t(ListMessages.period(choice)),
                            to: address { query in
                                query.add("unit", unit)
                                query.add("from", "\(days.from)")
                                query.add("until", "\(days.until)")
                            })
                    }
                }
            },
            page.others.isEmpty
                ? .empty
                : paragraph {
                    HTML.text(t(ListMessages.otherUnits) + " ")
                    for (index, other) in page.others.enumerated() {
                        if index > 0 { HTML.text(" · ") }
                        link(
                            words.organization(other),
                            to: address { query in
                                query.add("unit", words.directory.organization(other)?.code)
                                query.add("from", "\(page.period.from)")
                                query.add("until", "\(page.period.until)")
                            })
                    }
                },
            details(t(ListMessages.otherPeriod), isOpen: !page.faults.isEmpty) {
                element("form", [("method", "get"), ("action", ListRoutes.overview.path()), ("class", "filter")]) {
                    void("input", [("type", "hidden"), ("id", "unit"), ("name", "unit"), ("value", unit)])
                    dayField("from", label: t(ListMessages.from), page.period.from, error: error("from"))
                    dayField("until", label: t(ListMessages.until), page.period.until, error: error("until"))
                    submit(t(ListMessages.show), isSecondary: true)
                }
            },
        ])
    }

    var now: HTML {
        let all = page.open.count()
        return section(t(ListMessages.nowTitle), id: "now") {
            numbers(
                label: t(ListMessages.nowTitle),
                [
                    (t.number(all.n), t(CasesWebMessages.deskOpen), openAddress { _ in }),
                    (t.number(all.late), t(CasesWebMessages.deskLate), openAddress { $0.owed = .late }),
                ])
        }
    }

    var flows: HTML {
        let figures: [Figure] = [
            .received, .answered, .answeredInTime, .closed, .lapsed, .contested, .transferredIn, .transferredOut,
        ]
        let answered = page.sums.of(.answered, page.reach.unit)
        let inTime = page.sums.of(.answeredInTime, page.reach.unit)
        return section(t(ListMessages.periodTitle), id: "period") {
            numbers(
                label: t(ListMessages.periodTitle),
                figures.map { value in
                    (
                        t.number(page.sums.of(value, page.reach.unit)), t(ListMessages.figure(value)),
                        FigureAddress(figure: value, reach: page.reach, period: page.period).address(words.directory)
                    )
                })
            if answered > 0 {
                p(t(ListMessages.inTimeShare, ["share": share(inTime, of: answered)]))
            }
        }
    }

    /// What was set aside, by ground, and what re-checks said.
    var setAside: HTML {
        section(t(RecheckMessages.figures), id: "set-aside") {
            element("dl", [("class", "facts")]) {
                for value in Figure.setAsideAndRechecked {
                    fact(t(ListMessages.figure(value))) { amount(value) }
                }
            }
        }
    }

    /// People who were not told, each number with its list.
    var notices: HTML {
        let unit = words.directory.organization(page.reach.unit)?.code
        return section(t(NoticeMessages.figuresTitle), id: "notices") {
            numbers(
                label: t(NoticeMessages.figuresTitle),
                page.notices.map { notice in
                    (
                        upTo(notice.count, t), t(NoticeMessages.which(notice.which)),
                        NoticeRoutes.list(
                            notice.which, unit: unit, isAlone: page.reach.isAlone,
                            notice.which == .noWay ? page.period : nil)
                    )
                })
            hint(t(NoticeMessages.figuresHint))
        }
    }

    /// What was there, what came and went, what is left; and whether the counters agree.
    var balance: HTML {
        let came: [Figure] = [.received, .transferredIn, .contested, .restored]
        let went: [Figure] = [.answered, .closed, .transferredOut]
        return section(t(ListMessages.balanceTitle), id: "balance") {
            paragraph {
                line(.carriedOver, page.carriedOver)
                for value in came {
                    HTML.text(" + ")
                    line(value)
                }
                if page.moved.joined > 0 {
                    HTML.text(" + ")
                    line(.joined, page.moved.joined)
                }
                for value in went {
                    HTML.text(" − ")
                    line(value)
                }
                if page.moved.parted > 0 {
                    HTML.text(" − ")
                    line(.parted, page.moved.parted)
                }
                HTML.text(" = ")
                line(.remaining, page.remaining)
            }
            if let checked = page.checked {
                checked == page.remaining
                    ? hint(t(ListMessages.balanceAgrees))
                    : notice(.warning) {
                        p(t(ListMessages.balanceDiffers, ["n": t.number(abs(checked - page.remaining))]))
                    }
            }
        }
    }

    private func line(_ value: Figure, _ n: Int? = nil) -> HTML {
        .joined([.text(t(ListMessages.figure(value)) + " "), amount(value, n: n)])
    }

    var kinds: HTML {
        let figures: [Figure] = [.received, .answered, .closed, .lapsed]
        return dataTable(
            caption: t(ListMessages.byKind),
            columns: [t(ListMessages.columnKind), t(ListMessages.columnOpen), t(ListMessages.columnLate)]
                + figures.map { t(ListMessages.figure($0)) },
            rows: Kind.allCases.filter { page.reach.kinds.contains($0) }.map { kind in
                let count = page.open.count { $0.kind == kind }
                return [
                    .text(words.kind(kind)), open(count.n) { $0.kind = kind },
                    open(count.late) { ($0.kind, $0.owed) = (kind, .late) },
                ] + figures.map { amount($0, kind: kind) }
            })
    }

    var stages: HTML {
        dataTable(
            caption: t(ListMessages.byStage),
            columns: [t(CasesWebMessages.columnStage), t(ListMessages.columnOpen), t(ListMessages.columnLate)],
            rows: Stage.allCases.filter { !$0.isClosed }.map { stage in
                let count = page.open.count { $0.stage == stage }
                return [
                    words.stage(stage), open(count.n) { $0.stage = stage },
                    open(count.late) { ($0.stage, $0.owed) = (stage, .late) },
                ]
            })
    }

    var ratings: HTML {
        let scores = Figure.ratings.enumerated().map { ($0 + 1, $1, page.sums.of($1, page.reach.unit)) }
        let count = scores.reduce(0) { $0 + $1.2 }
        return section(t(ListMessages.ratingsTitle), id: "ratings") {
            if count < OverviewPage.fewest {
                p(t(ListMessages.ratingsFew))
            } else {
                let tenths = scores.reduce(0) { $0 + $1.0 * $1.2 } * 10 / count
                p(t(ListMessages.ratingsMean, ["mean": decimal(tenths)]))
                dataTable(
                    caption: t(ListMessages.ratingsCaption),
                    columns: [t(ListMessages.columnScore), t(ListMessages.columnCount)],
                    rows: scores.map { [.text("\($0.0)/5"), amount($0.1, n: $0.2)] })
            }
        }
    }

    var units: HTML {
        let figures: [Figure] = [.received, .answered, .lapsed]
        let query = FigureAddress(figure: .received, reach: page.reach, period: page.period).query(words.directory)
        var sorted = AddressQuery()
        for name in ["unit", "from", "until"] { sorted.add(name, query[name]) }
        if !page.sortsByLate { sorted.add("sort", "late") }
        return .joined([
            dataTable(
                caption: t(ListMessages.byUnit),
                columns: [
                    t(ListMessages.columnBody), t(ListMessages.columnOpen), t(ListMessages.columnLate),
                    t(ListMessages.columnLateShare),
                ] + figures.map { t(ListMessages.figure($0)) },
                rows: page.units.map { row in
                    [
                        name(row),
                        open(row.open.n, row.reach) { _ in }, open(row.open.late, row.reach) { $0.owed = .late },
                        .text(row.open.n == 0 ? "–" : share(row.open.late, of: row.open.n)),
                    ] + figures.map { amount($0, of: row.reach, n: row.sums.of($0, row.reach.unit)) }
                }),
            paragraph {
                link(
                    t(page.sortsByLate ? ListMessages.sortByName : ListMessages.sortByLate),
                    to: sorted.address(ListRoutes.overview.path()))
            },
        ])
    }

    private func name(_ row: OverviewPage.Row) -> HTML {
        guard row.reach.unit != page.reach.unit else { return .text(t(ListMessages.unitAlone)) }
        var query = AddressQuery()
        query.add("unit", words.directory.organization(row.reach.unit)?.code)
        query.add("from", "\(page.period.from)")
        query.add("until", "\(page.period.until)")
        return link(words.organization(row.reach.unit), to: query.address(ListRoutes.overview.path()))
    }

    var workload: HTML {
        guard !page.workload.isEmpty else { return .empty }
        return dataTable(
            caption: t(ListMessages.byPost),
            columns: [
                t(ListMessages.columnHolder), t(ListMessages.postLabel), t(ListMessages.columnOpen),
                t(ListMessages.columnLate),
            ],
            rows: page.workload.map { load in
                [
                    .text(
                        load.post.holders.isEmpty ? t(ListMessages.vacant) : load.post.holders.joined(separator: ", ")),
                    .text(t.pick(load.post.post.title)), post(load.open, load, nil), post(load.late, load, .late),
                ]
            })
    }

    private func post(_ n: Int, _ load: Workload, _ owed: MatterFilter.Owed?) -> HTML {
        let filter = MatterFilter.all.with { filter in
            (filter.unit, filter.isAlone) = (load.post.post.organization, true)
            (filter.post, filter.owed) = (load.post.post.id, owed)
        }
        return figure(n, to: filter.address(words.directory), t)
    }

    var fields: HTML {
        let byField = page.open.byField.map { (field: $0, n: $1.n) }
            .sorted { ($1.n, $0.field) < ($0.n, $1.field) }
        guard !byField.isEmpty else { return .empty }
        return dataTable(
            caption: t(ListMessages.byField),
            columns: [t(ListMessages.fieldLabel), t(ListMessages.columnOpen)],
            rows: byField.map { row in
                [
                    .text(words.field(row.field)),
                    row.n < OverviewPage.fewest && !page.isOwnBody
                        ? .text(t(ListMessages.fewerThan, ["n": t.number(OverviewPage.fewest)]))
                        : open(row.n) { $0.field = row.field },
                ]
            })
    }

    var chart: HTML {
        section(t(ListMessages.monthsTitle), id: "months") {
            monthChart(page.months.map { (label(of: $0.month), $0.received, $0.answered) }, t)
            dataTable(
                caption: t(ListMessages.monthsCaption),
                columns: [
                    t(ListMessages.columnMonth), t(ListMessages.figure(.received)), t(ListMessages.figure(.answered)),
                ],
                rows: page.months.map { row in
                    [
                        .text(label(of: row.month)), month(.received, row.month, row.received),
                        month(.answered, row.month, row.answered),
                    ]
                })
        }
    }

    private func label(of month: Period) -> String {
        let (year, number, _) = month.from.parts
        return "\(number < 10 ? "0" : "")\(number)/\(year)"
    }

    private func month(_ value: Figure, _ month: Period, _ n: Int) -> HTML {
        figure(n, to: FigureAddress(figure: value, reach: page.reach, period: month).address(words.directory), t)
    }

    private func share(_ part: Int, of whole: Int) -> String { "\((part * 200 + whole) / (whole * 2))%" }

    private func decimal(_ tenths: Int) -> String {
        "\(tenths / 10)\(t.locale == .vi ? "," : ".")\(tenths % 10)"
    }
}
