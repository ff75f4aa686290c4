import Cases
import Documents
import Kernel
import Language
import Markup
import Web

/// The form that asks for code and PIN, empty or as it comes back.
struct FollowPage {
    var code = ""
    /// What was being written when the letter closed.
    var text = ""
    var problem: Problem?
    /// The half hour was over.
    var isClosed = false
}

func followPage(_ page: FollowPage, _ t: Translator) -> Page {
    Page(title: t(FollowMessages.title), area: CasesRoutes.follow.path()) {
        if let problem = page.problem { problem.summary(t) }
        h1(t(FollowMessages.title))
        if page.isClosed { notice(.warning) { p(t(FollowMessages.closed)) } }
        lead(t(FollowMessages.lead))
        form(to: CasesRoutes.unlock.path(), hidden: []) {
            field(
                TextField(
                    "code", label: t(CasesWebMessages.codeLabel), hint: t(FollowMessages.codeHint), value: page.code,
                    isRequired: true))
            field(
                TextField(
                    "pin", label: t(FollowMessages.pinLabel), hint: t(FollowMessages.pinHint), shape: .digits,
                    isRequired: true))
            if !page.text.isEmpty {
                field(
                    TextField(
                        "text", label: t(FollowMessages.keptText), hint: t(FollowMessages.keptTextHint),
                        shape: .lines(6), value: page.text))
            }
            submit(t(FollowMessages.open))
        }
        details(t(FollowMessages.lostTitle)) { p(t(FollowMessages.lost)) }
    }
}

/// The page of a letter, with what its sender typed into a form that came back.
struct LetterPage {
    let open: OpenLetter
    var text = ""
    var score = ""
    var comment = ""
    var problem: Problem?
    var done: SenderNotice?

    var letter: FollowedLetter { open.letter }
    func error(_ name: String, _ t: Translator) -> String? { problem?.error(name, t) }
}

/// What a sender sees of the own letter: what last happened and when, who has it, what is owed by which day, and what
/// the person can do now and later.
func letterPage(_ page: LetterPage, _ words: Wording) -> Page {
    let t = words.t
    let letter = page.letter
    let items = letter.timeline.enumerated().map { index, entry in
        words.timelineItem(entry, letter.clocks, page.heard, setAside: letter.reasonOfSettingAside(at: index))
    }
    return Page(title: page.open.own.original.title, area: CasesRoutes.follow.path()) {
        if let problem = page.problem { problem.summary(t) }
        if let done = page.done { notice(.success) { p(t(FollowMessages.done(done))) } }
        h1(page.open.own.original.title)
        facts {
            fact(t(CasesWebMessages.stateLabel)) {
                words.stage(letter.stage)
                paragraph {
                    HTML.text(t(CasesWebMessages.stageMeaning(letter.stage)) + " ")
                    HTML.text(t(FollowMessages.since, ["day": t.weekday(letter.since)]))
                }
            }
            fact(t(CasesWebMessages.lastLabel)) {
                if let last = letter.timeline.last {
                    HTML.text(t.weekday(last.day) + " – " + words.what(last, letter.clocks))
                } else {
                    HTML.text(t.weekday(letter.since))
                }
            }
            if let notice = page.open.notice { fact(t(NoticeMessages.toldLabel), words.told(notice), id: "told") }
            fact(t(FollowMessages.office), words.organization(letter.organization))
            fact(t(FollowMessages.owedLabel), nextDay(letter, words))
            fact(t(CasesWebMessages.codeLabel)) { Markup.code(letter.letter.code.description, id: "code") }
        }
        // Whoever comes to read the answer finds it before what can be said about it.
        answersSection(page, t)
        abilities(letter, words)
        senderForms(page, words)
        clocksSection(letter.clocks, letter.kind, words)
        section(t(CasesWebMessages.timelineTitle), id: "timeline") { timeline(items) }
        ownWords(page, t)
        relatives(page, t)
        consentForm(page, t)
        leaveForm(t)
    }
}

extension LetterPage {
    /// The words of the matter, the sender's own ones as they were written.
    fileprivate var heard: [Words] {
        letter.words.map { words in open.own.later[words.id.raw].map(words.unmasked) ?? words }
    }
}

/// What the person can do today, and what later.
private func abilities(_ letter: FollowedLetter, _ words: Wording) -> HTML {
    let t = words.t
    let (now, later) = (nowItems(letter, words), laterItems(letter, words))
    return section(t(FollowMessages.canTitle), id: "can") {
        if now.isEmpty { p(t(FollowMessages.nothingNeeded)) } else { list(now) }
        if !later.isEmpty {
            h3(t(FollowMessages.laterTitle))
            list(later)
        }
    }
}

private func list(_ items: [String]) -> HTML {
    element("ul") { for item in items { element("li", item) } }
}

