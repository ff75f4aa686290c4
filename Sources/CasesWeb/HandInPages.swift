import Cases
import Files
import Kernel
import Language
import Markup
import Registry
import Web

/// The first question: what somebody wants, in plain words.
func wishPage(_ page: QuestionPage, _ words: Wording) -> Page {
    let t = words.t
    return questionPage(page, title: t(HandInMessages.wishTitle), lead: t(HandInMessages.wishLead), t) {
        if words.directory.isEmpty { notice(.warning) { p(t(HandInMessages.noReceivers)) } }
        if page.isBegun, page.problem == nil {
            notice(.info) {
                p(t(HandInMessages.begun))
                form(to: PortalRoutes.discard.path(), hidden: []) {
                    submit(t(HandInMessages.discard), isSecondary: true)
                }
            }
        }
    } fields: {
        options(
            "wish", legend: t(HandInMessages.wishLegend),
            Wish.allCases.map {
                Option(value: $0.rawValue, label: t(HandInMessages.wish($0)), detail: t(HandInMessages.wishDetail($0)))
            }, chosen: page.letter.wish, error: page.error("wish", t))
    }
}

/// What happened, and to how many.
func whatPage(_ page: QuestionPage, _ words: Wording) -> Page {
    let t = words.t
    let letter = page.letter
    return questionPage(page, title: t(HandInMessages.whatTitle), t) {
        protection(letter, t)
    } fields: {
        field(
            TextField(
                "title", label: t(HandInMessages.titleLabel),
                hint: t(HandInMessages.titleHint, ["limit": t.number(LetterDraft.Limit.title)]), value: letter.title,
                error: page.error("title", t), isRequired: true))
        field(
            TextField(
                "body", label: t(HandInMessages.bodyLabel),
                hint: t(HandInMessages.bodyHint, ["limit": t.number(LetterDraft.Limit.body)]), shape: .lines(10),
                value: letter.body, error: page.error("body", t), isRequired: true))
        field(
            TextField(
                "people", label: t(HandInMessages.peopleLabel), hint: t(HandInMessages.peopleHint), shape: .digits,
                value: letter.people, error: page.error("people", t)))
    }
}

/// Whoever denounces learns how the name is protected, and that it may stay away: in full on the first page, in a sentence
/// on the one that asks for the name.
private func protection(_ letter: UnfinishedLetter, isShort: Bool = false, _ t: Translator) -> HTML {
    guard letter.kind == .denunciation else { return .empty }
    guard !isShort else { return notice(.warning) { p(t(HandInMessages.protectionShort)) } }
    return notice(.warning) {
        p(t(HandInMessages.protection))
        p(t(HandInMessages.protectionAnonymous))
    }
}

/// Where: a name is typed, the places that may be meant are chosen from.
func placePage(_ page: QuestionPage, _ places: PlaceSearch, _ words: Wording) -> Page {
    let t = words.t
    let letter = page.letter
    let found = letter.query.isEmpty ? (hits: [], total: 0) : places.find(letter.query, in: t.locale)
    let hits = letter.query.isEmpty ? places.all(in: t.locale) : found.hits
    let open = hits.filter { $0.receiver != nil }
    // Of several names only one is a name of today: that is what most people mean.
    let today = hits.filter { $0.former == nil }
    let exact = found.total == 1 ? hits.first : today.count == 1 ? today.first : nil
    let only = exact?.receiver == nil ? "" : exact?.value ?? ""
    let chosen = letter.area.isEmpty ? only : letter.commune.isEmpty ? letter.area : "\(letter.area)/\(letter.commune)"
    return questionPage(page, title: t(HandInMessages.placeTitle), t) {
    } fields: {
        element("div", [("class", "field")]) {
            element("label", [("for", "q")], t(HandInMessages.placeLabel))
            element("p", [("class", "hint"), ("id", "q-hint")], t(HandInMessages.placeHint))
            element("div", [("class", "row")]) {
                void(
                    "input",
                    [
                        ("type", "text"), ("id", "q"), ("name", "q"), ("value", letter.query),
                        ("autocomplete", "off"), ("aria-describedby", "q-hint"),
                    ])
                element(
                    "button", [("type", "submit"), ("class", "second"), ("name", "go"), ("value", "search")],
                    t(HandInMessages.placeSearch))
            }
        }
        if hits.isEmpty {
            // The summary of errors links here.
            element("div", [("id", "area"), ("tabindex", "-1")]) {
                if !letter.query.isEmpty { notice(.info) { p(t(HandInMessages.placeNone, ["query": letter.query])) } }
                if let error = page.error("area", t) { element("p", [("class", "error")], error) }
            }
        } else if open.isEmpty {
            element("div", [("id", "area"), ("tabindex", "-1")]) {
                if let error = page.error("area", t) { element("p", [("class", "error")], error) }
            }
        } else {
            options(
                "area",
                legend: letter.query.isEmpty
                    ? t(HandInMessages.placeAll) : t(HandInMessages.placeFound, ["query": letter.query]),
                hint: found.total > found.hits.count
                    ? t(HandInMessages.placeMany, ["n": t.number(found.total)]) : nil,
                open.map { Option(value: $0.value, label: $0.title, detail: detail($0, t)) }, chosen: chosen,
                error: page.error("area", t))
        }
        let closed = hits.filter { $0.receiver == nil }
        if !closed.isEmpty {
            notice(.info) {
                p(t(HandInMessages.placeClosed))
                element("ul") {
                    for hit in closed {
                        element("li", [hit.title, former(hit, t)].compactMap(\.self).joined(separator: " – "))
                    }
                }
            }
        }
    }
}

private func former(_ hit: PlaceHit, _ t: Translator) -> String? {
    hit.former.map { t(HandInMessages.placeFormer, ["name": $0]) }
}

