import Acts
import Documents
import Files
import Kernel
import Legislation
import Registry

extension MatterEvent {
    /// The facts as the ledger keeps them.
    var payload: Payload {
        switch self {
        case .received(let received): received.payload
        case .classified(let classified):
            Payload([
                ("letter", .list([classified.letter.payload])), ("kind", .text(classified.kind.rawValue)),
                ("official", .id(classified.official)), ("clocks", .list(classified.clocks.map(\.payload))),
            ])
        case .taken(let handler): Payload(handler.facts)
        case .drawn(let drawn):
            Payload([("ended", .day(drawn.ended)), ("sort", .text(drawn.sort.rawValue))])
        case .rechecked(let rechecked):
            Payload(
                [
                    ("ended", .day(rechecked.ended)), ("sort", .text(rechecked.sort.rawValue)),
                    ("stands", .number(rechecked.stands ? 1 : 0)),
                    ("clocks", .list(rechecked.clocks.map(\.payload))),
                ] + rechecked.said.facts)
        case .assigned(let handler, let official): Payload(handler.facts + [("by", .id(official))])
        case .offered(let body, let said): Payload([("organization", .id(body))] + said.facts)
        case .accepted(let handler, let body): Payload(handler.facts + [("organization", .id(body))])
        case .declined(let said), .asked(let said), .replied(let said), .noted(let said), .returned(let said):
            Payload(said.facts)
        case .released(let official), .offerRecalled(let official), .resumed(let official), .restored(let official):
            Payload([("official", .id(official))])
        case .submitted(let submitted):
            Payload([
                ("draft", .id(submitted.draft)), ("purpose", .text(submitted.purpose.rawValue)),
                ("outcome", submitted.outcome.map { .text($0.rawValue) }),
                ("ground", submitted.ground.map { .text($0.rawValue) }), ("official", .id(submitted.official)),
                ("text", .bytes(submitted.commitment)),
            ])
        case .signed(let signed):
            Payload([
                ("purpose", .text(signed.purpose.rawValue)), ("answer", .id(signed.answer)),
                ("outcome", signed.outcome.map { .text($0.rawValue) }), ("drafter", .id(signed.drafter)),
                ("signer", .id(signed.signer)), ("post", .id(signed.post)), ("text", .bytes(signed.commitment)),
                ("paper", signed.paper.map { .list([$0.payload]) }),
                ("issue", signed.issue.map { .list([$0.payload]) }),
                ("ground", signed.ground.map { .text($0.rawValue) }),
            ])
        case .issued(let issued):
            Payload([
                ("purpose", .text(issued.purpose.rawValue)), ("answer", .id(issued.answer)),
                ("outcome", issued.outcome.map { .text($0.rawValue) }), ("issue", .list([issued.issue.payload])),
                ("ground", issued.ground.map { .text($0.rawValue) }),
            ])
        case .corrected(let corrected):
            Payload([
                ("answer", .id(corrected.answer)), ("corrects", .id(corrected.corrects)),
                ("outcome", .text(corrected.outcome.rawValue)), ("signer", .id(corrected.signer)),
                ("post", .id(corrected.post)),
                ("issue", .list([corrected.issue.payload])), ("text", .bytes(corrected.commitment)),
            ])
        case .contested(let said, let clocks):
            Payload(said.facts + [("clocks", .list(clocks.map(\.payload)))])
        case .reopened(let handler): Payload(handler.facts)
        case .closed(let closure, let handler, let said):
            Payload(
                [("reason", .text(closure.rawValue))] + (handler?.facts ?? [])
                    + [("said", said.map { .list([Payload($0.facts)]) })])
        case .rated(let rated):
            Payload([
                ("letter", .id(rated.letter)), ("answer", .id(rated.answer)), ("score", .number(Int64(rated.score))),
                ("official", rated.official.map { .id($0) }), ("words", rated.words.map { .id($0) }),
                ("text", rated.commitment.map { .bytes($0) }),
            ])
        case .absorbed(let matter, let letters, let clocks, let official):
            Payload([
                ("from", .id(matter)), ("letters", .list(letters.map(\.payload))),
                ("clocks", .list(clocks.map(\.payload))), ("official", .id(official)),
            ])
        case .joined(let matter, let official): Payload([("into", .id(matter)), ("official", .id(official))])
        case .parted(let letters, let matter, let official):
            Payload([
                ("letters", .list(letters.map { Payload([("id", .id($0))]) })), ("to", .id(matter)),
                ("official", .id(official)),
            ])
        case .regained(let letters, let clocks, let body, let official):
            Payload([
                ("letters", .list(letters.map(\.payload))), ("clocks", .list(clocks.map(\.payload))),
                ("organization", .id(body)), ("official", .id(official)),
            ])
        case .split(let letter, let matter, let official):
            Payload([("letter", .id(letter)), ("to", .id(matter)), ("official", .id(official))])
        case .invited(let body, let said), .contributed(let body, let said):
            Payload([("organization", .id(body))] + said.facts)
        case .uninvited(let body, let official):
            Payload([("organization", .id(body)), ("official", .id(official))])
        case .consented(let letter, let consent):
            Payload([("letter", .id(letter)), ("consent", .number(consent ? 1 : 0))])
        case .proposed(let proposed):
            Payload([
                ("publication", .id(proposed.publication)), ("letter", .id(proposed.letter)),
                ("official", .id(proposed.official)), ("text", .bytes(proposed.commitment)),
            ])
        case .published(let publication, let official):
            Payload([("publication", .id(publication)), ("official", .id(official))])
        case .unpublished(let publication, let official):
            Payload([("publication", .id(publication)), ("official", official.map { .id($0) })])
        case .extracted(let letter, let official, let commitment):
            Payload([("letter", .id(letter)), ("official", .id(official)), ("text", .bytes(commitment))])
        case .lapsed(let clock): Payload([("clock", .id(clock))])
        case .opened(let opened):
            Payload([
                ("letter", .id(opened.letter)), ("officer", .id(opened.officer)),
                ("reason", .text(opened.reason.rawValue)),
            ])
        case .pinReissued(let reissued):
            Payload([
                ("letter", .id(reissued.letter)), ("version", .number(Int64(reissued.version))),
                ("paper", .text(reissued.paper.rawValue)), ("official", .id(reissued.official)),
            ])
        case .filesAdded(let added):
            Payload([
                ("letter", .id(added.letter)), ("files", .files(added.files)), ("official", .id(added.official)),
            ])
        }
    }

