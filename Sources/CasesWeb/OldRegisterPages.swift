import Cases
import Import
import Kernel
import Language
import Markup
import Registry
import Sheets
import Web

/// The page that asks for the file, as data.
struct OldRegisterFilePage {
    /// For which the officer may bring a register along.
    let bodies: [Organization]
    let chosen: String
    /// A file that came before, and when.
    let held: OldRegisterUpload?
    let begun: Instant?
    /// What came before.
    let notice: MessageKey?
    let problem: Problem?
    let csrf: String
}

func oldRegisterFilePage(_ page: OldRegisterFilePage, _ words: Wording) -> Page {
    let t = words.t
    return Page(title: t(OldRegisterMessages.title), area: RegisterRoutes.ask.path()) {
        if let problem = page.problem { problem.summary(t) }
        if let text = page.notice { notice(.info) { p(t(text)) } }
        h1(t(OldRegisterMessages.title))
        lead(t(OldRegisterMessages.lead))
        if let held = page.held, let begun = page.begun {
            notice(.info) {
                let body = page.bodies.first { $0.code == held.body }.map { t.pick($0.name) } ?? held.body
                p(t(OldRegisterMessages.underway, ["time": t.time(begun), "body": body]))
                paragraph {
                    link(
                        t(OldRegisterMessages.goOn),
                        to: (held.columns == nil ? OldRegisterRoutes.columns : OldRegisterRoutes.preview).path())
                }
                discardForm(page.csrf, t)
            }
        }
        form(to: OldRegisterRoutes.upload.path(), hidden: [("csrf", page.csrf)], inParts: true) {
            if page.bodies.count > 1 {
                selection(
                    "unit", label: t(OldRegisterMessages.body), options: page.bodies.map { ($0.code, t.pick($0.name)) },
                    chosen: page.chosen)
            }
            fileField(
                "file", label: t(OldRegisterMessages.fileLabel),
                hint: t(
                    OldRegisterMessages.fileHint, ["size": t.number(WorkbookReader.mostBytes / 1_000_000)]),
                accept: ".xlsx,.csv,.txt", error: page.problem?.error("file", t))
            submit(t(OldRegisterMessages.readFile))
        }
        section(t(OldRegisterMessages.howTitle), id: "how") {
            p(t(OldRegisterMessages.howClosed))
            p(t(OldRegisterMessages.howOpen))
            p(t(OldRegisterMessages.howFonts))
            p(t(OldRegisterMessages.howDays))
            p(t(OldRegisterMessages.howTwice))
            p(t(OldRegisterMessages.howWrong))
            p(t(OldRegisterMessages.howKept))
        }
        paragraph { link(t(OldRegisterMessages.listTitle), to: OldRegisterRoutes.list.path()) }
    }
}

private func discardForm(_ csrf: String, _ t: Translator) -> HTML {
    form(to: OldRegisterRoutes.discard.path(), hidden: [("csrf", csrf)]) {
        submit(t(OldRegisterMessages.discard), isSecondary: true)
    }
}

/// The columns of a sheet, and what they are taken to say.
struct OldRegisterColumnsPage {
    let body: Organization
    let sheets: [CellBook.Sheet]
    let chosen: Int
    let sheet: RegisterSheet
    let columns: [Int: RegisterColumn]
    let year: Int?
    let kind: String
    let problem: Problem?
    let csrf: String
}

