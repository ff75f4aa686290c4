import Cases
import Kernel
import Language
import Markup
import Registry

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

/// The way for a letter that is hard to handle, while it waits for somebody: what it asks is handled, whatever its tone.
func difficultSection(_ page: MatterPage, _ words: Wording) -> HTML {
    let t = words.t
    guard [.received, .taken, .asked, .contested].contains(page.matter.procedure.stage), !page.file.letters.isEmpty,
        !page.offers.acts.isDisjoint(with: [.take, .classify, .submit, .setAside, .close])
    else { return .empty }
    return details(t(DifficultMessages.title), id: "difficult", isOpen: false) {
        hint(t(DifficultMessages.lead))
        let many = page.file.letters.map { $0.extract.body.split(whereSeparator: \.isWhitespace).count }.max() ?? 0
        if many >= longLetter { p(t(DifficultMessages.words, ["n": t.number(many)])) }
        if page.file.letters.contains(where: \.letter.isAnonymous) { p(t(DifficultMessages.nameless)) }
        for letter in DifficultLetter.allCases {
            h3(t(DifficultMessages.what(letter)))
            p(t(DifficultMessages.way(letter)))
            let acts = letter.acts.filter(page.offers.acts.contains)
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
}

/// From so many words a letter is called long: about three pages by hand.
private let longLetter = 1_000
