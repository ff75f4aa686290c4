import Cases
import Kernel
import Language
import Markup
import Registry
import Web

/// Which bulk act a form names. `rawValue` stands in forms.
enum BulkChoice: String, CaseIterable {
    case take, assign, classify, offer, note
}

/// What a form of the bulk pages carries from page to page.
struct BulkForm {
    var keys: [MatterKey]
    var choice: BulkChoice?
    var post = ""
    var field = ""
    var body = ""
    var text = ""
    /// The filter of the list they come from, as its address says it.
    var filter = ""
    let csrf: String

    /// The list they come from.
    var list: String { AddressQuery(filter).address(ListRoutes.matters.path()) }

    /// The fields as hidden ones.
    func hidden(_ more: [(name: String, value: String)] = []) -> [(name: String, value: String)] {
        [
            ("csrf", csrf), ("keys", keys.map { "\($0)" }.joined(separator: " ")), ("act", choice?.rawValue ?? ""),
            ("post", post), ("field", field), ("body", body), ("text", text), ("filter", filter),
        ] + more
    }

    /// `1-8124 1-8125`; the first five hundred, each once.
    static func keys(_ text: String) -> [MatterKey] {
        var seen: Set<MatterKey> = []
        return Array(
            text.split(separator: " ").compactMap { MatterKey($0) }.filter { seen.insert($0).inserted }
                .prefix(BulkAct.most))
    }
}

/// What shall be done to the chosen matters.
struct BulkChoicePage {
    let form: BulkForm
    let posts: [HeldPost]
    let bodies: [OrganizationID]
    let problem: Problem?
}

func bulkChoicePage(_ page: BulkChoicePage, _ words: Wording) -> Page {
    let t = words.t
    let hidden = [
        ("csrf", page.form.csrf), ("keys", page.form.keys.map { "\($0)" }.joined(separator: " ")),
        ("filter", page.form.filter),
    ]
    return Page(title: t(ListMessages.bulkTitle), area: ListRoutes.matters.path()) {
        if let problem = page.problem { problem.summary(t) }
        h1(t(ListMessages.bulkTitle))
        if page.form.keys.isEmpty {
            emptyState(t(ListMessages.bulkNothingTitle), t(ListMessages.bulkNothing))
        } else {
            lead(t.count(ListMessages.bulkChosen, page.form.keys.count))
            form(to: ListRoutes.bulkPreview.path(), hidden: hidden.map { (name: $0.0, value: $0.1) }) {
                choice(
                    "act", label: t(ListMessages.bulkWhat),
                    options: BulkChoice.allCases
                        .filter { $0 != .assign || !page.posts.isEmpty }
                        .map { ($0.rawValue, t(ListMessages.bulkAct($0))) },
                    chosen: (page.form.choice ?? .take).rawValue, error: page.problem?.error("act", t))
                if !page.posts.isEmpty {
                    selection(
                        "post", label: t(ListMessages.bulkPost),
                        options: page.posts.map { ("\($0.post.id)", words.holder($0)) }, chosen: page.form.post,
                        any: t(ListMessages.choose), error: page.problem?.error("post", t))
                }
                selection(
                    "field", label: t(ListMessages.bulkField),
                    options: words.fieldOptions, chosen: page.form.field,
                    any: t(ListMessages.choose), error: page.problem?.error("field", t))
                selection(
                    "body", label: t(ListMessages.bulkBody),
                    options: page.bodies.map { (words.directory.organization($0)?.code ?? "", words.organization($0)) },
                    chosen: page.form.body, any: t(ListMessages.choose), error: page.problem?.error("body", t))
                field(
                    TextField(
                        "text", label: t(ListMessages.bulkText), hint: t(ListMessages.bulkTextHint), shape: .lines(3),
                        value: page.form.text, error: page.problem?.error("text", t)))
                submit(t(ListMessages.bulkPreview))
            }
        }
        paragraph { link(t(ListMessages.backToList), to: page.form.list) }
    }
}

/// What will be done, what will not, and why.
struct BulkPreviewPage {
    let form: BulkForm
    let posts: [HeldPost]
    let lines: [BulkLine]
    let token: String
    /// What each matter would go back to: as it was before, however often the form is sent.
    let undo: String
}

