import Acts
import Identity
import Kernel
import Registry
import Storage
import TestKit

@testable import Cases

extension TestCountry {
    /// Two years of letters of all kinds to both provinces, with every course that a letter can take: answered in time and
    /// late, contested, upheld, taken up anew, guided, passed on, set aside, withdrawn, joined, split, corrected, void. In
    /// the second year one commune goes to the other province and another one is split. The same for the same seed.
    func liveForYears(seed: UInt64) async throws {
        var chance = SeededGenerator(seed: seed)
        var open: [(matter: MatterKey, letter: Letter)] = []
        var areas = ["010", "010", "011", "012", "01", "050", "052"]
        for step in 0..<64 {
            if step == 30 {
                try await performer.perform(
                    MergeOrganizations([body("commune-kc")], into: body("commune-hb"), work: .ofMatters), by: founder)
                areas.removeAll { $0 == "052" }
            }
            if step == 44 {
                let (a, b, c) = (body("commune-ha"), body("commune-hb"), body("commune-hc"))
                let posts = try await posts(c).map { ($0.post.id, b.id) }
                try await performer.perform(
                    SplitOrganization(
                        c, into: [a, b], posts: Dictionary(uniqueKeysWithValues: posts), work: .ofMatters), by: founder)
                areas.removeAll { $0 == "012" }
            }
            for _ in 0..<3 {
                let kind = [Kind.feedback, .feedback, .petition, .petition, .complaint, .denunciation, .information]
                    .randomElement(using: &chance)!
                let typed = Self.typed(kind, area: areas.randomElement(using: &chance)!, title: "Việc \(step)")
                let receipt = try await handIn(typed)
                open.append((receipt.matter, receipt.letter))
                clock.move(seconds: 1)
            }
            if step.isMultiple(of: 4) {
                let entered = try await register(Self.typed(.petition, title: "Trên giấy \(step)"))
                if step.isMultiple(of: 8) {
                    await does(VoidRegistration(entered.matter, because: try text(), by: officer("ha").id), "ha")
                }
            }
            if step.isMultiple(of: 5) { try await setAsideAndJoin() }
            for _ in 0..<16 {
                let (matter, letter) = open.randomElement(using: &chance)!
                let other = open.filter { $0.matter.home == matter.home }.randomElement(using: &chance)!.matter
                for key in [matter, other] { try await LapseClock.lapse(key, store, performer) }
                let choice = Int.random(in: 0..<24, using: &chance)
                try await act(choice, on: matter, letter, other, &chance)
            }
            // Counters of some days are folded, of others not.
            if step.isMultiple(of: 3) { try await performer.foldTallies() }
            open = open.suffix(24)
            clock.move(to: clock.today.adding(Int.random(in: 4...16, using: &chance)))
            try await lapse()
            try await recheck(share: RecheckShare(percent: 25), &chance)
        }
    }

    /// Of three letters one is set aside by two persons, and two about the same trouble become one matter.
    private func setAsideAndJoin() async throws {
        let (first, second, third) = (try await handIn().matter, try await handIn().matter, try await handIn().matter)
        let (handler, head) = (officer("ha-handler").id, officer("ha").id)
        try await take(first, by: "ha-handler")
        let passage = try TypedText("Nước tràn ra đường", field: "text")
        _ = try await performer.perform(
            SubmitDraft(first, settingAside: passage, .unreadable, by: handler), by: .officer(handler))
        _ = try await performer.perform(SignDraft(first, by: head), by: .officer(head))
        _ = try await performer.perform(JoinMatters(third, into: second, by: head), by: .officer(head))
    }

    /// Some of what was closed is drawn, and looked at by those above.
    private func recheck(share: RecheckShare, _ chance: inout SeededGenerator) async throws {
        _ = try await DrawForRecheck.drawAll(JobContext(store: store, performer: performer), share)
        for login in ["province-h", "province-k"] {
            let today = clock.today
            let account = officer(login).id
            let lines = try await store.read { tx in
                try RecheckList.lines(.waiting, Scope.of(.officer(account), on: today, tx), tx)
            }
            for line in lines.prefix(2) {
                let stands = Bool.random(using: &chance)
                await does(RecordRecheck(line.recheck.matter, stands: stands, try text(), by: account), login)
            }
        }
    }

    private func text() throws -> TypedText { try TypedText("Nội dung.", field: "text") }

    private func does(_ act: some Act, _ login: String) async {
        _ = try? await performer.perform(act, by: .officer(officer(login).id))
    }

    /// The head of the body that has the matter now.
    private func head(of matter: MatterKey) async throws -> String {
        let organization = try await store.read { tx in try MatterTable.load(matter, tx)?.organization }
        let heads = ["ha", "hb", "hc", "province-h", "ka", "kb", "kc", "province-k"]
        return heads.first { officer($0).organization == organization } ?? "hb"
    }

    private func act(
        _ choice: Int, on matter: MatterKey, _ letter: Letter, _ other: MatterKey, _ chance: inout SeededGenerator
    ) async throws {
        let head = try await head(of: matter)
        let (account, text) = (officer(head).id, try text())
        func says(_ act: some Act) async { _ = try? await performer.perform(act, by: .petitioner(letter.key.id)) }
        switch choice {
        case 0...4: await does(TakeMatter(matter, by: account), head)
        case 5...8:
            let outcome = Outcome.allCases.randomElement(using: &chance)!
            await does(AnswerMatter(matter, by: account, text: text, outcome), head)
        case 9: await does(CloseMatter(matter, as: .guided, because: text, by: account), head)
        case 10: await does(CloseMatter(matter, as: .passedOn, because: text, by: account), head)
        case 11: await does(CloseMatter(matter, as: .duplicate, because: text, by: account), head)
        case 12: await says(WithdrawLetter(letter.key, in: matter))
        case 13...16:
            let to = ["commune-ha", "commune-hb", "province-h", "commune-ka"].randomElement(using: &chance)!
            await does(OfferTransfer(matter, to: body(to).id, because: text, by: account), head)
            for taker in ["ha", "hb", "province-h", "ka"] where officer(taker).organization == body(to).id {
                await does(AcceptTransfer(matter, by: officer(taker).id), taker)
            }
        case 17, 18: await says(ContestAnswer(letter.key, in: matter, text, promise: nil))
        case 19: await does(ReopenMatter(matter, by: account), head)
        case 20: await does(RestoreMatter(matter, by: account), head)
        case 21: await does(JoinMatters(other, into: matter, by: account), head)
        case 22:
            guard let empty = try? TypedText("", field: "settledBy", mayBeEmpty: true) else { return }
            let kind = [Kind.feedback, .petition, .complaint].randomElement(using: &chance)!
            await does(
                ClassifyLetter(
                    letter, as: kind, in: ProjectFiles.fields.field("roads", on: clock.today), Classification(),
                    settledBy: empty, promise: nil, by: account), head)
        default:
            guard let part = try? LetterDraft(Self.typed(.petition, title: "Phần tách ra"), in: directory),
                let body = directory.organization(officer(head).organization)
            else { return }
            await does(SplitLetter(letter, part: part, at: body, by: account), head)
        }
    }
}
