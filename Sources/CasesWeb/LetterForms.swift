import Cases
import Kernel
import Language
import Markup
import Web

/// The forms by which a sender answers, rates and contests, as far as the matter stands open to them.
func senderForms(_ page: LetterPage, _ words: Wording) -> HTML {
    let letter = page.letter
    var pieces: [HTML] = []
    if letter.canReply { pieces.append(replyForm(page, words.t)) }
    if letter.canRate { pieces.append(rateForm(page, words.t)) }
    if letter.canContest(on: words.today) { pieces.append(contestForm(page, words.t)) }
    if letter.canWithdraw {
        pieces.append(
            paragraph { link(words.t(FollowMessages.withdrawLink), to: PortalRoutes.askWithdraw.path()) })
    }
    return .joined(pieces)
}

private func hidden(_ page: LetterPage) -> [(name: String, value: String)] { [("csrf", page.open.csrf)] }

private func replyForm(_ page: LetterPage, _ t: Translator) -> HTML {
    section(t(FollowMessages.questionTitle), id: "question") {
        if let question = page.letter.words.last(where: { $0.sort == .question }) {
            element("blockquote", [("class", "answer")]) { written(question.text) }
        }
        form(to: PortalRoutes.reply.path(), hidden: hidden(page)) {
            field(
                TextField(
                    "text", label: t(FollowMessages.replyLabel),
                    hint: t(FollowMessages.replyHint, ["limit": t.number(Words.limit)]), shape: .lines(6),
                    value: page.text, error: page.error("text", t), isRequired: true))
            submit(t(FollowMessages.sendReply))
        }
    }
}

private func rateForm(_ page: LetterPage, _ t: Translator) -> HTML {
    section(t(FollowMessages.rateTitle), id: "rate") {
        form(to: PortalRoutes.rate.path(), hidden: hidden(page)) {
            choice(
                "score", label: t(FollowMessages.scoreLabel),
                options: (1...5).reversed().map { ("\($0)", t(FollowMessages.score($0))) }, chosen: page.score,
                error: page.error("score", t))
            field(
                TextField(
                    "comment", label: t(FollowMessages.commentLabel),
                    hint: t(FollowMessages.commentHint, ["limit": t.number(Words.limit)]), shape: .lines(3),
                    value: page.comment, error: page.error("comment", t)))
            submit(t(FollowMessages.sendRating), isSecondary: true)
        }
    }
}

private func contestForm(_ page: LetterPage, _ t: Translator) -> HTML {
    section(t(FollowMessages.contestTitle), id: "contest") {
        form(to: PortalRoutes.contest.path(), hidden: hidden(page)) {
            field(
                TextField(
                    "text", label: t(FollowMessages.contestLabel),
                    hint: t(
                        FollowMessages.contestHint,
                        [
                            "limit": t.number(Words.limit),
                            "day": page.letter.contestUntil.map(t.weekday) ?? "",
                        ]), shape: .lines(6), value: page.text, error: page.error("text", t), isRequired: true))
            submit(t(FollowMessages.sendContest), isSecondary: true)
        }
    }
}

/// Whether the answer may be shown without name; changed at any time, as long as it can be shown at all.
func consentForm(_ page: LetterPage, _ t: Translator) -> HTML {
    let letter = page.letter
    guard letter.canBePublished else { return .empty }
    let isAllowed = letter.letter.facts.consent == true
    return section(t(FollowMessages.boardTitle), id: "consent") {
        p(
            t(
                letter.isOnBoard
                    ? FollowMessages.onBoard : isAllowed ? FollowMessages.boardAllowed : FollowMessages.boardRefused))
        form(
            to: PortalRoutes.consent.path(), hidden: hidden(page) + [("consent", isAllowed ? "no" : "yes")]
        ) {
            submit(t(isAllowed ? FollowMessages.refuseBoard : FollowMessages.allowBoard), isSecondary: true)
        }
    }
}

/// Other letters that the same PIN opens.
func relatives(_ page: LetterPage, _ t: Translator) -> HTML {
    let letter = page.letter
    let parts = letter.parts.map { (key: $0.key.description, text: t(FollowMessages.openPart, ["code": "\($0.code)"])) }
    let parent = letter.letter.parent.map {
        (key: LetterKey(letter.letter.key.home, $0).description, text: t(FollowMessages.openWhole))
    }
    let all = parts + [parent].compactMap(\.self)
    guard !all.isEmpty else { return .empty }
    return section(t(FollowMessages.partsTitle), id: "parts") {
        p(t(FollowMessages.partsHint))
        for one in all {
            form(to: PortalRoutes.part.path(), hidden: hidden(page) + [("letter", one.key)]) {
                submit(one.text, isSecondary: true)
            }
        }
    }
}

/// Asks whether a letter shall be withdrawn, and says what that means.
func withdrawPage(_ open: OpenLetter, _ t: Translator) -> Page {
    Page(title: t(FollowMessages.withdrawTitle), area: CasesRoutes.follow.path()) {
        h1(t(FollowMessages.withdrawTitle))
        p(open.own.original.title)
        notice(.warning) { p(t(FollowMessages.withdrawMeaning)) }
        form(to: PortalRoutes.withdraw.path(), hidden: [("csrf", open.csrf)]) {
            submit(t(FollowMessages.withdrawYes))
            buttonLink(t(FollowMessages.withdrawNo), to: CasesRoutes.letter.path(), isSecondary: true)
        }
    }
}