    /// Reads an event of a matter back. Throws `ProcedureError.unreadable` for one that is not a matter's.
    public init(_ event: Event) throws {
        let facts = try event.payload.facts()
        guard let read = Self.readers[event.code] else { throw ProcedureError.unreadable }
        self = try read(facts)
    }

    private static let readers: [ActCode: @Sendable (Facts) throws -> MatterEvent] = [
        ReceiveLetter.code: { .received(try LetterReceived($0)) },
        SplitLetter.code: { .received(try LetterReceived($0)) },
        RegisterLetter.code: { .received(try LetterReceived($0)) },
        BringAlong.code: { .received(try LetterReceived($0)) },
        ClassifyLetter.code: { facts in
            .classified(
                LetterClassified(
                    letter: try facts.one("letter", MatterLetter.init), kind: try facts.code("kind"),
                    official: try facts.id("official"), clocks: try facts.list("clocks").map(Clock.init)))
        },
        TakeMatter.code: { .taken(by: try Handler($0)) },
        AssignMatter.code: { .assigned(try Handler($0), by: try $0.id("by")) },
        ReleaseMatter.code: { .released(by: try $0.id("official")) },
        OfferTransfer.code: { .offered(to: try $0.id("organization"), try Said($0)) },
        AcceptTransfer.code: { .accepted(by: try Handler($0), of: try $0.id("organization")) },
        DeclineTransfer.code: { .declined(try Said($0)) },
        RecallTransfer.code: { .offerRecalled(by: try $0.id("official")) },
        AskSender.code: { .asked(try Said($0)) },
        ReplyToQuestion.code: { .replied(try Said($0)) },
        ResumeMatter.code: { .resumed(by: try $0.id("official")) },
        AddNote.code: { .noted(try Said($0)) },
        SubmitDraft.code: { facts in
            .submitted(
                Submitted(
                    draft: try facts.id("draft"), purpose: try facts.code("purpose"),
                    outcome: try facts.optionalCode("outcome"), ground: try facts.optionalCode("ground"),
                    official: try facts.id("official"), commitment: try facts.bytes("text")))
        },
        ReturnDraft.code: { .returned(try Said($0)) },
        AnswerMatter.code: { .signed(try Signed($0)) },
        SignDraft.code: { .signed(try Signed($0)) },
        SignOnPaper.code: { .signed(try Signed($0)) },
        IssueDocument.code: { facts in
            .issued(
                Issued(
                    purpose: try facts.code("purpose"), answer: try facts.id("answer"),
                    outcome: try facts.optionalCode("outcome"), issue: try facts.one("issue", Issue.init),
                    ground: try facts.optionalCode("ground")))
        },
        CorrectAnswer.code: { facts in
            .corrected(
                Corrected(
                    answer: try facts.id("answer"), corrects: try facts.id("corrects"),
                    outcome: try facts.code("outcome"), signer: try facts.id("signer"), post: try facts.id("post"),
                    issue: try facts.one("issue", Issue.init), commitment: try facts.bytes("text")))
        },
        ContestAnswer.code: { .contested(try Said($0), clocks: try $0.list("clocks").map(Clock.init)) },
        ReopenMatter.code: { .reopened(by: try Handler($0)) },
        CloseMatter.code: { facts in
            .closed(
                try facts.code("reason"), by: facts.has("post") ? try Handler(facts) : nil,
                facts.has("said") ? try facts.one("said", Said.init) : nil)
        },
        CloseImported.code: { facts in
            .closed(
                try facts.code("reason"), by: nil, facts.has("said") ? try facts.one("said", Said.init) : nil)
        },
        WithdrawLetter.code: { facts in
            .closed(
                try facts.code("reason"), by: nil, facts.has("said") ? try facts.one("said", Said.init) : nil)
        },
        VoidRegistration.code: { facts in
            .closed(try facts.code("reason"), by: try Handler(facts), try facts.one("said", Said.init))
        },
        RestoreMatter.code: { .restored(by: try $0.id("official")) },
        RateAnswer.code: { facts in
            .rated(
                Rated(
                    letter: try facts.id("letter"), answer: try facts.id("answer"),
                    score: Int(try facts.number("score")), official: try facts.optionalID("official"),
                    words: try facts.optionalID("words"),
                    commitment: facts.has("text") ? try facts.bytes("text") : nil))
        },
        JoinMatters.code: { facts in
            .absorbed(
                from: try facts.id("from"), letters: try facts.list("letters").map(MatterLetter.init),
                clocks: try facts.list("clocks").map(Clock.init), by: try facts.id("official"))
        },
        JoinMatters.joinedCode: { .joined(into: try $0.id("into"), by: try $0.id("official")) },
        PartMatters.code: { facts in
            .parted(
                try facts.list("letters").map { try $0.id("id") }, to: try facts.id("to"),
                by: try facts.id("official"))
        },
        PartMatters.regainedCode: { facts in
            .regained(
                try facts.list("letters").map(MatterLetter.init), clocks: try facts.list("clocks").map(Clock.init),
                at: try facts.id("organization"), by: try facts.id("official"))
        },
        SplitLetter.splitCode: { .split(try $0.id("letter"), to: try $0.id("to"), by: try $0.id("official")) },
        InviteBody.code: { .invited(try $0.id("organization"), try Said($0)) },
        ContributePart.code: { .contributed(try $0.id("organization"), try Said($0)) },
        UninviteBody.code: { .uninvited(try $0.id("organization"), by: try $0.id("official")) },
        AllowPublication.code: { .consented(try $0.id("letter"), try $0.number("consent") == 1) },
        ProposePublication.code: { facts in
            .proposed(
                Proposed(
                    publication: try facts.id("publication"), letter: try facts.id("letter"),
                    official: try facts.id("official"), commitment: try facts.bytes("text")))
        },
        PublishExtract.code: { .published(try $0.id("publication"), by: try $0.id("official")) },
        UnpublishExtract.code: {
            .unpublished(try $0.id("publication"), by: try $0.optionalID("official"))
        },
        WriteExtract.code: {
            .extracted(
                try $0.id("letter"), by: try $0.id("official"), commitment: try $0.bytes("text"))
        },
        LapseClock.code: { .lapsed(try $0.id("clock")) },
        OpenOriginal.code: { .opened(try OriginalOpened($0)) },
        OpenContact.code: { .opened(try OriginalOpened($0)) },
        AnswerCall.code: { .opened(try OriginalOpened($0)) },
        ReissuePIN.code: { facts in
            .pinReissued(
                PINReissued(
                    letter: try facts.id("letter"), version: Int(try facts.number("version")),
                    paper: try facts.code("paper"), official: try facts.id("official")))
        },
        AddFiles.code: { facts in
            .filesAdded(
                FilesAdded(
                    letter: try facts.id("letter"), files: try facts.files("files"),
                    official: try facts.id("official")))
        },
        DrawForRecheck.code: { facts in
            .drawn(DrawnForRecheck(ended: try facts.day("ended"), sort: try facts.code("sort")))
        },
        RecordRecheck.code: { facts in
            .rechecked(
                Rechecked(
                    ended: try facts.day("ended"), sort: try facts.code("sort"),
                    stands: try facts.number("stands") == 1, said: try Said(facts),
                    clocks: try facts.list("clocks").map(Clock.init)))
        },
    ]
}

