import Kernel
import Language
import Markup
import Web

/// The frame around pages for everybody.
public struct PortalShell: Shell {
    private let links: [ShellLink]

    public init(links: [ShellLink]) { self.links = links }

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
            footer: p(t(PortalMessages.footer)), look: "portal")
        return Markup.document(frame) { page.main }
    }
}
