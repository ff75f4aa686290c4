import Acts
import Cases
import Files
import Identity
import Kernel
import Registry
import Storage
import TestKit
import Testing
import Vault

/// Files that come with a letter.
@Suite struct AttachmentTests {
    private func handIn(
        _ country: TestCountry, _ files: LetterFiles?, key: IdempotencyKey? = nil
    ) async throws -> Receipt {
        let draft = try LetterDraft(TestCountry.typed(), in: country.directory)
        let act = ReceiveLetter(draft, to: draft.receiver(in: country.directory)!, by: .portal, files: files)
        return try await country.performer.perform(act, by: .anyone, key: key).outcome
    }

    private func own(_ country: TestCountry, _ letter: LetterKey) async throws -> OwnLetter? {
        let today = country.clock.today
        return try await country.store.read { tx in
            let scope = try Scope.of(.petitioner(letter.id), on: today, tx)
            return try OwnLetter.read(scope, home: letter.home, under: TestCountry.keys.vault, tx)
        }
    }

    @Test("the files of a letter open under its key, for its sender, in their order; the event knows addresses only")
    func kept() async throws {
        let country = try await TestCountry.make()
        let store = try TestStore.files()
        let key = DataKey.random()
        let kept = [
            KeptFile(
                at: try await store.keep([1, 2, 3], under: key), kind: .jpeg, size: 3, name: FileName("Nhà bà Lan.jpg")),
            KeptFile(at: try await store.keep([4], under: key), kind: .pdf, size: 1, name: FileName("Đơn.pdf")),
        ]
        let receipt = try await handIn(country, LetterFiles(under: key, kept))
        let letter = receipt.letter.key
        let own = try #require(try await own(country, letter))
        #expect(own.files.map(\.name.description) == ["Nhà bà Lan.jpg", "Đơn.pdf"])
        #expect(own.files.map(\.size) == [3, 1] && own.original.title == "Cống vỡ trước nhà")
        let today = country.clock.today
        let (mine, strange) = try await country.store.read { tx in
            let scope = try Scope.of(.petitioner(letter.id), on: today, tx)
            let other = try Scope.of(.petitioner(ID(77)), on: today, tx)
            let vault = TestCountry.keys.vault
            return (
                try OwnLetter.file(own.files[1].id, scope, home: letter.home, under: vault, tx),
                try OwnLetter.file(own.files[1].id, other, home: letter.home, under: vault, tx)
            )
        }
        let file = try #require(mine)
        #expect(strange == nil && file.attachment.kind == .pdf)
        _ = try await store.open(file.address, under: file.key)
        let event = try await country.store.read { tx in
            try tx.first("select payload from event where code = 'letter.receive' order by id") { row in
                try row(0) as String
            }
        }
        let payload = try #require(event)
        #expect(kept.allSatisfy { payload.contains($0.address.description) })
        #expect(!payload.contains("Lan") && !payload.contains("pdf"))
        #expect(try await country.file(receipt.matter, for: "ha")?.timeline.count == 1)
    }

    @Test("whoever walks through all files meets each once, and knows how many events there are")
    func walked() async throws {
        let country = try await TestCountry.make()
        let store = try TestStore.files()
        let key = DataKey.random()
        var kept: [KeptFile] = []
        for number in UInt8(0)..<3 {
            kept.append(
                KeptFile(at: try await store.keep([number], under: key), kind: .jpeg, size: 1, name: FileName("a")))
        }
        _ = try await handIn(country, LetterFiles(under: key, kept))
        _ = try await handIn(country, LetterFiles(under: key, [kept[0]]))
        let (first, rest, events) = try await country.store.read { tx in
            let first = try LetterFileTable.addresses(after: nil, limit: 2, tx)
            return (
                first, try LetterFileTable.addresses(after: first.last, limit: 2, tx), try LedgerFiguresTable.events(tx)
            )
        }
        #expect(Set(first + rest) == Set(kept.map(\.address)) && first.count == 2 && rest.count == 1)
        #expect(try await store.missing(of: first) == 0 && events >= 2)
        try await store.delete(first[0])
        #expect(try await store.missing(of: first) == 1)
    }

