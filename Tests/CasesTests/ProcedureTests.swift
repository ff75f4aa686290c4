import Acts
import Cases
import Kernel
import Registry
import TestKit
import Testing

/// Every state × every act, through the real acts on a real store.
@Suite struct ProcedureTests {
    enum Verb: String, CaseIterable, Sendable {
        case take, takeByAnother, answer, answerByAnother, lapse, open, openByAnother
    }

    /// What each verb does in each state: the new state, or the error.
    static let table: [(Stage, Verb, Result<Stage, ProcedureError>)] = [
        (.received, .take, .success(.taken)),
        (.received, .takeByAnother, .success(.taken)),
        (.received, .answer, .failure(.notTaken)),
        (.received, .answerByAnother, .failure(.notTaken)),
        (.received, .lapse, .success(.received)),
        (.received, .open, .failure(.notTaken)),
        (.received, .openByAnother, .failure(.notTaken)),
        (.taken, .take, .failure(.alreadyTaken)),
        (.taken, .takeByAnother, .failure(.alreadyTaken)),
        (.taken, .answer, .success(.answered)),
        (.taken, .answerByAnother, .failure(.heldByAnother)),
        (.taken, .lapse, .success(.taken)),
        (.taken, .open, .success(.taken)),
        (.taken, .openByAnother, .failure(.heldByAnother)),
        (.answered, .take, .failure(.alreadyAnswered)),
        (.answered, .takeByAnother, .failure(.alreadyAnswered)),
        (.answered, .answer, .failure(.alreadyAnswered)),
        (.answered, .answerByAnother, .failure(.alreadyAnswered)),
        (.answered, .lapse, .failure(.nothingLapsed)),
        (.answered, .open, .success(.answered)),
        (.answered, .openByAnother, .failure(.heldByAnother)),
    ]

    @Test("the table has every state and every act")
    func complete() {
        #expect(Self.table.count == Stage.allCases.count * Verb.allCases.count)
        #expect(Set(Self.table.map { "\($0.0)-\($0.1)" }).count == Self.table.count)
    }

    @Test("each act in each state does what the table says", arguments: table.indices)
    func cell(_ index: Int) async throws {
        let (stage, verb, expected) = Self.table[index]
        let country = try await TestCountry.make()
        let receipt = try await country.handIn()
        if stage != .received { try await country.take(receipt.matter, by: "ha") }
        if stage == .answered { try await country.answer(receipt.matter, by: "ha") }
        let before = try #require(try await country.file(receipt.matter, for: "ha")).matter

        var error: ProcedureError?
        do {
            try await perform(verb, receipt, country)
        } catch let thrown as ProcedureError {
            error = thrown
        }
        let after = try #require(try await country.file(receipt.matter, for: "ha")).matter
        switch expected {
        case .success(let stage):
            #expect(error == nil)
            #expect(after.procedure.stage == stage)
            #expect(after.version == before.version + 1)
        case .failure(let expected):
            #expect(error == expected)
            #expect(after == before)
        }
    }

    private func perform(_ verb: Verb, _ receipt: Receipt, _ country: TestCountry) async throws {
        // The province's officer has the matter in scope too.
        switch verb {
        case .take: try await country.take(receipt.matter, by: "ha")
        case .takeByAnother: try await country.take(receipt.matter, by: "province-h")
        case .answer: try await country.answer(receipt.matter, by: "ha")
        case .answerByAnother: try await country.answer(receipt.matter, by: "province-h")
        case .open: try await country.open(receipt, by: "ha")
        case .openByAnother: try await country.open(receipt, by: "province-h")
        case .lapse:
            country.clock.move(to: country.clock.today.adding(60))
            let clock = receipt.clocks[1]
            _ = try await country.performer.perform(
                LapseClock(receipt.matter, clock: clock.id, due: clock.deadline.due), by: .platform("test"))
        }
    }

    @Test("who has no business with a matter is told there is none, for every act")
    func outOfScope() async throws {
        let country = try await TestCountry.make()
        let receipt = try await country.handIn()
        await #expect(throws: ProcedureError.unknownMatter) { try await country.take(receipt.matter, by: "hb") }
        await #expect(throws: ProcedureError.unknownMatter) { try await country.answer(receipt.matter, by: "ka") }
        await #expect(throws: ProcedureError.unknownMatter) { try await country.open(receipt, by: "hb") }
        let nowhere = MatterKey(receipt.matter.home, ID(404))
        await #expect(throws: ProcedureError.unknownMatter) { try await country.take(nowhere, by: "ha") }
    }

    @Test("nobody acts in another's name")
    func otherName() async throws {
        let country = try await TestCountry.make()
        let receipt = try await country.handIn()
        let (ha, hb) = (country.officer("ha").id, country.officer("hb").id)
        for actor in [Actor.officer(hb), .anyone, .petitioner(receipt.letter.key.id), .platform("test")] {
            await #expect(throws: ActProblem.forbidden) {
                try await country.performer.perform(TakeMatter(receipt.matter, by: ha), by: actor)
            }
        }
        let clock = receipt.clocks[0]
        country.clock.move(to: country.clock.today.adding(60))
        await #expect(throws: ActProblem.forbidden) {
            try await country.performer.perform(
                LapseClock(receipt.matter, clock: clock.id, due: clock.deadline.due), by: .officer(ha))
        }
    }
}

extension TestCountry {
    func open(_ receipt: Receipt, by login: String) async throws {
        let officer = officer(login)
        _ = try await performer.perform(
            OpenOriginal(receipt.letter.key.id, of: receipt.matter, by: officer.id, reason: .contactSender),
            by: .officer(officer.id))
    }
}
