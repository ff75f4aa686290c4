import Kernel
import Language
import Markup

/// A link that the composition root gives a shell: shells do not know the domains whose pages they lead to.
public struct ShellLink: Sendable {
    public let text: MessageKey
    public let address: String

    public init(_ text: MessageKey, to address: String) {
        self.text = text
        self.address = address
    }
}

/// What the composition root says of a page for whoever does not know what to do on it: shells do not know the pages.
public typealias HelpOfPage = @Sendable (Visit) -> HTML

extension Visit {
    /// What an installation that is not the real one says on every page.
    public var banner: String? {
        switch purpose {
        case .real: nil
        case .demonstration: t(WebMessages.demonstration)
        case .practice: t(WebMessages.practice)
        case .bench: t(WebMessages.bench)
        }
    }

    /// How a shell's pages look: those of practice have a colour of their own.
    public func look(_ shell: String) -> String { purpose == .practice ? shell + " practice" : shell }

    /// The same page in each language.
    public var languages: [(locale: Locale, address: String)] {
        Locale.allCases.map { ($0, LanguageChoice.address($0, back: path)) }
    }
}
