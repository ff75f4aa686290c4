import Cases
import Kernel
import Language
import Markup
import Registry
import Web

/// The form of one act, with its fields as they came back, or as they begin.
func actForm(_ act: OfferedAct, _ page: MatterPage, _ words: Wording) -> HTML {
    let fields = ActFields(act: act, page: page, words: words)
    let t = words.t
    let letter = page.letter?.letter.key.id
    let address =
        if act == .open, let letter {
            MatterRoutes.open.path(page.matter.key, letter)
        } else {
            MatterRoutes.act.path(page.matter.key, act)
        }
    var hidden = [
        (name: "csrf", value: page.officer.csrf), (name: "page", value: "\(page.file.seen).\(page.submission)"),
    ]
    if let letter, page.file.letters.count > 1, [.classify, .split, .extract, .addFiles].contains(act) {
        hidden.append((name: "letter", value: String(letter.raw)))
    }
    // What only shows more comes back to the form, which stands far below the top of the page.
    let here = "\(address)#do-\(act)"
    return .joined([
        fields.templates,
        form(to: address, hidden: hidden + fields.hidden, inParts: act.hasFiles) {
            fields.html
            fields.preview
            if act.hasPreview {
                submit(t(MatterMessages.preview), isSecondary: true, name: "preview", value: "yes", to: here)
            }
            if act == .offer || act == .invite {
                submit(t(MatterMessages.find), isSecondary: true, name: "find", value: "yes", to: here)
            }
            submit(actTitle(act, page, t), isSecondary: act == .stepAside || act == .open)
        },
    ])
}

/// The fields of one act's form.
struct ActFields {
    let act: OfferedAct
    let page: MatterPage
    let words: Wording

    var t: Translator { words.t }
    var file: MatterFile { page.file }

    func id(_ name: String) -> String { "\(act)-\(name)" }

    func value(_ name: String, _ first: String = "") -> String { page.typed(act, name) ?? first }

    func error(_ name: String) -> String? { page.error(act, name, t) }

    /// A text of several lines, which begins with the template asked for.
    func text(
        _ label: MessageKey, name: String = "text", hint: String? = nil, lines: Int = 5, first: String = ""
    ) -> HTML {
        field(
            TextField(
                name, id: id(name), label: t(label), hint: hint, shape: .lines(lines),
                value: value(name, name == "text" ? template ?? first : first), error: error(name), isRequired: true))
    }

    func line(_ name: String, _ label: MessageKey, hint: MessageKey? = nil, first: String = "") -> HTML {
        field(
            TextField(
                name, id: id(name), label: t(label), hint: hint.map { t($0) }, value: value(name, first),
                error: error(name)))
    }

    func radios(
        _ name: String, _ label: MessageKey, hint: MessageKey? = nil, _ options: [(value: String, label: String)],
        first: String? = nil
    ) -> HTML {
        choice(
            name, id: id(name), label: t(label), hint: hint.map { t($0) }, options: options,
            chosen: value(name, first ?? options.first?.value ?? ""), error: error(name))
    }

    func list(
        _ name: String, _ label: MessageKey, hint: MessageKey? = nil, _ options: [(value: String, label: String)],
        first: String
    ) -> HTML {
        selection(
            name, id: id(name), label: t(label), hint: hint.map { t($0) }, options: options,
            chosen: value(name, first), error: error(name))
    }

    /// Links that begin the text with a template.
    var templates: HTML {
        guard let purpose = act.templates(at: page.matter.procedure.stage) else { return .empty }
        let all = words.templates.all(for: purpose, in: t.locale)
        return element("p", [("class", "hint pages")]) {
            HTML.text(t(MatterMessages.templates))
            for template in all {
                link(template.title, to: MatterRoutes.file(page.matter.key, act: act, template: template.name))
            }
        }
    }

    private var template: String? {
        guard page.asked.act == act, let name = page.asked.template else { return nil }
        return words.templates.template(name, in: t.locale)?.filled(words.places(of: page))
    }

    /// The text as the sender will see it.
    var preview: HTML {
        guard let returned = page.returned, returned.act == act, returned.isPreview else { return .empty }
        return element("div", [("class", "slip")]) {
            strong(t(MatterMessages.previewTitle))
            element("blockquote", [("class", "answer")]) { written(returned.form["text"]) }
            if let outcome = Outcome(rawValue: returned.form["outcome"]) {
                p(t(MatterMessages.outcomeIs, ["outcome": t(CasesWebMessages.outcome(outcome))]))
            }
        }
    }
}

extension Wording {
    /// What stands in the places of templates.
    func places(of page: MatterPage) -> [String: String] {
        let letter = page.letter
        let due = page.matter.nextDue
        return [
            "code": letter?.letter.code.description ?? "", "title": letter?.extract.title ?? "",
            "place": letter.map { area($0.letter.area) } ?? "", "office": organization(page.matter.organization),
            "today": t.day(today), "due": due.isNever || due < today ? "…" : t.day(due),
        ]
    }
}
