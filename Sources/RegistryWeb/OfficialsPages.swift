import Kernel
import Language
import Markup
import Registry
import Web

/// Asks for a list, and says what stands in it.
func officialsPage(_ problem: Problem?, _ words: AdminWording) -> Page {
    let t = words.t
    return Page(title: t(OfficialsPageMessages.title), area: AdminRoutes.admin.path()) {
        if let problem { problem.summary(t) }
        h1(t(OfficialsPageMessages.title))
        lead(t(OfficialsPageMessages.lead))
        form(to: AdminRoutes.previewOfficials.path(), hidden: [("csrf", words.csrf)], inParts: true) {
            fileField(
                "file", label: t(OfficialsPageMessages.fileLabel),
                hint: t(
                    OfficialsPageMessages.fileHint,
                    [
                        "size": t.number(OfficialsFile.Limit.page.bytes / 1000),
                        "lines": t.number(OfficialsFile.Limit.page.lines),
                    ]), accept: ".csv,.txt,text/csv", error: problem?.error("file", t))
            submit(t(OfficialsPageMessages.preview))
        }
        section(t(OfficialsPageMessages.columnsTitle), id: "columns") {
            paragraph { link(t(OfficialsPageMessages.templateLink), to: AdminRoutes.officialsTemplate.path()) }
            hint(t(OfficialsPageMessages.templateHint))
            facts {
                for column in OfficialsColumn.allCases {
                    fact(t(OfficialsMessages.column(column)), t(OfficialsPageMessages.columnHint(column)))
                }
            }
        }
    }
}

/// A list with what becomes of its lines.
struct OfficialsRun {
    let file: OfficialsFile
    let reports: [LineReport]
    /// So many accounts one press of the button opens at most.
    let most: Int
}

extension OfficialsRun {
    /// A page shows no more lines of a table than these.
    static let mostShown = 500

    func lines(_ isMeant: (LineReport) -> Bool) -> [LineReport] { reports.filter(isMeant) }

    var refused: [LineReport] { lines { $0.refusal != nil } }

    /// Those that something is done for.
    var done: [LineReport] {
        lines { report in
            switch report.finding {
            case .opens, .appoints: true
            case .already, .refused: report.password != nil
            }
        }
    }

    /// What is to come and what was done are counted alike.
    func counts(_ t: Translator) -> HTML {
        element("ul") { for line in reports.counts(t) { element("li", line) } }
    }

    /// Carries the list on, in parts: percent signs would make it three times as long.
    func carried(_ words: AdminWording) -> [(name: String, value: String)] {
        [("csrf", words.csrf), ("text", file.text)]
    }
}

/// What would be done, and a button that does it.
func officialsPreview(_ run: OfficialsRun, _ words: AdminWording) -> Page {
    let t = words.t
    let unused = run.reports.count { $0.isUnused }
    let opened = run.lines { if case .opens = $0.finding { true } else { false } }.count
    return Page(title: t(OfficialsPageMessages.previewTitle), area: AdminRoutes.admin.path()) {
        h1(t(OfficialsPageMessages.previewTitle))
        notice(.info) {
            p(t(OfficialsPageMessages.previewLead))
            run.counts(t)
            if !run.file.unread.isEmpty {
                p(t(OfficialsPageMessages.unread, ["columns": run.file.unread.joined(separator: ", ")]))
            }
        }
        if run.done.isEmpty && unused == 0 {
            p(t(OfficialsPageMessages.nothingLeft))
            if !run.refused.isEmpty {
                form(to: AdminRoutes.refusedOfficials.path(), hidden: run.carried(words), inParts: true) {
                    submit(t(OfficialsPageMessages.download), isSecondary: true)
                }
            }
        } else {
            let renewsOnly = run.done.isEmpty
            form(
                to: AdminRoutes.performOfficials.path(),
                hidden: run.carried(words) + (renewsOnly ? [("renew", "yes")] : []), inParts: true
            ) {
                if renewsOnly {
                    p(t.count(OfficialsPageMessages.renew, unused) + ".")
                } else if unused > 0 {
                    confirmation("renew", label: t.count(OfficialsPageMessages.renew, unused))
                }
                if opened + unused > run.most {
                    hint(t(OfficialsPageMessages.mostAtOnce, ["n": t.number(run.most)]))
                }
                submit(
                    renewsOnly
                        ? t(OfficialsPageMessages.renewButton)
                        : t.count(OfficialsPageMessages.perform, run.done.count), isSecondary: renewsOnly)
                if !run.refused.isEmpty {
                    submit(
                        t(OfficialsPageMessages.download), isSecondary: true,
                        to: AdminRoutes.refusedOfficials.path())
                }
            }
        }
        refusedTable(run, words)
        doneTable(run.lines { $0.refusal == nil }, t(OfficialsPageMessages.planTitle), words)
        paragraph { link(t(OfficialsPageMessages.again), to: AdminRoutes.officials.path()) }
    }
}

