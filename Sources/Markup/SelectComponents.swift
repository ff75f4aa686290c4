/// A question with many answers, of which one is chosen from a list.
public func selection(
    _ name: String, id: String? = nil, label: String, hint hintText: String? = nil,
    options: [(value: String, label: String)], chosen: String, error: String? = nil
) -> HTML {
    let id = id ?? name
    let describedBy = [hintText.map { _ in "\(id)-hint" }, error.map { _ in "\(id)-error" }]
        .compactMap { $0 }.joined(separator: " ")
    return element("div", [("class", error == nil ? "field" : "field wrong")]) {
        element("label", [("for", id)], label)
        if let hintText { element("p", [("class", "hint"), ("id", "\(id)-hint")], hintText) }
        if let error { element("p", [("class", "error"), ("id", "\(id)-error")], error) }
        element(
            "select",
            [
                ("id", id), ("name", name), ("aria-describedby", describedBy.isEmpty ? nil : describedBy),
                ("aria-invalid", error == nil ? nil : "true"),
            ]
        ) {
            for option in options {
                element(
                    "option",
                    [("value", option.value), ("selected", option.value == chosen ? "selected" : nil)], option.label)
            }
        }
    }
}

/// Something a person confirms, once.
public func confirmation(
    _ name: String, id: String? = nil, label: String, isChecked: Bool = false, error: String? = nil
) -> HTML {
    let id = id ?? name
    return element("div", [("class", error == nil ? "field" : "field wrong")]) {
        if let error { element("p", [("class", "error"), ("id", "\(id)-error")], error) }
        element("div", [("class", "option")]) {
            void(
                "input",
                [
                    ("type", "checkbox"), ("id", id), ("name", name), ("value", "yes"),
                    ("checked", isChecked ? "checked" : nil),
                    ("aria-describedby", error == nil ? nil : "\(id)-error"),
                ])
            element("label", [("for", id)], label)
        }
    }
}
