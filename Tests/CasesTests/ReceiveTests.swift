import Acts
import Cases
import Identity
import Kernel
import Registry
import Storage
import TestKit
import Testing
import Vault

@Suite struct ReceiveTests {
    @Test("a letter opens a matter: every row is there, and only the extract is in the index")
    func rows() async throws {
        let country = try await TestCountry.make()
        let sender = Sender(name: "Trần Văn Nam", address: "12 Hàng Tre", phone: "0912 345 678", email: "nam@vidu.vn")
        let receipt = try await country.handIn(
            TestCountry.typed(title: "Cống vỡ", body: "Tôi là TRAN VAN NAM, gọi +84912345678.", sender: sender))
        let today = country.clock.today
        let followed = try await country.store.read { tx in
            let scope = try Scope.of(.petitioner(receipt.letter.key.id), on: today, tx)
            return try FollowedLetter.read(scope, home: receipt.letter.key.home, tx)
        }
        let letter = try #require(followed)
        #expect(letter.extract.body == "Tôi là ▇▇▇, gọi ▇▇▇.")
        #expect(letter.letter.code == receipt.letter.code)
        #expect(letter.stage == .received)
        #expect(!letter.letter.isAnonymous)
        let original = try await country.store.read { tx in try OriginalTable.open(receipt.letter.key, tx) }
        #expect(original?.sender == sender)
        #expect(original?.body == "Tôi là TRAN VAN NAM, gọi +84912345678.")
    }

    @Test("no event, index or desk row holds a word of the original or of its sender")
    func nothingLeaks() async throws {
        let country = try await TestCountry.make()
        let canary = Sender(
            name: "Canarybird Zwölf", address: "77 Kanari", phone: "0999888777", email: "canary@bird.vn")
        let receipt = try await country.handIn(
            TestCountry.typed(
                title: "canarybird zwolf viết", body: "Canarybird Zwölf, 77 Kanari, 0999.888.777, Canary@Bird.vn",
                sender: canary))
        try await country.take(receipt.matter, by: "ha")
        try await country.answer(receipt.matter, by: "ha", text: "Xin cảm ơn.")
        let tables = try await country.store.read { tx in try Migrator.tables(.record, tx) }
        let texts = try await country.store.read { tx in
            try tx.all("select payload from event order by id") { row in try row(0) as String }
                + tx.all("select folded from extract order by letter") { row in try row(0) as String }
                + tx.all("select title from extract order by letter") { row in try row(0) as String }
                + tx.all("select body from extract order by letter") { row in try row(0) as String }
        }
        #expect(tables.contains("letter_original"))
        for text in texts {
            for secret in ["canary", "zw", "kanari", "bird"] {
                #expect(!text.lowercased().contains(secret), "\(secret) in \(text)")
            }
            // However its digits are parted. Three of them alone would be found in any hash now and then.
            let digits = text.filter(\.isNumber)
            #expect(!digits.contains("999888777"), "\(text)")
        }
    }

    @Test("a repetition under the same key is the same letter, another content is refused, and nothing doubles")
    func idempotent() async throws {
        let country = try await TestCountry.make()
        let draft = try LetterDraft(TestCountry.typed(), in: country.directory)
        let key = IdempotencyKey("api one", content: draft.content)
        let first = try await country.handIn(key: key)
        #expect(try await country.handIn(key: key) == first)
        await #expect(throws: ActProblem.keyReused) {
            try await country.handIn(
                TestCountry.typed(title: "Khác"), key: IdempotencyKey("api one", content: [1]))
        }
        country.clock.move(seconds: 7 * 86_400 + 1)
        #expect(try await country.handIn(key: key) != first)
        let letters = try await country.store.read { tx in
            try tx.first("select count(*) from letter") { row in try row(0) as Int }
        }
        #expect(letters == 2)
    }

    @Test("forty hand-ins of one form at once are one letter")
    func doubleSubmission() async throws {
        let country = try await TestCountry.make()
        let draft = try LetterDraft(TestCountry.typed(), in: country.directory)
        let codes = try await withThrowingTaskGroup(of: LetterCode.self) { group in
            for _ in 0..<40 {
                group.addTask {
                    try await country.handIn(key: IdempotencyKey("form x", content: draft.content)).letter.code
                }
            }
            return try await group.reduce(into: Set<LetterCode>()) { $0.insert($1) }
        }
        #expect(codes.count == 1)
    }

    @Test("forty officers take one matter at once: one has it")
    func race() async throws {
        let country = try await TestCountry.make()
        let matter = try await country.handIn().matter
        let taken = await withTaskGroup(of: Bool.self) { group in
            for index in 0..<40 {
                group.addTask {
                    do {
                        try await country.take(matter, by: index.isMultiple(of: 2) ? "ha" : "province-h")
                        return true
                    } catch {
                        return false
                    }
                }
            }
            return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
        }
        #expect(taken == 1)
    }

    @Test("the body's promise changed since the form was shown: the letter is refused, not promised something else")
    func receiverChanged() async throws {
        let country = try await TestCountry.make()
        let body = country.directory.receiver(ofArea: "010")!
        let stale = Organization(
            id: body.id, home: body.home, code: body.code, body: body.body, name: body.name, area: body.area,
            parent: body.parent,
            answerPromise: AnswerPromise(workingDays: 3, since: TestCountry.founded))
        let draft = try LetterDraft(TestCountry.typed(), in: country.directory)
        await #expect(throws: ProcedureError.receiverChanged) {
            try await country.performer.perform(ReceiveLetter(draft, to: stale, by: .api), by: .anyone)
        }
    }

    @Test("an unknown code and a wrong PIN open nothing; the right ones do")
    func unlock() async throws {
        let country = try await TestCountry.make()
        let receipt = try await country.handIn()
        let keys = TestCountry.keys
        func unlock(_ code: LetterCode, _ pin: PIN) async throws -> LetterKey? {
            try await country.store.read { tx in try FollowedLetter.unlock(code, pin, under: keys, tx)?.key }
        }
        let pin = receipt.pin(under: keys)
        #expect(try await unlock(receipt.letter.code, pin) == receipt.letter.key)
        #expect(try await unlock(receipt.letter.code, PIN(of: ID(5), version: 1, under: keys.pin)) == nil)
        let other = LetterCode(home: Home(slot: 1)!, on: country.clock.today, random: [0, 0, 0, 1])
        #expect(try await unlock(other, pin) == nil)
    }
}
