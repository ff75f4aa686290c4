import Cases
import Kernel
import Language
import Markup
import Registry
import Web

/// What makes a letter hard to handle. It is said of a letter on its page and nowhere kept: nobody is known by it.
enum DifficultLetter: String, CaseIterable {
    case rude, long, again, everybody, nameless

    /// The acts of the lawful way, the first one first.
    var acts: [OfferedAct] {
        switch self {
        case .rude: [.submit, .answer, .ask]
        case .long: [.split, .ask, .extract]
        case .again: [.join, .close, .submit]
        case .everybody: [.split, .classify, .offer]
        case .nameless: [.submit, .answer, .ask, .setAside]
        }
    }
}

extension MatterPage {
    /// It waits for somebody, and this officer can do something about it.
    var hasDifficultWays: Bool {
        [.received, .taken, .asked, .contested].contains(matter.procedure.stage) && !file.letters.isEmpty
            && !offers.acts.isDisjoint(with: [.take, .classify, .submit, .setAside, .close])
    }
}

/// The way for a letter that is hard to handle, a page of its own: what it asks is handled, whatever its tone.
func difficultPage(_ page: MatterPage, _ words: Wording) -> Page {
    let t = words.t
    return Page(title: t(DifficultMessages.title), area: CasesRoutes.desk.path()) {
        h1(t(DifficultMessages.title))
        lead(t(DifficultMessages.lead))
        p(words.title(page.title, page.matter.kind))
        let many = page.file.letters.map { $0.extract.body.split(whereSeparator: \.isWhitespace).count }.max() ?? 0
        if many >= longLetter { notice(.info) { p(t(DifficultMessages.words, ["n": t.number(many)])) } }
        if page.file.letters.contains(where: \.letter.isAnonymous) {
            notice(.info) { p(t(DifficultMessages.nameless)) }
        }
        for letter in DifficultLetter.allCases {
            section(t(DifficultMessages.what(letter)), id: letter.rawValue) {
                p(t(DifficultMessages.way(letter)))
                let acts = page.hasDifficultWays ? letter.acts.filter(page.offers.acts.contains) : []
                if !acts.isEmpty {
                    paragraph {
                        HTML.text(t(DifficultMessages.go) + " ")
                        for (index, act) in acts.enumerated() {
                            if index > 0 { HTML.text(" · ") }
                            link(actTitle(act, page, t), to: MatterRoutes.file(page.matter.key, act: act))
                        }
                    }
                }
            }
        }
        paragraph { link(t(DifficultMessages.back), to: CasesRoutes.matter.path(page.matter.key)) }
    }
}

/// From so many words a letter is called long: about three pages by hand.
private let longLetter = 1_000
