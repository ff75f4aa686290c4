import Cases
import Kernel
import Language
import Markup
import Registry
import Web

extension ActFields {
    /// What the page showed when the act was asked for, so that nothing else is signed or published.
    var hidden: [(name: String, value: String)] {
        switch act {
        case .sign, .signOnPaper, .issue:
            (file.waitingDraft.map { [(name: "draft", value: $0.id.description)] } ?? [])
                + (page.offers.mayIssue ? [] : [(name: "then", value: "leave")])
        case .correct: file.answers.last.map { [(name: "answered", value: $0.id.description)] } ?? []
        case .publish: file.publication.map { [(name: "publication", value: $0.id.description)] } ?? []
        case .propose: [(name: "looked", value: fragments.joined(separator: "|"))]
        default: []
        }
    }

    var html: HTML {
        switch act {
        case .take, .release, .accept, .reopen, .resume, .recall, .restore, .unpublish, .stepAside: .empty
        case .sign: .joined([waiting, then])
        case .signOnPaper: .joined([waiting, paperSignature, then])
        case .issue: waiting
        case .correct: .joined([text(MatterMessages.text(act), lines: 10), outcomes])
        case .publish: file.publication.map(publicationText) ?? .empty
        case .answer, .submit: .joined([text(MatterMessages.text(act), lines: 10), outcomes])
        case .uphold: text(MatterMessages.text(act), lines: 8)
        case .ask, .note, .returnDraft, .decline: text(MatterMessages.text(act))
        case .contribute: .joined([contributors, text(MatterMessages.text(act))])
        case .assign: posts
        case .classify: classification
        case .split: part
        case .extract: extract
        case .join: similar
        case .part: joined
        case .offer, .invite: .joined([bodies, text(MatterMessages.text(act))])
        case .uninvite:
            radios(
                "body", MatterMessages.bodyLabel,
                file.matter.parts.map { ($0.organization.description, words.organization($0.organization)) })
        case .close:
            .joined([
                radios(
                    "closure", MatterMessages.closureLabel,
                    CloseMatter.reasons.map { ($0.rawValue, t(CasesWebMessages.closure($0))) }),
                text(MatterMessages.text(act)),
            ])
        case .setAside:
            .joined([
                list(
                    "ground", MatterMessages.groundLabel,
                    SetAsideGround.allCases.map { ($0.rawValue, t(MatterMessages.ground($0))) },
                    first: SetAsideGround.allCases[0].rawValue),
                text(MatterMessages.text(act), lines: 3),
            ])
        case .propose: proposal
        case .rate: rating
        case .recheck:
            .joined([
                radios(
                    "stands", RecheckMessages.verdict,
                    [("yes", t(RecheckMessages.stands)), ("no", t(RecheckMessages.fails))], first: ""),
                text(MatterMessages.text(act)),
            ])
        case .void: text(MatterMessages.text(act), lines: 3)
        case .addFiles: fileField("files", id: id("files"), RegisterMessages.files, error: error("files"), t)
        case .reissue: identity
        case .open:
            radios(
                "reason", CasesWebMessages.openHint,
                OpeningReason.ofHandlers.map { ($0.rawValue, t(CasesWebMessages.reason($0))) })
        }
    }

    private var waiting: HTML {
        file.waitingDraft.map { draft in
            .joined([
                draftText(draft, file, words),
                paragraph {
                    link(
                        t(act == .issue ? DocumentMessages.openSigned : DocumentMessages.printDraft),
                        to: DocumentRoutes.sheet.path(file.matter.key, ID(draft.id.raw)))
                },
            ])
        } ?? .empty
    }

    /// Whether it leaves at once: not offered to who signs and does not issue.
    private var then: HTML {
        guard page.offers.mayIssue else { return hint(t(MatterMessages.clerkNumbers)) }
        return radios(
            "then", MatterMessages.thenLabel,
            [("issue", t(MatterMessages.thenIssue)), ("leave", t(MatterMessages.thenLeave))],
            first: act == .signOnPaper ? "" : nil)
    }

    /// A day as people write it in either language, so that it is read again.
    private func typed(_ day: Day) -> String {
        let parts = day.parts
        return "\(parts.day)/\(parts.month)/\(parts.year)"
    }