func nowItems(_ letter: FollowedLetter, _ words: Wording) -> [String] {
    let t = words.t
    var items: [String] = []
    if letter.canReply { items.append(t(FollowMessages.canReply)) }
    let owed = letter.clocks.filter(\.isOwed).map(\.deadline.due)
    if let late = owed.filter({ $0 < words.today }).min() {
        items.append(t(CasesWebMessages.nextLate, ["day": t.day(late), "above": above(letter, words)]))
    }
    if letter.canRate { items.append(t(FollowMessages.canRate)) }
    if letter.canContest(on: words.today), let until = letter.contestUntil {
        items.append(t(FollowMessages.canContest, ["day": t.weekday(until)]))
    } else if letter.stage == .answered {
        items.append(t(FollowMessages.contestOver, ["above": above(letter, words)]))
    }
    if letter.stage == .closed { items.append(t(FollowMessages.canSendAnother)) }
    if letter.canWithdraw { items.append(t(FollowMessages.canWithdraw)) }
    return items
}

func laterItems(_ letter: FollowedLetter, _ words: Wording) -> [String] {
    let t = words.t
    guard !letter.stage.isClosed else { return [] }
    var items: [String] = []
    let coming = letter.clocks.filter { $0.isOwed && $0.deadline.due >= words.today }
    if let next = coming.map(\.deadline.due).min() {
        items.append(t(FollowMessages.afterDay, ["day": t.weekday(next), "above": above(letter, words)]))
    } else if !letter.clocks.contains(where: \.isOwed) {
        items.append(t(FollowMessages.noDayLeft, ["above": above(letter, words)]))
    }
    items.append(t(FollowMessages.afterAnswer, ["days": String(ContestAnswer.days)]))
    return items
}

private func above(_ letter: FollowedLetter, _ words: Wording) -> String {
    let organization = words.directory.organization(letter.organization)
    return organization?.parent.map { words.organization($0) } ?? words.organization(letter.organization)
}

extension FollowedLetter {
    /// The last day on which the last answer can be contested.
    var contestUntil: Day? { answers.last.map { $0.day.adding(ContestAnswer.days) } }
}

/// What was handed in, word for word, with its files.
private func ownWords(_ page: LetterPage, _ t: Translator) -> HTML {
    section(t(FollowMessages.yourLetter), id: "letter") {
        let body = page.open.own.original.body
        if body.isEmpty { p(t(FollowMessages.onPaper)) } else { written(body) }
        if !page.open.own.files.isEmpty {
            h3(t(FollowMessages.yourFiles))
            element("ul") {
                for file in page.open.own.files {
                    let name = file.name.description.isEmpty ? t(HandInMessages.fileUnnamed) : file.name.description
                    element("li") {
                        link(name, to: PortalRoutes.file.path(file.id))
                        HTML.text(" (\(fileSize(file.size, t)))")
                    }
                }
            }
        }
        hint(t(FollowMessages.ownHint))
    }
}

/// The answers, each with the document that it left as.
private func answersSection(_ page: LetterPage, _ t: Translator) -> HTML {
    let letter = page.letter
    guard !letter.answers.isEmpty || !letter.documents.isEmpty else { return .empty }
    let notices = letter.documents.filter { document in !letter.answers.contains { $0.id.raw == document.id.raw } }
    return section(t(CasesWebMessages.answerTitle), id: "answer") {
        for answer in letter.answers {
            paragraph {
                strong(
                    t(
                        answer.sort == .correction
                            ? MatterMessages.correction : CasesWebMessages.outcome(answer.outcome)))
                HTML.text(" · " + t(CasesWebMessages.answeredOn, ["day": t.weekday(answer.day)]))
            }
            element("blockquote", [("class", "answer")]) { written(answer.text) }
            letter.documents.first { $0.id.raw == answer.id.raw }.map { sent($0, page, t) } ?? .empty
        }
        for notice in notices {
            paragraph { strong(t(DocumentMessages.purpose(.setAside))) }
            sent(notice, page, t)
        }
    }
}

/// The way to a document, to its scan, and to what puts it right.
private func sent(_ document: IssuedDocument, _ page: LetterPage, _ t: Translator) -> HTML {
    let later = page.letter.documents.first { $0.corrects == document.id }
    return .joined([
        paragraph {
            link(
                t(DocumentMessages.numberLink, ["number": document.number.description, "day": t.day(document.issued)]),
                to: DocumentRoutes.own.path(ID(document.id.raw)))
            for file in page.open.own.scans[document.id.raw] ?? [] {
                HTML.text(" · ")
                link(t(DocumentMessages.scanOpen), to: PortalRoutes.file.path(file.id))
                HTML.text(" (\(fileSize(file.size, t)))")
            }
        },
        later.map {
            hint(t(DocumentMessages.correctedBy, ["number": $0.number.description, "day": t.day($0.issued)]))
        } ?? .empty,
    ])
}
