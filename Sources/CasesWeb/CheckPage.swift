import Cases
import Identity
import Kernel
import Language
import Legislation
import Markup
import Registry
import Web

/// Everything as it will be sent, each with a link to change it, and the days that will bind.
func checkPage(_ page: QuestionPage, _ places: PlaceSearch, _ words: Wording) -> Page {
    let t = words.t
    let letter = page.letter
    let addressed = words.directory.receiver(ofArea: letter.area)
    let receiver = addressed.flatMap { words.directory.reader(for: $0) }
    return Page(title: t(HandInMessages.checkTitle), area: CasesRoutes.newLetter.path()) {
        if let problem = page.problem { problem.summary(t) }
        element(
            "p", [("class", "step")],
            t(HandInMessages.progress, ["n": "6", "total": String(HandInStep.allCases.count)]))
        h1(t(HandInMessages.checkTitle))
        answers(page, places, (addressed, receiver), t)
        if let receiver { bindingDays(letter.kind, receiver, words) }
        form(to: CasesRoutes.handIn.path(), hidden: []) {
            hint(t(HandInMessages.sendHint))
            submit(t(HandInMessages.send))
            buttonLink(t(HandInMessages.back), to: PortalRoutes.step.path(.files), isSecondary: true)
        }
        form(to: PortalRoutes.discard.path(), hidden: []) { submit(t(HandInMessages.discard), isSecondary: true) }
    }
}

/// The body of the place, and the one that takes the letter in.
private typealias Receivers = (addressed: Organization?, reader: Organization?)

private func answers(_ page: QuestionPage, _ places: PlaceSearch, _ receivers: Receivers, _ t: Translator) -> HTML {
    let letter = page.letter
    func row(_ id: String, _ name: MessageKey, _ step: HandInStep, _ value: HTML) -> HTML {
        element("div") {
            element("dt", t(name))
            element("dd", [("id", id)]) {
                value
                if let error = page.error(id, t) { element("p", [("class", "error")], error) }
                element("a", [("class", "change"), ("href", PortalRoutes.step.path(step))]) {
                    HTML.text(t(HandInMessages.change))
                    element("span", [("class", "unseen")], " " + t(name))
                }
            }
        }
    }
    func text(_ text: String) -> HTML { p(text.isEmpty ? t(HandInMessages.none) : text) }
    return facts {
        row(
            "wish", HandInMessages.rowWish, .wish,
            text(Wish(rawValue: letter.wish).map { t(HandInMessages.wish($0)) } ?? ""))
        row("title", HandInMessages.rowTitle, .what, text(letter.title.oneLine))
        row("body", HandInMessages.rowBody, .what, written(letter.body.tidied))
        if !letter.people.tidied.isEmpty {
            row("people", HandInMessages.rowPeople, .what, text(letter.people.tidied))
        }
        row("area", HandInMessages.rowPlace, .place, place(letter, places, receivers, t))
        row("who", HandInMessages.rowWho, .sender, who(page, places, t))
        if letter.kind.isPublishable {
            row(
                "consent", HandInMessages.rowConsent, .sender,
                text(t(letter.consent == "yes" ? HandInMessages.consentYes : HandInMessages.consentNo)))
        }
        row("files", HandInMessages.rowFiles, .files, files(letter.files, t))
    }
}

private func place(
    _ letter: UnfinishedLetter, _ places: PlaceSearch, _ receivers: Receivers, _ t: Translator
) -> HTML {
    let goes = receivers.reader.map { reader in
        let name = t.pick(reader.name)
        guard let addressed = receivers.addressed, addressed.id != reader.id else {
            return t(HandInMessages.placeGoesTo, ["organization": name])
        }
        return t(HandInMessages.placeReadAbove, ["organization": t.pick(addressed.name), "reader": name])
    }
    guard !letter.area.isEmpty else { return p(t(HandInMessages.none)) }
    return .joined([
        p(places.title(letter.commune.isEmpty ? letter.area : letter.commune, in: t.locale)),
        goes.map { p($0) } ?? .empty,
        letter.commune.isEmpty ? .empty : hint(t(HandInMessages.placeNoted)),
    ])
}

