import Cases
import Identity
import Import
import Kernel
import Language
import Markup
import Registry
import Vault
import Web

/// The file of a matter as data.
struct MatterPage {
    let file: MatterFile
    let offers: Offers
    let standing: Standing
    let officer: Officer
    /// Matters that may be about the same.
    let similar: [SimilarList.Hit]
    /// The letters of other matters that were joined, by matter: what can be parted.
    let workload: [PostID: Int]
    /// Names this showing of the page, so that a form sent twice is one act.
    let submission: Token
    /// The act that is unfolded, the template it begins with, the letter that acts concern.
    let asked: Asked
    /// What was just done.
    let done: OfferedAct?
    /// A form that came back.
    let returned: Returned?

    struct Asked {
        var act: OfferedAct?
        var template: String?
        var letter: LetterID?
    }

    /// A form that came back with what was typed: refused, to be looked at first, or with bodies to choose from.
    struct Returned {
        let act: OfferedAct
        let form: Form
        let problem: Problem?
        var isPreview = false
        var bodies: [Organization] = []
        /// Its session had ended; it has not been sent.
        var isRestored = false
    }

    var matter: Matter { file.matter }
    var title: String { file.letters.first?.extract.title ?? "" }

    /// The letter that acts concern: the one chosen, or the first.
    var letter: (letter: Letter, extract: Extract)? {
        file.letters.first { $0.letter.key.id == asked.letter } ?? file.letters.first
    }

    /// What was typed into a field of an act's form; nil if that form did not come back.
    func typed(_ act: OfferedAct, _ name: String) -> String? {
        returned.flatMap { $0.act == act ? $0.form[name] : nil }
    }

    func error(_ act: OfferedAct, _ name: String, _ t: Translator) -> String? {
        returned.flatMap { $0.act == act ? $0.problem?.error(name, t) : nil }
    }
}

func matterPage(_ page: MatterPage, _ words: Wording) -> Page {
    let t = words.t
    let file = page.file
    let title =
        page.title.isEmpty
        ? t(page.file.letters.isEmpty ? MatterMessages.joinedAway : MatterMessages.extractMissing) : page.title
    return Page(title: title, area: CasesRoutes.desk.path()) {
        if let returned = page.returned, let problem = returned.problem { problemSummary(returned, problem, page, t) }
        if let done = page.done {
            notice(.success) { p(t(MatterMessages.done, ["act": t(MatterMessages.act(done))])) }
        }
        h1(title)
        if let other = file.joinedInto {
            notice(.info) {
                p(t(MatterMessages.joinedAwayHint))
                paragraph { link(t(MatterMessages.joinedOther), to: CasesRoutes.matter.path(other)) }
            }
        }
        if let waiting = file.rechecks.first(where: { $0.state == .waiting }) {
            notice(.info) { p(t(RecheckMessages.waits, ["day": t.day(waiting.drawn)])) }
        }
        matterHead(page, words)
        element("p", [("class", "go")]) { link(t(MatterMessages.goActs), to: "#acts") }
        filePage {
            for (index, entry) in file.letters.enumerated() {
                letterSection(entry.letter, entry.extract, number: index + 1, page, words)
            }
            talkSection(file, words)
            draftsSection(file, words)
            fileAnswersSection(file, words)
            actsSection(page, words)
        } aside: {
            clocksSection(file.owedClocks, file.matter.kind, words)
            notesSection(file, words)
            ratingsSection(file, t)
            partsSection(file, words)
            boardSection(file, words)
            section(t(CasesWebMessages.timelineTitle), id: "timeline") {
                timeline(
                    file.timeline.map { entry in
                        words.timelineItem(
                            entry, file.matter.clocks, file.words, names: file.names, codes: file.letterCodes)
                    })
            }
        }
    }
}

/// What is wrong, each point a link to its field; what was typed into a form that is no longer there stands below.
private func problemSummary(
    _ returned: MatterPage.Returned, _ problem: Problem, _ page: MatterPage, _ t: Translator
) -> HTML {
    let act = returned.act
    guard page.offers.acts.contains(act) else {
        let texts = ["title", "body", "text", "question", "answer"].map { returned.form[$0] }.filter { !$0.isEmpty }
        return .joined([
            errorSummary(title: t(problem.message, problem.places), []),
            texts.isEmpty ? .empty : hint(t(MatterMessages.youTyped)), .joined(texts.map { written($0) }),
        ])
    }
    return problem.fields.isEmpty
        ? errorSummary(title: t(problem.message, problem.places), [])
        : errorSummary(
            title: t(WebMessages.errorsTitle),
            problem.fields.map { ("\(act)-\($0.name)", $0.text(t)) })
}

