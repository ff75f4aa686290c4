/// A question with many answers, of which one is picked from a list. Nothing is picked until somebody does.
public func select(
    _ name: String, label: String, hint hintText: String? = nil, options: [(value: String, label: String)],
    chosen: String, error: String? = nil
) -> HTML {
    let describedBy = [hintText.map { _ in "\(name)-hint" }, error.map { _ in "\(name)-error" }]
        .compactMap { $0 }.joined(separator: " ")
    return element("div", [("class", error == nil ? "field" : "field wrong")]) {
        element("label", [("for", name)], label)
        if let hintText { element("p", [("class", "hint"), ("id", "\(name)-hint")], hintText) }
        if let error { element("p", [("class", "error"), ("id", "\(name)-error")], error) }
        element(
            "select",
            [
                ("id", name), ("name", name), ("aria-describedby", describedBy.isEmpty ? nil : describedBy),
                ("aria-invalid", error == nil ? nil : "true"),
            ]
        ) {
            element("option", [("value", "")], "–")
            for option in options {
                element(
                    "option",
                    [("value", option.value), ("selected", option.value == chosen ? "selected" : nil)], option.label)
            }
        }
    }
}
