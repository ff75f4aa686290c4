import Kernel
import Language
import Markup
import Web

/// The frame around pages for everybody.
public struct PortalShell: Shell {
    private let links: [ShellLink]
    private let footer: ShellLink
    private let help: HelpOfPage

    /// Links of the head of each page, and the one at its foot.
    public init(links: [ShellLink], footer: ShellLink, help: @escaping HelpOfPage) {
        self.links = links
        self.footer = footer
        self.help = help
    }

    public func document(_ page: Page, for visit: Visit) -> HTML {
        let t = visit.t
        let frame = Frame(
            locale: t.locale, title: page.title, siteName: t(PortalMessages.siteName), home: "/",
            skipText: t(PortalMessages.skip), navigationLabel: t(PortalMessages.navigation),
            navigation: links.map { link in
                NavigationLink(t(link.text), to: link.address, isHere: page.area == link.address)
            },
            languages: visit.languages,
            languageLabel: t(PortalMessages.languages), account: .empty, banner: visit.banner,
            help: page.isHelped ? help(visit) : .empty,
            footer: .joined([
                p(t(PortalMessages.footer)), paragraph { link(t(footer.text), to: footer.address) },
            ]), look: visit.look("portal"))
        return Markup.document(frame) { page.main }
    }
}
