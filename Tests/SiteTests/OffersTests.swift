import Acts
import Cases
import Files
import Identity
import Kernel
import Language
import Registry
import Storage
import TestKit
import TestKitWeb
import Testing
import Vault

/// What the page offers is what the domain allows: for every stage and every role, no form more and none less.
@Suite struct OffersTests {
    /// Brings a fresh matter to a stage.
    static let stages: [(name: String, bring: @Sendable (TestCountry, Receipt) async throws -> Void)] = [
        ("received", { _, _ in }),
        ("offered", { try await $0.offer($1) }),
        (
            "offered from hand",
            {
                try await $0.take($1.matter, by: "ha-handler")
                try await $0.offer($1)
            }
        ),
        ("taken by the handler", { try await $0.take($1.matter, by: "ha-handler") }),
        ("taken by the head", { try await $0.take($1.matter, by: "ha") }),
        ("asked", { try await $0.ask($1, by: "ha-handler") }),
        ("asked by the head", { try await $0.ask($1, by: "ha") }),
        ("drafted", { try await $0.draft($1, by: "ha-handler") }),
        ("drafted by the head", { try await $0.draft($1, by: "ha") }),
        (
            "to be set aside by the head",
            { country, receipt in
                try await country.take(receipt.matter, by: "ha")
                _ = try await country.act("ha") {
                    SubmitDraft(
                        receipt.matter, settingAside: try TestCountry.text("Nước tràn ra đường"), .unreadable, by: $0)
                }
            }
        ),
        ("approved", { try await $0.approve($1) }),
        (
            "to be set aside, approved",
            { country, receipt in
                try await country.take(receipt.matter, by: "ha-handler")
                _ = try await country.act("ha-handler") {
                    SubmitDraft(
                        receipt.matter, settingAside: try TestCountry.text("Nước tràn ra đường"), .unreadable, by: $0)
                }
                _ = try await country.act("ha") { SignDraft(receipt.matter, issuing: false, by: $0) }
            }
        ),
        ("answered", { try await $0.answered($1) }),
        (
            "answered, with the sender's consent",
            { country, receipt in
                try await country.answered(receipt)
                try await country.say(
                    AllowPublication(receipt.letter.key, in: receipt.matter, true), receipt.letter.key)
            }
        ),
        (
            "answered and rated",
            { country, receipt in
                try await country.answered(receipt)
                try await country.say(
                    try #require(RateAnswer(receipt.letter.key, in: receipt.matter, score: 5)), receipt.letter.key)
            }
        ),
        ("proposed by the head", { try await $0.propose($1, by: "ha") }),
        ("proposed by the reception", { try await $0.propose($1, by: "ha-reception") }),
        (
            "published",
            { country, receipt in
                try await country.propose(receipt, by: "ha")
                _ = try await country.act("province-h") { PublishExtract(receipt.matter, by: $0) }
            }
        ),
        ("contested", { try await $0.contest($1, answeredBy: "ha") }),
        ("contested, of the handler", { try await $0.contest($1, answeredBy: "ha-handler") }),
        (
            "to be upheld",
            { country, receipt in
                try await country.contest(receipt, answeredBy: "ha-handler")
                _ = try await country.act("ha-handler") {
                    SubmitDraft(receipt.matter, upholding: try TestCountry.text("Vẫn vậy."), by: $0)
                }
            }
        ),
        (
            "guided",
            { country, receipt in
                _ = try await country.act("ha-reception") {
                    CloseMatter(receipt.matter, as: .guided, because: try TestCountry.text("Sở Xây dựng."), by: $0)
                }
            }
        ),
        (
            "answered and drawn for a re-check",
            { country, receipt in
                try await country.answered(receipt)
                try await country.drawAll()
            }
        ),
        (
            "guided and drawn",
            { country, receipt in
                _ = try await country.act("ha-reception") {
                    CloseMatter(receipt.matter, as: .guided, because: try TestCountry.text("Sở Xây dựng."), by: $0)
                }
                try await country.drawAll()
            }
        ),
        (
            "withdrawn",
            { country, receipt in
                try await country.say(WithdrawLetter(receipt.letter.key, in: receipt.matter), receipt.letter.key)
            }
        ),
        (
            "joined to another",
            { country, receipt in
                let other = try await country.handIn(TestCountry.typed(receipt.kind)).matter
                _ = try await country.act("ha") { JoinMatters(receipt.matter, into: other, by: $0) }
            }
        ),
        (
            "another joined to it",
            { country, receipt in
                let other = try await country.handIn(TestCountry.typed(receipt.kind)).matter
                _ = try await country.act("ha") { JoinMatters(other, into: receipt.matter, by: $0) }
                try await country.take(receipt.matter, by: "ha")
            }
        ),
        ("entered on paper", { _, _ in }),
        (
            "entered on paper and joined",
            { country, receipt in
                let other = try await country.handIn(TestCountry.typed(receipt.kind)).matter
                _ = try await country.act("ha") { JoinMatters(other, into: receipt.matter, by: $0) }
            }
        ),
        (
            "void",
            { country, receipt in
                _ = try await country.act("ha") {
                    VoidRegistration(receipt.matter, because: try TestCountry.text("Hai lần."), by: $0)
                }
            }
        ),
        ("with a body asked", { try await $0.invite($1) }),
        (
            "with a body's part",
            { country, receipt in
                try await country.invite(receipt)
                let hb = country.officer("hb").organization
                _ = try await country.act("hb") {
                    ContributePart(receipt.matter, of: hb, try TestCountry.text("Đây."), by: $0)
                }
            }
        ),
    ]

    /// Those that a kind without a procedure of its own has too.
    static let plain = [
        "received", "offered", "taken by the handler", "taken by the head", "guided", "guided and drawn",
        "with a body asked",
        "another joined to it", "entered on paper", "entered on paper and joined", "void",
    ]

    /// Who hands letters in: whoever shows a paper with this name gets a new PIN.
    fileprivate static let sender = "Trần Thị Bình"

    /// The letter that is brought to a stage: on paper where the stage is one of such letters.
    static func begin(_ stage: String, _ country: TestCountry, _ kind: Kind = .feedback) async throws -> Receipt {
        let typed = TestCountry.typed(kind, sender: Sender(name: sender))
        return stage.hasPrefix("entered") || stage == "void"
            ? try await country.register(typed).receipt : try await country.handIn(typed)
    }

    @Test("every act the domain allows has its form on the page, and no other", arguments: Kind.allCases)
    func allowedIsOffered(_ kind: Kind) async throws {
        let site = try await TestSite.make()
        let country = site.country
        let watcher = try await country.openAccount("ha-watcher", like: "ha", as: .supervisor)
        var accounts = country.accounts.filter { $0.key.hasPrefix("h") || $0.key == "province-h" }
        accounts["ha-watcher"] = watcher
        let spare = try await country.handIn(TestCountry.typed(kind)).matter
        let hasProcedure = kind == .feedback || kind == .petition
        var browsers: [String: TestBrowser] = [:]
        for login in accounts.keys {
            browsers[login] = TestBrowser(site)
            _ = try await browsers[login]?.signIn(login)
        }
        var offered: Set<OfferedAct> = []
        for (stage, bring) in Self.stages where hasProcedure || Self.plain.contains(stage) {
            if kind == .denunciation, stage.contains("handler") || stage.contains("joined") { continue }
            if kind == .complaint, stage == "offered" { continue }
            let receipt = try await Self.begin(stage, country, kind)
            try await bring(country, receipt)
            // A day later nobody is signed in any more.
            if stage.hasSuffix("drawn") || stage.contains("drawn for") {
                for login in accounts.keys { _ = try await browsers[login]?.signIn(login) }
            }
            let key = receipt.matter
            let file = try #require(try await country.file(key, for: "province-h"))
            for (login, account) in accounts.sorted(by: { $0.key < $1.key }) {
                let reply = try await #require(browsers[login]).get("/desk/matters/\(key)")
                var shown: Set<OfferedAct> = []
                if reply.status == 200 {
                    let page = try ParsedPage(reply.body)
                    #expect(page.faults == [], "\(kind), \(stage), \(login)")
                    shown = FileVisit.acts(on: page, of: "/desk/matters/\(key)")
                }
                var allowed: Set<OfferedAct> = []
                for act in OfferedAct.allCases
                where try await country.allows(act, on: file, by: account, spare: spare) { allowed.insert(act) }
                #expect(
                    shown == allowed,
                    "\(kind), \(stage), \(login): \(shown.symmetricDifference(allowed).map(\.rawValue).sorted())")
                offered.formUnion(shown)
            }
        }
        if hasProcedure { #expect(offered == Set(OfferedAct.allCases).subtracting([.extract])) }
    }
}

extension TestCountry {
    fileprivate func offer(_ receipt: Receipt) async throws {
        let hb = officer("hb").organization
        _ = try await act("ha") {
            OfferTransfer(receipt.matter, to: hb, because: try Self.text("Bên kia."), by: $0)
        }
    }

