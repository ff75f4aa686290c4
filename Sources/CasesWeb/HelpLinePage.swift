import Cases
import Kernel
import Language
import Markup
import Web

/// The form that asks for a code, and what is read out of the letter that was found.
struct HelpLinePage {
    struct Found {
        let code: LetterCode
        let told: LetterOnTheLine
    }

    var typed = ""
    let csrf: String
    var found: Found?
    var problem: Problem?
}

func helpLinePage(_ page: HelpLinePage, _ words: Wording) -> Page {
    let t = words.t
    return Page(title: t(HelpLineMessages.title), area: CasesRoutes.desk.path()) {
        if let problem = page.problem { problem.summary(t) }
        h1(t(HelpLineMessages.title))
        lead(t(HelpLineMessages.lead))
        page.found.map { readOut($0, words) } ?? .empty
        form(to: HelpLineRoutes.look.path(), hidden: [("csrf", page.csrf)]) {
            field(
                TextField(
                    "code", label: t(CasesWebMessages.codeLabel), hint: t(HelpLineMessages.codeHint),
                    value: page.found == nil ? page.typed : "", error: page.problem?.error("code", t),
                    isRequired: true))
            submit(t(page.found == nil ? HelpLineMessages.look : HelpLineMessages.lookNext))
        }
        details(t(HelpLineMessages.lostTitle), id: "lost", isOpen: page.found != nil) {
            p(t(HelpLineMessages.lost))
            p(t(HelpLineMessages.noCode))
        }
        details(t(HelpLineMessages.neverTitle), id: "never") { p(t(HelpLineMessages.never)) }
    }
}

/// Sentences in their order, to be read as they stand.
private func readOut(_ found: HelpLinePage.Found, _ words: Wording) -> HTML {
    let t = words.t
    return section(t(HelpLineMessages.readOut), id: "told") {
        paragraph { code(found.code.description) }
        element("blockquote", [("class", "read-out"), ("id", "read-out")]) {
            for sentence in words.sentences(found) { p(sentence) }
        }
        hint(t(HelpLineMessages.trace))
    }
}

extension Wording {
    fileprivate func sentences(_ found: HelpLinePage.Found) -> [String] {
        let code = found.code.description
        switch found.told {
        case .protected(let news):
            return [
                news.map { t(HelpLineMessages.protectedNews, ["code": code, "day": t.weekday($0)]) },
                t(HelpLineMessages.protected, ["code": code]),
            ].compactMap(\.self)
        case .open(let letter):
            let last = letter.timeline.last(where: \.event.isSaidOnTheLine)
            return [
                t(HelpLineMessages.arrived, ["code": code, "day": t.weekday(letter.letter.arrived)]),
                t(HelpLineMessages.withBody, ["organization": organization(letter.organization)]),
                t(
                    HelpLineMessages.stage,
                    [
                        "stage": t(CasesWebMessages.stage(letter.stage)),
                        "meaning": t(CasesWebMessages.stageMeaning(letter.stage)), "day": t.weekday(letter.since),
                    ]),
                last.map {
                    t(HelpLineMessages.last, ["day": t.weekday($0.day), "what": what($0, letter.clocks)])
                },
                isAhead(letter) ? t(HelpLineMessages.next, ["next": nextDay(letter, self)]) : nil,
            ].compactMap(\.self)
                + announced(HelpLineMessages.can, nowItems(letter, self))
                + announced(HelpLineMessages.later, laterItems(letter, self)) + [t(HelpLineMessages.more)]
        }
    }
}

extension Wording {
    /// A day is owed that has not passed; of one that has, what can be done about it is said.
    private func isAhead(_ letter: FollowedLetter) -> Bool {
        letter.clocks.filter(\.isOwed).map(\.deadline.due).min().map { $0 >= today } ?? false
    }

    /// What is read out after the words that announce it; nothing if there is nothing.
    private func announced(_ announcement: MessageKey, _ sentences: [String]) -> [String] {
        sentences.isEmpty ? [] : [t(announcement)] + sentences
    }
}

extension MatterEvent {
    /// What was read or noted about the sender, and what the sender thinks of the answer, is not read out to whoever calls.
    fileprivate var isSaidOnTheLine: Bool {
        switch self {
        case .opened, .pinReissued, .rated, .filesAdded, .consented: false
        default: true
        }
    }
}