    /// Who signed by hand, on which day, and the scan of it.
    private var paperSignature: HTML {
        let letters = file.letters
        return .joined([
            radios(
                "signer", MatterMessages.signerLabel,
                file.fitSigners.map { ($0.official.id.description, "\($0.official.name) (\(t.pick($0.post.title)))") },
                first: file.fitSigners.count == 1 ? nil : ""),
            line("day", MatterMessages.signedDayLabel, hint: MatterMessages.signedDayHint, first: typed(words.today)),
            letters.count < 2
                ? .empty
                : radios(
                    "letter", MatterMessages.scanLetterLabel,
                    letters.map { ($0.letter.key.id.description, $0.letter.code.description) }),
            fileField(
                "files", id: id("files"), MatterMessages.scanLabel, hint: MatterMessages.scanHint,
                error: error("files"), t),
        ])
    }

    private var outcomes: HTML {
        guard act == .submit || act == .correct || file.matter.procedure.stage != .contested else { return .empty }
        return radios(
            "outcome", MatterMessages.outcomeLabel,
            Outcome.allCases.map { ($0.rawValue, t(CasesWebMessages.outcome($0))) })
    }

    private var posts: HTML {
        let fit = file.posts.filter { page.offers.fitPosts.contains($0.post.id) }
        let now = file.matter.procedure.handler?.post.description
        return radios(
            "post", MatterMessages.postLabel,
            fit.map { post, holders in
                (
                    post.id.description,
                    t(
                        MatterMessages.postOption,
                        [
                            "post": t.pick(post.title), "names": holders.joined(separator: ", "),
                            "n": t.number(page.workload[post.id] ?? 0),
                        ])
                )
            }, first: now)
    }

    private var contributors: HTML {
        radios(
            "body", MatterMessages.bodyLabel,
            page.offers.parts.map { ($0.description, words.organization($0)) })
    }

    private var classification: HTML {
        guard let letter = page.letter?.letter else { return .empty }
        let facts = letter.facts.classification
        let mayChange = [.received, .taken].contains(file.matter.procedure.stage)
        let kinds = Kind.allCases.filter { mayChange || $0 == file.matter.kind }
        return .joined([
            radios(
                "kind", MatterMessages.kindLabel, hint: MatterMessages.kindHint, kindOptions(kinds),
                first: file.matter.kind.rawValue),
            list(
                "field", MatterMessages.fieldLabel,
                hint: words.fields.isVerified ? nil : MatterMessages.fieldsUnverified,
                [("", t(MatterMessages.undecided))]
                    + words.fields.inForce(on: words.today).map { ($0.code, t.pick($0.name)) },
                first: facts.field ?? ""),
            list(
                "eligibility", MatterMessages.eligibilityLabel,
                Eligibility.allCases.map { ($0.rawValue, t(MatterMessages.eligibility($0))) },
                first: facts.eligibility.rawValue),
            list(
                "competence", MatterMessages.competenceLabel,
                Competence.allCases.map { ($0.rawValue, t(MatterMessages.competence($0))) },
                first: facts.competence.rawValue),
            line("people", MatterMessages.peopleLabel, hint: MatterMessages.peopleHint, first: String(facts.people)),
            line("settled", MatterMessages.settledLabel, first: letter.settledBy),
        ])
    }

    private func kindOptions(_ kinds: [Kind]) -> [(value: String, label: String)] {
        kinds.map { kind in
            (
                kind.rawValue,
                t(
                    MatterMessages.kindOption,
                    ["kind": words.kind(kind), "meaning": t(MatterMessages.kindMeaning(kind))])
            )
        }
    }

    private var part: HTML {
        .joined([
            radios(
                "kind", MatterMessages.kindLabel, kindOptions(Kind.allCases), first: file.matter.kind.rawValue),
            line("title", MatterMessages.splitTitle),
            text(
                MatterMessages.splitBody, name: "body", hint: t(MatterMessages.splitBodyHint), lines: 6,
                first: page.letter?.extract.body ?? ""),
        ])
    }

    private var extract: HTML {
        .joined([
            line("title", MatterMessages.extractTitle, first: page.letter?.extract.title ?? ""),
            text(
                MatterMessages.extractBody, name: "body", hint: t(MatterMessages.extractHint), lines: 8,
                first: page.letter?.extract.body ?? ""),
        ])
    }

