import Kernel
import Language
import Markup

/// Who can sign in to an installation that is not real, as the composition root knows it.
public struct SignInTable: Sendable {
    let caption: MessageKey
    let lead: MessageKey
    let places: [String: String]
    let columns: [MessageKey]
    let rows: [(login: String, who: MessageKey, what: MessageKey)]

    public init(
        caption: MessageKey, lead: MessageKey, places: [String: String], columns: [MessageKey],
        rows: [(login: String, who: MessageKey, what: MessageKey)]
    ) {
        self.caption = caption
        self.lead = lead
        self.places = places
        self.columns = columns
        self.rows = rows
    }

    func html(_ t: Translator) -> HTML {
        .joined([
            p(t(lead, places)),
            dataTable(
                caption: t(caption), columns: columns.map { t($0) },
                rows: rows.map { [element("strong", $0.login), .text(t($0.who)), .text(t($0.what))] }),
        ])
    }
}
