import Cases
import Kernel
import Language
import Markup
import Registry
import Spreadsheets
import Web

/// Which tables and registers there are, for a unit and a period.
func tableIndexPage(_ choice: TableChoice, _ words: Wording) -> Page {
    let t = words.t
    return Page(title: t(TableMessages.indexTitle), area: TableRoutes.index.path()) {
        if !choice.faults.isEmpty { filterSummary(choice.faults, ofPeriod: true, t) }
        h1(t(TableMessages.indexTitle))
        lead(t(TableMessages.indexLead))
        tableChoice(choice, to: TableRoutes.index.path(), words)
        periodFacts(choice, words)
        section(t(TableMessages.tablesTitle), id: "tables") {
            paragraph {
                badge(t(TableMessages.unverifiedMark), .late)
                HTML.text(" " + t(TableMessages.unverified))
            }
            element("ul") {
                for table in ReportTable.all {
                    let name = "\(table.code.rawValue) – \(t(TableMessages.title(table.code)))"
                    element("li") {
                        if table.kinds.isDisjoint(with: choice.reach.kinds) {
                            HTML.text("\(name): \(t(TableMessages.kindsNone))")
                        } else {
                            link(name, to: choice.query(words.directory).address(TableRoutes.table.path(table.code)))
                        }
                    }
                }
            }
        }
        section(t(TableMessages.registersTitle), id: "registers") {
            element("ul") {
                element("li") {
                    link(
                        t(TableMessages.registerTitle),
                        to: choice.query(words.directory).address(TableRoutes.register.path()))
                    HTML.text(". \(t(TableMessages.registerLead))")
                }
                element("li") {
                    link(t(RegisterMessages.bookTitle), to: bookAddress(choice, RegisterRoutes.book.path(), words))
                    HTML.text(". \(t(TableMessages.bookLead))")
                }
                element("li") {
                    link(t(DocumentMessages.bookTitle), to: bookAddress(choice, DocumentRoutes.book.path(), words))
                    HTML.text(". \(t(TableMessages.outgoingLead))")
                }
            }
        }
        section(t(TableMessages.missingTitle), id: "missing") {
            element("ul") {
                for code in ReportTable.Missing.allCases {
                    element("li", "\(code.rawValue) – \(t(TableMessages.missing(code)))")
                }
            }
        }
    }
}

/// A book of the body, of the year in which the period ends.
private func bookAddress(_ choice: TableChoice, _ path: String, _ words: Wording) -> String {
    var query = AddressQuery()
    query.add("unit", words.directory.organization(choice.reach.unit)?.code)
    query.add("year", "\(min(choice.period.until, words.today).year)")
    return query.address(path)
}

/// The days of a period, whether it is over, and when its report is due.
private func periodFacts(_ choice: TableChoice, _ words: Wording) -> HTML {
    let t = words.t
    return .joined([
        p("\(words.organization(choice.reach.unit)), \(words.period(choice.period))."),
        choice.period.until >= words.today ? hint(t(TableMessages.isNotOver)) : .empty,
        ReportPeriod.of(choice.period)?.due.map { due in
            hint(t(TableMessages.due, ["commune": t.day(due.commune), "province": t.day(due.province)]))
        } ?? .empty,
    ])
}

