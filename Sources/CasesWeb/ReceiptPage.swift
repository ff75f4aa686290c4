import Cases
import Identity
import Kernel
import Language
import Markup
import Registry
import Vault
import Web

/// What the sender keeps, and who will read the letter.
struct ReceiptPage {
    let letter: FollowedLetter
    let pin: PIN
    let original: Original
    /// Titles of the posts that read such letters, by language.
    let readers: [[String: String]]
    /// Where the letter is followed, with its code and without its PIN.
    let address: String
}

/// Code, PIN, code for cameras and the next day: on the screen, and on paper of the size A5.
func receiptPage(_ page: ReceiptPage, _ words: Wording) -> Page {
    let t = words.t
    let letter = page.letter
    let organization = words.organization(letter.organization)
    return Page(title: t(FollowMessages.receiptTitle), area: CasesRoutes.newLetter.path()) {
        notice(.success) {
            h1(t(FollowMessages.receiptTitle))
            p(t(FollowMessages.receiptLead))
        }
        slip {
            facts {
                fact(t(CasesWebMessages.codeLabel)) { code(letter.letter.code.description, id: "code") }
                fact(t(FollowMessages.pinLabel)) { Markup.pin(page.pin.description, id: "pin") }
                fact(t(CasesWebMessages.receivedBy), organization)
                fact(t(CasesWebMessages.receivedOn), t.time(letter.letter.registered))
                fact(t(FollowMessages.about), page.original.title)
                fact(t(CasesWebMessages.place), words.area(letter.letter.area))
                if let sender = sender(page.original.sender, t) { fact(t(FollowMessages.sender), sender) }
                fact(t(CasesWebMessages.nextLabel), nextDay(letter, words))
            }
            element("div", [("class", "camera")]) {
                qrCode(page.address, label: t(FollowMessages.cameraLabel))
                element("p", t(FollowMessages.cameraHint, ["address": page.address]))
            }
            hint(t(FollowMessages.keepBoth))
        }
        section(t(FollowMessages.readersTitle), id: "readers") {
            if let silent = silent(letter, words) {
                p(t(FollowMessages.readAbove, ["organization": t.pick(silent.name), "reader": organization]))
            }
            p(t(FollowMessages.readers, ["organization": organization]))
            if !page.readers.isEmpty {
                element("ul") { for reader in page.readers { element("li", t.pick(reader)) } }
            }
            p(t(letter.letter.isAnonymous ? FollowMessages.nameAbsent : FollowMessages.nameApart))
        }
        section(t(FollowMessages.thenTitle), id: "then") { p(t(FollowMessages.then)) }
        clocksSection(letter.clocks, letter.kind, words)
        hint(t(FollowMessages.keepHint))
        buttonLink(t(FollowMessages.followNow), to: CasesRoutes.letter.path())
        leaveForm(t)
    }
}

/// The body of the letter's place, if nobody there can sign in and another one has the letter.
private func silent(_ letter: FollowedLetter, _ words: Wording) -> Organization? {
    guard let addressed = words.directory.receiver(ofArea: letter.letter.area), addressed.id != letter.organization,
        !words.directory.isOnBoard(addressed.id)
    else { return nil }
    return addressed
}

/// A person is addressed as people are in letters of offices; nobody is asked for a sex.
private func sender(_ sender: Sender, _ t: Translator) -> String? {
    guard !sender.name.isEmpty else { return nil }
    return sender.sort == .person ? t(FollowMessages.addressed, ["name": sender.name]) : sender.name
}

/// The next day something is owed, with what is owed.
func nextDay(_ letter: FollowedLetter, _ words: Wording) -> String {
    guard let next = letter.clocks.filter(\.isOwed).min(by: { $0.deadline.due < $1.deadline.due }) else {
        return words.t(FollowMessages.noDay)
    }
    return words.t(
        FollowMessages.owed, ["duty": words.duty(next), "day": words.t.weekday(next.deadline.due)])
}

/// The days that bind, each with its working. Of a kind to which the law gives no day for the answer it says so, unless
/// the body has promised one.
func clocksSection(_ clocks: [Clock], _ kind: Kind, _ words: Wording) -> HTML {
    clocksSection(clocks.map { OwedClock(clock: $0) }, kind, words)
}

/// The same with the letters to which each duty is owed.
func clocksSection(_ clocks: [OwedClock], _ kind: Kind, _ words: Wording) -> HTML {
    section(words.t(CasesWebMessages.clocksTitle), id: "days") {
        for owed in clocks { words.clock(owed.clock, of: owed.codes) }
        if kind.isPublishable, !clocks.contains(where: { $0.clock.deadline.isPromise }) {
            hint(words.t(CasesWebMessages.noPromise))
        }
    }
}

/// On a shared telephone or at a library the letter is closed again.
func leaveForm(_ t: Translator) -> HTML {
    form(to: CasesRoutes.leave.path(), hidden: []) {
        hint(t(FollowMessages.leaveHint))
        submit(t(FollowMessages.leave), isSecondary: true)
    }
}
