/// A form that posts. Its hidden fields go first.
public func form(
    to address: String, hidden: [(name: String, value: String)], label: String? = nil, takesFiles: Bool = false,
    @HTMLBuilder _ children: () -> HTML
) -> HTML {
    element(
        "form",
        [
            ("method", "post"), ("action", address), ("enctype", takesFiles ? "multipart/form-data" : nil),
            ("aria-label", label), ("novalidate", "novalidate"),
        ]
    ) {
        for field in hidden {
            void("input", [("type", "hidden"), ("name", field.name), ("value", field.value)])
        }
        children()
    }
}

/// A form that only asks: its answer can be bookmarked.
public func searchForm(
    to address: String, label: String, button: String, value: String, hint hintText: String
) -> HTML {
    element("form", [("method", "get"), ("action", address), ("role", "search"), ("class", "search")]) {
        element("label", [("for", "q")], label)
        element("div", [("class", "row")]) {
            void(
                "input",
                [
                    ("type", "search"), ("id", "q"), ("name", "q"), ("value", value), ("maxlength", "200"),
                    ("aria-describedby", "q-hint"),
                ])
            element("button", [("type", "submit"), ("class", "second")], button)
        }
        element("p", [("class", "hint"), ("id", "q-hint")], hintText)
    }
}

/// The one thing a form does.
public func submit(
    _ text: String, isSecondary: Bool = false, name: String? = nil, value: String? = nil, to address: String? = nil
) -> HTML {
    element(
        "button",
        [
            ("type", "submit"), ("class", isSecondary ? "second" : nil), ("name", name), ("value", value),
            ("formaction", address),
        ], text)
}

/// A question of one line or many, with its label, hint and error tied to it.
public struct TextField: Sendable {
    public enum Shape: Sendable {
        case line
        case lines(Int)
        case password
        case telephone
        case email
        /// Digits typed on a number pad, such as a PIN.
        case digits
    }

    let name: String
    /// Of the control; its name, unless the page has several of that name.
    let id: String
    let label: String
    let hint: String?
    let shape: Shape
    let value: String
    let error: String?
    let autocomplete: String?
    let isRequired: Bool

    public init(
        _ name: String, id: String? = nil, label: String, hint: String? = nil, shape: Shape = .line,
        value: String = "", error: String? = nil, autocomplete: String? = nil, isRequired: Bool = false
    ) {
        self.name = name
        self.id = id ?? name
        self.label = label
        self.hint = hint
        self.shape = shape
        self.value = value
        self.error = error
        self.autocomplete = autocomplete
        self.isRequired = isRequired
    }
}

public func field(_ field: TextField) -> HTML {
    let describedBy = [field.hint.map { _ in "\(field.id)-hint" }, field.error.map { _ in "\(field.id)-error" }]
        .compactMap { $0 }.joined(separator: " ")
    let common: [Attribute] = [
        ("id", field.id), ("name", field.name), ("autocomplete", field.autocomplete ?? "off"),
        ("aria-describedby", describedBy.isEmpty ? nil : describedBy),
        ("aria-invalid", field.error == nil ? nil : "true"),
        ("aria-required", field.isRequired ? "true" : nil),
    ]
    return element("div", [("class", field.error == nil ? "field" : "field wrong")]) {
        element("label", [("for", field.id)], field.label)
        if let hint = field.hint {
            element("p", [("class", "hint"), ("id", "\(field.id)-hint")], hint)
        }
        if let error = field.error {
            element("p", [("class", "error"), ("id", "\(field.id)-error")], error)
        }
        switch field.shape {
        case .lines(let rows):
            // A browser drops the first line break of a text area: one is given to it.
            element("textarea", common + [("rows", String(rows))], "\n" + field.value)
        case .line:
            void("input", [("type", "text"), ("value", field.value)] + common)
        case .password:
            void("input", [("type", "password")] + common)
        case .telephone:
            void("input", [("type", "tel"), ("value", field.value)] + common)
        case .email:
            void("input", [("type", "email"), ("value", field.value), ("spellcheck", "false")] + common)
        case .digits:
            void(
                "input",
                [("type", "text"), ("inputmode", "numeric"), ("value", field.value), ("class", "short")] + common)
        }
    }
}

/// A question with few answers: all of them in sight.
public func choice(
    _ name: String, id: String? = nil, label: String, hint hintText: String? = nil,
    options: [(value: String, label: String)], chosen: String, error: String? = nil
) -> HTML {
    let id = id ?? name
    let describedBy = [hintText.map { _ in "\(id)-hint" }, error.map { _ in "\(id)-error" }]
        .compactMap { $0 }.joined(separator: " ")
    return element(
        "fieldset",
        [
            ("class", error == nil ? "field" : "field wrong"), ("id", id),
            ("aria-describedby", describedBy.isEmpty ? nil : describedBy),
        ]
    ) {
        element("legend", label)
        if let hintText { element("p", [("class", "hint"), ("id", "\(id)-hint")], hintText) }
        if let error { element("p", [("class", "error"), ("id", "\(id)-error")], error) }
        for (index, option) in options.enumerated() {
            element("div", [("class", "option")]) {
                void(
                    "input",
                    [
                        ("type", "radio"), ("id", "\(id)-\(index)"), ("name", name), ("value", option.value),
                        ("checked", option.value == chosen ? "checked" : nil),
                    ])
                element("label", [("for", "\(id)-\(index)")], option.label)
            }
        }
    }
}

/// What is wrong with a form, each point a link to its field. Comes first on the page.
public func errorSummary(title: String, _ errors: [(field: String?, text: String)]) -> HTML {
    element("div", [("class", "notice failure"), ("role", "alert"), ("id", "errors")]) {
        element("span", [("class", "mark"), ("aria-hidden", "true")], "×")
        element("div") {
            h2(title)
            if !errors.isEmpty {
                element("ul") {
                    for error in errors {
                        element("li") {
                            if let field = error.field {
                                link(error.text, to: "#\(field)")
                            } else {
                                HTML.text(error.text)
                            }
                        }
                    }
                }
            }
        }
    }
}