func oldRegisterColumnsPage(_ page: OldRegisterColumnsPage, _ words: Wording) -> Page {
    let t = words.t
    let choices =
        [("", t(OldRegisterMessages.leaveOut))]
        + RegisterColumn.allCases.map { ($0.rawValue, t(OldRegisterMessages.column($0))) }
    return Page(title: t(OldRegisterMessages.columnsTitle), area: RegisterRoutes.ask.path()) {
        if let problem = page.problem { problem.summary(t) }
        h1(t(OldRegisterMessages.columnsTitle))
        lead(
            t(
                OldRegisterMessages.columnsLead,
                ["body": t.pick(page.body.name), "n": t.number(page.sheet.lines.count)]))
        if page.sheets.count > 1 {
            element("form", [("method", "get"), ("action", OldRegisterRoutes.columns.path()), ("class", "filter")]) {
                selection(
                    "sheet", label: t(OldRegisterMessages.sheet),
                    options: page.sheets.enumerated().map { index, sheet in
                        (
                            "\(index)",
                            t(
                                OldRegisterMessages.sheetLines, ["name": sheet.name, "n": t.number(sheet.rows.count)])
                        )
                    }, chosen: "\(page.chosen)")
                submit(t(OldRegisterMessages.sheetShow), isSecondary: true)
            }
        }
        form(to: OldRegisterRoutes.choose.path(), hidden: [("csrf", page.csrf), ("sheet", "\(page.chosen)")]) {
            for column in page.sheet.columns {
                selection(
                    "c\(column.index)",
                    label: column.heading.isEmpty
                        ? t(OldRegisterMessages.columnNumber, ["n": t.number(column.index + 1)]) : column.heading,
                    hint: columnHint(column, t), options: choices, chosen: page.columns[column.index]?.rawValue ?? "")
            }
            field(
                TextField(
                    "year", label: t(OldRegisterMessages.year), hint: t(OldRegisterMessages.yearHint), shape: .digits,
                    value: page.year.map(String.init) ?? "", error: page.problem?.error("year", t)))
            selection(
                "kind", label: t(OldRegisterMessages.kind), hint: t(OldRegisterMessages.kindHint),
                options: [("", t(OldRegisterMessages.kindNone))] + Kind.allCases.map { ($0.rawValue, words.kind($0)) },
                chosen: page.kind)
            submit(t(OldRegisterMessages.look))
        }
        discardForm(page.csrf, t)
    }
}

private func columnHint(_ column: RegisterSheet.Column, _ t: Translator) -> String? {
    var hints: [String] = []
    if !column.examples.isEmpty {
        let examples = column.examples.map { $0.count > 60 ? $0.prefix(60) + "…" : $0 }
        hints.append(t(OldRegisterMessages.examples, ["examples": examples.joined(separator: " · ")]))
    }
    if let writing = column.writing {
        hints.append(t(OldRegisterMessages.inFont, ["font": writing == .tcvn3 ? "TCVN3 (.VnTime)" : "VNI"]))
    }
    return hints.isEmpty ? nil : hints.joined(separator: " ")
}

/// What would become of each line, and what became of those that are done.
struct OldRegisterPreviewPage {
    let body: Organization
    let sheet: RegisterSheet
    let settings: RegisterSettings
    let reports: [RegisterReport]
    /// So many were brought along out of this file.
    let brought: Int
    let csrf: String

    static let mostShown = 30
    static let mostRefused = 200
}

func oldRegisterPreviewPage(_ page: OldRegisterPreviewPage, _ words: Wording) -> Page {
    let t = words.t
    let figures = RegisterFigures(page.reports)
    let isDone = page.brought > 0 && figures.taken == 0
    let title = t(isDone ? OldRegisterMessages.doneTitle : OldRegisterMessages.previewTitle)
    let year = page.settings.year ?? page.reports.compactMap { $0.row?.old.year }.max()
    var query = AddressQuery()
    query.add("unit", page.body.code)
    query.add("year", year.map { "\($0)" })
    return Page(title: title, area: RegisterRoutes.ask.path()) {
        h1(title)
        if page.brought > 0 {
            notice(isDone ? .success : .info) {
                p(t.count(OldRegisterMessages.brought, page.brought))
                if !isDone { p(t.count(OldRegisterMessages.partly, figures.taken)) }
                paragraph {
                    link(t(OldRegisterMessages.listTitle), to: query.address(OldRegisterRoutes.list.path()))
                }
            }
        }
        if !isDone { lead(t(OldRegisterMessages.previewLead, ["body": t.pick(page.body.name)])) }
        element("ul") {
            for line in figures.texts(page.sheet.passed, t) { element("li", line) }
        }
        let turned = page.sheet.turnedDays(page.settings.columns)
        if !turned.isEmpty, !isDone {
            notice(.warning) { p(t(OldRegisterMessages.turnedDays, ["columns": turned.joined(separator: ", ")])) }
        }
        if figures.taken > 0 {
            if figures.late > 0 {
                notice(.warning) { p(t.count(OldRegisterMessages.lateWarning, figures.late)) }
            }
            form(to: OldRegisterRoutes.perform.path(), hidden: [("csrf", page.csrf)]) {
                submit(t.count(OldRegisterMessages.perform, figures.taken))
                hint(t(OldRegisterMessages.performHint))
            }
        } else if page.brought == 0 {
            p(t(OldRegisterMessages.nothingLeft))
        }
        refusedSection(page, t)
        if !isDone { linesSection(page, words) }
        paragraph { link(t(OldRegisterMessages.otherColumns), to: OldRegisterRoutes.columns.path()) }
        discardForm(page.csrf, t)
    }
}

