import Kernel
import Language
import Markup
import Web

/// The frame around pages for officers.
public struct WorkspaceShell: Shell {
    private let links: [ShellLink]
    private let help: HelpOfPage

    public init(links: [ShellLink], help: @escaping HelpOfPage) {
        self.links = links
        self.help = help
    }

    public func document(_ page: Page, for visit: Visit) -> HTML {
        let t = visit.t
        let signedIn = visit.officer != nil
        let frame = Frame(
            locale: t.locale, title: page.title, siteName: t(WorkspaceMessages.siteName),
            home: links.first?.address ?? "/", skipText: t(WorkspaceMessages.skip),
            navigationLabel: t(WorkspaceMessages.navigation),
            navigation: (signedIn ? links : []).map { link in
                NavigationLink(t(link.text), to: link.address, isHere: page.area == link.address)
            },
            languages: visit.languages, languageLabel: t(WorkspaceMessages.languages),
            account: visit.officer.map { account($0, t) } ?? .empty, banner: visit.banner,
            help: page.isHelped ? help(visit) : .empty, footer: p(t(WorkspaceMessages.footer)),
            look: visit.look("workspace"))
        return Markup.document(frame) { page.main }
    }

    private func account(_ officer: Officer, _ t: Translator) -> HTML {
        form(to: SignIn.signOut.path(), hidden: [("csrf", officer.csrf)]) {
            element("span", [("class", "who")], officer.account.name)
            submit(t(WorkspaceMessages.signOut), isSecondary: true)
        }
    }
}
