import Cases
import Identity
import Kernel
import Language
import Markup
import Registry
import Vault
import Web

/// The form with which a person hands in a letter, empty or as it comes back.
struct HandInPage {
    let typed: LetterDraft.Typed
    /// Names this one hand-in, so that sending the form twice is one letter.
    let submission: Token
    let problem: Problem?

    static let empty = LetterDraft.Typed(kind: Kind.feedback.rawValue, area: "", title: "", body: "", sender: Sender())
}

func handInPage(_ page: HandInPage, _ words: Wording) -> Page {
    let t = words.t
    let typed = page.typed
    func error(_ name: String) -> String? { page.problem?.error(name, t) }
    return Page(title: t(CasesWebMessages.handInTitle), area: CasesRoutes.newLetter.path()) {
        if let problem = page.problem { problem.summary(t) }
        h1(t(CasesWebMessages.handInTitle))
        lead(t(CasesWebMessages.handInLead))
        if words.directory.communes.isEmpty {
            notice(.warning) { p(t(CasesWebMessages.noAreas)) }
        } else {
            form(
                to: CasesRoutes.handIn.path(),
                hidden: [("submission", page.submission.description), ("kind", typed.kind)]
            ) {
                // More than a screenful of places is a list to pick from.
                (words.directory.communes.count > 20 ? select : choice)(
                    "area", t(CasesWebMessages.areaLabel), t(CasesWebMessages.areaHint),
                    words.directory.communes.map { ($0.area.code, words.area($0.area.code)) }, typed.area,
                    error("area"))
                field(
                    TextField(
                        "title", label: t(CasesWebMessages.titleLabel), hint: t(CasesWebMessages.titleHint),
                        value: typed.title, error: error("title"), isRequired: true))
                field(
                    TextField(
                        "body", label: t(CasesWebMessages.bodyLabel), hint: t(CasesWebMessages.bodyHint),
                        shape: .lines(10), value: typed.body, error: error("body"), isRequired: true))
                senderFields(typed.sender, t, error)
                submit(t(CasesWebMessages.send))
            }
        }
    }
}

private func senderFields(_ sender: Sender, _ t: Translator, _ error: (String) -> String?) -> HTML {
    element("fieldset", [("class", "group")]) {
        element("legend", t(CasesWebMessages.whoTitle))
        hint(t(CasesWebMessages.whoHint))
        field(
            TextField(
                "name", label: t(CasesWebMessages.nameLabel), value: sender.name, error: error("name"),
                autocomplete: "name"))
        field(
            TextField(
                "address", label: t(CasesWebMessages.addressLabel), value: sender.address,
                error: error("address"), autocomplete: "street-address"))
        field(
            TextField(
                "phone", label: t(CasesWebMessages.phoneLabel), shape: .telephone, value: sender.phone,
                error: error("phone"), autocomplete: "tel"))
        field(
            TextField(
                "email", label: t(CasesWebMessages.emailLabel), shape: .email, value: sender.email,
                error: error("email"), autocomplete: "email"))
    }
}

/// What the sender keeps: code, PIN and dates, on the screen and on paper.
func receiptPage(_ letter: FollowedLetter, pin: PIN, _ words: Wording) -> Page {
    let t = words.t
    return Page(title: t(CasesWebMessages.receiptTitle), area: CasesRoutes.newLetter.path()) {
        notice(.success) {
            h1(t(CasesWebMessages.receiptTitle))
            p(t(CasesWebMessages.receiptLead))
        }
        slip {
            facts {
                fact(t(CasesWebMessages.codeLabel)) {
                    code(letter.letter.code.description, id: "code")
                }
                fact(t(CasesWebMessages.pinLabel)) {
                    Markup.pin(pin.description, id: "pin")
                }
                fact(t(CasesWebMessages.receivedBy), words.organization(letter.organization))
                fact(t(CasesWebMessages.receivedOn), t.time(letter.letter.registered))
                fact(t(CasesWebMessages.about), letter.extract.title)
                fact(t(CasesWebMessages.place), words.area(letter.letter.area))
            }
            hint(t(CasesWebMessages.keepBoth))
        }
        clocksSection(letter.clocks, words)
        hint(t(CasesWebMessages.printHint))
        buttonLink(t(CasesWebMessages.followNow), to: CasesRoutes.letter.path())
        leaveForm(t)
    }
}

/// The days that bind, each with its working.
func clocksSection(_ clocks: [Clock], _ words: Wording) -> HTML {
    section(words.t(CasesWebMessages.clocksTitle), id: "days") {
        for clock in clocks { words.clock(clock) }
        if !clocks.contains(where: { $0.deadline.isPromise }) {
            hint(words.t(CasesWebMessages.noPromise))
        }
    }
}

/// On a shared telephone or at a library the letter is closed again.
func leaveForm(_ t: Translator) -> HTML {
    form(to: CasesRoutes.leave.path(), hidden: []) {
        hint(t(CasesWebMessages.leaveHint))
        submit(t(CasesWebMessages.leave), isSecondary: true)
    }
}
