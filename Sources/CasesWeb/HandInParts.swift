import Kernel
import Language
import Markup
import Web

/// One question page: what was typed so far, and what needs a hand.
struct QuestionPage {
    let step: HandInStep
    let letter: UnfinishedLetter
    let problem: Problem?
    /// The letter was begun before and lies here.
    let isBegun: Bool

    func error(_ name: String, _ t: Translator) -> String? { problem?.error(name, t) }
}

/// A page of one question with its number, and the form that answers it.
func questionPage(
    _ page: QuestionPage, title: String, lead leadText: String? = nil, inParts: Bool = false, _ t: Translator,
    @HTMLBuilder before: () -> HTML = { .empty }, @HTMLBuilder fields: () -> HTML,
    @HTMLBuilder after: () -> HTML = { .empty }
) -> Page {
    let step = page.step
    let total = HandInStep.allCases.count
    return Page(title: title, area: CasesRoutes.newLetter.path()) {
        if let problem = page.problem { problem.summary(t) }
        element(
            "p", [("class", "step")],
            t(HandInMessages.progress, ["n": String(step.number), "total": String(total)]))
        h1(title)
        if let leadText { lead(leadText) }
        before()
        element(
            "form",
            [
                ("method", "post"), ("action", PortalRoutes.answerStep.path(step)),
                ("enctype", inParts ? "multipart/form-data" : nil), ("novalidate", "novalidate"),
            ]
        ) {
            fields()
            element("button", [("type", "submit"), ("name", "go"), ("value", "next")], t(HandInMessages.next))
            if step != .wish {
                element(
                    "button", [("type", "submit"), ("class", "second"), ("name", "go"), ("value", "back")],
                    t(HandInMessages.back))
            }
        }
        after()
    }
}

/// One answer to choose, with a line that explains it.
struct Option {
    let value: String
    let label: String
    var detail: String?
}

/// A question with few answers, each with a line under it.
func options(
    _ name: String, legend: String, hint hintText: String? = nil, _ options: [Option], chosen: String,
    error: String? = nil
) -> HTML {
    let describedBy = [hintText.map { _ in "\(name)-hint" }, error.map { _ in "\(name)-error" }]
        .compactMap(\.self).joined(separator: " ")
    return element(
        "fieldset",
        [
            ("class", error == nil ? "field" : "field wrong"), ("id", name),
            ("aria-describedby", describedBy.isEmpty ? nil : describedBy),
        ]
    ) {
        element("legend", legend)
        if let hintText { element("p", [("class", "hint"), ("id", "\(name)-hint")], hintText) }
        if let error { element("p", [("class", "error"), ("id", "\(name)-error")], error) }
        for (index, option) in options.enumerated() {
            element("div", [("class", "option")]) {
                void(
                    "input",
                    [
                        ("type", "radio"), ("id", "\(name)-\(index)"), ("name", name), ("value", option.value),
                        ("checked", option.value == chosen ? "checked" : nil),
                    ])
                element("label", [("for", "\(name)-\(index)")]) {
                    option.detail == nil ? HTML.text(option.label) : strong(option.label)
                    if let detail = option.detail { element("span", [("class", "hint")], detail) }
                }
            }
        }
    }
}

/// A file's size as people read it: at least 1 KB.
func fileSize(_ bytes: Int, _ t: Translator) -> String {
    bytes < 1 << 20
        ? "\(t.number(max(1, bytes >> 10))) KB" : "\(t.number((bytes + (1 << 19)) >> 20)) MB"
}
