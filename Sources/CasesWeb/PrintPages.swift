import Cases
import Kernel
import Language
import Markup
import Notices
import Registry
import Web

/// What is to be posted and what is on its way, as data.
struct PrintPage {
    let waiting: [NoticeLine]
    let posted: [NoticeLine]
    /// What was chosen, by the names of the boxes.
    var chosen: Set<NoticeKey> = []
    var day: Day
    var problem: Problem?
    /// How many were recorded, and how many were refused.
    var done: (outcome: NoticeOutcome, n: Int, refused: Int)?
    let csrf: String

    /// Letters printed or recorded at once.
    static let most = 50
}

func printPage(_ page: PrintPage, _ words: Wording) -> Page {
    let t = words.t
    return Page(title: t(NoticeMessages.postTitle), area: CasesRoutes.desk.path()) {
        if let problem = page.problem { problem.summary(t) }
        if let done = page.done {
            notice(done.refused == 0 ? .success : .warning) {
                let what = t(NoticeMessages.outcome(done.outcome))
                if done.n > 0 { p(t.count(NoticeMessages.marked, done.n, ["what": what])) }
                if done.refused > 0 { p(t.count(NoticeMessages.notMarked, done.refused)) }
            }
        }
        h1(t(NoticeMessages.postTitle))
        section(t(NoticeMessages.which(.print)), id: "print") {
            if page.waiting.isEmpty {
                emptyState(t(NoticeMessages.empty(.print)), t(NoticeMessages.title))
            } else {
                lead(t(NoticeMessages.lead(.print)))
                form(to: NoticeRoutes.mark.path(), hidden: [("csrf", page.csrf)]) {
                    letters(page.waiting, "w", page, words)
                    more(page.waiting, t)
                    hint(t(NoticeMessages.printHint))
                    submit(t(NoticeMessages.printButton), to: NoticeRoutes.print.path())
                    day("day", t(NoticeMessages.columnPosted), page, t)
                    submit(
                        t(NoticeMessages.markPosted), isSecondary: true, name: "outcome",
                        value: NoticeOutcome.posted.rawValue)
                }
            }
        }
        section(t(NoticeMessages.which(.posted)), id: "posted") {
            if page.posted.isEmpty {
                emptyState(t(NoticeMessages.empty(.posted)), t(NoticeMessages.title))
            } else {
                lead(t(NoticeMessages.lead(.posted)))
                form(to: NoticeRoutes.mark.path(), hidden: [("csrf", page.csrf)]) {
                    letters(page.posted, "p", page, words)
                    more(page.posted, t)
                    // The first field of a page is the one that what is wrong with a day leads to.
                    day(page.waiting.isEmpty ? "day" : "on", t(NoticeMessages.day), page, t)
                    submit(
                        t(NoticeMessages.markDelivered), name: "outcome", value: NoticeOutcome.delivered.rawValue)
                    submit(
                        t(NoticeMessages.markReturned), isSecondary: true, name: "outcome",
                        value: NoticeOutcome.returned.rawValue)
                }
            }
        }
        noticeLinks(except: .print, t)
    }
}

/// Says that more wait than are shown.
private func more(_ lines: [NoticeLine], _ t: Translator) -> HTML {
    lines.count > PrintPage.most ? hint(t(NoticeMessages.more, ["n": t.number(PrintPage.most)])) : .empty
}

/// On which day it was.
private func day(_ id: String, _ label: String, _ page: PrintPage, _ t: Translator) -> HTML {
    let error = page.problem?.error("day", t)
    return element("div", [("class", error == nil ? "field" : "field wrong")]) {
        element("label", [("for", id)], label)
        if let error { element("p", [("class", "error"), ("id", "\(id)-error")], error) }
        void(
            "input",
            [
                ("type", "date"), ("id", id), ("name", "day"), ("value", "\(page.day)"),
                ("aria-describedby", error == nil ? nil : "\(id)-error"),
            ])
    }
}

/// The letters to choose from; `prefix` begins the names of their boxes.
private func letters(_ lines: [NoticeLine], _ prefix: String, _ page: PrintPage, _ words: Wording) -> HTML {
    let t = words.t
    let isPosted = prefix == "p"
    return lineTable(
        caption: t(NoticeMessages.caption),
        columns: [
            t(NoticeMessages.columnChoose), t(CasesWebMessages.columnCode), t(NoticeMessages.columnNews),
            t(isPosted ? NoticeMessages.columnPosted : NoticeMessages.columnDue),
        ],
        rows: lines.prefix(PrintPage.most).enumerated().map { index, line in
            let name = "\(prefix)\(index)"
            return [
                void(
                    "input",
                    [
                        ("type", "checkbox"), ("id", name), ("name", name), ("value", "\(line.notice.key)"),
                        ("checked", page.chosen.contains(line.notice.key) ? "checked" : nil),
                    ]),
                element("label", [("for", name), ("class", "code")], line.notice.code),
                .text(words.news(line)),
                isPosted ? .text(t.day(line.notice.course.moved)) : words.due(of: line),
            ]
        })
}

/// One letter on paper.
struct PrintedLetter {
    let line: NoticeLine
    let name: String
    let address: String
    let place: String
}

/// The letters, one to a page, with the address where the window of an envelope is; their list is not printed.
func printedPage(
    _ letters: [PrintedLetter], _ wordings: [NoticeWording], follow: (String) -> String, _ words: Wording
) -> Page {
    let t = words.t
    return Page(title: t(NoticeMessages.sheetsTitle), area: CasesRoutes.desk.path()) {
        h1(t(NoticeMessages.sheetsTitle))
        lead(t(NoticeMessages.sheetsHint))
        element("div", [("class", "mailings")]) {
            for letter in letters { sheet(letter, wordings, follow(letter.line.notice.code), words) }
        }
        paragraph { link(t(NoticeMessages.postTitle), to: NoticeRoutes.post.path()) }
    }
}

private func sheet(
    _ letter: PrintedLetter, _ wordings: [NoticeWording], _ follow: String, _ words: Wording
) -> HTML {
    element("div", [("class", "mailing")]) {
        if let office = wordings.first?.office(letter.line) { element("p", [("class", "office")], office) }
        element("div", [("class", "window")]) {
            for line in [letter.name, letter.address, letter.place] where !line.isEmpty { p(line) }
        }
        element("p", [("class", "day")], words.t.day(words.today))
        for wording in wordings {
            element("div", [("lang", wording.t.locale.rawValue)]) {
                paragraph { strong(wording.t(NoticeMessages.subjectLine, ["code": letter.line.notice.code])) }
                p(wording.t(NoticeMessages.dear))
                for text in wording.paragraphs(letter.line) { p(text) }
                p(wording.t(NoticeMessages.followHere) + " " + follow)
                p(wording.t(NoticeMessages.needs, ["code": letter.line.notice.code]))
            }
        }
    }
}