private func refusedSection(_ page: OldRegisterPreviewPage, _ t: Translator) -> HTML {
    let refused = page.reports.filter { $0.fault != nil }
    guard !refused.isEmpty else { return .empty }
    return section(t.count(OldRegisterMessages.refusedTitle, refused.count), id: "refused") {
        files(
            plain: OldRegisterRoutes.refusedPlain.path(), workbook: OldRegisterRoutes.refusedWorkbook.path(), t)
        lineTable(
            caption: t(OldRegisterMessages.refusedCaption),
            columns: [
                t(OldRegisterMessages.line), t(OldRegisterMessages.column(.number)), t(OldRegisterMessages.reason),
            ],
            rows: refused.prefix(OldRegisterPreviewPage.mostRefused).map { report in
                [.text(t.number(report.line)), .text(report.number), .text(report.fault?.text(t) ?? "")]
            })
        if refused.count > OldRegisterPreviewPage.mostRefused {
            hint(t.count(OldRegisterMessages.notShown, refused.count - OldRegisterPreviewPage.mostRefused))
        }
    }
}

/// The first lines as they will be read, so that whoever knows the register sees whether that is right.
private func linesSection(_ page: OldRegisterPreviewPage, _ words: Wording) -> HTML {
    let t = words.t
    let read = page.reports.filter { $0.row != nil }
    guard !read.isEmpty else { return .empty }
    return section(t(OldRegisterMessages.linesTitle), id: "lines") {
        lineTable(
            caption: t(OldRegisterMessages.linesCaption),
            columns: [
                t(OldRegisterMessages.column(.number)), t(OldRegisterMessages.column(.arrived)),
                t(OldRegisterMessages.column(.sender)), t(OldRegisterMessages.column(.content)),
                t(OldRegisterMessages.column(.kind)), t(OldRegisterMessages.place),
                t(OldRegisterMessages.column(.settled)), t(OldRegisterMessages.what),
            ],
            rows: read.prefix(OldRegisterPreviewPage.mostShown).compactMap { report in
                report.row.map { cells($0, report.finding, words) }
            })
        if read.count > OldRegisterPreviewPage.mostShown {
            hint(t.count(OldRegisterMessages.notShown, read.count - OldRegisterPreviewPage.mostShown))
        }
    }
}

private func cells(_ row: RegisterRow, _ finding: RegisterReport.Finding, _ words: Wording) -> [HTML] {
    let t = words.t
    let isProtected = row.draft.kind == .denunciation
    let sender = row.draft.original.sender
    let hidden = element("span", [("class", "hint")], t(OldRegisterMessages.protected))
    return [
        .text(row.old.citation), .text(t.day(row.arrived)),
        isProtected ? hidden : .text(sender.isAnonymous ? t(OldRegisterMessages.nameless) : sender.name),
        isProtected ? hidden : .text(row.draft.original.title), .text(words.kind(row.draft.kind)),
        isProtected
            ? .empty : .text(row.place ?? (row.isUnplaced ? t(OldRegisterMessages.noPlace) : "")),
        .text(row.old.settled.map { t.day($0) } ?? ""), .text(what(finding, t)),
    ]
}

private func what(_ finding: RegisterReport.Finding, _ t: Translator) -> String {
    switch finding {
    case .closes: t(OldRegisterMessages.willClose)
    case .opens(let isLate): t(isLate ? OldRegisterMessages.willBeLate : OldRegisterMessages.willOpen)
    case .there: t(OldRegisterMessages.isThere)
    case .repeated(let line): t(OldRegisterMessages.isRepeated, ["line": t.number(line)])
    case .refused(let fault): fault.text(t)
    }
}
