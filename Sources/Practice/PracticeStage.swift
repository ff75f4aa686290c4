import Acts
import Cases
import Kernel
import Language
import Registry
import Storage
import Vault
import Web

/// Furnishes a round by acts, as the day before would have left it.
struct PracticeStage: Sendable {
    static let actor = Actor.platform("practice")
    private static let older = 400

    let site: Site
    let letters: PracticeLetters

    private var performer: Performer { site.performer }

    func furnish(_ trainee: Trainee, at home: Home) async throws -> PracticeRound {
        let begun = site.now
        let founded = site.today.adding(-Self.older)
        let organization = try await body(for: trainee, at: home, from: founded)
        var colleagues: [Role: PracticeRound.Colleague] = [:]
        for role in [Role.reception, .handler, .head] {
            colleagues[role] = try await open(
                "tap-\(home.slot)-\(role.rawValue)", name: Self.names[role] ?? "Đồng nghiệp", [role], in: organization,
                from: founded)
        }
        let own = try await open(
            "tap-\(home.slot)", name: "Người tập \(home.slot)", trainee.roles, in: organization, from: founded)
        try await site.directory.refresh()
        let directory = site.directory.current
        var prepared: [PracticeLetters.Name: PracticeRound.Prepared] = [:]
        for (index, letter) in letters.all.enumerated() {
            prepared[letter.id] = try await receive(
                letter, daysAgo: index % 3 + 1, to: organization, area: organization.area.code, directory)
        }
        let round = PracticeRound(
            trainee: trainee, home: home, begun: begun, organization: organization, account: own.account,
            colleagues: colleagues, letters: prepared, prepared: [:])
        try await prepareWork(round)
        return try await counted(round)
    }

    /// A commune’s committee under a province, the province’s own, or another body of the province.
    private func body(for trainee: Trainee, at home: Home, from day: Day) async throws -> Organization {
        let (slot, code) = (home.slot, "tap-\(home.slot)")
        let promise = AnswerPromise(workingDays: 10, since: day)
        let province = Area(
            code: code, level: .province,
            name: ["vi": "Tỉnh Tập \(slot)", "en": "Practice Province \(slot)"], parent: nil)
        let isOwn = trainee.level == .province && trainee.body == .committee
        let above = try await performer.perform(
            EstablishOrganization(
                code: code,
                name: ["vi": "TẬP: UBND tỉnh \(slot)", "en": "PRACTICE: People’s Committee of Province \(slot)"],
                area: province, home: home, under: nil, promise: isOwn ? promise : nil, from: day), by: Self.actor
        ).outcome
        if isOwn { return above }
        let isCommune = trainee.level == .commune
        let area =
            isCommune
            ? Area(
                code: code + "-1", level: .commune,
                name: ["vi": "Xã Tập \(slot)", "en": "Practice Commune \(slot)"], parent: code) : province
        return try await performer.perform(
            EstablishOrganization(
                code: code + "-1", body: trainee.body,
                name: isCommune
                    ? ["vi": "TẬP: UBND xã \(slot)", "en": "PRACTICE: People’s Committee of Commune \(slot)"]
                    : ["vi": "TẬP: Sở \(slot)", "en": "PRACTICE: Department \(slot)"],
                area: area, home: home, under: above.id, promise: promise, from: day), by: Self.actor
        ).outcome
    }

    private static let names: [Role: String] = [
        .reception: "Mai Thị Tiếp", .handler: "Lý Văn Xử", .head: "Đinh Thị Trưởng",
    ]

