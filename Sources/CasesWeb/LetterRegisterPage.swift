import Cases
import Import
import Kernel
import Language
import Markup
import Registry
import Spreadsheets
import Web

/// The register in which a body follows letters, as data: one page of it.
struct LetterRegisterPage {
    let choice: TableChoice
    let lines: [LetterRegisterList.Line]
    let hasNext: Bool
    /// It does not begin with the first line.
    let isLater: Bool
    /// Bodies that went on in this one: their registers are kept under their own names.
    let merged: [OrganizationID]

    static let pageSize = 100
}

/// The columns of the register, and what stands in them: the same on a page and in a file.
struct LetterRegisterColumns {
    let unit: OrganizationID
    let words: Wording
    private var t: Translator { words.t }

    var columns: [Sheet.Column] {
        [
            (TableMessages.registerDay, 12), (TableMessages.registerBook, 10), (ListMessages.columnKind, 12),
            (TableMessages.registerContent, 44), (ListMessages.fieldLabel, 18), (TableMessages.registerPeople, 8),
            (TableMessages.registerSettledBy, 20), (TableMessages.registerCompetence, 16),
            (TableMessages.registerGuided, 24), (TableMessages.registerDocument, 12),
            (TableMessages.registerResult, 24), (TableMessages.registerSince, 12), (TableMessages.registerNote, 26),
        ].map { Sheet.Column(t($0), width: $1) }
    }

    /// Above this column stands what the letter says: on a page it leads to the file.
    static let content = 3

    func cells(_ line: LetterRegisterList.Line) -> [SheetCell] {
        let entry = line.entry
        let kind = words.kind(entry.kind)
        guard entry.isReadable else {
            let body = entry.isWith.map { words.organization($0) } ?? ""
            return [.day(entry.day), .empty, .text(kind), .text(t(ListMessages.isElsewhere, ["body": body]))]
                + Array(repeating: .empty, count: columns.count - 4)
        }
        let isProtected = entry.kind == .denunciation
        let letter = line.letter
        return [
            .day(entry.day), .text(letter?.number?.description ?? ""), .text(kind),
            isProtected ? .empty : .text(words.title(entry.title, entry.kind)),
            .text(letter?.classification.field.map { words.field($0) } ?? ""),
            isProtected ? .empty : letter.map { .number($0.classification.people) } ?? .empty,
            .text(letter?.settledBy ?? ""),
            .text(letter.map { t(MatterMessages.competence($0.classification.competence)) } ?? ""),
            .text(guided(line)), .text(line.document?.description ?? ""), .text(result(line)), .day(line.since),
            .text(note(line)),
        ]
    }

    private func guided(_ line: LetterRegisterList.Line) -> String {
        if let body = line.entry.isWith, body != unit {
            return t(TableMessages.registerWith, ["body": words.organization(body)])
        }
        guard let closure = line.closure, closure == .guided || closure == .passedOn else { return "" }
        return sentence(closure)
    }

    /// Texts of closures stand within sentences; here each is one.
    private func sentence(_ closure: Closure) -> String {
        let text = t(CasesWebMessages.closure(closure))
        return text.prefix(1).uppercased() + text.dropFirst()
    }

    private func result(_ line: LetterRegisterList.Line) -> String {
        if let outcome = line.outcome { return t(CasesWebMessages.outcome(outcome)) }
        if let closure = line.closure { return sentence(closure) }
        return line.entry.stage.map { t(CasesWebMessages.stage($0)) } ?? ""
    }

    private func note(_ line: LetterRegisterList.Line) -> String {
        let isProtected = line.entry.kind == .denunciation
        let notes: [String?] = [
            line.entry.part == .transferredIn
                ? t(TableMessages.registerCame) : line.letter.map { t(CasesWebMessages.source($0.source)) },
            line.letter?.oldCitation.map { t(OldRegisterMessages.from, ["number": $0]) },
            !isProtected && line.letter?.isAnonymous == true ? t(TableMessages.registerAnonymous) : nil,
            line.entry.code?.description,
        ]
        return notes.compactMap(\.self).joined(separator: "; ")
    }
}

func letterRegisterPage(_ page: LetterRegisterPage, _ words: Wording) -> Page {
    let t = words.t
    let choice = page.choice
    let query = choice.query(words.directory)
    let register = LetterRegisterColumns(unit: choice.reach.unit, words: words)
    return Page(title: t(TableMessages.registerTitle), area: TableRoutes.index.path()) {
        if !choice.faults.isEmpty { filterSummary(choice.faults, ofPeriod: true, t) }
        h1(t(TableMessages.registerTitle))
        lead("\(words.organization(choice.reach.unit)), \(words.period(choice.period)).")
        paragraph {
            badge(t(TableMessages.unverifiedMark), .late)
            HTML.text(" " + t(TableMessages.registerUnverified))
        }
        tableChoice(choice, to: TableRoutes.register.path(), words)
        if page.lines.isEmpty {
            emptyState(t(ListMessages.emptyTitle), t(TableMessages.registerEmpty))
        } else {
            lines(page, register, words)
            if page.isLater || page.hasNext {
                element("p", [("class", "pages")]) {
                    if page.isLater {
                        link(t(TableMessages.registerFirst), to: query.address(TableRoutes.register.path()))
                    }
                    if page.hasNext, let last = page.lines.last { next(after: last, query, t) }
                }
            }
            files(
                plain: query.address(TableRoutes.registerPlain.path()),
                workbook: query.address(TableRoutes.registerWorkbook.path()), t)
        }
        hint(t(TableMessages.registerNames))
        hint(t(TableMessages.registerJoined))
        let hidden = ReportTable.of(.letters).kinds.subtracting(choice.reach.kinds)
        if !hidden.isEmpty {
            hint(t(TableMessages.kindsHidden, ["kinds": words.kinds(Kind.allCases.filter(hidden.contains))]))
        }
        if !page.merged.isEmpty {
            let names = page.merged.map { words.organization($0) }.joined(separator: "; ")
            hint(t(TableMessages.registerMerged, ["bodies": names]))
        }
        paragraph {
            element("a", [("class", "back"), ("href", query.address(TableRoutes.index.path()))], t(TableMessages.back))
        }
    }
}

private func next(after line: LetterRegisterList.Line, _ query: AddressQuery, _ t: Translator) -> HTML {
    var query = query
    query.add("after", line.entry.position.query)
    return element(
        "a", [("href", query.address(TableRoutes.register.path())), ("rel", "next")], t(ListMessages.nextPage))
}

private func lines(_ page: LetterRegisterPage, _ register: LetterRegisterColumns, _ words: Wording) -> HTML {
    let t = words.t
    let caption = t(TableMessages.registerCaption)
    return element("div", [("class", "report"), ("role", "region"), ("aria-label", caption), ("tabindex", "0")]) {
        element("table", [("class", "register")]) {
            element("caption", [("class", "away")], caption)
            element("thead") {
                element("tr") {
                    for column in register.columns { element("th", [("scope", "col")], column.title) }
                }
            }
            element("tbody") {
                for line in page.lines {
                    element("tr", [("data-line", "")]) {
                        for (index, cell) in register.cells(line).enumerated() {
                            element("td") {
                                switch cell {
                                case .text(let text) where index == LetterRegisterColumns.content:
                                    line.entry.isReadable
                                        ? link(text, to: CasesRoutes.matter.path(line.entry.matter)) : .text(text)
                                case .text(let text): HTML.text(text)
                                case .number(let n), .opening(let n, _): HTML.text(t.number(n))
                                case .day(let day): HTML.text(day.isNever ? "" : t.day(day))
                                case .empty: HTML.empty
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}
