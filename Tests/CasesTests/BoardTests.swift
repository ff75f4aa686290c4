import Acts
import Cases
import Kernel
import Registry
import TestKit
import Testing

/// What stands on the public board, and what must never stand there.
@Suite struct BoardTests {
    /// An answered letter that its sender allows to be shown, proposed by the head of the commune.
    private func proposed(_ country: TestCountry, title: String = "Cống vỡ") async throws -> Receipt {
        let receipt = try await country.handIn(TestCountry.typed(title: title))
        let (matter, letter) = (receipt.matter, receipt.letter.key)
        try await country.take(matter, by: "ha")
        try await country.answer(matter, by: "ha")
        try await country.say(AllowPublication(letter, in: matter, true), letter)
        let text = try TypedText(title, field: "text")
        try await country.act("ha") {
            ProposePublication(matter, letter: letter.id, title: text, question: text, answer: text, by: $0)
        }
        return receipt
    }

    private func reopen(_ country: TestCountry, _ receipt: Receipt) async throws {
        let (matter, letter) = (receipt.matter, receipt.letter.key)
        let text = try TypedText("Ông X lấy tiền sửa cống.", field: "text")
        try await country.say(ContestAnswer(letter, in: matter, text, promise: nil), letter)
        try await country.act("ha") { ReopenMatter(matter, by: $0) }
    }

    private func classify(_ country: TestCountry, _ receipt: Receipt, as kind: Kind) async throws {
        let settledBy = try TypedText("", field: "settledBy", mayBeEmpty: true)
        try await country.act("ha") {
            ClassifyLetter(
                receipt.letter, as: kind, in: nil, Classification(), settledBy: settledBy, promise: nil, by: $0)
        }
    }

    private func board(_ country: TestCountry) async throws -> [BoardItem] {
        try await country.store.read { tx in try BoardList.page(tx).items }
    }

    @Test(
        "what turns out to be a denunciation or a complaint leaves the board with the act that says so",
        arguments: [Kind.denunciation, .complaint])
    func published(_ kind: Kind) async throws {
        let country = try await TestCountry.make()
        let receipt = try await proposed(country)
        try await country.act("province-h") { PublishExtract(receipt.matter, by: $0) }
        let item = try #require(try await board(country).first).key
        try await reopen(country, receipt)
        try await classify(country, receipt, as: .petition)
        #expect(try await board(country).map(\.key) == [item], "a petition may be shown")
        try await classify(country, receipt, as: kind)
        #expect(try await board(country).isEmpty)
        #expect(try await country.store.read { tx in try BoardList.find(item, tx) } == nil)
        #expect(try await country.file(receipt.matter, for: "ha")?.matter.board == .absent)
        #expect(try await country.followed(receipt.letter.key)?.isOnBoard == false)
        // Nor does it come back by itself.
        try await classify(country, receipt, as: .feedback)
        #expect(try await board(country).isEmpty)
    }

    @Test("a proposal ends with the kind that allowed it, and none can be made for another kind")
    func pending() async throws {
        let country = try await TestCountry.make()
        let receipt = try await proposed(country)
        try await reopen(country, receipt)
        try await classify(country, receipt, as: .denunciation)
        await #expect(throws: ProcedureError.notForKind) {
            try await country.act("province-h") { PublishExtract(receipt.matter, by: $0) }
        }
        #expect(try await board(country).isEmpty)
        try await classify(country, receipt, as: .feedback)
        await #expect(throws: ProcedureError.notProposed) {
            try await country.act("province-h") { PublishExtract(receipt.matter, by: $0) }
        }
    }

    @Test("what is joined to another matter leaves the board: its senders could take it off no longer")
    func joined() async throws {
        let country = try await TestCountry.make()
        let receipt = try await proposed(country)
        try await country.act("province-h") { PublishExtract(receipt.matter, by: $0) }
        try await reopen(country, receipt)
        let other = try await country.handIn().matter
        try await country.act("ha") { JoinMatters(receipt.matter, into: other, by: $0) }
        #expect(try await board(country).isEmpty)
        try await country.act("ha") { PartMatters(receipt.matter, from: other, by: $0) }
        #expect(try await board(country).isEmpty)
        #expect(try await country.file(receipt.matter, for: "ha")?.matter.board == .absent)
    }
}