    /// Nobody knows the password: whoever practises comes with a ticket.
    private func open(
        _ login: String, name: String, _ roles: [Role], in body: Organization, from day: Day
    ) async throws -> PracticeRound.Colleague {
        guard let first = roles.first else { throw PracticeProblem.refused }
        func title(_ role: Role) -> [String: String] {
            Dictionary(
                uniqueKeysWithValues: Locale.allCases.map {
                    ($0.rawValue, site.translator($0)(RegistryMessages.role(role)))
                })
        }
        let account = try await performer.perform(
            OpenAccount(
                login: login, for: .new(name: name),
                password: try await PasswordHash.make(Token().description, cost: .low), organization: body,
                in: .new(title: title(first), role: first), from: day), by: Self.actor
        ).outcome
        for role in roles.dropFirst() {
            let post = try await performer.perform(
                EstablishPost(role, title: title(role), in: body, from: day), by: Self.actor
            ).outcome
            _ = try await performer.perform(AppointOfficial(account.official, to: post, from: day), by: Self.actor)
        }
        let today = site.today
        let post = try await site.store.read { tx in try Standing.of(account.id, on: today, tx)?.posts.first?.post }
        guard let post else { throw PracticeProblem.refused }
        return PracticeRound.Colleague(account: account, post: post.id)
    }

    private func receive(
        _ letter: PracticeLetters.Letter, daysAgo: Int, to body: Organization, area: String, _ directory: Directory
    ) async throws -> PracticeRound.Prepared {
        let day = site.today.adding(-daysAgo)
        let draft = try LetterDraft(
            LetterDraft.Typed(
                kind: letter.kind, area: area, title: letter.title, body: letter.body, sender: letter.sender,
                organization: body.code), in: directory)
        let receipt = try await performer.perform(
            ReceiveLetter(draft, to: body, by: .portal, .on(day)), by: Self.actor
        ).outcome
        return PracticeRound.Prepared(
            letter: receipt.letter, matter: MatterKey(receipt.letter.key.home, receipt.letter.matter))
    }

    /// What colleagues have done by this morning, for those who go on with it.
    private func prepareWork(_ round: PracticeRound) async throws {
        guard let head = round.colleagues[.head] else { return }
        let issues = round.trainee.roles.contains { $0.powers.contains(.issue) }
        if issues {
            try await draft(.drain, round)
            if let key = round.letters[.drain]?.matter {
                _ = try await performer.perform(
                    SignDraft(key, issuing: false, by: head.account.id), by: head.actor)
            }
        }
        for name in [PracticeLetters.Name.tree, .bus] { try await answerAndDraw(name, round, by: head) }
        guard round.trainee.roles.contains(.head) else { return }
        for name in [PracticeLetters.Name.rubbish, .pavement] { try await draft(name, round) }
    }

    /// The colleague who leads answered it yesterday, and it was drawn for a re-check.
    private func answerAndDraw(
        _ name: PracticeLetters.Name, _ round: PracticeRound, by head: PracticeRound.Colleague
    ) async throws {
        guard let key = round.letters[name]?.matter, let text = letters[name]?.answer else { return }
        let yesterday = performer.asOf(site.today.adding(-1))
        _ = try await yesterday.perform(TakeMatter(key, by: head.account.id), by: head.actor)
        _ = try await yesterday.perform(
            AnswerMatter(key, by: head.account.id, text: text, .explained), by: head.actor)
        try await DrawForRecheck.draw(key, JobContext(store: site.store, performer: performer))
    }

    /// The colleague who handles takes a matter and submits the answer.
    func draft(_ name: PracticeLetters.Name, _ round: PracticeRound, isTaken: Bool = false) async throws {
        guard let key = round.letters[name]?.matter, let handler = round.colleagues[.handler],
            let text = letters[name]?.answer
        else { return }
        if !isTaken { _ = try await performer.perform(TakeMatter(key, by: handler.account.id), by: handler.actor) }
        let act = SubmitDraft(
            key, answer: try TypedText(text, field: "text", limit: Answer.limit), .resolved, by: handler.account.id)
        _ = try await performer.perform(act, by: handler.actor)
    }

    /// The same round, with what was done in it before it began.
    private func counted(_ round: PracticeRound) async throws -> PracticeRound {
        let home = round.home
        let lines = try await site.store.read { tx in try PracticeList.happened(at: home, tx) }
        var round = round
        for line in lines where line.actor != .officer(round.account.id) {
            round.prepared[line.code, default: 0] += line.count
        }
        return round
    }
}
