import Cases
import Documents
import Kernel
import Language
import Markup
import Registry
import Web

/// One document as it stands on paper, as data.
public struct DocumentPage {
    let sheet: DocumentSheet
    /// The sender, where the sender reads it; an officer opens names on the file.
    let addressee: String?
    /// Where the reader goes back to.
    let back: String
    /// The area of the navigation the page belongs to.
    let area: String
}

/// The document in the shape that documents of authorities have: head, number, place and day, text, signature. The page
/// around it is in the reader's language; the document is what it is, in Vietnamese: `own` are words in that language.
func documentPage(_ page: DocumentPage, _ words: Wording, own: Wording) -> Page {
    let t = words.t
    let sheet = page.sheet
    let title = t(DocumentMessages.purpose(sheet.purpose))
    return Page(title: title, area: page.area) {
        h1(title)
        if sheet.issued == nil {
            let isSigned = sheet.matter.procedure.stage == .approved
            notice(.warning) { p(t(isSigned ? DocumentMessages.signedNotice : DocumentMessages.draftNotice)) }
        }
        article(page, own)
        hint(t(DocumentMessages.printHint))
        paragraph { link(t(DocumentMessages.back), to: page.back) }
    }
}

private func article(_ page: DocumentPage, _ words: Wording) -> HTML {
    let (t, sheet) = (words.t, page.sheet)
    return element("article", [("class", "sheet document"), ("lang", t.locale.rawValue)]) {
        head(sheet, words)
        element("h2", [("class", "document-title")], heading(sheet, t))
        p(addressee(page, t))
        if let corrected = sheet.corrected {
            p(t(DocumentMessages.corrects, ["number": corrected.number.description, "day": t.day(corrected.issued)]))
        }
        text(sheet, words)
        foot(sheet, words)
    }
}

private func head(_ sheet: DocumentSheet, _ words: Wording) -> HTML {
    let t = words.t
    let organization = words.directory.organization(sheet.matter.organization)
    let now = organization?.body == .committee ? nil : organization?.parent.map { words.organization($0) }
    let above = sheet.face?.above ?? now ?? ""
    let place = sheet.face?.place ?? organization.map { t.pick($0.area.name) } ?? ""
    return element("div", [("class", "document-head")]) {
        element("div") {
            if !above.isEmpty { element("p", above) }
            element("p", [("class", "office")], sheet.face?.office ?? organization.map { t.pick($0.name) } ?? "")
            element(
                "p", [("id", "number")],
                t(
                    DocumentMessages.number,
                    ["number": sheet.issued?.number.description ?? "……/" + symbol(sheet, organization)]))
        }
        element("div") {
            element("p", [("class", "office")], t(DocumentMessages.state))
            element("p", [("class", "motto")], t(DocumentMessages.motto))
            element("p", [("class", "place-day")], placeAndDay(sheet, place, t))
        }
    }
}

private func symbol(_ sheet: DocumentSheet, _ organization: Organization?) -> String {
    guard let organization, let purpose = sheet.matter.procedure.draftPurpose else { return "…" }
    return DocumentSymbol.of(purpose.document, by: organization)
}

private func placeAndDay(_ sheet: DocumentSheet, _ place: String, _ t: Translator) -> String {
    guard let issued = sheet.issued else { return t(DocumentMessages.placeNoDay, ["place": place]) }
    let parts = issued.issued.parts
    return t(
        DocumentMessages.placeDay,
        [
            "place": place, "day": twoDigits(parts.day),
            "month": parts.month < 3 ? twoDigits(parts.month) : "\(parts.month)",
            "year": "\(parts.year)",
        ])
}

/// Days below 10 and the months January and February have a nought before them.
private func twoDigits(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }

private func heading(_ sheet: DocumentSheet, _ t: Translator) -> String {
    t(
        DocumentMessages.heading(sheet.purpose),
        ["codes": sheet.codes.map(\.description).joined(separator: ", ")])
}

private func addressee(_ page: DocumentPage, _ t: Translator) -> String {
    guard let name = page.addressee, !name.isEmpty else {
        return t(
            DocumentMessages.toSender, ["codes": page.sheet.codes.map(\.description).joined(separator: ", ")])
    }
    return t(DocumentMessages.to, ["name": name])
}

private func text(_ sheet: DocumentSheet, _ words: Wording) -> HTML {
    let t = words.t
    guard sheet.purpose == .setAside else { return written(sheet.text) }
    return .joined([
        p(t(DocumentMessages.setAsideText)),
        sheet.ground.map { p(t(MatterMessages.groundIs, ["ground": t(MatterMessages.ground($0))])) } ?? .empty,
        p(t(DocumentMessages.setAsidePassage)), element("blockquote", [("class", "said")], sheet.text),
        p(t(DocumentMessages.setAsideNext)),
    ])
}

private func foot(_ sheet: DocumentSheet, _ words: Wording) -> HTML {
    let t = words.t
    return element("div", [("class", "document-foot")]) {
        element("div") {
            element("p", [("class", "office")], t(DocumentMessages.copies))
            element("p", t(DocumentMessages.copyAddressee))
            element("p", t(DocumentMessages.copyFile))
        }
        element("div", [("class", "document-signature")]) {
            if let face = sheet.face, let issued = sheet.issued {
                for line in face.titleLines { element("p", [("class", "post")], line) }
                element(
                    "p", [("class", "hint")],
                    t(
                        issued.isOnPaper ? DocumentMessages.signedOnPaper : DocumentMessages.signedHere,
                        ["day": t.day(issued.signed)]))
                element("p", [("class", "office")], face.signer)
            } else {
                element("p", [("class", "office")], t(DocumentMessages.signHere))
            }
        }
    }
}

/// Number, day and persons of a document on the file of its matter, and the way to the document itself.
func documentFacts(_ document: IssuedDocument, _ file: MatterFile, _ words: Wording) -> HTML {
    let t = words.t
    return .joined([
        paragraph {
            link(
                t(DocumentMessages.numberLink, ["number": document.number.description, "day": t.day(document.issued)]),
                to: DocumentRoutes.sheet.path(file.matter.key, ID(document.id.raw)))
        },
        hint(words.persons(document, file)),
        document.isOnPaper ? hint(t(DocumentMessages.scanKept, ["day": t.day(document.signed)])) : .empty,
        document.corrects.flatMap { id in file.documents.first { $0.id == id } }.map { earlier in
            hint(
                t(DocumentMessages.corrects, ["number": earlier.number.description, "day": t.day(earlier.issued)]))
        } ?? .empty,
        file.documents.first { $0.corrects == document.id }.map { later in
            hint(
                t(DocumentMessages.correctedBy, ["number": later.number.description, "day": t.day(later.issued)]))
        } ?? .empty,
    ])
}
