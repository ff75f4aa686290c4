import Acts
import Cases
import Kernel
import Registry
import TestKit
import Testing

/// Two accounts of one natural person never count as two persons.
@Suite struct OnePersonTests {
    /// A second account of the head of the first commune, with a post of the province too.
    private func second(_ country: TestCountry) async throws -> Account {
        try await country.open(
            "ha-2", for: .known(country.officer("ha").official), in: country.body("province-h"),
            .new(title: ["vi": "Phó Chủ tịch", "en": "Deputy"], role: .head))
    }

    @Test("what needs a second person to sign is not signed by the first one's other account")
    func sign() async throws {
        let country = try await TestCountry.make()
        let other = try await second(country)
        let matter = try await country.handIn(TestCountry.typed(body: "Chữ mờ, không đọc được gì cả.")).matter
        try await country.take(matter, by: "ha")
        try await country.act("ha") {
            SubmitDraft(matter, settingAside: try TypedText("khong doc duoc", field: "text"), .unreadable, by: $0)
        }
        await #expect(throws: ProcedureError.secondPersonNeeded) {
            try await country.performer.perform(SignDraft(matter, by: other.id), by: .officer(other.id))
        }
        try await country.act("province-h") { SignDraft(matter, by: $0) }
    }

    @Test("nor is an extract published by it, from the other side as well")
    func publish() async throws {
        let country = try await TestCountry.make()
        let other = try await second(country)
        let receipt = try await country.handIn()
        let (matter, letter) = (receipt.matter, receipt.letter.key)
        try await country.take(matter, by: "ha")
        try await country.answer(matter, by: "ha")
        try await country.say(AllowPublication(letter, in: matter, true), letter)
        let text = try TypedText("Cống vỡ", field: "text")
        for (first, next) in [(country.officer("ha"), other), (other, country.officer("ha"))] {
            try await country.performer.perform(
                ProposePublication(matter, letter: letter.id, title: text, question: text, answer: text, by: first.id),
                by: .officer(first.id))
            await #expect(throws: ProcedureError.secondPersonNeeded) {
                try await country.performer.perform(PublishExtract(matter, by: next.id), by: .officer(next.id))
            }
            try await country.act("ha-handler") { UnpublishExtract(matter, by: $0) }
        }
    }

    @Test("who steps aside with one account sees and does nothing of the matter with the other; colleagues still do")
    func stepAside() async throws {
        let country = try await TestCountry.make()
        let (first, other, today) = (country.officer("ha"), try await second(country), country.clock.today)
        let matter = try await country.handIn().matter
        try await country.performer.perform(StepAside.from(matter, other), by: .officer(other.id))
        for account in [first, other] {
            let file = try await country.store.read { tx in
                try MatterFile.read(matter, try Scope.of(.officer(account.id), on: today, tx), tx)
            }
            #expect(file == nil, "\(account.login)")
            await #expect(throws: ProcedureError.unknownMatter) {
                try await country.performer.perform(TakeMatter(matter, by: account.id), by: .officer(account.id))
            }
        }
        #expect(try await country.desk("ha").isEmpty)
        #expect(try await country.desk("ha-handler") == [matter])
        try await country.take(matter, by: "ha-handler")
    }
}