func bulkPreviewPage(_ page: BulkPreviewPage, _ words: Wording) -> Page {
    let t = words.t
    let able = page.lines.filter { $0.refusal == nil }
    return Page(title: t(ListMessages.bulkPreview), area: ListRoutes.matters.path()) {
        h1(page.form.choice.map { t(ListMessages.bulkAct($0)) } ?? t(ListMessages.bulkTitle))
        lead(
            counted(
                ListMessages.bulkWill, all: ListMessages.bulkWillAll, done: able.count,
                refused: page.lines.count - able.count, t))
        chosen(page.form, page.posts, words)
        if able.isEmpty {
            notice(.info) { p(t(ListMessages.bulkWillNone)) }
            buttonLink(t(ListMessages.backToList), to: page.form.list)
        } else {
            if page.form.choice == .note { notice(.info) { p(t(ListMessages.bulkNoteStays)) } }
            form(
                to: ListRoutes.bulkPerform.path(),
                hidden: page.form.hidden([("token", page.token), ("undo", page.undo)])
            ) {
                submit(t.count(ListMessages.bulkConfirm, able.count))
            }
        }
        bulkTable(page.lines.map { ($0, $0.refusal) }, done: t(ListMessages.bulkWillDo), words)
        paragraph { link(t(ListMessages.backToList), to: page.form.list) }
    }
}

/// What was done, and what was refused.
struct BulkResultPage {
    let form: BulkForm
    let lines: [(line: BulkLine, refusal: Problem?)]
    let token: String
    /// What undoing needs to know of each matter done; empty if there is no way back.
    let undo: String
    let isUndone: Bool
}

func bulkResultPage(_ page: BulkResultPage, _ words: Wording) -> Page {
    let t = words.t
    let done = page.lines.filter { $0.refusal == nil }.count
    return Page(title: t(ListMessages.bulkResult), area: ListRoutes.matters.path()) {
        notice(done == page.lines.count ? .success : .warning) {
            p(
                counted(
                    page.isUndone ? ListMessages.bulkUndone : ListMessages.bulkDone,
                    all: page.isUndone ? ListMessages.bulkUndoneAll : ListMessages.bulkDoneAll, done: done,
                    refused: page.lines.count - done, t))
        }
        h1(t(ListMessages.bulkResult) + (page.form.choice.map { ": " + t(ListMessages.bulkAct($0)) } ?? ""))
        if !page.undo.isEmpty {
            form(
                to: ListRoutes.bulkUndo.path(),
                hidden: [
                    ("csrf", page.form.csrf), ("act", page.form.choice?.rawValue ?? ""), ("undo", page.undo),
                    ("token", page.token), ("filter", page.form.filter),
                ]
            ) { submit(t(ListMessages.bulkUndo), isSecondary: true) }
        }
        bulkTable(
            page.lines.map { ($0.line, $0.refusal) },
            done: t(page.isUndone ? ListMessages.bulkDidUndo : ListMessages.bulkDidDo), words)
        paragraph { link(t(ListMessages.backToList), to: page.form.list) }
    }
}

/// How many it is done to, and, where there are any, to how many not.
private func counted(
    _ some: MessageKey, all: MessageKey, done: Int, refused: Int, _ t: Translator
) -> String {
    refused == 0 ? t.count(all, done) : t(some, ["done": t.number(done), "refused": t.number(refused)])
}

/// What was chosen and typed for the act.
private func chosen(_ form: BulkForm, _ posts: [HeldPost], _ words: Wording) -> HTML {
    let t = words.t
    var rows: [(name: String, value: String)] = []
    switch form.choice {
    case .assign:
        rows = posts.filter { "\($0.post.id)" == form.post }.map {
            (name: t(ListMessages.bulkPost), value: words.holder($0))
        }
    case .classify: rows = [(name: t(ListMessages.bulkField), value: words.field(form.field))]
    case .offer:
        let body = words.directory.organization(code: form.body)
        rows = [
            (name: t(ListMessages.bulkBody), value: body.map { words.organization($0.id) } ?? ""),
            (name: t(MatterMessages.text(.offer)), value: form.text),
        ]
    case .note: rows = [(name: t(MatterMessages.text(.note)), value: form.text)]
    case .take, nil: return .empty
    }
    return facts {
        for row in rows { fact(row.name, row.value) }
    }
}

private func bulkTable(_ lines: [(BulkLine, Problem?)], done: String, _ words: Wording) -> HTML {
    let t = words.t
    return dataTable(
        caption: t(ListMessages.bulkCaption),
        columns: [t(CasesWebMessages.columnTitle), t(ListMessages.columnOutcome), t(ListMessages.columnWhy)],
        rows: lines.map { line, refusal in
            [
                line.title.isEmpty
                    ? .text(t(ListMessages.bulkUntitled))
                    : link(line.title, to: CasesRoutes.matter.path(line.matter)),
                badge(refusal == nil ? done : t(ListMessages.bulkNotDone), refusal == nil ? .answered : .late),
                refusal.map { .text(t($0.message, $0.places)) } ?? .empty,
            ]
        })
}
