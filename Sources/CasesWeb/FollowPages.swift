import Cases
import Kernel
import Language
import Markup
import Web

/// The form that asks for code and PIN, empty or as it comes back.
func followPage(code: String, _ problem: Problem?, _ t: Translator) -> Page {
    Page(title: t(CasesWebMessages.followTitle), area: CasesRoutes.follow.path()) {
        if let problem { problem.summary(t) }
        h1(t(CasesWebMessages.followTitle))
        lead(t(CasesWebMessages.followLead))
        form(to: CasesRoutes.unlock.path(), hidden: []) {
            field(
                TextField(
                    "code", label: t(CasesWebMessages.codeLabel), hint: t(CasesWebMessages.codeHint), value: code,
                    isRequired: true))
            field(
                TextField(
                    "pin", label: t(CasesWebMessages.pinLabel), hint: t(CasesWebMessages.pinHint), shape: .digits,
                    isRequired: true))
            submit(t(CasesWebMessages.open))
        }
    }
}

/// What a sender sees of the own letter: what last happened and when, who has it, what is owed by which day, and what
/// the person can do.
func letterPage(_ letter: FollowedLetter, _ words: Wording) -> Page {
    let t = words.t
    return Page(title: letter.extract.title, area: CasesRoutes.follow.path()) {
        h1(letter.extract.title)
        facts {
            fact(t(CasesWebMessages.stateLabel)) {
                words.stage(letter.stage)
                HTML.text(" " + t(CasesWebMessages.stageMeaning(letter.stage)))
            }
            fact(t(CasesWebMessages.lastLabel), t.weekday(letter.timeline.last?.day ?? letter.since))
            fact(t(CasesWebMessages.receivedBy), words.organization(letter.organization))
            fact(t(CasesWebMessages.nextLabel), nextStep(letter, words))
            fact(t(CasesWebMessages.codeLabel)) {
                Markup.code(letter.letter.code.description, id: "code")
            }
        }
        answersSection(letter.answers, t)
        clocksSection(letter.clocks, words)
        section(t(CasesWebMessages.timelineTitle), id: "timeline") {
            timeline(letter.timeline.map { words.timelineItem($0, letter.clocks, letter.words) })
        }
        section(t(CasesWebMessages.yourLetter), id: "letter") {
            written(letter.extract.body)
            hint(t(CasesWebMessages.maskedHint))
        }
        leaveForm(t)
    }
}

/// What happens next, or what the person can do now that a day has passed in silence.
private func nextStep(_ letter: FollowedLetter, _ words: Wording) -> String {
    let t = words.t
    if letter.stage.isClosed { return t(CasesWebMessages.nextAnswered) }
    let owed = letter.clocks.filter(\.isOwed).map(\.deadline.due)
    if let late = owed.filter({ $0 < words.today }).min() {
        let organization = words.directory.organization(letter.organization)
        let above = organization?.parent.map { words.organization($0) } ?? ""
        return t(CasesWebMessages.nextLate, ["day": t.day(late), "above": above])
    }
    guard let next = owed.min() else { return t(CasesWebMessages.nextNoDate) }
    return t(CasesWebMessages.nextWait, ["day": t.day(next)])
}

func answersSection(_ answers: [Answer], _ t: Translator) -> HTML {
    guard !answers.isEmpty else { return .empty }
    return section(t(CasesWebMessages.answerTitle), id: "answer") {
        for answer in answers {
            hint(t(CasesWebMessages.answeredOn, ["day": t.weekday(answer.day)]))
            element("blockquote", [("class", "answer")]) { written(answer.text) }
        }
    }
}