private func who(_ page: QuestionPage, _ places: PlaceSearch, _ t: Translator) -> HTML {
    let letter = page.letter
    guard let who = Who(rawValue: letter.who) else { return p(t(HandInMessages.none)) }
    guard who != .anonymous else { return p(t(HandInMessages.who(.anonymous))) }
    let sender = letter.sender
    let lines: [(String, MessageKey, String)] = [
        ("name", HandInMessages.nameLabel, sender.name),
        ("representative", HandInMessages.representativeLabel, sender.representative),
        ("address", HandInMessages.addressLabel, sender.address.tidied),
        ("phone", HandInMessages.phoneLabel, Telephone(sender.phone)?.display ?? sender.phone.tidied),
        ("email", HandInMessages.emailLabel, sender.email.tidied),
        ("idNumber", HandInMessages.idLabel, sender.identityNumber.tidied),
        ("taxCode", HandInMessages.taxLabel, sender.taxCode.tidied),
    ]
    return .joined(
        lines.filter { !$0.2.isEmpty || page.error($0.0, t) != nil }.map { name, label, value in
            element("p", [("id", name)], "\(t(label)): \(value)")
        } + [commune(of: sender.address, places, t)])
}

/// The commune of today for an address that names a former one.
private func commune(of address: String, _ places: PlaceSearch, _ t: Translator) -> HTML {
    guard address.contains(" "), let unit = places.commune(ofAddress: address) else { return .empty }
    return hint(t(HandInMessages.addressToday, ["place": places.gazetteer.title(of: unit, in: t.locale)]))
}

private func files(_ files: [UnfinishedLetter.File], _ t: Translator) -> HTML {
    guard !files.isEmpty else { return p(t(HandInMessages.none)) }
    return element("ul") {
        for file in files { element("li", "\(fileName(file, t)) (\(fileSize(file.size, t)))") }
    }
}

/// What would be owed if the letter were sent today; a promise is called one.
private func bindingDays(_ kind: Kind, _ receiver: Organization, _ words: Wording) -> HTML {
    let t = words.t
    let deadlines =
        (try? ReceiveLetter.deadlines(
            kind, on: words.today, by: .portal, promise: receiver.answerPromise, words.law)) ?? []
    return section(t(HandInMessages.daysTitle), id: "days") {
        element("ul") {
            for deadline in deadlines {
                element("li") {
                    HTML.text(
                        t(
                            HandInMessages.dayLine,
                            [
                                "duty": words.duty(Clock(id: ID(1), letter: nil, deadline: deadline)),
                                "day": t.weekday(deadline.due),
                            ]))
                    HTML.text(" ")
                    hint(t(deadline.isPromise ? HandInMessages.byPromise : HandInMessages.byLaw), inline: true)
                }
            }
        }
        if kind.isPublishable, !deadlines.contains(where: \.isPromise) { p(t(HandInMessages.noPromise)) }
        hint(t(HandInMessages.kindDecided))
    }
}

private func hint(_ text: String, inline: Bool) -> HTML { element("span", [("class", "hint")], text) }

/// Why a letter cannot go on where it was.
enum RestartReason { case expired, sent }

func restartPage(_ reason: RestartReason, keepsTyped: Bool, _ t: Translator) -> Page {
    let (title, text) =
        switch reason {
        case .expired: (HandInMessages.expiredTitle, HandInMessages.expired)
        case .sent: (HandInMessages.sentTitle, HandInMessages.sent)
        }
    return Page(title: t(title), area: CasesRoutes.newLetter.path()) {
        h1(t(title))
        notice(reason == .expired ? .warning : .info) {
            p(t(text))
            if keepsTyped { p(t(HandInMessages.keepsTyped)) }
        }
        if keepsTyped || reason == .expired {
            buttonLink(t(HandInMessages.beginAgain), to: CasesRoutes.newLetter.path())
        }
        if reason == .sent {
            buttonLink(t(HandInMessages.seeReceipt), to: CasesRoutes.receipt.path(), isSecondary: keepsTyped)
        }
        if reason == .sent, !keepsTyped {
            form(to: PortalRoutes.discard.path(), hidden: []) {
                submit(t(HandInMessages.anotherLetter), isSecondary: true)
            }
        }
    }
}
