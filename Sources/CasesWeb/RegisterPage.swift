import Cases
import Files
import Import
import Kernel
import Language
import Markup
import Registry
import Web

/// The page on which a letter is entered, as data.
struct RegisterPage {
    /// What was typed; empty at the beginning.
    let form: Form
    /// The bodies in whose books this officer enters letters, the first chosen unless the form says otherwise.
    let bodies: [Organization]
    /// The kinds this officer may enter at the chosen body.
    let kinds: [Kind]
    /// The door of the last letter this officer entered today.
    let lastSource: Source?
    /// Open matters like this letter, if they were asked for.
    let checked: Likeness?
    let problem: Problem?
    /// Names this showing of the form, so that it is one letter however often it is sent.
    let submission: String
    let csrf: String

    /// Open matters of the body that this officer may see.
    struct Likeness {
        /// About the same, by words of the title.
        let similar: [SimilarList.Hit]
        /// Of the same sender.
        let sameSender: [SimilarList.Hit]
    }

    func value(_ name: String, _ first: String = "") -> String { form[name].isEmpty ? first : form[name] }

    var body: Organization? { bodies.first { $0.code == form["unit"] } ?? bodies.first }
}

/// One page from the first field to the button: everything that is usual is there already.
func registerPage(_ page: RegisterPage, _ words: Wording) -> Page {
    let t = words.t
    return Page(title: t(RegisterMessages.title), area: RegisterRoutes.ask.path()) {
        if let problem = page.problem { problem.summary(t) }
        h1(t(RegisterMessages.title))
        paragraph {
            link(t(RegisterMessages.bookLink), to: bookAddress(page.body))
            HTML.text(" · ")
            link(t(OldRegisterMessages.title), to: OldRegisterRoutes.ask.path())
        }
        filePage {
            element(
                "form",
                [
                    ("method", "post"), ("action", RegisterRoutes.register.path()), ("enctype", "multipart/form-data"),
                    ("novalidate", "novalidate"), ("id", "entry"),
                ]
            ) {
                for (name, value) in [("csrf", page.csrf), ("submission", page.submission)] {
                    void("input", [("type", "hidden"), ("name", name), ("value", value)])
                }
                RegisterFields(page: page, words: words).html
                submit(t(RegisterMessages.register))
                submit(t(RegisterMessages.check), isSecondary: true, name: "check", value: "yes")
                hint(t(RegisterMessages.checkHint))
            }
        } aside: {
            if let checked = page.checked {
                likeness(checked, words)
            } else {
                section(t(RegisterMessages.howTitle), id: "how") {
                    p(t(RegisterMessages.howArrival))
                    p(t(RegisterMessages.howNumber))
                    p(t(RegisterMessages.howNext))
                    p(t(RegisterMessages.howSecret))
                }
            }
        }
    }
}

func bookAddress(_ body: Organization?) -> String {
    RegisterRoutes.book.path() + (body.map { "?unit=\($0.code)" } ?? "")
}

/// What may be the same trouble, and what the same sender waits for; never more of a sender than that.
func likeness(_ found: RegisterPage.Likeness, _ words: Wording) -> HTML {
    let t = words.t
    func list(_ hits: [SimilarList.Hit]) -> HTML {
        element("ul") {
            for hit in hits {
                element("li") {
                    link(hit.title, to: CasesRoutes.matter.path(hit.matter))
                    element("span", [("class", "hint")], " \(hit.code) · \(t.day(hit.opened))")
                }
            }
        }
    }
    return .joined([
        section(t(RegisterMessages.sameTitle), id: "same") {
            if found.sameSender.isEmpty { p(t(RegisterMessages.sameNone)) } else { list(found.sameSender) }
        },
        section(t(RegisterMessages.similarTitle), id: "similar") {
            if found.similar.isEmpty { p(t(RegisterMessages.similarNone)) } else { list(found.similar) }
            if !found.similar.isEmpty || !found.sameSender.isEmpty { hint(t(RegisterMessages.joinHint)) }
        },
    ])
}

/// The fields, in the order in which an officer reads an envelope and the letter in it.
private struct RegisterFields {
    let page: RegisterPage
    let words: Wording

    private var t: Translator { words.t }

    private func error(_ name: String) -> String? { page.problem?.error(name, t) }

    private func line(
        _ name: String, _ label: MessageKey, hint: MessageKey? = nil, _ shape: TextField.Shape = .line,
        first: String = "", isRequired: Bool = false
    ) -> HTML {
        field(
            TextField(
                name, label: t(label), hint: hint.map { t($0) }, shape: shape, value: page.value(name, first),
                error: error(name), isRequired: isRequired))
    }

