import Cases
import Import
import Kernel
import Language
import Markup
import Registry

/// A question with many answers, of which one is chosen.
func selection(
    _ name: String, label: String, options: [(value: String, label: String)], chosen: String, any: String? = nil,
    error: String? = nil
) -> HTML {
    element("div", [("class", error == nil ? "field" : "field wrong")]) {
        element("label", [("for", name)], label)
        if let error { element("p", [("class", "error"), ("id", "\(name)-error")], error) }
        element(
            "select",
            [("id", name), ("name", name), ("aria-describedby", error == nil ? nil : "\(name)-error")]
        ) {
            if let any { element("option", [("value", "")], any) }
            for option in options {
                element(
                    "option",
                    [("value", option.value), ("selected", option.value == chosen ? "selected" : nil)],
                    option.label)
            }
        }
    }
}

/// A day, typed or picked.
func dayField(_ name: String, label: String, _ day: Day?, error: String? = nil) -> HTML {
    element("div", [("class", error == nil ? "field" : "field wrong")]) {
        element("label", [("for", name)], label)
        if let error { element("p", [("class", "error"), ("id", "\(name)-error")], error) }
        void(
            "input",
            [
                ("type", "date"), ("id", name), ("name", name), ("value", day.map { "\($0)" }),
                ("aria-describedby", error == nil ? nil : "\(name)-error"),
            ])
    }
}

/// What it means that the past of a body that was split stands under each of its parts.
func partlyNotice(_ bodies: [OrganizationID], _ words: Wording) -> HTML {
    let names = bodies.map { words.organization($0) }.joined(separator: "; ")
    return notice(.info) { p(words.t(ListMessages.partly, ["bodies": names])) }
}

extension Wording {
    /// A body's name, marked where it was split and only a part of it went on here.
    func organization(_ id: OrganizationID, partly: [OrganizationID]) -> String {
        partly.contains(id) ? "\(organization(id)) (\(t(ListMessages.partlyMark)))" : organization(id)
    }
}

/// Says that values of a filter mean nothing, with a link to each.
func filterSummary(_ faults: Set<String>, ofPeriod: Bool = false, _ t: Translator) -> HTML {
    errorSummary(
        title: t(ListMessages.filterWrong),
        faults.sorted().map { name in
            (name, t(ListMessages.valueUnknownOf, ["field": t(ListMessages.filterLabel(name, ofPeriod: ofPeriod))]))
        })
}

/// A number that opens to the rows it counts.
func figure(_ number: Int, to address: String, _ t: Translator) -> HTML {
    element("a", [("href", address), ("data-number", String(number))], t.number(number))
}

/// What a list leaves as; not on paper.
func files(plain: String, workbook: String, _ t: Translator) -> HTML {
    element("p", [("class", "leaves")]) {
        link(t(TableMessages.workbook), to: workbook)
        HTML.text(" · ")
        link(t(TableMessages.plain), to: plain)
    }
}

/// The pages before and after, where there are any.
func pager(previous: String?, next: String?, _ t: Translator) -> HTML {
    guard previous != nil || next != nil else { return .empty }
    return element("p", [("class", "pages")]) {
        if let previous {
            element("a", [("href", previous), ("rel", "prev")], t(ListMessages.previousPage))
        }
        if let next { element("a", [("href", next), ("rel", "next")], t(ListMessages.nextPage)) }
    }
}

/// A table whose rows are counted: each is one line of a list.
func lineTable(caption: String, columns: [String], rows: [[HTML]]) -> HTML {
    element("table", [("class", "data"), ("role", "table")]) {
        element("caption", caption)
        element("thead", [("role", "rowgroup")]) {
            element("tr", [("role", "row")]) {
                for column in columns { element("th", [("scope", "col"), ("role", "columnheader")], column) }
            }
        }
        element("tbody", [("role", "rowgroup")]) {
            for row in rows {
                element("tr", [("role", "row"), ("data-line", "")]) {
                    for (column, cell) in zip(columns, row) {
                        element("td", [("role", "cell"), ("data-column", column)]) { cell }
                    }
                }
            }
        }
    }
}

extension Wording {
    /// The title of a matter; words for it where it has none.
    func title(_ title: String, _ kind: Kind) -> String {
        guard title.isEmpty else { return title }
        return t(kind == .denunciation ? MatterMessages.extractMissing : ListMessages.withoutLetters)
    }

    /// The fields among which an officer chooses today.
    var fieldOptions: [(String, String)] { fields.inForce(on: today).map { ($0.code, t.pick($0.name)) } }

    func field(_ code: String) -> String {
        code.isEmpty ? t(ListMessages.fieldNone) : field(Optional(code))
    }

    /// The last day of a line: how far off it is, and whether law or a promise gives it.
    func due(of entry: DeskEntry) -> HTML {
        if entry.stage.isClosed { return .text(t.day(entry.nextDue)) }
        guard !entry.nextDue.isNever else { return due(entry.nextDue) }
        let basis = entry.lawDue == entry.nextDue ? ListMessages.byLaw : ListMessages.byPromise
        let text = [left(until: entry.nextDue), t(basis)].compactMap(\.self).joined(separator: ", ")
        return .joined([due(entry.nextDue), .text(" "), element("span", [("class", "hint")], text)])
    }

    /// How many working days are left, or have gone by since; nil if none has, and beyond a hundred days.
    private func left(until day: Day) -> String? {
        guard day != today else { return t(ListMessages.dueToday) }
        let (from, to) = day < today ? (day, today) : (today, day)
        guard from.days(until: to) <= 100 else { return nil }
        var days = 0
        var at = from
        while at < to {
            at = at.adding(1)
            guard let counts = try? law.isWorkingDay(at) else { return nil }
            if counts { days += 1 }
        }
        guard days > 0 else { return nil }
        return t.count(day < today ? ListMessages.workingDaysOver : ListMessages.workingDaysLeft, days)
    }

    /// The title of a line as a link; a matter whose letters went to another one has none.
    func title(of entry: DeskEntry) -> HTML {
        let title = self.title(entry.title, entry.kind)
        return .joined([
            link(title, to: CasesRoutes.matter.path(entry.matter)),
            entry.oldCitation.map {
                element("span", [("class", "hint")], " " + t(OldRegisterMessages.from, ["number": $0]))
            } ?? .empty,
            entry.hasReply ? element("span", [("class", "hint")], " \(t(ListMessages.hasReply))") : .empty,
            entry.place == .lead
                ? .empty : element("span", [("class", "hint")], " \(t(ListMessages.place(entry.place)))"),
        ])
    }

    func stage(of entry: DeskEntry) -> HTML {
        .joined([
            stage(entry.stage),
            entry.post == nil ? .empty : element("span", [("class", "hint")], " \(t.pick(entry.postTitle))"),
        ])
    }
}
