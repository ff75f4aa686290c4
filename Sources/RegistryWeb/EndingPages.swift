import Kernel
import Language
import Markup
import Registry
import Web

/// A page that asks before something ends.
struct Confirmation {
    let title: String
    let text: String
    /// What ends, line by line.
    let lines: [String]
    let action: String
    let button: String
    let back: String
}

/// `fields` stand between what is said and the button.
func confirmationPage(
    _ ask: Confirmation, _ problem: Problem?, _ words: AdminWording, @HTMLBuilder fields: () -> HTML
) -> Page {
    let t = words.t
    return Page(title: ask.title, area: AdminRoutes.admin.path()) {
        if let problem { problem.summary(t) }
        h1(ask.title)
        notice(.warning) {
            p(ask.text)
            if !ask.lines.isEmpty {
                element("ul") { for line in ask.lines { element("li", line) } }
            }
        }
        form(to: ask.action, hidden: [("csrf", words.csrf)]) {
            fields()
            submit(ask.button)
        }
        paragraph { link(t(AdminMessages.cancel), to: ask.back) }
    }
}

/// Asks for the other bodies of a merger or split by their codes, before it asks for anything else.
func askBodiesPage(
    _ organization: Organization, title: String, label: String, hint: String, query: String, path: String,
    _ problem: Problem?, _ words: AdminWording
) -> Page {
    let t = words.t
    return Page(title: title, area: AdminRoutes.admin.path()) {
        if let problem { problem.summary(t) }
        h1(title)
        lead(t.pick(organization.name))
        searchForm(to: path, label: label, button: t(AdminMessages.goOn), value: query, hint: hint)
        paragraph { link(t(AdminMessages.cancel), to: AdminRoutes.body.path(organization.id)) }
    }
}

func fromDayField(_ typed: String, _ problem: Problem?, _ words: AdminWording) -> HTML {
    field(
        TextField(
            "from", label: words.t(AdminMessages.fromDay), hint: words.t(AdminMessages.pastDayHint), value: typed,
            error: problem?.error("from", words.t)))
}

/// Who takes a post, of those who may.
func takerChoice(
    _ name: String, _ post: Post, open: Int, _ people: [PersonInOffice], chosen: String, _ words: AdminWording
) -> HTML {
    let t = words.t
    return choice(
        name, label: t(AdminMessages.whoTakes, ["post": words.post(post, isCover: false)]),
        hint: t.count(AdminMessages.openHint, open),
        options: people.map {
            ($0.official.description, "\($0.name) (\($0.accounts.map(\.login).joined(separator: ", ")))")
        },
        chosen: chosen)
}
