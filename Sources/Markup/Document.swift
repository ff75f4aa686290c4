import Language

/// One link of a shell's navigation.
public struct NavigationLink: Sendable {
    let text: String
    let address: String
    let isHere: Bool

    public init(_ text: String, to address: String, isHere: Bool = false) {
        self.text = text
        self.address = address
        self.isHere = isHere
    }
}

/// What a shell puts around the main part of a page.
public struct Frame: Sendable {
    public var locale: Locale
    public var title: String
    public var siteName: String
    public var home: String
    public var skipText: String
    public var navigationLabel: String
    public var navigation: [NavigationLink]
    /// The address that shows this page in another language, and what the language calls itself.
    public var languages: [(locale: Locale, address: String)]
    public var languageLabel: String
    /// Who is signed in, with the button to sign out.
    public var account: HTML
    /// Shown on every page of an installation that is not the real one.
    public var banner: String?
    /// What to do on the page, closed until asked for.
    public var help: HTML
    public var footer: HTML
    /// `portal` or `workspace`.
    public var look: String

    public init(
        locale: Locale, title: String, siteName: String, home: String, skipText: String, navigationLabel: String,
        navigation: [NavigationLink], languages: [(locale: Locale, address: String)], languageLabel: String,
        account: HTML, banner: String?, help: HTML, footer: HTML, look: String
    ) {
        self.locale = locale
        self.title = title
        self.siteName = siteName
        self.home = home
        self.skipText = skipText
        self.navigationLabel = navigationLabel
        self.navigation = navigation
        self.languages = languages
        self.languageLabel = languageLabel
        self.account = account
        self.banner = banner
        self.help = help
        self.footer = footer
        self.look = look
    }
}

/// A whole page.
public func document(_ frame: Frame, @HTMLBuilder main: () -> HTML) -> HTML {
    let page = element("html", [("lang", frame.locale.rawValue)]) {
        element("head") {
            void("meta", [("charset", "utf-8")])
            void("meta", [("name", "viewport"), ("content", "width=device-width, initial-scale=1")])
            void("meta", [("name", "color-scheme"), ("content", "light dark")])
            element("title", "\(frame.title) – \(frame.siteName)")
            void("link", [("rel", "icon"), ("type", "image/svg+xml"), ("href", "/static/hoidap.svg")])
            void("link", [("rel", "stylesheet"), ("href", "/static/hoidap.css")])
            void("link", [("rel", "stylesheet"), ("href", "/static/slips.css")])
            void("link", [("rel", "stylesheet"), ("href", "/static/tables.css")])
            void("link", [("rel", "stylesheet"), ("href", "/static/guidance.css")])
        }
        element("body", [("class", frame.look)]) {
            element("a", [("class", "skip"), ("href", "#main")], frame.skipText)
            if let banner = frame.banner { element("p", [("class", "banner")], banner) }
            header(frame)
            frame.help
            element("main", [("id", "main"), ("tabindex", "-1")], main)
            element("footer") { frame.footer }
        }
    }
    return .joined([HTML(trusted: "<!DOCTYPE html>\n"), page])
}

private func header(_ frame: Frame) -> HTML {
    element("header") {
        element("a", [("class", "brand"), ("href", frame.home)]) {
            element("span", [("class", "seal"), ("aria-hidden", "true")], "")
            element("span", frame.siteName)
        }
        element("nav", [("class", "languages"), ("aria-label", frame.languageLabel)]) {
            element("ul") {
                for (locale, address) in frame.languages {
                    element("li") {
                        element(
                            "a",
                            [
                                ("href", address), ("lang", locale.rawValue), ("hreflang", locale.rawValue),
                                ("aria-current", locale == frame.locale ? "true" : nil),
                            ], locale.name)
                    }
                }
            }
        }
        frame.account
        if !frame.navigation.isEmpty {
            element("nav", [("aria-label", frame.navigationLabel)]) {
                element("ul") {
                    for item in frame.navigation {
                        element("li") {
                            element(
                                "a", [("href", item.address), ("aria-current", item.isHere ? "page" : nil)],
                                item.text)
                        }
                    }
                }
            }
        }
    }
}