extension LetterReceived {
    fileprivate var payload: Payload {
        Payload([
            ("letter", .list([letter.payload])), ("kind", .text(kind.rawValue)),
            ("organization", .id(organization)), ("area", .text(area)), ("arrived", .day(arrived)),
            ("source", .text(source.rawValue)), ("parent", parent.map { .id($0) }),
            ("clocks", .list(clocks.map(\.payload))),
            ("files", files.isEmpty ? nil : .files(files)),
            ("original", .bytes(originalCommitment)),
            ("extract", .bytes(extractCommitment)),
            ("registration", registration.map { .list([$0.payload]) }),
            ("old", old.map { .list([$0.payload]) }),
        ])
    }

    fileprivate init(_ facts: Facts) throws {
        self.init(
            letter: try facts.one("letter", MatterLetter.init), kind: try facts.code("kind"),
            organization: try facts.id("organization"), area: try facts.text("area"),
            arrived: try facts.day("arrived"), source: try facts.code("source"),
            parent: try facts.optionalID("parent"), clocks: try facts.list("clocks").map(Clock.init),
            files: facts.has("files") ? try facts.files("files") : [],
            originalCommitment: try facts.bytes("original"), extractCommitment: try facts.bytes("extract"),
            registration: facts.has("registration") ? try facts.one("registration", Registration.init) : nil,
            old: facts.has("old") ? try facts.one("old", BroughtAlong.init) : nil)
    }
}