    var html: HTML {
        .joined([
            page.bodies.count < 2
                ? .empty
                : selection(
                    "unit", id: nil, label: t(RegisterMessages.body),
                    options: page.bodies.map { ($0.code, t.pick($0.name)) }, chosen: page.body?.code ?? "",
                    error: error("unit")),
            element("div", [("class", "pair")]) {
                selection(
                    "source", id: nil, label: t(RegisterMessages.source), hint: t(RegisterMessages.sourceHint),
                    options: RegistrationDraft.sources.map { ($0.rawValue, t(CasesWebMessages.source($0))) },
                    chosen: page.value("source", (page.lastSource ?? .counter).rawValue), error: error("source"))
                arrived
                select(
                    "kind", label: t(RegisterMessages.kind), hint: t(RegisterMessages.kindHint),
                    options: page.kinds.map { ($0.rawValue, words.kind($0)) }, chosen: page.form["kind"],
                    error: error("kind"))
                select(
                    "field", label: t(RegisterMessages.field), hint: t(RegisterMessages.fieldHint),
                    options: words.fieldOptions, chosen: page.form["field"], error: error("field"))
            },
            line("title", RegisterMessages.content, hint: RegisterMessages.contentHint, isRequired: true),
            element("div", [("class", "pair")]) {
                line("name", RegisterMessages.name, hint: RegisterMessages.nameHint)
                line("phone", RegisterMessages.phone, hint: RegisterMessages.phoneHint, .telephone)
            },
            line("address", RegisterMessages.address, hint: RegisterMessages.addressHint),
            element("div", [("class", "pair")]) {
                line("pages", RegisterMessages.pages, hint: RegisterMessages.pagesHint, .digits)
                line(
                    "enclosures", RegisterMessages.enclosures, hint: RegisterMessages.enclosuresHint, .digits,
                    first: "0")
            },
            files,
            details(t(RegisterMessages.more), id: "more", isOpen: isMoreOpen) {
                line("body", RegisterMessages.words, hint: RegisterMessages.wordsHint, .lines(5))
                element("div", [("class", "pair")]) {
                    line("people", RegisterMessages.people, hint: RegisterMessages.peopleHint, .digits, first: "1")
                    line("email", RegisterMessages.email, .email)
                }
                place
            },
        ])
    }

    /// What is rarely needed is in sight where something was typed or is wrong, or the place is to be chosen.
    private var isMoreOpen: Bool {
        ["body", "email", "people", "area"].contains { error($0) != nil }
            || ["body", "email"].contains { !page.form[$0].isEmpty } || choosesPlace
    }

    private var choosesPlace: Bool { page.body.map { $0.area.level != .commune } ?? false }

    private var arrived: HTML {
        let error = error("arrived")
        return element("div", [("class", error == nil ? "field" : "field wrong")]) {
            element("label", [("for", "arrived")], t(RegisterMessages.arrived))
            element("p", [("class", "hint"), ("id", "arrived-hint")], t(RegisterMessages.arrivedHint))
            if let error { element("p", [("class", "error"), ("id", "arrived-error")], error) }
            void(
                "input",
                [
                    ("type", "date"), ("id", "arrived"), ("name", "arrived"),
                    ("value", page.value("arrived", "\(words.today)")), ("max", "\(words.today)"),
                    ("aria-describedby", error == nil ? "arrived-hint" : "arrived-hint arrived-error"),
                ])
        }
    }

    private var files: HTML { fileField("files", RegisterMessages.files, error: error("files"), t) }

    /// The body's own area; a province may choose the commune that is meant.
    private var place: HTML {
        guard let body = page.body, body.area.level != .commune else { return .empty }
        let communes = words.directory.communes.filter { $0.area.parent == body.area.code }.map(\.area)
        return selection(
            "area", id: nil, label: t(RegisterMessages.place),
            options: ([body.area] + communes).map { ($0.code, t.pick($0.name)) },
            chosen: page.value("area", body.area.code), error: error("area"))
    }
}

/// A field for scans and photographs, with what may be sent.
func fileField(
    _ name: String, id: String? = nil, _ label: MessageKey, hint: MessageKey = RegisterMessages.filesHint,
    error: String?, _ t: Translator
) -> HTML {
    let (id, limit) = (id ?? name, FileLimit.standard)
    return element("div", [("class", error == nil ? "field" : "field wrong")]) {
        element("label", [("for", id)], t(label))
        element(
            "p", [("class", "hint"), ("id", "\(id)-hint")],
            t(
                hint,
                [
                    "count": t.number(limit.count), "each": t.number(limit.each >> 20),
                    "total": t.number(limit.total >> 20),
                ]))
        if let error { element("p", [("class", "error"), ("id", "\(id)-error")], error) }
        void(
            "input",
            [
                ("type", "file"), ("id", id), ("name", name), ("multiple", "multiple"),
                ("accept", "image/*,.heic,.heif,application/pdf,.docx,.xlsx,video/*,audio/*"),
                ("aria-describedby", error == nil ? "\(id)-hint" : "\(id)-hint \(id)-error"),
            ])
    }
}
