// The components of the design system. Accessibility is settled here, once.

/// Something a person must notice: a shape and words, never colour alone.
public enum NoticeKind: String, Sendable {
    case info, success, warning, failure

    var mark: String {
        switch self {
        case .info: "i"
        case .success: "✓"
        case .warning: "!"
        case .failure: "×"
        }
    }
}

public func notice(_ kind: NoticeKind, @HTMLBuilder _ children: () -> HTML) -> HTML {
    element("div", [("class", "notice \(kind.rawValue)")]) {
        element("span", [("class", "mark"), ("aria-hidden", "true")], kind.mark)
        element("div", children)
    }
}

/// The shape beside a word that names a state.
public enum BadgeShape: String, Sendable {
    case received, taken, answered, late, closed
}

/// A state by word and shape.
public func badge(_ text: String, _ shape: BadgeShape) -> HTML {
    element("span", [("class", "badge \(shape.rawValue)")], text)
}

/// A last day, marked if it has passed.
public func due(_ text: String, isLate: Bool = false) -> HTML {
    element("span", [("class", isLate ? "due late" : "due")], text)
}

/// A code to be copied by hand: large, its characters apart.
public func code(_ text: String, id: String? = nil) -> HTML {
    element("span", [("class", "code"), ("id", id)], text)
}

/// A PIN, as large as the code.
public func pin(_ text: String, id: String? = nil) -> HTML {
    element("span", [("class", "pin"), ("id", id)], text)
}

/// What a person keeps, to be printed and cut out.
public func slip(@HTMLBuilder _ children: () -> HTML) -> HTML {
    element("div", [("class", "slip")], children)
}

/// What several people keep, each a piece of their own: printed several to a sheet, with lines to cut along.
public func passes(@HTMLBuilder _ children: () -> HTML) -> HTML {
    element("div", [("class", "passes")], children)
}

/// One of them.
public func pass(@HTMLBuilder _ children: () -> HTML) -> HTML {
    element("div", [("class", "pass")], children)
}

/// A file of an officer: the matter itself, and beside it what runs and what happened.
public func filePage(@HTMLBuilder main: () -> HTML, @HTMLBuilder aside: () -> HTML) -> HTML {
    element("div", [("class", "file")]) {
        element("div", main)
        element("aside", aside)
    }
}

/// A page as pairs of a name and a value.
public func facts(@HTMLBuilder _ rows: () -> HTML) -> HTML { element("dl", [("class", "facts")], rows) }

public func fact(_ name: String, _ value: String, id: String? = nil) -> HTML {
    fact(name, id: id) { HTML.text(value) }
}

public func fact(_ name: String, id: String? = nil, @HTMLBuilder _ value: () -> HTML) -> HTML {
    element("div") {
        element("dt", name)
        element("dd", [("id", id)], value)
    }
}

/// What happened, first to last.
public struct TimelineItem: Sendable {
    let day: String
    let title: String
    let detail: HTML

    public init(day: String, title: String, detail: HTML = .empty) {
        self.day = day
        self.title = title
        self.detail = detail
    }
}

public func timeline(_ items: [TimelineItem]) -> HTML {
    element("ol", [("class", "timeline")]) {
        for item in items {
            element("li") {
                element("p", [("class", "day")], item.day)
                element("p", [("class", "what")], item.title)
                item.detail
            }
        }
    }
}

/// More about something, closed until asked for; works without JavaScript.
public func details(
    _ summary: String, id: String? = nil, isOpen: Bool = false, @HTMLBuilder _ children: () -> HTML
) -> HTML {
    element("details", [("id", id), ("open", isOpen ? "open" : nil)]) {
        element("summary", summary)
        children()
    }
}

/// A table with its caption; on a narrow screen each row becomes a card whose cells bear the column's name.
public func dataTable(caption: String, columns: [String], rows: [[HTML]]) -> HTML {
    // Cards lose the table for some screen readers unless its roles are said.
    element("table", [("class", "data"), ("role", "table")]) {
        element("caption", caption)
        element("thead", [("role", "rowgroup")]) {
            element("tr", [("role", "row")]) {
                for column in columns { element("th", [("scope", "col"), ("role", "columnheader")], column) }
            }
        }
        element("tbody", [("role", "rowgroup")]) {
            for row in rows {
                element("tr", [("role", "row")]) {
                    for (column, cell) in zip(columns, row) {
                        element("td", [("role", "cell"), ("data-column", column)]) { cell }
                    }
                }
            }
        }
    }
}

/// What stands in place of an empty list: why it is empty, and what to do.
public func emptyState(_ title: String, _ text: String) -> HTML {
    element("div", [("class", "empty")]) {
        element("p", [("class", "what")], title)
        p(text)
    }
}

/// Numbers that open: each is a link to the list it counts, and says so to programs, unless it is not exact ("1,000+").
public func numbers(label: String, _ items: [(number: String, text: String, address: String)]) -> HTML {
    element("ul", [("class", "numbers"), ("aria-label", label)]) {
        for item in items {
            element("li") {
                let isExact = !item.number.contains("+")
                let digits = item.number.filter(\.isNumber)
                element("a", [("href", item.address), ("data-number", isExact ? digits : nil)]) {
                    element("span", [("class", "number")], item.number)
                    HTML.text(" ")
                    element("span", item.text)
                }
            }
        }
    }
}
