import Cases
import Kernel
import Language
import Registry
import Spreadsheets

/// A table of the state for a unit and a period, as data.
struct ReportTablePage {
    struct Row {
        let reach: FigureReach
        let sums: FigureSums
        let isTotal: Bool
    }

    let table: ReportTable
    let choice: TableChoice
    /// The kinds of the table that the reader may see.
    let kinds: Set<Kind>
    /// The unit alone, each body right below it, and the sum of all; or the one unit.
    let rows: [Row]
    /// Bodies that were split and of which one part is here.
    let partly: [OrganizationID]
}

/// The unit and the days that tables are about.
struct TableChoice {
    let faults: Set<String>
    let reach: FigureReach
    let period: Period
    /// Units to choose from; none if they are too many to show.
    let units: [OrganizationID]

    func query(_ directory: Directory) -> AddressQuery {
        var query = AddressQuery()
        query.add("unit", directory.organization(reach.unit)?.code)
        query.add("from", "\(period.from)")
        query.add("until", "\(period.until)")
        return query
    }
}

/// A table as page, print and file are made from it: its head in two lines, and its cells.
struct TableGrid {
    enum Cell {
        case figure(Int, FigureAddress)
        case notRecorded
    }

    /// The first line: the name of rows, then each group over its columns. A group of one column stands over two lines.
    let head: [[PrintedForm.Head]]
    /// The columns in words that say all, without what stands above them.
    let columns: [String]
    let rows: [(name: String, cells: [Cell], isTotal: Bool)]
    let notRecorded: [String]

    init(_ page: ReportTablePage, _ words: Wording) {
        let t = words.t
        let (table, kinds) = (page.table, page.kinds)
        func shown(_ column: ReportTable.Column) -> Bool {
            // A column of one kind that the reader may not see is left out, not shown as nothing.
            if case .figure(_, let kind?) = column.content { kinds.contains(kind) } else { true }
        }
        let groups = table.groups.map { ($0.key, $0.columns.filter(shown)) }.filter { !$0.1.isEmpty }
        var first = [PrintedForm.Head(t(TableMessages.unit), lines: 2)]
        var second: [PrintedForm.Head] = []
        var columns = [t(TableMessages.unit)]
        for (key, members) in groups {
            let names = members.map { t(TableMessages.column($0.key)) }
            if members.count == 1 {
                first.append(PrintedForm.Head(names[0], lines: 2))
                columns.append(names[0])
            } else {
                let group = t(TableMessages.group(key))
                first.append(PrintedForm.Head(group, columns: members.count))
                second += names.map { PrintedForm.Head($0) }
                columns += names.map { "\(group): \($0)" }
            }
        }
        let all = groups.flatMap(\.1)
        head = [first, second, (0...all.count).map { PrintedForm.Head($0 == 0 ? "A" : "(\($0))") }]
        self.columns = columns
        notRecorded = all.filter { $0.content == .notRecorded }.map { t(TableMessages.column($0.key)) }
        rows = page.rows.map { row in
            let name =
                row.isTotal
                ? t(TableMessages.total)
                : row.reach.isAlone && page.rows.count > 1
                    ? t(TableMessages.alone, ["body": words.organization(row.reach.unit)])
                    : words.organization(row.reach.unit, partly: page.partly)
            let cells = all.map { column -> Cell in
                guard case .figure(let figure, let kind) = column.content else { return .notRecorded }
                let meant = kind.map { [$0] } ?? kinds.intersection(row.reach.kinds)
                return .figure(
                    row.sums.of(figure, row.reach.unit, kinds: meant),
                    FigureAddress(
                        figure: figure, reach: row.reach, period: page.choice.read(words.today),
                        kinds: Kind.allCases.filter(meant.contains)))
            }
            return (name, cells, row.isTotal)
        }
    }

