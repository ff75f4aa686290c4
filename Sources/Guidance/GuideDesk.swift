import CasesWeb
import Hummingbird
import Kernel
import Language
import Legislation
import Markup
import Registry
import Storage
import Web

/// The guides: one printed page for each role, open to every officer.
public struct GuideDesk: Sendable {
    private let site: Site
    private let shell: any Shell

    public init(site: Site, shell: any Shell) {
        self.site = site
        self.shell = shell
    }

    @Sendable public func list(_ request: Request, _ context: OfficerContext) async throws -> Response {
        let (account, today) = (context.officer.account.id, site.today)
        let standing = try await site.store.read { tx in try Standing.of(account, on: today, tx) }
        let own = Set(standing?.posts.map(\.post.role) ?? [])
        return show(guideListPage(own, site.translator(context.locale)), request, context)
    }

    @Sendable public func guide(_ request: Request, _ context: OfficerContext) async throws -> Response {
        let role = try GuideRoutes.guide.values(context.parameters)
        let page = guidePage(role, site.performer.world.law, on: site.today, site.translator(context.locale))
        return show(page, request, context)
    }

    private func show(_ page: Page, _ request: Request, _ context: OfficerContext) -> Response {
        Response(shell.document(page, for: site.visit(request, context)))
    }
}

/// All guides, those of the own posts marked.
private func guideListPage(_ own: Set<Role>, _ t: Translator) -> Page {
    Page(title: t(GuideMessages.title), area: GuideRoutes.list.path()) {
        h1(t(GuideMessages.title))
        lead(t(GuideMessages.lead))
        element("ul", [("class", "board")]) {
            for role in Role.allCases {
                element("li") {
                    paragraph {
                        link(t(RegistryMessages.role(role)), to: GuideRoutes.guide.path(role))
                        if own.contains(role) {
                            HTML.text(" ")
                            badge(t(GuideMessages.own), .taken)
                        }
                    }
                    hint(t(RegistryMessages.roleMeaning(role)))
                }
            }
        }
    }
}

/// One page A4 on paper, whatever the language.
private func guidePage(_ role: Role, _ law: Law, on day: Day, _ t: Translator) -> Page {
    let title = t(GuideMessages.of, ["role": t(RegistryMessages.role(role))])
    return Page(title: title, area: GuideRoutes.list.path()) {
        h1(title)
        element("div", [("class", "guide")]) {
            element("p", [("class", "guide-title"), ("aria-hidden", "true")], title)
            section(t(GuideMessages.dayTitle), id: "day") {
                items(Guide.hours.map { t(GuideMessages.day(role, $0)) }, "ul")
            }
            section(t(GuideMessages.doTitle), id: "do") {
                items(Guide.deeds.map { t(GuideMessages.do(role, $0)) }, "ol")
            }
            section(t(GuideMessages.datesTitle), id: "dates") { dates(role, law, on: day, t) }
            section(t(GuideMessages.neverTitle), id: "never") {
                items(Guide.nevers.map { t(GuideMessages.never(role, $0)) }, "ul")
            }
            section(t(GuideMessages.helpTitle), id: "help") {
                items(Guide.helps.map { t(GuideMessages.help($0)) }, "ul")
            }
            element("p", [("class", "hint")], t(GuideMessages.asOf, ["day": t.day(day)]))
        }
        hint(t(GuideMessages.printHint))
        paragraph { link(t(GuideMessages.all), to: GuideRoutes.list.path()) }
    }
}

private func items(_ texts: [String], _ list: StaticString) -> HTML {
    element(list) { for text in texts { element("li", text) } }
}

/// The days with their articles, as they are in force.
private func dates(_ role: Role, _ law: Law, on day: Day, _ t: Translator) -> HTML {
    let rules = Guide.rules(for: role).compactMap { try? law.rule($0, on: day) }
    guard !rules.isEmpty else { return p(t(GuideMessages.noDates)) }
    let words = LawWording(t)
    return element("ul") {
        for rule in rules {
            element("li") {
                HTML.text("\(t.pick(rule.title)): ")
                strong(words.bound(rule, rule.length))
                HTML.text(" – ")
                link(
                    words.basis(rule.act, rule.article),
                    to: LawRoutes.provision.path(rule.id.text, rule.inForceFrom))
                if !rule.isWhollyVerified { HTML.text(" (\(t(LawMessages.unverified)))") }
            }
        }
    }
}
