import Cases
import Identity
import Kernel
import Language
import Markup
import Web

/// The file of a matter as data.
struct MatterPage {
    let file: MatterFile
    let officer: Officer
    /// The answer as typed, if it came back.
    let typedAnswer: String
    let problem: Problem?
}

func matterPage(_ page: MatterPage, _ words: Wording) -> Page {
    let t = words.t
    let file = page.file
    let title = file.letters.first?.extract.title ?? ""
    return Page(title: title, area: CasesRoutes.desk.path()) {
        if let problem = page.problem { problem.summary(t) }
        h1(title)
        facts {
            fact(t(CasesWebMessages.stateLabel)) { words.stage(file.matter.procedure.stage) }
            fact(t(CasesWebMessages.columnDue)) { words.due(file.matter.nextDue) }
            fact(t(CasesWebMessages.handledBy), file.handlerName ?? t(CasesWebMessages.nobody))
            fact(t(CasesWebMessages.receivedBy), words.organization(file.matter.organization))
        }
        filePage {
            for (letter, extract) in file.letters { letterSection(letter, extract, words) }
            answersSection(file.answers, t)
            actsSection(page, words)
        } aside: {
            clocksSection(file.matter.clocks, words)
            section(t(CasesWebMessages.timelineTitle), id: "timeline") {
                timeline(file.timeline.map { words.timelineItem($0, file.matter.clocks, file.words) })
            }
        }
    }
}

private func letterSection(_ letter: Letter, _ extract: Extract, _ words: Wording) -> HTML {
    let t = words.t
    return section(t(CasesWebMessages.letterTitle), id: "letter-\(letter.key.id)") {
        written(extract.body)
        facts {
            fact(t(CasesWebMessages.codeLabel), letter.code.description)
            fact(t(CasesWebMessages.place), words.area(letter.area))
            fact(t(CasesWebMessages.receivedOn), t.time(letter.registered))
            fact(t(CasesWebMessages.sourceLabel), t(CasesWebMessages.source(letter.source)))
        }
        if letter.isAnonymous { hint(t(CasesWebMessages.anonymous)) }
    }
}

/// What this officer can do now.
private func actsSection(_ page: MatterPage, _ words: Wording) -> HTML {
    let t = words.t
    let matter = page.file.matter
    let hidden = [(name: "csrf", value: page.officer.csrf)]
    return section(t(CasesWebMessages.actsTitle), id: "acts") {
        switch matter.procedure.stage {
        case .received:
            form(to: CasesRoutes.take.path(matter.key), hidden: hidden) {
                hint(t(CasesWebMessages.takeHint))
                submit(t(CasesWebMessages.take))
            }
            details(t(CasesWebMessages.stepAsideSummary)) {
                form(to: CasesRoutes.stepAside.path(matter.key), hidden: hidden) {
                    hint(t(CasesWebMessages.stepAsideHint))
                    submit(t(CasesWebMessages.stepAside), isSecondary: true)
                }
            }
        case .taken where matter.procedure.handler?.official == page.officer.account.official:
            answerForm(page, hidden, t)
            for (letter, _) in page.file.letters { openForm(letter, matter.key, hidden, t) }
        case .taken, .offered, .asked, .drafted, .contested:
            p(t(CasesWebMessages.heldBy, ["name": page.file.handlerName ?? ""]))
        case .answered, .closed:
            p(t(CasesWebMessages.closed))
        }
    }
}

private func answerForm(_ page: MatterPage, _ hidden: [(name: String, value: String)], _ t: Translator) -> HTML {
    form(to: CasesRoutes.answer.path(page.file.matter.key), hidden: hidden) {
        field(
            TextField(
                "text", label: t(CasesWebMessages.answerLabel), hint: t(CasesWebMessages.answerHint),
                shape: .lines(8), value: page.typedAnswer, error: page.problem?.error("text", t), isRequired: true))
        submit(t(CasesWebMessages.sendAnswer))
    }
}

private func openForm(
    _ letter: Letter, _ matter: MatterKey, _ hidden: [(name: String, value: String)], _ t: Translator
) -> HTML {
    details(t(CasesWebMessages.openLabel)) {
        form(to: CasesRoutes.open.path(matter, letter.key.id), hidden: hidden) {
            choice(
                "reason", label: t(CasesWebMessages.openHint),
                options: OpeningReason.allCases.map { ($0.rawValue, t(CasesWebMessages.reason($0))) },
                chosen: OpeningReason.allCases[0].rawValue)
            submit(t(CasesWebMessages.openButton), isSecondary: true)
        }
    }
}

/// The sender's own words and name, once, after the trace has been left.
func originalPage(_ original: Original, of matter: MatterKey, _ t: Translator) -> Page {
    Page(title: t(CasesWebMessages.originalTitle), area: CasesRoutes.desk.path()) {
        h1(t(CasesWebMessages.originalTitle))
        notice(.info) { p(t(CasesWebMessages.originalHint)) }
        facts {
            fact(t(CasesWebMessages.nameLabel), original.sender.name)
            fact(t(CasesWebMessages.addressLabel), original.sender.address)
            fact(t(CasesWebMessages.phoneLabel), original.sender.phone)
            fact(t(CasesWebMessages.emailLabel), original.sender.email)
        }
        h2(original.title)
        written(original.body)
        paragraph { link(t(CasesWebMessages.backToMatter), to: CasesRoutes.matter.path(matter)) }
    }
}
