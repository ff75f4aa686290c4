/// An attribute with its value; nil leaves it out.
public typealias Attribute = (name: StaticString, value: String?)

/// An element with children: `element("p", [("class", "lead")]) { … }`. Pages use the components; raw tags stay here.
public func element(
    _ tag: StaticString, _ attributes: [Attribute], @HTMLBuilder _ children: () -> HTML
) -> HTML {
    HTML(written(tag, attributes, around: children().text))
}

/// An element without attributes.
public func element(_ tag: StaticString, @HTMLBuilder _ children: () -> HTML) -> HTML {
    element(tag, [], children)
}

/// An element with plain text in it.
public func element(_ tag: StaticString, _ attributes: [Attribute], _ text: String) -> HTML {
    HTML(written(tag, attributes, around: HTML.escape(text)))
}

/// An element with nothing but plain text.
public func element(_ tag: StaticString, _ text: String) -> HTML { element(tag, [], text) }

/// An element that has no children.
public func void(_ tag: StaticString, _ attributes: [Attribute] = []) -> HTML {
    HTML(written(tag, attributes, around: nil))
}

// Appended piece by piece, not interpolated: a page has some thousands of elements.
private func written(_ tag: StaticString, _ attributes: [Attribute], around children: String?) -> String {
    let tag = tag.description
    var result = "<"
    result.reserveCapacity((children?.utf8.count ?? 0) + 2 * tag.utf8.count + 48 * attributes.count + 5)
    result += tag
    for (name, value) in attributes {
        guard let value else { continue }
        result += " "
        result += name.description
        result += "=\""
        // A parser of XML makes a space of a line break that stands in an attribute as it is.
        let escaped = HTML.escape(value)
        result += escaped.utf8.contains(10) ? escaped.replacing("\n", with: "&#10;") : escaped
        result += "\""
    }
    guard let children else { return result + " />" }
    result += ">"
    result += children
    result += "</"
    result += tag
    result += ">"
    return result
}

// MARK: - Text

public func h1(_ text: String) -> HTML { element("h1", text) }
public func h2(_ text: String, id: String? = nil) -> HTML { element("h2", [("id", id)], text) }
public func h3(_ text: String) -> HTML { element("h3", text) }
public func p(_ text: String) -> HTML { element("p", text) }
public func lead(_ text: String) -> HTML { element("p", [("class", "lead")], text) }
public func hint(_ text: String) -> HTML { element("p", [("class", "hint")], text) }
public func strong(_ text: String) -> HTML { element("strong", text) }

/// A paragraph made of pieces.
public func paragraph(@HTMLBuilder _ children: () -> HTML) -> HTML { element("p", children) }

/// A text a person wrote: its lines kept, its language unknown.
public func written(_ text: String) -> HTML { element("div", [("class", "written")], text) }

/// A link; the text says where it leads.
public func link(_ text: String, to address: String) -> HTML { element("a", [("href", address)], text) }

/// A link that looks like a button, for the one thing a page is about.
public func buttonLink(_ text: String, to address: String, isSecondary: Bool = false) -> HTML {
    element("a", [("class", isSecondary ? "button second" : "button"), ("href", address)], text)
}

/// A section with a heading that names it for a screen reader.
public func section(_ heading: String, id: String, @HTMLBuilder _ children: () -> HTML) -> HTML {
    element("section", [("aria-labelledby", id)]) {
        h2(heading, id: id)
        children()
    }
}