private func matterHead(_ page: MatterPage, _ words: Wording) -> HTML {
    let t = words.t
    let (file, matter) = (page.file, page.file.matter)
    let letter = file.letters.first?.letter
    return element("div", [("class", "head")]) {
        facts {
            fact(t(CasesWebMessages.stateLabel)) { words.stage(matter.procedure.stage) }
            fact(t(CasesWebMessages.columnDue)) { words.dueAndWhy(matter) }
            fact(t(CasesWebMessages.handledBy), words.handler(file))
            fact(t(CasesWebMessages.receivedBy), words.organization(matter.organization))
            fact(
                t(MatterMessages.opened),
                t.day(matter.opened) + " · "
                    + t.count(MatterMessages.daysSince, max(0, matter.opened.days(until: words.today))))
            fact(t(MatterMessages.kindLabel), words.kind(matter.kind))
            fact(t(MatterMessages.fieldLabel), words.field(letter?.facts.classification.field))
            fact(t(CasesWebMessages.place), letter.map { words.area($0.area) } ?? "")
            fact(t(CasesWebMessages.sourceLabel), letter.map { t(CasesWebMessages.source($0.source)) } ?? "")
            fact(t(CasesWebMessages.codeLabel)) { letter.map { code($0.code.description) } ?? .empty }
            if let letter, let old = file.old[letter.key.id] {
                fact(t(OldRegisterMessages.column(.number))) {
                    HTML.text(old.citation)
                    if matter.procedure.closure == .mistaken {
                        HTML.text(" ")
                        badge(t(RegisterMessages.void), .closed)
                    }
                }
            }
            if let letter, let registration = file.registration(of: letter.key.id) {
                fact(t(MatterMessages.bookLabel)) {
                    HTML.text(registration.number.description)
                    if matter.procedure.closure == .mistaken {
                        HTML.text(" ")
                        badge(t(RegisterMessages.void), .closed)
                    }
                }
            }
        }
    }
}

/// One letter of the matter. Its files open with the original.
private func letterSection(
    _ letter: Letter, _ extract: Extract, number: Int, _ page: MatterPage, _ words: Wording
) -> HTML {
    let t = words.t
    let facts = letter.facts.classification
    let count = page.file.letters.count
    let heading =
        count == 1
        ? t(CasesWebMessages.letterTitle)
        : t(MatterMessages.letterOf, ["n": t.number(number), "count": t.number(count)])
    return section(heading, id: "letter-\(letter.key.id)") {
        if count > 1 { p(extract.title) }
        if !extract.body.isEmpty {
            written(extract.body)
        } else if page.matter.kind != .denunciation,
            page.file.registration(of: letter.key.id) != nil || page.file.old[letter.key.id] != nil
        {
            hint(t(MatterMessages.onPaper))
        } else {
            hint(t(MatterMessages.extractAbsent))
        }
        if letter.isAnonymous { hint(t(CasesWebMessages.anonymous)) }
        if let old = page.file.old[letter.key.id] { oldEntry(old, t) }
        let files = page.file.filesHandedIn(with: letter.key.id)
        if files > 0 { hint(t.count(MatterMessages.filesCame, files)) }
        details(t(MatterMessages.eligibilityLabel) + ": " + t(MatterMessages.eligibility(facts.eligibility))) {
            Markup.facts {
                fact(t(CasesWebMessages.codeLabel), letter.code.description)
                fact(t(CasesWebMessages.receivedOn), t.time(letter.registered))
                if let registration = page.file.registration(of: letter.key.id) {
                    fact(t(MatterMessages.bookLabel), entry(registration, arrived: letter.arrived, t))
                }
                fact(t(CasesWebMessages.place), words.area(letter.area))
                fact(t(CasesWebMessages.sourceLabel), t(CasesWebMessages.source(letter.source)))
                fact(t(MatterMessages.fieldLabel), words.field(facts.field))
                fact(t(MatterMessages.competenceLabel), t(MatterMessages.competence(facts.competence)))
                fact(t(MatterMessages.peopleLabel), t.number(facts.people))
                if !letter.settledBy.isEmpty { fact(t(MatterMessages.settledLabel), letter.settledBy) }
                fact(t(MatterMessages.consentLabel), t(consent(letter.facts.consent)))
            }
            if letter.parent != nil { hint(t(MatterMessages.isPart)) }
        }
        if count > 1 {
            if page.letter?.letter.key == letter.key {
                hint(t(MatterMessages.chosen))
            } else {
                paragraph {
                    link(
                        t(MatterMessages.choose, ["code": letter.code.description]),
                        to: MatterRoutes.file(page.matter.key, letter: letter.key.id))
                }
            }
        }
    }
}

/// What the register says that the letter was brought along from.
private func oldEntry(_ old: OldEntry, _ t: Translator) -> HTML {
    let answer = [old.answerNumber, old.answerDay.map { t.day($0) } ?? ""].filter { !$0.isEmpty }
    let rows: [(RegisterColumn, String)] = [
        (.handler, old.handler), (.result, old.result), (.answerNumber, answer.joined(separator: ", ")),
        (.settled, old.settled.map { t.day($0) } ?? ""), (.note, old.note),
    ]
    return notice(.info) {
        p(t(OldRegisterMessages.recorded, ["number": old.citation]))
        if rows.contains(where: { !$0.1.isEmpty }) {
            facts {
                for (column, text) in rows where !text.isEmpty { fact(t(OldRegisterMessages.column(column)), text) }
            }
        }
    }
}

