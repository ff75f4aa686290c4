import Cases
import Kernel
import Language
import Markup
import Registry
import Spreadsheets
import Web

/// What a figure opens to, as data.
struct FigurePage {
    let address: FigureAddress
    /// Bodies that were split and of which one part is here.
    let partly: [OrganizationID]
    let page: ListPage<FigureEntry>
    /// Ratings below five are not told apart.
    let isSuppressed: Bool
}

func figurePage(_ page: FigurePage, _ words: Wording) -> Page {
    let t = words.t
    let address = page.address
    let name = t(ListMessages.figure(address.figure))
    // Where every line is of the body in the heading, it is not said again on each.
    let showsBody = !page.partly.isEmpty || page.page.entries.contains { $0.organization != address.reach.unit }
    let isSum = address.figure.parts.count > 1
    var columns = [
        t(ListMessages.columnDay), t(ListMessages.columnKind), t(CasesWebMessages.columnTitle),
        t(CasesWebMessages.columnStage),
    ]
    if showsBody { columns.append(t(ListMessages.columnBody)) }
    if isSum { columns.append(t(TableMessages.countedAs)) }
    columns.append(t(CasesWebMessages.columnCode))
    let places = ["from": t.day(address.period.from), "until": t.day(address.period.until)]
    func more(_ key: String, _ entry: FigureEntry?) -> String? {
        guard let entry else { return nil }
        var query = address.query(words.directory)
        query.add(key, entry.position.query)
        return query.address(ListRoutes.figures.path())
    }
    return Page(title: name, area: ListRoutes.overview.path()) {
        h1("\(name): \(words.organization(address.reach.unit))")
        lead(
            t(ListMessages.periodLead, places)
                + (address.kinds.isEmpty ? "" : " \(words.kinds(address.kinds)).")
                + (address.reach.isAlone ? " \(t(ListMessages.unitAlone))." : ""))
        if !page.partly.isEmpty { partlyNotice(page.partly, words) }
        if page.isSuppressed {
            emptyState(t(ListMessages.ratingsTitle), t(ListMessages.ratingsFew))
        } else if page.page.entries.isEmpty {
            emptyState(t(ListMessages.emptyTitle), t(ListMessages.figureEmpty))
        } else {
            lineTable(
                caption: t(ListMessages.figureCaption),
                columns: columns,
                rows: page.page.entries.map { entry -> [HTML] in
                    var cells = row(entry, page.partly, words)
                    if isSum { cells.insert(.text(t(ListMessages.figure(entry.part))), at: 5) }
                    if !showsBody { cells.remove(at: 4) }
                    return cells
                })
        }
        pager(
            previous: page.page.hasPrevious ? more("before", page.page.entries.first) : nil,
            next: page.page.hasNext ? more("after", page.page.entries.last) : nil, t)
        if !page.isSuppressed, !page.page.entries.isEmpty {
            files(
                plain: address.query(words.directory).address(ListRoutes.figuresPlain.path()),
                workbook: address.query(words.directory).address(ListRoutes.figuresWorkbook.path()), t)
        }
        paragraph { link(t(ListMessages.backToOverview), to: overview(address, words.directory)) }
    }
}

/// The list behind a figure, as it leaves.
func figureSheet(
    _ address: FigureAddress, _ words: Wording,
    page: @escaping @Sendable (FigurePlace) async throws -> ListPage<FigureEntry>
) -> Sheet {
    let t = words.t
    let unit = words.directory.organization(address.reach.unit)?.code ?? ""
    return Sheet(
        "\(address.figure.rawValue)-\(unit)-\(address.period.from)-\(address.period.until)",
        title: "\(t(ListMessages.figure(address.figure))): \(words.organization(address.reach.unit))",
        columns: [
            Sheet.Column(t(ListMessages.columnDay)), Sheet.Column(t(TableMessages.countedAs), width: 22),
            Sheet.Column(t(ListMessages.columnKind)), Sheet.Column(t(CasesWebMessages.columnTitle), width: 50),
            Sheet.Column(t(CasesWebMessages.columnStage), width: 18),
            Sheet.Column(t(ListMessages.columnBody), width: 30),
            Sheet.Column(t(CasesWebMessages.columnCode), width: 18),
        ], cut: t(TableMessages.cut), from: FigurePlace.first
    ) { place in
        let page = try await page(place)
        let rows = page.entries.map { entry -> [SheetCell] in
            let body = entry.isWith.map { words.organization($0) } ?? ""
            let title =
                entry.isReadable
                ? words.title(entry.title, entry.kind) : t(ListMessages.isElsewhere, ["body": body])
            return [
                .day(entry.day), .text(t(ListMessages.figure(entry.part))), .text(words.kind(entry.kind)), .text(title),
                .text(entry.isReadable ? entry.stage.map { t(CasesWebMessages.stage($0)) } ?? "" : ""),
                .text(words.organization(entry.organization)), .text(entry.code?.description ?? ""),
            ]
        }
        return (rows, page.hasNext ? page.entries.last.map { .after($0.position) } : nil)
    }
}

private func overview(_ address: FigureAddress, _ directory: Directory) -> String {
    var query = AddressQuery()
    query.add("unit", directory.organization(address.reach.unit)?.code)
    query.add("from", "\(address.period.from)")
    query.add("until", "\(address.period.until)")
    return query.address(ListRoutes.overview.path())
}

private func row(_ entry: FigureEntry, _ partly: [OrganizationID], _ words: Wording) -> [HTML] {
    let t = words.t
    let counted = HTML.text(words.organization(entry.organization, partly: partly))
    guard entry.isReadable else {
        // It went to a body beyond the reach of who asks: it is counted, and that is all there is to see.
        let body = entry.isWith.map { words.organization($0) } ?? ""
        return [
            .text(t.day(entry.day)), .text(words.kind(entry.kind)), .text(t(ListMessages.isElsewhere, ["body": body])),
            .empty, counted, .empty,
        ]
    }
    return [
        .text(t.day(entry.day)), .text(words.kind(entry.kind)),
        link(
            words.title(entry.title, entry.kind),
            to: CasesRoutes.matter.path(entry.matter)),
        entry.stage.map { words.stage($0) } ?? .empty, counted,
        entry.code.map { code($0.description) } ?? .empty,
    ]
}