private func detail(_ hit: PlaceHit, _ t: Translator) -> String? {
    let receiver = hit.receiver.map { t.pick($0.name) } ?? ""
    let goes =
        hit.silent.map { t(HandInMessages.placeReadAbove, ["organization": t.pick($0.name), "reader": receiver]) }
        ?? t(hit.isAbove ? HandInMessages.placeAbove : HandInMessages.placeGoesTo, ["organization": receiver])
    return [former(hit, t), goes].compactMap(\.self).joined(separator: " · ")
}

/// Who hands it in, or that nobody is named.
func senderPage(_ page: QuestionPage, _ places: PlaceSearch, _ words: Wording) -> Page {
    let t = words.t
    let letter = page.letter
    func line(
        _ name: String, _ label: MessageKey, _ value: String, hint: MessageKey? = nil,
        _ shape: TextField.Shape = .line, autocomplete: String? = nil
    ) -> HTML {
        field(
            TextField(
                name, label: t(label), hint: hint.map { t($0) }, shape: shape, value: value,
                error: page.error(name, t), autocomplete: autocomplete))
    }
    return questionPage(page, title: t(HandInMessages.whoTitle), lead: t(HandInMessages.whoLead), t) {
        protection(letter, isShort: true, t)
    } fields: {
        options(
            "who", legend: t(HandInMessages.whoLegend),
            Who.allCases.map {
                Option(value: $0.rawValue, label: t(HandInMessages.who($0)), detail: t(detail($0, letter)))
            }, chosen: letter.who, error: page.error("who", t))
        element("fieldset", [("class", "group")]) {
            element("legend", t(HandInMessages.whoFields))
            line(
                "name", HandInMessages.nameLabel, letter.name, hint: HandInMessages.nameHint, autocomplete: "name")
            line(
                "address", HandInMessages.addressLabel, letter.address, hint: HandInMessages.addressHint,
                autocomplete: "street-address")
            line(
                "phone", HandInMessages.phoneLabel, letter.phone, hint: HandInMessages.phoneHint, .telephone,
                autocomplete: "tel")
            line("email", HandInMessages.emailLabel, letter.email, .email, autocomplete: "email")
            if letter.kind.asksIdentity {
                line("idNumber", HandInMessages.idLabel, letter.idNumber, hint: HandInMessages.idHint)
            }
        }
        element("fieldset", [("class", "group")]) {
            element("legend", t(HandInMessages.organizationFields))
            line("taxCode", HandInMessages.taxLabel, letter.taxCode, hint: HandInMessages.taxHint)
            line("representative", HandInMessages.representativeLabel, letter.representative)
        }
        if letter.kind.isPublishable {
            options(
                "consent", legend: t(HandInMessages.consentLegend), hint: t(HandInMessages.consentHint),
                [
                    Option(value: "no", label: t(HandInMessages.consentNo)),
                    Option(value: "yes", label: t(HandInMessages.consentYes)),
                ], chosen: letter.consent)
        }
    }
}

private func detail(_ who: Who, _ letter: UnfinishedLetter) -> MessageKey {
    guard who == .anonymous else { return HandInMessages.whoDetail(who) }
    return switch letter.kind {
    case .complaint: HandInMessages.anonymousComplaint
    case .denunciation: HandInMessages.anonymousDenunciation
    case .feedback, .petition, .information: HandInMessages.whoDetail(who)
    }
}

/// Pictures and papers.
func filesPage(_ page: QuestionPage, _ words: Wording) -> Page {
    let t = words.t
    let files = page.letter.files
    let limit = FileLimit.standard
    let places = [
        "count": t.number(limit.count), "each": t.number(limit.each >> 20), "total": t.number(limit.total >> 20),
    ]
    let error = page.error("files", t)
    return questionPage(
        page, title: t(HandInMessages.filesTitle), lead: t(HandInMessages.filesLead), inParts: true, t
    ) {
        if !files.isEmpty {
            section(t(HandInMessages.filesHere), id: "here") {
                element("ul", [("class", "files")]) {
                    for file in files {
                        element("li") {
                            form(to: PortalRoutes.answerStep.path(.files), hidden: [("remove", file.address)]) {
                                element("span", "\(fileName(file, t)) (\(fileSize(file.size, t)))")
                                element(
                                    "button",
                                    [
                                        ("type", "submit"), ("class", "second"),
                                        ("aria-label", t(HandInMessages.removeFile, ["name": fileName(file, t)])),
                                    ], t(HandInMessages.remove))
                            }
                        }
                    }
                }
            }
        }
    } fields: {
        if files.count < limit.count {
            element("div", [("class", error == nil ? "field" : "field wrong")]) {
                element("label", [("for", "files")], t(HandInMessages.filesLabel))
                element("p", [("class", "hint"), ("id", "files-hint")], t(HandInMessages.filesHint, places))
                if let error { element("p", [("class", "error"), ("id", "files-error")], error) }
                void(
                    "input",
                    [
                        ("type", "file"), ("id", "files"), ("name", "files"), ("multiple", "multiple"),
                        ("accept", "image/*,.heic,.heif,application/pdf,.docx,.xlsx,video/*,audio/*"),
                        ("aria-describedby", error == nil ? "files-hint" : "files-hint files-error"),
                    ])
            }
            element(
                "button", [("type", "submit"), ("class", "second"), ("name", "go"), ("value", "add")],
                t(HandInMessages.addFiles))
        } else {
            hint(t(HandInMessages.filesFull, places))
        }
    }
}

func fileName(_ file: UnfinishedLetter.File, _ t: Translator) -> String {
    file.name.isEmpty ? t(HandInMessages.fileUnnamed) : file.name
}