    private var similar: HTML {
        .joined([
            page.similar.isEmpty
                ? .empty
                : radios(
                    "other", MatterMessages.similar,
                    page.similar.map { hit in
                        (
                            hit.matter.description,
                            t(
                                MatterMessages.similarOption,
                                ["title": hit.title, "code": hit.code.description, "day": t.day(hit.opened)])
                        )
                    } + [("", t(MatterMessages.byCode))], first: ""),
            line("code", MatterMessages.otherCode),
        ])
    }

    private var joined: HTML {
        radios(
            "other", MatterMessages.partLabel,
            page.offers.joined.map { matter in
                let letters = file.letters.filter { file.letters(from: matter).contains($0.letter.key.id) }
                return (
                    matter.description,
                    t(
                        MatterMessages.partOption,
                        [
                            "title": letters.first?.extract.title ?? "",
                            "code": letters.map(\.letter.code.description).joined(separator: ", "),
                        ])
                )
            })
    }

    private var bodies: HTML {
        let found = page.returned.flatMap { $0.act == act ? $0.bodies : nil } ?? []
        let only = found.count == 1 ? found[0].code : ""
        let options = found.map { body in
            (value: body.code, label: "\(t.pick(body.name)) – \(words.area(body.area.code))")
        }
        return .joined([
            line("query", MatterMessages.bodyQuery, hint: MatterMessages.bodyQueryHint),
            found.isEmpty
                ? .empty
                : choice(
                    "body", id: id("body"), label: t(MatterMessages.bodyLabel), options: options,
                    chosen: value("body").isEmpty ? only : value("body"), error: error("body")),
        ])
    }

    private var proposal: HTML {
        let letters = file.letters.filter { page.offers.consenting.contains($0.letter.key.id) }
        return .joined([
            fragments.isEmpty
                ? .empty
                : notice(.warning) { p(t(MatterMessages.fragments, ["list": fragments.joined(separator: " · ")])) },
            radios(
                "letter", MatterMessages.letterLabel,
                letters.map { ($0.letter.key.id.description, $0.letter.code.description) }),
            line("title", MatterMessages.boardTitleLabel, first: letters.first?.extract.title ?? ""),
            text(MatterMessages.boardQuestion, name: "question", lines: 6, first: letters.first?.extract.body ?? ""),
            text(MatterMessages.boardAnswer, name: "answer", lines: 8, first: file.answers.last?.text ?? ""),
            confirmation(
                "noNames", id: id("noNames"), label: t(MatterMessages.noNames), isChecked: value("noNames") == "yes",
                error: error("noNames")),
            confirmation(
                "noHouses", id: id("noHouses"), label: t(MatterMessages.noHouses),
                isChecked: value("noHouses") == "yes", error: error("noHouses")),
        ])
    }

    /// What may tell who the sender is, in the texts as they stand in the form.
    private var fragments: [String] {
        let letter = file.letters.first { page.offers.consenting.contains($0.letter.key.id) }
        return TellingFragments.find(
            [
                value("title", letter?.extract.title ?? ""), value("question", letter?.extract.body ?? ""),
                value("answer", file.answers.last?.text ?? ""),
            ].joined(separator: "\n"))
    }

    /// Who stands at the counter, and by which paper.
    private var identity: HTML {
        let letters = file.letters.filter { page.offers.reissuable.contains($0.letter.key.id) }
        return .joined([
            letters.count < 2
                ? .empty
                : radios(
                    "letter", MatterMessages.letterLabel,
                    letters.map { ($0.letter.key.id.description, $0.letter.code.description) }),
            radios(
                "paper", MatterMessages.paperLabel,
                IdentityPaper.allCases.map { ($0.rawValue, t(RegisterMessages.paper($0))) }, first: ""),
            line("name", MatterMessages.paperName, hint: MatterMessages.paperNameHint),
        ])
    }

    private var rating: HTML {
        let letters = file.letters.filter { page.offers.unrated.contains($0.letter.key.id) }
        return .joined([
            radios(
                "letter", MatterMessages.letterLabel,
                letters.map { ($0.letter.key.id.description, $0.letter.code.description) }),
            radios(
                "score", MatterMessages.scoreLabel,
                (1...5).reversed().map { (String($0), t(FollowMessages.score($0))) }, first: ""),
        ])
    }
}

extension MatterFile {
    /// The letters that came from another matter.
    func letters(from other: MatterID) -> Set<LetterID> {
        var came: Set<LetterID> = []
        for entry in timeline {
            if case .absorbed(other, let letters, _, _) = entry.event { came = Set(letters.map(\.id)) }
        }
        return came
    }
}