    /// The cells of a file; figures open their lists under `site`, the address of this server.
    func cells(_ row: (name: String, cells: [Cell], isTotal: Bool), _ site: String, _ words: Wording) -> [SheetCell] {
        [.text(row.name)]
            + row.cells.map { cell in
                switch cell {
                case .figure(let n, let address): .opening(n, site + address.address(words.directory))
                case .notRecorded: .text(words.t(TableMessages.dash))
                }
            }
    }
}

/// What stands above and below a table, in every form of it.
struct TableWords {
    let page: ReportTablePage
    let grid: TableGrid
    let words: Wording
    private var t: Translator { words.t }

    var title: String { "\(page.table.code.rawValue) – \(t(TableMessages.title(page.table.code)))" }

    var unit: String { words.organization(page.choice.reach.unit) }

    var period: String { words.period(page.choice.period) }

    /// Short and long: that the columns were not compared with the annex.
    var unverified: String { "\(t(TableMessages.unverifiedMark)). \(t(TableMessages.unverified))" }

    var notes: [String] {
        var notes: [String] = []
        let hidden = page.table.kinds.subtracting(page.kinds)
        if !hidden.isEmpty {
            notes.append(t(TableMessages.kindsHidden, ["kinds": words.kinds(Kind.allCases.filter(hidden.contains))]))
        }
        if !grid.notRecorded.isEmpty {
            notes.append(t(TableMessages.notRecorded, ["columns": grid.notRecorded.joined(separator: "; ")]))
        }
        notes.append(t(TableMessages.balance))
        if page.rows.count > 1 { notes.append(t(TableMessages.totalMeans)) }
        if !page.partly.isEmpty {
            let names = page.partly.map { words.organization($0) }.joined(separator: "; ")
            notes.append(t(ListMessages.partly, ["bodies": names]))
        }
        notes.append(t(TableMessages.taken, ["day": t.day(words.today)]))
        return notes
    }

    /// The table as a file for a spreadsheet.
    func form(_ site: String) -> PrintedForm {
        PrintedForm(
            name, titles: [title, unit, period, unverified], head: grid.head,
            widths: [34] + Array(repeating: 11, count: grid.columns.count - 1),
            rows: grid.rows.map { grid.cells($0, site, words) }, hasTotal: page.rows.last?.isTotal == true,
            notes: notes)
    }

    /// The same as a plain list, its head in one line, with its marks in rows below.
    func sheet() -> Sheet {
        let rows = grid.rows.map { grid.cells($0, "", words) } + ([unverified] + notes).map { [SheetCell.text($0)] }
        return Sheet(
            name, title: title, columns: grid.columns.map { Sheet.Column($0) }, cut: "", from: 0
        ) { _ in (rows, nil) }
    }

    private var name: String {
        let code = words.directory.organization(page.choice.reach.unit)?.code ?? ""
        return "\(page.table.code.rawValue)-\(code)-\(page.choice.period.from)-\(page.choice.period.until)"
    }
}

extension Wording {
    func kinds(_ kinds: [Kind]) -> String { kinds.map { kind($0) }.joined(separator: ", ") }

    /// What a period is called, with its days.
    func period(_ period: Period) -> String {
        let days = t(TableMessages.days, ["from": t.day(period.from), "until": t.day(period.until)])
        return ReportPeriod.of(period).map { "\(name($0)) (\(days))" } ?? days
    }

    /// Quarter IV of 2026, and the like.
    func name(_ period: ReportPeriod) -> String {
        let year = "\(period.year)"
        return switch period.length {
        case .quarter(let n): t(TableMessages.quarter, ["n": ["I", "II", "III", "IV"][n - 1], "year": year])
        case .halfYear: t(TableMessages.halfYear, ["year": year])
        case .nineMonths: t(TableMessages.nineMonths, ["year": year])
        case .year: t(TableMessages.year, ["year": year])
        case .month(let n): t(TableMessages.month, ["n": "\(n)", "year": year])
        }
    }
}