extension Registration {
    fileprivate var payload: Payload {
        Payload([
            ("year", .number(Int64(number.year))), ("number", .number(Int64(number.number))), ("day", .day(day)),
            ("pages", .number(Int64(pages))), ("enclosures", .number(Int64(enclosures))), ("official", .id(official)),
        ])
    }

    fileprivate init(_ facts: Facts) throws {
        self.init(
            number: BookNumber(year: Int(try facts.number("year")), number: Int(try facts.number("number"))),
            day: try facts.day("day"), pages: Int(try facts.number("pages")),
            enclosures: Int(try facts.number("enclosures")), official: try facts.id("official"))
    }
}

extension BroughtAlong {
    fileprivate var payload: Payload {
        Payload([
            ("year", .number(Int64(year))), ("number", .text(number)), ("settled", settled.map { .day($0) }),
            ("official", official.map { .id($0) }), ("text", .bytes(commitment)),
        ])
    }

    fileprivate init(_ facts: Facts) throws {
        self.init(
            year: Int(try facts.number("year")), number: try facts.text("number"),
            settled: facts.has("settled") ? try facts.day("settled") : nil,
            official: try facts.optionalID("official"), commitment: try facts.bytes("text"))
    }
}

extension Fact {
    fileprivate static func files(_ addresses: [FileAddress]) -> Fact {
        .list(addresses.map { Payload([("address", .bytes($0.bytes))]) })
    }
}

extension Signed {
    fileprivate init(_ facts: Facts) throws {
        self.init(
            purpose: try facts.code("purpose"), answer: try facts.id("answer"),
            outcome: try facts.optionalCode("outcome"), drafter: try facts.id("drafter"),
            signer: try facts.id("signer"), post: try facts.id("post"), commitment: try facts.bytes("text"),
            paper: facts.has("paper") ? try facts.one("paper", PaperSignature.init) : nil,
            issue: facts.has("issue") ? try facts.one("issue", Issue.init) : nil,
            ground: try facts.optionalCode("ground"))
    }
}

extension PaperSignature {
    fileprivate var payload: Payload {
        Payload([
            ("day", .day(day)), ("files", .files(files)), ("letter", .id(letter)), ("recorder", .id(recorder)),
        ])
    }

    fileprivate init(_ facts: Facts) throws {
        self.init(
            day: try facts.day("day"), files: try facts.files("files"), letter: try facts.id("letter"),
            recorder: try facts.id("recorder"))
    }
}