/// The form that asks for unit and period, and below it the one for days of one's own.
func tableChoice(_ choice: TableChoice, to address: String, _ words: Wording) -> HTML {
    let t = words.t
    let unit = words.directory.organization(choice.reach.unit)?.code
    func error(_ name: String) -> String? { choice.faults.contains(name) ? t(ListMessages.valueUnknown) : nil }
    func value(_ days: Period) -> String { "\(days.from)_\(days.until)" }
    let periods = ReportPeriod.recent(on: words.today)
    let isKnown = periods.contains { $0.days == choice.period }
    return .joined([
        element("form", [("method", "get"), ("action", address), ("class", "filter wide")]) {
            if choice.units.count > 1 {
                selection(
                    "unit", label: t(TableMessages.unit),
                    options: choice.units.compactMap { id in
                        words.directory.organization(id).map { ($0.code, t.pick($0.name)) }
                    }, chosen: unit ?? "", error: error("unit"))
            } else {
                void("input", [("type", "hidden"), ("name", "unit"), ("value", unit)])
            }
            selection(
                "period", label: t(TableMessages.periodLabel),
                options: (isKnown ? [] : [(value(choice.period), words.period(choice.period))])
                    + periods.map { (value($0.days), words.period($0.days)) },
                chosen: value(choice.period), error: error("period"))
            submit(t(ListMessages.show), isSecondary: true)
        },
        details(
            t(TableMessages.ownPeriod), isOpen: !choice.faults.isDisjoint(with: ["from", "until"])
        ) {
            element("form", [("method", "get"), ("action", address), ("class", "filter")]) {
                void("input", [("type", "hidden"), ("name", "unit"), ("value", unit)])
                dayField("from", label: t(ListMessages.from), choice.period.from, error: error("from"))
                dayField("until", label: t(ListMessages.until), choice.period.until, error: error("until"))
                submit(t(ListMessages.show), isSecondary: true)
            }
        },
    ])
}

/// Where there is nothing for this person.
func noTablesPage(_ words: Wording) -> Page {
    Page(title: words.t(TableMessages.indexTitle), area: TableRoutes.index.path()) {
        h1(words.t(TableMessages.indexTitle))
        emptyState(words.t(ListMessages.emptyTitle), words.t(TableMessages.nothing))
    }
}

/// One table, on a screen and on paper.
func reportTablePage(_ page: ReportTablePage, _ words: Wording) -> Page {
    let t = words.t
    let choice = page.choice
    let grid = TableGrid(page, words)
    let said = TableWords(page: page, grid: grid, words: words)
    let path = TableRoutes.table.path(page.table.code)
    let query = choice.query(words.directory)
    return Page(title: said.title, area: TableRoutes.index.path()) {
        if !choice.faults.isEmpty { filterSummary(choice.faults, ofPeriod: true, t) }
        h1(said.title)
        lead("\(said.unit), \(said.period).")
        paragraph {
            badge(t(TableMessages.unverifiedMark), .late)
            HTML.text(" " + t(TableMessages.unverified))
        }
        if choice.period.until >= words.today { hint(t(TableMessages.isNotOver)) }
        tableChoice(choice, to: path, words)
        if page.kinds.isEmpty {
            emptyState(t(ListMessages.emptyTitle), t(TableMessages.kindsNone))
        } else {
            printedTable(grid, caption: said.title, words)
            for note in said.notes { hint(note) }
            files(
                plain: query.address(TableRoutes.plain.path(page.table.code)),
                workbook: query.address(TableRoutes.workbook.path(page.table.code)), t)
        }
        paragraph {
            element("a", [("class", "back"), ("href", query.address(TableRoutes.index.path()))], t(TableMessages.back))
        }
    }
}

/// The table as the form has it. It is wider than a screen may be: then it is moved under its first column.
private func printedTable(_ grid: TableGrid, caption: String, _ words: Wording) -> HTML {
    element("div", [("class", "report"), ("role", "region"), ("aria-label", caption), ("tabindex", "0")]) {
        element("table") {
            element("caption", [("class", "away")], caption)
            element("thead") {
                for (line, cells) in grid.head.enumerated() {
                    element("tr") {
                        for cell in cells {
                            element(
                                "th",
                                [
                                    ("scope", cell.columns > 1 ? "colgroup" : line == 2 ? nil : "col"),
                                    ("colspan", cell.columns > 1 ? "\(cell.columns)" : nil),
                                    ("rowspan", cell.lines > 1 ? "\(cell.lines)" : nil),
                                ], cell.text)
                        }
                    }
                }
            }
            element("tbody") {
                for row in grid.rows {
                    element("tr", [("class", row.isTotal ? "total" : nil)]) {
                        element("th", [("scope", "row")], row.name)
                        for cell in row.cells {
                            element("td") {
                                switch cell {
                                case .figure(let n, let address):
                                    figure(n, to: address.address(words.directory), words.t)
                                case .notRecorded: HTML.text(words.t(TableMessages.dash))
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}