    fileprivate func ask(_ receipt: Receipt, by login: String) async throws {
        try await take(receipt.matter, by: login)
        _ = try await act(login) { AskSender(receipt.matter, question: try Self.text("Ở đâu?"), by: $0) }
    }

    fileprivate func draft(_ receipt: Receipt, by login: String) async throws {
        try await take(receipt.matter, by: login)
        _ = try await act(login) { SubmitDraft(receipt.matter, answer: try Self.text("Sẽ sửa."), .resolved, by: $0) }
    }

    fileprivate func approve(_ receipt: Receipt) async throws {
        try await draft(receipt, by: "ha-handler")
        _ = try await act("ha") { SignDraft(receipt.matter, issuing: false, by: $0) }
    }

    func answered(_ receipt: Receipt, by login: String = "ha") async throws {
        try await draft(receipt, by: login)
        _ = try await act("ha") { SignDraft(receipt.matter, by: $0) }
    }

    fileprivate func propose(_ receipt: Receipt, by login: String) async throws {
        try await answered(receipt)
        try await say(AllowPublication(receipt.letter.key, in: receipt.matter, true), receipt.letter.key)
        let text = try Self.text("Cống vỡ")
        _ = try await act(login) {
            ProposePublication(
                receipt.matter, letter: receipt.letter.key.id, title: text, question: text, answer: text, by: $0)
        }
    }

