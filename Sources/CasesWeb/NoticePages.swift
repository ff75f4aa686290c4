import Cases
import Kernel
import Language
import Markup
import Notices
import Registry
import Web

/// One list of notices as data.
struct NoticePage {
    let which: NoticeList.Which
    /// One more than a page if there are more.
    let lines: [NoticeLine]
    let isFirst: Bool
    /// What the list was asked with.
    var address = AddressQuery()
    /// The unit whose list it is; nil for the bodies of the own posts.
    var unit: OrganizationID?
    /// Whether this officer tells people something.
    let tells: Bool
    var done: NoticeOutcome?
}

/// Who is to be called.
func callsPage(_ page: NoticePage, _ words: Wording) -> Page {
    let t = words.t
    return Page(title: t(NoticeMessages.which(.calls)), area: CasesRoutes.desk.path()) {
        if let done = page.done { notice(.success) { p(t(NoticeMessages.done(done))) } }
        h1(t(NoticeMessages.which(.calls)))
        lead(t(NoticeMessages.lead(.calls)))
        noticeTable(page, words)
        noticeLinks(except: .calls, t)
    }
}

/// Notices of a sort that stand for themselves: late, not reached, without a way.
func noticesPage(_ page: NoticePage, _ words: Wording) -> Page {
    let t = words.t
    return Page(title: t(NoticeMessages.which(page.which)), area: CasesRoutes.desk.path()) {
        h1(t(NoticeMessages.which(page.which)))
        if let unit = page.unit { element("p", [("class", "office")], words.organization(unit)) }
        lead(t(NoticeMessages.lead(page.which)))
        noticeTable(page, words)
        if page.tells { noticeLinks(except: page.which, t) }
    }
}

/// The way to the other lists of the own bodies.
func noticeLinks(except which: NoticeList.Which, _ t: Translator) -> HTML {
    let others: [(NoticeList.Which, String)] = [
        (.calls, NoticeRoutes.calls.path()), (.print, NoticeRoutes.post.path()),
        (.late, NoticeRoutes.list(.late)), (.unreached, NoticeRoutes.list(.unreached)),
        (.noWay, NoticeRoutes.list(.noWay)),
    ]
    return paragraph {
        for (index, other) in others.filter({ $0.0 != which }).enumerated() {
            if index > 0 { HTML.text(" · ") }
            link(t(NoticeMessages.which(other.0)), to: other.1)
        }
    }
}

private func noticeTable(_ page: NoticePage, _ words: Wording) -> HTML {
    let t = words.t
    guard !page.lines.isEmpty else {
        return emptyState(t(NoticeMessages.empty(page.which)), t(NoticeMessages.title))
    }
    let isOfCalls = page.which == .calls
    var columns = [
        t(CasesWebMessages.columnCode), t(NoticeMessages.columnNews), t(NoticeMessages.columnSince),
        t(NoticeMessages.columnDue),
    ]
    columns.append(t(isOfCalls ? NoticeMessages.columnCalls : NoticeMessages.columnState))
    let shown = page.lines.prefix(NoticeList.pageSize)
    return .joined([
        lineTable(
            caption: t(NoticeMessages.caption), columns: columns,
            rows: shown.map { line in
                let notice = line.notice
                return [
                    link(
                        notice.code,
                        to: page.tells && notice.course.state != .mailing
                            ? NoticeRoutes.call.path(notice.key) : CasesRoutes.matter.path(line.matter)),
                    .text(words.news(line)), .text(t.day(notice.day)), words.due(of: line),
                    .text(isOfCalls ? words.calls(notice) : words.state(notice)),
                ]
            }),
        page.isFirst
            ? .empty : paragraph { link(t(BoardMessages.firstPage), to: address(of: page, after: nil)) },
        pager(
            previous: nil,
            next: page.lines.count > shown.count
                ? shown.last.map { address(of: page, after: NoticeList.Position($0.notice)) } : nil, t),
    ])
}

/// The same list from a place on.
private func address(of page: NoticePage, after position: NoticeList.Position?) -> String {
    var query = AddressQuery()
    for (name, value) in page.address.pairs where !["after", "which", "done"].contains(name) { query.add(name, value) }
    query.add("which", page.which == .calls ? nil : page.which.rawValue)
    query.add("after", position?.text)
    return query.address((page.which == .calls ? NoticeRoutes.calls : NoticeRoutes.notices).path())
}

extension NoticeRoutes {
    /// The list of a sort: of the own bodies, or of a unit and its days.
    static func list(
        _ which: NoticeList.Which, unit: String? = nil, isAlone: Bool = false, _ period: Period? = nil
    ) -> String {
        var query = AddressQuery()
        query.add("which", which.rawValue)
        query.add("unit", unit)
        query.add("alone", isAlone ? "yes" : nil)
        query.add("from", period.map { "\($0.from)" })
        query.add("until", period.map { "\($0.until)" })
        return query.address(notices.path())
    }
}