/// What was done, with the slips of those who got a password; `rest` is the line to go on behind.
func officialsDone(
    _ run: OfficialsRun, slips: [FirstSignInSlip], rest: Int?, renews: Bool, _ problem: Problem?,
    _ words: AdminWording
) -> Page {
    let t = words.t
    return Page(title: t(OfficialsPageMessages.doneTitle), area: AdminRoutes.admin.path()) {
        if let problem { problem.summary(t) }
        h1(t(OfficialsPageMessages.doneTitle))
        notice(.success) {
            p(t.count(OfficialsPageMessages.doneLines, run.reports.count))
            run.counts(t)
        }
        if !slips.isEmpty {
            section(t.count(OfficialsPageMessages.slipsTitle, slips.count), id: "slips") {
                notice(.warning) { p(t(OfficialsPageMessages.printHint)) }
                passes { for slip in slips { firstSignInPass(slip, t) } }
            }
        }
        if let rest {
            form(
                to: AdminRoutes.performOfficials.path(),
                hidden: run.carried(words) + [("after", String(rest)), ("renew", renews ? "yes" : "")], inParts: true
            ) {
                hint(t(OfficialsPageMessages.goOnHint))
                submit(t(OfficialsPageMessages.goOn, ["line": t.number(rest + 1)]))
            }
        }
        refusedTable(run, words)
        if !run.refused.isEmpty {
            form(to: AdminRoutes.refusedOfficials.path(), hidden: run.carried(words), inParts: true) {
                submit(t(OfficialsPageMessages.download), isSecondary: true)
            }
        }
        doneTable(run.done, t(OfficialsPageMessages.columnWhat), words)
        paragraph { link(t(OfficialsPageMessages.again), to: AdminRoutes.officials.path()) }
    }
}

private func refusedTable(_ run: OfficialsRun, _ words: AdminWording) -> HTML {
    let t = words.t
    let refused = run.refused
    guard !refused.isEmpty else { return .empty }
    return section(t.count(OfficialsPageMessages.refusedTitle, refused.count), id: "refused") {
        dataTable(
            caption: t(OfficialsPageMessages.captionRefused),
            columns: [
                t(OfficialsPageMessages.columnLine), t(AdminMessages.columnName),
                t(OfficialsPageMessages.columnColumn), t(OfficialsPageMessages.columnReason),
            ],
            rows: refused.prefix(OfficialsRun.mostShown).map { report in
                let refusal = report.refusal
                return [
                    .text(t.number(report.line.number)), .text(report.line[.name]),
                    .text(refusal?.column.map { t(OfficialsMessages.column($0)) } ?? ""),
                    .text(refusal.map { t($0.message, $0.places) } ?? ""),
                ]
            })
        more(refused.count, t)
    }
}

private func doneTable(_ reports: [LineReport], _ heading: String, _ words: AdminWording) -> HTML {
    let t = words.t
    guard !reports.isEmpty else { return .empty }
    return section(heading, id: "lines") {
        dataTable(
            caption: t(OfficialsPageMessages.captionLines),
            columns: [
                t(OfficialsPageMessages.columnLine), t(AdminMessages.columnName), t(AdminMessages.columnPost),
                t(AdminMessages.columnLogin), t(OfficialsPageMessages.columnWhat),
            ],
            rows: reports.prefix(OfficialsRun.mostShown).map { report in
                [
                    .text(t.number(report.line.number)), .text(report.account?.name ?? report.line[.name]),
                    .text(words.post(of: report)), .text(report.login), .text(words.what(report)),
                ]
            })
        more(reports.count, t)
    }
}

private func more(_ count: Int, _ t: Translator) -> HTML {
    count > OfficialsRun.mostShown
        ? hint(t.count(OfficialsPageMessages.notShown, count - OfficialsRun.mostShown)) : .empty
}

extension AdminWording {
    fileprivate func post(of report: LineReport) -> String {
        t(
            AdminMessages.postOf,
            ["post": t.pick(report.title), "body": report.body.map { t.pick($0.name) } ?? ""])
    }

    /// What becomes of a line, in a few words.
    fileprivate func what(_ report: LineReport) -> String {
        var parts = [t(OfficialsPageMessages.finding(report.finding))]
        if case .already = report.finding, report.password != nil { parts = [t(OfficialsPageMessages.renewed)] }
        if report.isNewPost { parts.append(t(OfficialsPageMessages.newPost)) }
        if let from = report.from, case .opens = report.finding { parts.append(since(from)) }
        if let from = report.from, case .appoints = report.finding { parts.append(since(from)) }
        if let namesake = report.namesake { parts.append(t(OfficialsPageMessages.namesake, ["login": namesake])) }
        return parts.joined(separator: "; ")
    }

    private func since(_ from: Day) -> String { t(AdminMessages.since, ["from": t.day(from)]) }
}
