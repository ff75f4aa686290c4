import Cases
import Kernel
import Language
import Markup
import Registry
import Vault
import Web

/// The slip for a sender at the counter, as data.
struct SlipPage {
    let slip: Slip
    let pin: PIN
    /// It takes the place of a lost one.
    let isReissued: Bool
    /// For a sheet A4, with a part for the file; else for A5.
    let isSheet: Bool
    let likeness: RegisterPage.Likeness
    /// Where the letter is followed, with its code and without its PIN.
    let address: String
}

/// Code, PIN, number in the book and the next day, to be printed and handed over, and the way to the next letter.
func slipPage(_ page: SlipPage, _ words: Wording) -> Page {
    let t = words.t
    let (slip, letter) = (page.slip, page.slip.letter)
    return Page(title: t(heading(page)), area: RegisterRoutes.ask.path()) {
        notice(.success) {
            h1(t(heading(page)))
            p(t(page.isReissued ? RegisterMessages.slipAgain : RegisterMessages.slipOnce))
        }
        element("div", [("class", page.isSheet ? "slip sheet" : "slip")]) {
            element("p", [("class", "office")], words.organization(slip.matter.organization))
            element("h2", [("class", "slip-title")], t(RegisterMessages.slipTitle))
            facts {
                fact(t(CasesWebMessages.codeLabel)) { code(letter.code.description, id: "code") }
                fact(t(FollowMessages.pinLabel)) { Markup.pin(page.pin.description, id: "pin") }
                numbers(slip, words, id: "number")
                if !slip.title.isEmpty { fact(t(FollowMessages.about), slip.title) }
                fact(t(CasesWebMessages.nextLabel), next(slip.matter, letter, words))
            }
            element("div", [("class", "camera")]) {
                qrCode(page.address, label: t(FollowMessages.cameraLabel))
                element("p", t(FollowMessages.cameraHint, ["address": page.address]))
            }
            hint(t(FollowMessages.keepBoth))
            if page.isSheet { stub(slip, words) }
        }
        if !page.isReissued {
            buttonLink(t(RegisterMessages.registerNext), to: RegisterRoutes.ask.path())
        }
        buttonLink(t(RegisterMessages.toFile), to: CasesRoutes.matter.path(slip.matter.key), isSecondary: true)
        section(t(RegisterMessages.printTitle), id: "print") {
            p(t(RegisterMessages.printHint))
            paragraph {
                let path = RegisterRoutes.slip.path(letter.key)
                if page.isSheet {
                    link(t(RegisterMessages.paperA5), to: path)
                    HTML.text(" · ")
                    strong(t(RegisterMessages.paperA4))
                } else {
                    strong(t(RegisterMessages.paperA5))
                    HTML.text(" · ")
                    link(t(RegisterMessages.paperA4), to: path + "?paper=a4")
                }
            }
        }
        if !page.isReissued { likeness(page.likeness, words) }
        clocksSection(slip.matter.clocks, slip.matter.kind, words)
    }
}

private func heading(_ page: SlipPage) -> MessageKey {
    page.isReissued ? RegisterMessages.reissued : RegisterMessages.registered
}

/// The number in the book and the days; a letter handed in here has none but its own.
private func numbers(_ slip: Slip, _ words: Wording, id: String? = nil) -> HTML {
    let t = words.t
    guard let registration = slip.registration else {
        return fact(t(CasesWebMessages.receivedOn), t.time(slip.letter.registered))
    }
    return .joined([
        fact(t(RegisterMessages.number), registration.number.description, id: id),
        fact(t(RegisterMessages.arrived), t.day(slip.letter.arrived)),
        fact(t(RegisterMessages.entered), t.day(registration.day)),
        fact(
            t(RegisterMessages.sheets),
            t(
                RegisterMessages.sheetsOf,
                ["pages": t.number(registration.pages), "enclosures": t.number(registration.enclosures)])),
    ])
}

/// The part that stays with the file: no PIN, and room for signatures. Seen on paper only.
private func stub(_ slip: Slip, _ words: Wording) -> HTML {
    let t = words.t
    return element("div", [("class", "stub")]) {
        element("p", [("class", "office")], t(RegisterMessages.stubTitle))
        facts {
            fact(t(CasesWebMessages.codeLabel), slip.letter.code.description)
            numbers(slip, words)
            fact(t(MatterMessages.kindLabel), words.kind(slip.matter.kind))
        }
        element("div", [("class", "signatures")]) {
            element("p", t(RegisterMessages.signReceiver))
            element("p", t(RegisterMessages.signSender))
        }
    }
}

/// The next day something is owed to this sender, with what is owed; that it has passed, if it has.
private func next(_ matter: Matter, _ letter: Letter, _ words: Wording) -> String {
    let t = words.t
    let owed = matter.clocks.filter { $0.isOwed && ($0.letter == nil || $0.letter == letter.key.id) }
    guard let next = owed.min(by: { $0.deadline.due < $1.deadline.due }) else { return t(FollowMessages.noDay) }
    return t(
        next.isOverdue(on: words.today) ? RegisterMessages.owedLate : FollowMessages.owed,
        ["duty": words.duty(next), "day": t.weekday(next.deadline.due)])
}