    @Test("a repetition keeps the first letter's files, and a letter without files has no key")
    func repeated() async throws {
        let country = try await TestCountry.make()
        let store = try TestStore.files()
        let key = DataKey.random()
        let kept = [KeptFile(at: try await store.keep([9], under: key), kind: .png, size: 1, name: FileName("a.png"))]
        let once = IdempotencyKey("form x", content: [1])
        let first = try await handIn(country, LetterFiles(under: key, kept), key: once)
        #expect(try await handIn(country, LetterFiles(under: key, kept), key: once) == first)
        let bare = try await handIn(country, nil)
        #expect(try await own(country, bare.letter.key)?.files == [])
        let (files, keys) = try await country.store.read { tx in
            (
                try tx.first("select count(*) from letter_file") { row in try row(0) as Int },
                try tx.first("select count(*) from letter_key") { row in try row(0) as Int }
            )
        }
        #expect(files == 1 && keys == 1)
    }

    @Test("an officer's scope opens nobody's own letter")
    func officers() async throws {
        let country = try await TestCountry.make()
        let receipt = try await handIn(country, nil)
        let scope = try await country.scope("ha")
        let none = try await country.store.read { tx in
            try OwnLetter.read(scope, home: receipt.letter.key.home, under: TestCountry.keys.vault, tx) == nil
        }
        #expect(none)
    }
}

/// The reading model of the public board.
@Suite struct BoardListTests {
    private func publish(_ country: TestCountry, area: String, by login: String, rating: Int? = nil) async throws
        -> MatterKey
    {
        var typed = TestCountry.typed(.petition, area: area)
        typed.consent = true
        typed.field = area == "010" ? "roads" : nil
        let receipt = try await country.handIn(typed, arrived: country.clock.today.adding(-4))
        let matter = receipt.matter
        try await country.take(matter, by: login)
        try await country.answer(matter, by: login)
        if let rating, let act = RateAnswer(receipt.letter.key, in: matter, score: rating) {
            try await country.say(act, receipt.letter.key)
        }
        try await country.act(login) {
            ProposePublication(
                matter, letter: receipt.letter.key.id, title: try TypedText("Đường \(area)", field: "title"),
                question: try TypedText("Hỏng.", field: "question"), answer: try TypedText("Sửa.", field: "answer"),
                by: $0)
        }
        let proposed = try await items(country)
        #expect(!proposed.contains { $0.title == "Đường \(area)" }, "one officer puts nothing on the board")
        try await country.act(area.hasPrefix("01") ? "province-h" : "province-k") { PublishExtract(matter, by: $0) }
        return matter
    }

    private func items(
        _ country: TestCountry, area: String? = nil, field: String? = nil, after: BoardPosition? = nil, size: Int = 20
    ) async throws -> [BoardItem] {
        try await country.store.read { tx in
            try BoardList.page(area: area, field: field, after: after, size: size, tx).items
        }
    }

    @Test("newest first, by province, commune and field, page after page; what is taken off is nowhere")
    func list() async throws {
        let country = try await TestCountry.make()
        let first = try await publish(country, area: "010", by: "ha", rating: 5)
        country.clock.move(to: country.clock.today.adding(1))
        _ = try await publish(country, area: "011", by: "hb")
        country.clock.move(to: country.clock.today.adding(1))
        _ = try await publish(country, area: "050", by: "ka")
        let all = try await items(country)
        #expect(all.map(\.title) == ["Đường 050", "Đường 011", "Đường 010"])
        #expect(all.map(\.days) == [4, 4, 4] && all.map(\.rating) == [nil, nil, 5])
        #expect(try await items(country, area: "01").map(\.area) == ["011", "010"])
        #expect(try await items(country, area: "050").count == 1)
        #expect(try await items(country, field: "roads").map(\.area) == ["010"])
        #expect(try await country.store.read { tx in try BoardList.fields(tx) } == ["roads"])
        let page = try await items(country, size: 2)
        let rest = try await items(
            country, after: BoardPosition(publishedOn: page[1].publishedOn, key: page[1].key), size: 2)
        #expect(page + rest == all)
        let key = all[2].key
        #expect(try await country.store.read { tx in try BoardList.find(key, tx) } == all[2])
        try await country.act("ha") { UnpublishExtract(first, by: $0) }
        #expect(try await items(country).count == 2)
        #expect(try await country.store.read { tx in try BoardList.find(key, tx) } == nil)
    }
}