extension Issue {
    fileprivate var payload: Payload {
        Payload([
            ("kind", .text(number.kind.rawValue)), ("year", .number(Int64(number.year))),
            ("number", .number(Int64(number.number))), ("symbol", .text(number.symbol)),
            ("organization", .id(organization)), ("issuer", .id(issuer)), ("post", .id(post)),
        ])
    }

    fileprivate init(_ facts: Facts) throws {
        self.init(
            number: DocumentNumber(
                kind: try facts.code("kind"), year: Int(try facts.number("year")),
                number: Int(try facts.number("number")), symbol: try facts.text("symbol")),
            organization: try facts.id("organization"), issuer: try facts.id("issuer"), post: try facts.id("post"))
    }
}

extension Said {
    fileprivate var facts: [(name: StaticString, fact: Fact?)] {
        [
            ("words", .id(words)), ("official", official.map { .id($0) }), ("letter", letter.map { .id($0) }),
            ("text", .bytes(commitment)),
        ]
    }

    fileprivate init(_ facts: Facts) throws {
        self.init(
            words: try facts.id("words"), official: try facts.optionalID("official"),
            letter: try facts.optionalID("letter"), commitment: try facts.bytes("text"))
    }
}

extension Handler {
    fileprivate var facts: [(name: StaticString, fact: Fact?)] {
        [("post", .id(post)), ("official", .id(official))]
    }

    fileprivate init(_ facts: Facts) throws {
        self.init(post: try facts.id("post"), official: try facts.id("official"))
    }
}

extension MatterLetter {
    fileprivate var payload: Payload {
        Payload([
            ("id", .id(id)), ("field", classification.field.map { .text($0) }),
            ("eligibility", .text(classification.eligibility.rawValue)),
            ("competence", .text(classification.competence.rawValue)),
            ("people", .number(Int64(classification.people))), ("consent", consent.map { .number($0 ? 1 : 0) }),
            ("pin", pinVersion == 1 ? nil : .number(Int64(pinVersion))),
        ])
    }

    fileprivate init(_ facts: Facts) throws {
        self.init(
            id: try facts.id("id"),
            classification: Classification(
                field: facts.has("field") ? try facts.text("field") : nil,
                eligibility: try facts.code("eligibility"), competence: try facts.code("competence"),
                people: Int(try facts.number("people"))),
            consent: facts.has("consent") ? try facts.number("consent") == 1 : nil,
            pinVersion: facts.has("pin") ? Int(try facts.number("pin")) : 1)
    }
}

extension Clock {
    fileprivate var payload: Payload {
        Payload([
            ("id", .id(id)), ("letter", letter.map { .id($0) }), ("rule", .text(deadline.rule.text)),
            ("provision", .text(deadline.provision)), ("start", .day(deadline.start)),
            ("nominal", .day(deadline.nominal)), ("due", .day(deadline.due)),
            ("state", state == .running ? nil : .text(state.rawValue)),
        ])
    }

    fileprivate init(_ facts: Facts) throws {
        self.init(
            id: try facts.id("id"), letter: try facts.optionalID("letter"),
            deadline: Deadline(
                rule: RuleID(stored: try facts.text("rule")), provision: try facts.text("provision"),
                start: try facts.day("start"), nominal: try facts.day("nominal"), due: try facts.day("due")),
            state: try facts.optionalCode("state") ?? .running)
    }
}

extension Facts {
    fileprivate func code<Code: RawRepresentable<String>>(_ name: String) throws -> Code {
        guard let code = Code(rawValue: try text(name)) else { throw ProcedureError.unreadable }
        return code
    }

    fileprivate func optionalCode<Code: RawRepresentable<String>>(_ name: String) throws -> Code? {
        has(name) ? try code(name) : nil
    }

    fileprivate func files(_ name: String) throws -> [FileAddress] {
        try list(name).map { facts in
            guard let address = FileAddress(bytes: try facts.bytes("address")) else {
                throw PayloadError.missing("address")
            }
            return address
        }
    }

    fileprivate func optionalID<S>(_ name: String) throws -> ID<S>? { has(name) ? try id(name) : nil }

    fileprivate func one<Value>(_ name: String, _ read: (Facts) throws -> Value) throws -> Value {
        guard let first = try list(name).first else { throw ProcedureError.unreadable }
        return try read(first)
    }
}

extension OriginalOpened {
    fileprivate init(_ facts: Facts) throws {
        self.init(
            letter: try facts.id("letter"), officer: try facts.id("officer"), reason: try facts.code("reason"))
    }
}