extension Wording {
    /// What is to be told, in a few words for the officer.
    func news(_ line: NoticeLine) -> String { t(NoticeMessages.short(line.notice.news)) }

    func state(_ notice: Notice) -> String { t(NoticeMessages.state(notice.course.state)) }

    /// The last day for telling it; marked if it has passed and nothing has left the house.
    func due(of line: NoticeLine) -> HTML {
        let day = NoticeTime.due(from: line.notice.day, law)
        return Markup.due(t.day(day), isLate: line.notice.course.state.isWaiting && day < today)
    }

    func calls(_ notice: Notice) -> String {
        notice.course.tries == 0
            ? t(NoticeMessages.neverCalled)
            : t(
                NoticeMessages.calledOn,
                [
                    "n": t.number(notice.course.tries), "most": t.number(Notice.Course.mostCalls),
                    "day": t.day(notice.course.moved),
                ])
    }
}

/// One call, as data.
struct CallPage {
    let line: NoticeLine
    /// In Vietnamese first; the caller chooses what the person understands.
    let sentences: [(locale: Locale, text: String)]
    let isProtected: Bool
    /// Read a moment ago, by an act that left a trace.
    var contact: Contact?
    /// Where the person lives, by the register.
    var place = ""
    var problem: Problem?
    let csrf: String
    /// Whether this officer tells people for that body; others read the page and act upon nothing.
    var tells = true
}

/// What to read out, to whom, and what became of it.
func callPage(_ page: CallPage, _ words: Wording) -> Page {
    let t = words.t
    let notice = page.line.notice
    let canOpen = page.tells && [.calling, .printing, .posted, .unreached].contains(notice.course.state)
    return Page(title: t(NoticeMessages.callTitle, ["code": notice.code]), area: CasesRoutes.desk.path()) {
        if let problem = page.problem { problem.summary(t) }
        h1(t(NoticeMessages.callTitle, ["code": notice.code]))
        facts {
            fact(t(NoticeMessages.columnNews), words.news(page.line))
            fact(t(NoticeMessages.columnDue)) { words.due(of: page.line) }
            fact(t(NoticeMessages.columnState), words.state(notice))
            if notice.course.state == .calling { fact(t(NoticeMessages.columnCalls), words.calls(notice)) }
        }
        section(t(NoticeMessages.readOut), id: "say") {
            hint(t(page.isProtected ? NoticeMessages.readOutProtected : NoticeMessages.readOutHint))
            for sentence in page.sentences {
                element("blockquote", [("class", "said"), ("lang", sentence.locale.rawValue)], sentence.text)
            }
        }
        if let contact = page.contact {
            contactSection(contact, page.place, t)
        } else if canOpen {
            section(t(NoticeMessages.contact), id: "contact") {
                form(to: NoticeRoutes.openCall.path(notice.key), hidden: [("csrf", page.csrf)]) {
                    hint(t(NoticeMessages.openHint))
                    submit(t(NoticeMessages.open))
                }
            }
        }
        if page.tells, !notice.callOutcomes.isEmpty {
            form(to: NoticeRoutes.record.path(notice.key), hidden: [("csrf", page.csrf)]) {
                choice(
                    "outcome", label: t(NoticeMessages.outcomeTitle), hint: t(NoticeMessages.outcomeHint),
                    options: notice.callOutcomes.map { ($0.rawValue, t(NoticeMessages.outcome($0))) }, chosen: "",
                    error: page.problem?.error("outcome", t))
                submit(t(NoticeMessages.record), isSecondary: canOpen && page.contact == nil)
            }
        }
        paragraph {
            link(t(NoticeMessages.back), to: NoticeRoutes.calls.path())
            HTML.text(" · ")
            link(t(NoticeMessages.toFile), to: CasesRoutes.matter.path(page.line.matter))
        }
    }
}

private func contactSection(_ contact: Contact, _ place: String, _ t: Translator) -> HTML {
    section(t(NoticeMessages.contact), id: "contact") {
        facts {
            fact(t(NoticeMessages.name), contact.name.isEmpty ? t(NoticeMessages.nameless) : contact.name)
            if let telephone = contact.telephone {
                fact(t(NoticeMessages.telephone)) {
                    link(telephone, to: "tel:" + telephone.filter { $0.isNumber || $0 == "+" })
                }
            }
            if let address = contact.address {
                fact(t(NoticeMessages.address), [address, place].filter { !$0.isEmpty }.joined(separator: ", "))
            }
        }
    }
}

extension Notice {
    /// What somebody who called, or met the person, may say now.
    var callOutcomes: [NoticeOutcome] {
        switch course.state {
        case .calling: [.reached, .notReached, .wrongNumber, .toldOtherwise]
        case .told where course.channel == .telephone: [.notReached, .wrongNumber]
        case .printing, .unreached: [.reached, .notReached, .toldOtherwise]
        case .posted: [.delivered, .returned, .toldOtherwise]
        case .mailing, .noWay: [.toldOtherwise]
        case .told, .replaced: []
        }
    }
}
