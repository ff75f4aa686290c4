import Cases
import Kernel
import Language
import Markup
import Web

/// A page of the board with what it was asked for.
struct BoardPage {
    let query: String
    let area: String?
    /// Other places that the typed name may mean.
    let others: [(code: String, title: String)]
    let field: String
    let fields: [String]
    /// A field was asked for that there is not; everything is shown.
    let isFieldUnknown: Bool
    let items: [BoardItem]
    let isMore: Bool
    let isFirst: Bool

    func address(area: String? = nil, after: BoardPosition? = nil) -> String {
        let parts = [
            ("place", query), ("area", area ?? self.area ?? ""), ("field", field), ("after", after?.query ?? ""),
        ].filter { !$0.1.isEmpty }.map { "\($0.0)=\(encoded($0.1))" }
        return PortalRoutes.board.path() + (parts.isEmpty ? "" : "?" + parts.joined(separator: "&"))
    }

    private func encoded(_ text: String) -> String {
        var result = ""
        for byte in text.utf8 {
            switch byte {
            case 48...57, 65...90, 97...122, UInt8(ascii: "-"), UInt8(ascii: "_"):
                result.unicodeScalars.append(Unicode.Scalar(byte))
            default:
                let digits = String(byte, radix: 16, uppercase: true)
                result += "%" + (digits.count == 1 ? "0" + digits : digits)
            }
        }
        return result
    }
}

func boardPage(_ page: BoardPage, _ places: PlaceSearch, _ words: Wording) -> Page {
    let t = words.t
    return Page(title: t(BoardMessages.title), area: PortalRoutes.board.path()) {
        h1(t(BoardMessages.title))
        lead(t(BoardMessages.lead))
        filters(page, words)
        if let area = page.area {
            p(t(BoardMessages.about, ["place": places.title(area, in: t.locale)]))
            if !page.others.isEmpty {
                paragraph {
                    HTML.text(t(BoardMessages.others) + " ")
                    for (index, other) in page.others.enumerated() {
                        if index > 0 { HTML.text(" · ") }
                        link(other.title, to: page.address(area: other.code))
                    }
                }
            }
        }
        if page.items.isEmpty {
            emptyState(
                t(BoardMessages.emptyTitle),
                t(page.query.isEmpty && page.field.isEmpty ? BoardMessages.empty : BoardMessages.emptyFilter))
        } else {
            boardItems(page.items, places, words)
        }
        element("nav", [("class", "pages"), ("aria-label", t(BoardMessages.pages))]) {
            if !page.isFirst { link(t(BoardMessages.firstPage), to: page.address()) }
            if page.isMore, let last = page.items.last {
                link(
                    t(BoardMessages.nextPage),
                    to: page.address(after: BoardPosition(publishedOn: last.publishedOn, key: last.key)))
            }
        }
    }
}

private func filters(_ page: BoardPage, _ words: Wording) -> HTML {
    let t = words.t
    return element(
        "form", [("method", "get"), ("action", PortalRoutes.board.path()), ("role", "search"), ("class", "search")]
    ) {
        element("label", [("for", "place")], t(BoardMessages.placeLabel))
        void(
            "input",
            [
                ("type", "search"), ("id", "place"), ("name", "place"), ("value", page.query),
                ("aria-describedby", "place-hint"),
            ])
        element("p", [("class", "hint"), ("id", "place-hint")], t(BoardMessages.placeHint))
        if !page.fields.isEmpty || page.isFieldUnknown {
            element("label", [("for", "field")], t(BoardMessages.fieldLabel))
            if page.isFieldUnknown {
                element("p", [("class", "error"), ("id", "field-error")], t(ListMessages.valueUnknown))
            }
            element(
                "select",
                [
                    ("id", "field"), ("name", "field"),
                    ("aria-describedby", page.isFieldUnknown ? "field-error" : nil),
                ]
            ) {
                element("option", [("value", "")], t(BoardMessages.fieldAll))
                for code in page.fields {
                    element(
                        "option", [("value", code), ("selected", code == page.field ? "selected" : nil)],
                        words.field(code))
                }
            }
        }
        submit(t(BoardMessages.show), isSecondary: true)
    }
}

/// Items of the board as a list.
func boardItems(_ items: [BoardItem], _ places: PlaceSearch, _ words: Wording) -> HTML {
    let t = words.t
    return element("ul", [("class", "board")]) {
        for item in items {
            element("li") {
                paragraph { link(item.title, to: PortalRoutes.boardItem.path(item.key)) }
                hint(
                    [
                        places.title(item.area, in: t.locale), item.field.isEmpty ? nil : words.field(item.field),
                        took(item, t),
                    ].compactMap(\.self).joined(separator: " · "))
            }
        }
    }
}

func boardItemPage(_ item: BoardItem, _ places: PlaceSearch, _ words: Wording) -> Page {
    let t = words.t
    return Page(title: item.title, area: PortalRoutes.board.path()) {
        h1(item.title)
        facts {
            fact(t(BoardMessages.place), places.title(item.area, in: t.locale))
            if !item.field.isEmpty { fact(t(BoardMessages.fieldLabel), words.field(item.field)) }
            fact(t(BoardMessages.time), took(item, t))
            fact(t(BoardMessages.publishedOn), t.weekday(item.publishedOn))
            if let rating = item.rating {
                fact(t(BoardMessages.rating), t(BoardMessages.ratingOfFive, ["score": t.number(rating)]))
            }
        }
        section(t(BoardMessages.question), id: "question") { written(item.question) }
        section(t(BoardMessages.answer), id: "answer") {
            element("blockquote", [("class", "answer")]) { written(item.answer) }
        }
        hint(t(BoardMessages.extractHint))
        paragraph { link(t(BoardMessages.all), to: PortalRoutes.board.path()) }
    }
}

/// What is not on the board, whether it ever was or not.
func boardGonePage(_ t: Translator) -> Page {
    Page(title: t(BoardMessages.goneTitle), area: PortalRoutes.board.path()) {
        h1(t(BoardMessages.goneTitle))
        p(t(BoardMessages.gone))
        paragraph { link(t(BoardMessages.all), to: PortalRoutes.board.path()) }
    }
}

private func took(_ item: BoardItem, _ t: Translator) -> String {
    item.days == 0 ? t(BoardMessages.sameDay) : t.count(BoardMessages.days, item.days)
}
