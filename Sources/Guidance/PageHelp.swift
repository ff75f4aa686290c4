import CasesWeb
import Kernel
import Language
import Legislation
import Markup
import Web

/// "What am I to do here?": the closed line that stands at the same place on each page, in the reader's language.
public struct PageHelp: Sendable {
    private struct Address {
        let parts: [Substring]
        let page: HelpedPage

        /// Words before values: `/desk/letters/new` is not the letter `new`.
        func fits(_ asked: [Substring]) -> Bool {
            parts.count == asked.count && zip(parts, asked).allSatisfy { Self.isValue($0) || $0 == $1 }
        }

        var values: Int { parts.count(where: Self.isValue) }

        private static func isValue(_ part: Substring) -> Bool { part.hasPrefix("{") || part.hasPrefix(":") }
    }

    private let law: Law
    private let addresses: [Address]

    public init(_ law: Law) {
        self.law = law
        addresses = HelpedPage.allCases.flatMap { page in
            page.addresses.map { Address(parts: $0.description.split(separator: "/"), page: page) }
        }.sorted { $0.values < $1.values }
    }

    /// The page at an address, its query included; nil where nothing is said.
    public func page(at address: String) -> HelpedPage? {
        let halves = address.split(separator: "?", maxSplits: 1)
        guard let path = halves.first else { return nil }
        let asked = path.split(separator: "/")
        guard let page = addresses.first(where: { $0.fits(asked) })?.page else { return nil }
        let searches =
            halves.count > 1 && halves[1].split(separator: "&").contains { $0.hasPrefix("q=") && $0.count > 2 }
        return page == .morning && searches ? .search : page
    }

    /// Nothing for an address that no page stands at.
    public func html(at address: String, on day: Day, _ t: Translator) -> HTML {
        guard let page = page(at: address) else { return .empty }
        return element("aside", [("class", "help"), ("aria-label", t(HelpMessages.label))]) {
            details(t(page.isWorkspace ? HelpMessages.question : HelpMessages.portalQuestion), id: "page-help") {
                p(t(HelpMessages.what(page)))
                p(t(HelpMessages.do(page)))
                paragraph {
                    strong(t(HelpMessages.finalLabel) + " ")
                    HTML.text(t(page.changesNothing ? HelpMessages.changesNothing : HelpMessages.final(page)))
                }
                lawOf(page, on: day, t)
                page.isWorkspace ? furtherHelp(page, t) : .empty
            }
        }
    }

    private func lawOf(_ page: HelpedPage, on day: Day, _ t: Translator) -> HTML {
        let rules = page.rules.compactMap { try? law.rule($0, on: day) }
        guard page.namesLaw || !rules.isEmpty else {
            return page.isWorkspace ? hint(t(HelpMessages.noLaw)) : .empty
        }
        let words = LawWording(t)
        return element("ul", [("class", "help-law"), ("aria-label", t(HelpMessages.lawLabel))]) {
            if page.namesLaw { element("li", t(HelpMessages.law(page))) }
            for rule in rules {
                element("li") {
                    link(
                        words.basis(rule.act, rule.article),
                        to: LawRoutes.provision.path(rule.id.text, rule.inForceFrom))
                    HTML.text(": \(t.pick(rule.title)) – \(words.bound(rule, rule.length))")
                    if !rule.isWhollyVerified { HTML.text(" (\(t(LawMessages.unverified)))") }
                }
            }
        }
    }

    private func furtherHelp(_ page: HelpedPage, _ t: Translator) -> HTML {
        guard page != .signIn else { return .empty }
        return paragraph { link(t(HelpMessages.toGuides), to: GuideRoutes.list.path()) }
    }
}