    /// All that was closed is drawn, the day after.
    fileprivate func drawAll() async throws {
        clock.move(to: clock.today.adding(1))
        _ = try await DrawForRecheck.drawAll(
            JobContext(store: store, performer: performer), RecheckShare(percent: 100))
    }

    func contest(_ receipt: Receipt, answeredBy login: String) async throws {
        try await answered(receipt, by: login)
        try await say(
            ContestAnswer(receipt.letter.key, in: receipt.matter, try Self.text("Chưa sửa."), promise: nil),
            receipt.letter.key)
    }

    fileprivate func invite(_ receipt: Receipt) async throws {
        try await take(receipt.matter, by: "ha")
        let hb = officer("hb").organization
        _ = try await act("ha") { InviteBody(receipt.matter, hb, request: try Self.text("Số liệu?"), by: $0) }
    }

    /// Whether the domain would let this account do the act, with whatever input is best for it.
    fileprivate func allows(
        _ act: OfferedAct, on file: MatterFile, by account: Account, spare: MatterKey
    ) async throws -> Bool {
        let (key, by) = (file.matter.key, account.id)
        let text = try Self.text("Nước tràn ra đường")
        let (performer, actor) = (performer, Actor.officer(account.id))
        func can(_ acts: [any Act]) async throws -> Bool {
            try await store.read { tx in
                acts.contains { act in
                    func passes(_ act: some Act) -> Bool { (try? performer.check(act, by: actor, tx)) != nil }
                    return passes(act)
                }
            }
        }
        let bodies = ["ha", "hb", "hc", "province-h"].map { officer($0).organization }
        let (letters, none) = (file.letters.map(\.letter), try TypedText("", field: "x", mayBeEmpty: true))
        let receiver = directory.organization(file.matter.organization)
        switch act {
        case .take: return try await can([TakeMatter(key, by: by)])
        case .accept: return try await can([AcceptTransfer(key, by: by)])
        case .decline: return try await can([DeclineTransfer(key, because: text, by: by)])
        case .assign: return try await can(file.posts.map { AssignMatter(key, to: $0.post.id, by: by) })
        case .sign: return try await can([SignDraft(key, by: by)])
        case .issue: return try await can([IssueDocument(key, by: by)])
        case .correct: return try await can([CorrectAnswer(key, text, .resolved, by: by)])
        case .signOnPaper:
            let data = DataKey.random()
            let file = KeptFile(at: FileAddress(of: [1], under: data), kind: .pdf, size: 1, name: FileName("a.pdf"))
            return try await can(
                letters.flatMap { letter in
                    ["ha", "ha-handler", "province-h"].map { login in
                        SignOnPaper(
                            key, signedBy: officer(login).official, on: clock.today,
                            scan: LetterFiles(under: data, [file]), with: letter.key, by: by)
                    }
                })
        case .returnDraft: return try await can([ReturnDraft(key, with: text, by: by)])
        case .answer: return try await can([AnswerMatter(key, by: by, text: text, .resolved)])
        case .submit: return try await can([SubmitDraft(key, answer: text, .resolved, by: by)])
        case .uphold: return try await can([SubmitDraft(key, upholding: text, by: by)])
        case .setAside: return try await can([SubmitDraft(key, settingAside: text, .settled, by: by)])
        case .reopen: return try await can([ReopenMatter(key, by: by)])
        case .resume: return try await can([ResumeMatter(key, by: by)])
        case .ask: return try await can([AskSender(key, question: text, by: by)])
        case .note: return try await can([AddNote(key, text, by: by)])
        case .contribute: return try await can(bodies.map { ContributePart(key, of: $0, text, by: by) })
        case .classify:
            return try await can(
                letters.map {
                    ClassifyLetter(
                        $0, as: file.matter.kind, in: nil, Classification(), settledBy: none, promise: nil, by: by)
                })
        case .extract:
            return try await can(
                letters.map { WriteExtract($0.key.id, of: key, title: text, body: text, by: by) })
        case .split:
            return try await can(
                letters.map { letter in
                    SplitLetter(
                        letter, part: LetterDraft(partOf: letter, .petition, title: text, body: text), at: receiver!,
                        by: by)
                })
        case .recheck: return try await can([true, false].map { RecordRecheck(key, stands: $0, text, by: by) })
        case .join: return try await can([JoinMatters(spare, into: key, by: by)])
        case .part:
            let joined = file.timeline.compactMap { entry -> MatterID? in
                if case .absorbed(let other, _, _, _) = entry.event { other } else { nil }
            }
            return try await can(joined.map { PartMatters(MatterKey(key.home, $0), from: key, by: by) })
        case .offer: return try await can(bodies.map { OfferTransfer(key, to: $0, because: text, by: by) })
        case .release: return try await can([ReleaseMatter(key, by: by)])
        case .recall: return try await can([RecallTransfer(key, by: by)])
        case .close: return try await can([CloseMatter(key, as: .guided, because: text, by: by)])
        case .invite: return try await can(bodies.map { InviteBody(key, $0, request: text, by: by) })
        case .uninvite: return try await can(bodies.map { UninviteBody(key, $0, by: by) })
        case .propose:
            return try await can(
                letters.map {
                    ProposePublication(key, letter: $0.key.id, title: text, question: text, answer: text, by: by)
                })
        case .publish: return try await can([PublishExtract(key, by: by)])
        case .unpublish: return try await can([UnpublishExtract(key, by: by)])
        case .rate:
            return try await can(letters.compactMap { RateAnswer($0.key, in: key, score: 3, enteredBy: by) })
        case .open:
            return try await can(letters.map { OpenOriginal($0.key.id, of: key, by: by, reason: .contactSender) })
        case .restore: return try await can([RestoreMatter(key, by: by)])
        case .stepAside: return try await can([StepAside.from(key, account)])
        case .void: return try await can([VoidRegistration(key, because: text, by: by)])
        case .reissue:
            let name = try Self.text(OffersTests.sender)
            return try await can(letters.map { ReissuePIN($0.key, of: key, name: name, .identityCard, by: by) })
        case .addFiles:
            let data = DataKey.random()
            let file = KeptFile(at: FileAddress(of: [1], under: data), kind: .pdf, size: 1, name: FileName("a.pdf"))
            return try await can(
                letters.map { AddFiles(LetterFiles(under: data, [file]), to: $0.key, of: key, by: by) })
        }
    }
}
