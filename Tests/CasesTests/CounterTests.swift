import Acts
import Files
import Identity
import Kernel
import Registry
import Storage
import TestKit
import Testing
import Vault

@testable import Cases

/// What is done at the counter later: a new PIN for who lost the slip, scans added to a letter.
@Suite struct CounterTests {
    static let sender = Sender(name: "Trần Thị Bình", address: "12 ngõ 3", phone: "0912 345 678")

    @Test("a new PIN after a check of identity: the old one opens nothing, the sender sees it, no number is kept")
    func reissue() async throws {
        let country = try await TestCountry.make()
        let receipt = try await country.handIn(TestCountry.typed(sender: Self.sender))
        func reissue(_ name: String, by login: String = "ha-reception") async throws -> Int {
            let officer = country.officer(login).id
            let act = ReissuePIN(
                receipt.letter.key, of: receipt.matter, name: try TypedText(name, field: "name"), .passport, by: officer
            )
            return try await country.performer.perform(act, by: .officer(officer)).outcome
        }
        func opens(_ version: Int) async throws -> Letter? {
            let pin = PIN(of: receipt.letter.pinLetter, version: version, under: TestCountry.keys.pin)
            return try await country.store.read { tx in
                try FollowedLetter.unlock(receipt.letter.code, pin, under: TestCountry.keys, tx)
            }
        }
        await #expect(throws: ReissuePIN.nameDiffers) { _ = try await reissue("Trần Thị Bính Anh") }
        await #expect(throws: ProcedureError.unknownMatter) { _ = try await reissue("Trần Thị Bình", by: "hb") }
        await #expect(throws: ProcedureError.notYourPower) {
            _ = try await reissue("Trần Thị Bình", by: "province-h")
        }
        #expect(try await opens(1) != nil)
        #expect(try await reissue("TRAN THI BINH") == 2)
        #expect(try await opens(1) == nil)
        #expect(try await opens(2)?.pinVersion == 2)
        // Not only while it is open: an answer must be found again, too.
        try await country.take(receipt.matter, by: "ha")
        try await country.answer(receipt.matter, by: "ha")
        #expect(try await reissue("Trần Thị Bình", by: "ha") == 3)
        let followed = try await country.store.read { tx in
            let scope = try Scope.of(.petitioner(receipt.letter.key.id), on: country.clock.today, tx)
            return try FollowedLetter.read(scope, home: receipt.letter.key.home, tx)
        }
        let seen = followed?.timeline.filter { if case .pinReissued = $0.event { true } else { false } }
        #expect(seen?.count == 2)
        let facts = try await country.store.read { tx in
            try EventTable.all(of: Subjected(receipt.matter), tx).map(\.payload.text).joined()
        }
        #expect(facts.contains("passport") && !facts.contains("Bình") && !facts.contains("BINH"))
    }

    @Test("a receipt asked for again does not tell the PIN that was issued since")
    func receiptAgain() async throws {
        let country = try await TestCountry.make()
        let (typed, key) = (TestCountry.typed(sender: Self.sender), IdempotencyKey("entry 1", content: [1]))
        let first = try await country.register(typed, key: key)
        let officer = country.officer("ha-reception").id
        try await country.performer.perform(
            ReissuePIN(
                first.letter.key, of: first.matter, name: try TypedText("Trần Thị Bình", field: "name"), .passport,
                by: officer), by: .officer(officer))
        let again = try await country.register(typed, key: key)
        #expect(again.letter.key == first.letter.key && again.letter.pinVersion == 2)
        #expect(again.receipt.pin(under: TestCountry.keys) == first.receipt.pin(under: TestCountry.keys))
    }

    @Test("a letter without a name has no PIN anew, and a part has that of its letter")
    func ofParts() async throws {
        let country = try await TestCountry.make()
        let officer = country.officer("ha").id
        let nameless = try await country.handIn()
        let name = try TypedText("Trần Thị Bình", field: "name")
        await #expect(throws: ReissuePIN.nameDiffers) {
            try await country.performer.perform(
                ReissuePIN(nameless.letter.key, of: nameless.matter, name: name, .identityCard, by: officer),
                by: .officer(officer))
        }
        let whole = try await country.handIn(TestCountry.typed(sender: Self.sender))
        let body = try #require(country.directory.receiver(ofArea: "010"))
        let words = try TypedText("Nước tràn ra đường", field: "body")
        let part = LetterDraft(partOf: whole.letter, .petition, title: words, body: words)
        let split = try await country.performer.perform(
            SplitLetter(whole.letter, part: part, at: body, by: officer), by: .officer(officer)
        ).outcome
        let own = try #require(try await country.file(split, for: "ha")?.letters[0].letter)
        await #expect(throws: ProcedureError.partOfAnother) {
            try await country.performer.perform(
                ReissuePIN(own.key, of: split, name: name, .identityCard, by: officer), by: .officer(officer))
        }
        let version = try await country.performer.perform(
            ReissuePIN(whole.letter.key, of: whole.matter, name: name, .identityCard, by: officer),
            by: .officer(officer)
        ).outcome
        // The old PIN opens the part no more, and the new one does.
        for (tried, opens) in [(1, false), (version, true)] {
            let pin = PIN(of: whole.letter.key.id, version: tried, under: TestCountry.keys.pin)
            let found = try await country.store.read { tx in
                try FollowedLetter.unlock(own.code, pin, under: TestCountry.keys, tx)
            }
            #expect((found != nil) == opens)
        }
    }

    @Test("what a letter is read as, and who may show it, leave its PIN as it is")
    func keepsPIN() async throws {
        let country = try await TestCountry.make()
        let receipt = try await country.handIn(TestCountry.typed(sender: Self.sender))
        let officer = country.officer("ha").id
        try await country.performer.perform(
            ReissuePIN(
                receipt.letter.key, of: receipt.matter, name: try TypedText("Trần Thị Bình", field: "name"),
                .powerOfAttorney, by: officer), by: .officer(officer))
        try await country.performer.perform(
            ClassifyLetter(
                receipt.letter, as: .petition, in: nil, Classification(),
                settledBy: try TypedText(
                    "", field: "settled", mayBeEmpty: true), promise: nil, by: officer), by: .officer(officer))
        try await country.performer.perform(
            AllowPublication(receipt.letter.key, in: receipt.matter, true), by: .petitioner(receipt.letter.key.id))
        let file = try #require(try await country.file(receipt.matter, for: "ha"))
        #expect(file.letters[0].letter.pinVersion == 2 && file.matter.letters[0].pinVersion == 2)
    }

    @Test("scans are added later under the letter's key, within its limit, and the sender has them")
    func addFiles() async throws {
        let country = try await TestCountry.make()
        let entered = try await country.register(TestCountry.typed(sender: Self.sender))
        let vault = TestCountry.keys.vault
        let letter = entered.letter.key
        func add(
            _ count: Int, under key: DataKey? = nil, by login: String = "ha-reception"
        ) async throws {
            let own = try await country.store.read { tx in try LetterFiles.key(of: letter, under: vault, tx) }
            let key = key ?? own
            let files = (0..<count).map { index in
                KeptFile(
                    at: FileAddress(of: [UInt8(index), UInt8(count)], under: key), kind: .pdf, size: 10,
                    name: FileName("quet-\(index).pdf"))
            }
            let officer = country.officer(login).id
            try await country.performer.perform(
                AddFiles(LetterFiles(under: key, files), to: letter, of: entered.matter, by: officer),
                by: .officer(officer))
        }
        try await add(2)
        await #expect(throws: ActProblem.overtaken) { try await add(1, under: DataKey.random()) }
        await #expect(throws: ProcedureError.unknownMatter) { try await add(1, by: "hb") }
        await #expect(throws: ProcedureError.notYourPower) { try await add(1, by: "province-h") }
        await #expect(throws: AddFiles.noneChosen) { try await add(0) }
        await #expect(throws: FileError.tooMany(.standard)) { try await add(9) }
        try await add(8)
        let own = try await country.store.read { tx in
            try OwnLetter.read(
                try Scope.of(.petitioner(letter.id), on: country.clock.today, tx), home: letter.home, under: vault, tx)
        }
        #expect(own?.files.count == 10)
        #expect(own?.files.first?.name.description == "quet-0.pdf")
        let opened = try #require(try await country.file(entered.matter, for: "ha"))
        #expect(opened.timeline.count { if case .filesAdded = $0.event { true } else { false } } == 2)
        #expect(opened.timeline.last?.event.official == country.officer("ha-reception").official)
    }
}
