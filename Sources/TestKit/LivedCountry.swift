import Acts
import Cases
import Kernel
import Registry
import Storage
import Vault

extension TestCountry {
    /// Plays some weeks: letters of all kinds come in, officers and senders do what they may, at random but the same for
    /// the same seed; some of it is refused. A day passes between, and what lapses lapses. There are a supervisor and an
    /// administrator of the first province then: `h-supervisor`, `h-admin`.
    public func live(seed: UInt64, days: Int = 24, lettersADay: Int = 3) async throws {
        var chance = SeededGenerator(seed: seed)
        try await openWatchers()
        var receipts: [Receipt] = []
        for _ in 0..<days {
            for _ in 0..<lettersADay {
                let area = ["010", "010", "011", "012", "01", "050"].randomElement(using: &chance)!
                let kind = [Kind.feedback, .feedback, .petition, .complaint, .denunciation].randomElement(
                    using: &chance)!
                receipts.append(try await handIn(Self.typed(kind, area: area, title: "Việc \(receipts.count)")))
                clock.move(seconds: 1)
            }
            for _ in 0..<10 {
                let receipt = receipts.randomElement(using: &chance)!
                let other = receipts.randomElement(using: &chance)!
                try await LapseClock.lapse(receipt.matter, store, performer)
                try await LapseClock.lapse(other.matter, store, performer)
                await act(on: receipt, other, &chance)
            }
            clock.move(to: clock.today.adding(1))
            try await lapse()
        }
        // A matter in reach from which each of some officers steps aside.
        for login in ["ha", "province-h", "ha-reception"] {
            let account = officer(login)
            let matter = receipts.filter { $0.letter.key.home == account.home }.randomElement(using: &chance)!.matter
            _ = try? await performer.perform(StepAside.from(matter, account), by: .officer(account.id))
        }
    }

    private func act(on receipt: Receipt, _ other: Receipt, _ chance: inout SeededGenerator) async {
        let login = ["ha", "ha-handler", "ha-reception", "hb", "hc", "province-h", "ka"].randomElement(using: &chance)!
        let officer = officer(login).id
        let body = officersBody(["ha", "hb", "province-h", "ka"].randomElement(using: &chance)!)
        let (matter, letter) = (receipt.matter, receipt.letter.key)
        let choice = Int.random(in: 0..<25, using: &chance)
        let score = Int.random(in: 1...5, using: &chance)
        guard let text = try? TypedText("Nội dung.", field: "text") else { return }
        func does(_ act: some Act) async { _ = try? await performer.perform(act, by: .officer(officer)) }
        func says(_ act: some Act) async { _ = try? await performer.perform(act, by: .petitioner(letter.id)) }
        switch choice {
        case 0...4: await does(TakeMatter(matter, by: officer))
        case 5, 6: await does(OfferTransfer(matter, to: body, because: text, by: officer))
        case 7: await does(AcceptTransfer(matter, by: officer))
        case 8: await does(DeclineTransfer(matter, because: text, by: officer))
        case 9: await does(AskSender(matter, question: text, by: officer))
        case 10: await says(ReplyToQuestion(letter, in: matter, text))
        case 11: await does(SubmitDraft(matter, answer: text, .resolved, by: officer))
        case 12...15:
            if let act = try? AnswerMatter(matter, by: officer, text: "Đã sửa xong.") { await does(act) }
        case 16: if let act = RateAnswer(letter, in: matter, score: score) { await says(act) }
        case 17: await says(ContestAnswer(letter, in: matter, text, promise: nil))
        case 18:
            await does(CloseMatter(matter, as: .guided, because: text, by: officer))
            if score > 3 { await does(RestoreMatter(matter, by: officer)) }
        case 19: await does(JoinMatters(other.matter, into: matter, by: officer))
        case 20: await does(InviteBody(matter, body, request: text, by: officer))
        case 21: await does(SignDraft(matter, issuing: score > 3, by: officer))
        case 22: await does(IssueDocument(matter, by: officer))
        case 23: await does(CorrectAnswer(matter, text, .resolved, by: officer))
        default:
            guard let empty = try? TypedText("", field: "settledBy", mayBeEmpty: true) else { return }
            await does(
                ClassifyLetter(
                    receipt.letter, as: [.feedback, .petition, .denunciation][score % 3],
                    in: ProjectFiles.fields.field(["waste", "roads"][score % 2], on: clock.today), Classification(),
                    settledBy: empty, promise: nil, by: officer))
        }
    }

    private func officersBody(_ login: String) -> OrganizationID { officer(login).organization }

    private func openWatchers() async throws {
        let province = directory.organization(code: "province-h")!
        let password = try await PasswordHash.make(Self.password, cost: .low)
        for (login, role) in [("h-supervisor", Role.supervisor), ("h-admin", .administrator)] {
            _ = try await performer.perform(
                OpenAccount(
                    login: login, for: .new(name: "Officer \(login)"), password: password, organization: province,
                    in: .new(title: ["vi": role.rawValue, "en": role.rawValue], role: role), from: clock.today),
                by: .platform("test"))
        }
    }
}