/// The number in the incoming book, the two days, and how much paper came.
private func entry(_ registration: Registration, arrived: Day, _ t: Translator) -> String {
    t(
        MatterMessages.bookEntry,
        [
            "number": registration.number.description, "arrived": t.day(arrived), "entered": t.day(registration.day),
            "pages": t.number(registration.pages), "enclosures": t.number(registration.enclosures),
        ])
}

private func consent(_ given: Bool?) -> MessageKey {
    switch given {
    case nil: MatterMessages.consentUnasked
    case true?: MatterMessages.consentYes
    case false?: MatterMessages.consentNo
    }
}

/// A clock as the file of a matter shows it.
struct OwedClock {
    let clock: Clock
    /// Of the letters it is owed to, if the matter has several.
    var codes: [String] = []
}

extension MatterFile {
    /// The codes of the letters by which they are told apart; none where there is one letter only.
    fileprivate var letterCodes: [LetterID: String] {
        guard letters.count > 1 else { return [:] }
        return Dictionary(letters.map { ($0.letter.key.id, $0.letter.code.description) }) { first, _ in first }
    }

    /// The clocks as they are shown: what is owed to several letters of the matter alike is shown once.
    fileprivate var owedClocks: [OwedClock] {
        let codes = letterCodes
        var shown: [OwedClock] = []
        for clock in matter.clocks {
            let code = clock.letter.flatMap { codes[$0] }
            let same = shown.firstIndex {
                !$0.codes.isEmpty && $0.clock.deadline == clock.deadline && $0.clock.state == clock.state
            }
            if let code, let same {
                shown[same].codes.append(code)
            } else {
                shown.append(OwedClock(clock: clock, codes: code.map { [$0] } ?? []))
            }
        }
        return shown
    }

    /// The matter its letters have gone to; nil while they are here.
    fileprivate var joinedInto: MatterKey? {
        guard matter.procedure.closure == .joined else { return nil }
        for entry in timeline.reversed() {
            if case .joined(let other, _) = entry.event { return MatterKey(matter.key.home, other) }
        }
        return nil
    }
}

/// An opened letter as data.
struct OriginalPage {
    let original: Original
    let files: [Attachment]
    let matter: MatterKey
    let letter: LetterID
    let reason: OpeningReason
    let csrf: String
}

/// The sender's own words, name and files, once, after the trace has been left.
func originalPage(_ page: OriginalPage, _ t: Translator) -> Page {
    let original = page.original
    return Page(title: t(CasesWebMessages.originalTitle), area: CasesRoutes.desk.path()) {
        h1(t(CasesWebMessages.originalTitle))
        notice(.info) { p(t(CasesWebMessages.originalHint)) }
        facts {
            fact(t(CasesWebMessages.nameLabel), original.sender.name)
            fact(t(CasesWebMessages.addressLabel), original.sender.address)
            fact(
                t(CasesWebMessages.phoneLabel),
                Telephone(original.sender.phone)?.display ?? original.sender.phone)
            fact(t(CasesWebMessages.emailLabel), original.sender.email)
        }
        h2(original.title)
        if !original.body.isEmpty { written(original.body) }
        if !page.files.isEmpty {
            section(t(MatterMessages.filesTitle), id: "files") {
                for file in page.files { fileForm(file, page, t) }
            }
        }
        paragraph { link(t(CasesWebMessages.backToMatter), to: CasesRoutes.matter.path(page.matter)) }
    }
}

private func fileForm(_ file: Attachment, _ page: OriginalPage, _ t: Translator) -> HTML {
    let name = file.name.description.isEmpty ? t(HandInMessages.fileUnnamed) : file.name.description
    return form(
        to: MatterRoutes.openFile.path(page.matter, page.letter, file.id),
        hidden: [("csrf", page.csrf), ("reason", page.reason.rawValue)]
    ) {
        p("\(name) (\(fileSize(file.size, t)))")
        submit(t(MatterMessages.fileOpen), isSecondary: true)
    }
}

extension MatterFile {
    /// How many files came with a letter, then or later.
    fileprivate func filesHandedIn(with letter: LetterID) -> Int {
        timeline.reduce(0) { count, entry in
            switch entry.event {
            case .received(let received) where received.letter.id == letter: count + received.files.count
            case .filesAdded(let added) where added.letter == letter: count + added.files.count
            default: count
            }
        }
    }

    /// How an officer entered a letter; nil for one that was handed in here, or that came from another matter.
    fileprivate func registration(of letter: LetterID) -> Registration? {
        for case .received(let received) in timeline.map(\.event) where received.letter.id == letter {
            return received.registration
        }
        return nil
    }
}
