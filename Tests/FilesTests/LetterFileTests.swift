import Acts
import Files
import Foundation
import Identity
import Kernel
import Server
import Storage
import TestKit
import Testing
import Vault

/// As an act of the domain does it: files kept before, keys wrapped and names sealed in `prepare`, rows in `perform`.
private struct AttachFiles: Act {
    static let code: ActCode = "letter.attachInTest"
    let letter: LetterKey
    let key: DataKey
    let kept: [(file: SpooledFile, address: FileAddress)]
    var fails = false

    struct Interrupted: Error {}

    func prepare(_ environment: Environment) throws -> (wrapped: WrappedKey, files: [AttachedFile]) {
        let files = try kept.map { kept in
            try AttachedFile(
                Attachment(id: environment.mint(), of: kept.file), at: kept.address, of: letter, under: key)
        }
        return (try key.wrapped(under: environment.keys.vault, for: letter), files)
    }

    func subject(_: (wrapped: WrappedKey, files: [AttachedFile])) -> Subjected { Subjected(letter) }

    func authorize(
        _: (wrapped: WrappedKey, files: [AttachedFile]), _ tx: any ReadTransaction, at moment: Moment
    ) throws {
        if fails { throw Interrupted() }
    }

    func perform(
        _ prepared: (wrapped: WrappedKey, files: [AttachedFile]), _: Void, _ tx: ActTransaction, at moment: Moment
    ) throws -> Change<Void> {
        try LetterKeyTable.insert(prepared.wrapped, of: letter, tx)
        for file in prepared.files { try LetterFileTable.insert(file, of: letter, tx) }
        return Change(Payload([("files", .number(Int64(prepared.files.count)))]))
    }
}

@Suite struct LetterFileTests {
    private let directory = TestStore.freshPath() + ".files"
    private let letter = LetterKey(Home(slot: 1)!, ID(77))

    private func kept(_ files: FileStore, _ key: DataKey) async throws -> [(file: SpooledFile, address: FileAddress)] {
        var kept: [(file: SpooledFile, address: FileAddress)] = []
        for (name, bytes) in [("Cống vỡ.jpg", jpegHead + sampleBytes(90_000)), ("Đơn.pdf", Array("%PDF-1.7 …".utf8))] {
            let file = try await files.spooled(bytes, name: name)
            kept.append((file, try await files.keep(file, under: key)))
        }
        return kept
    }

    private var now: Instant { Instant(milliseconds: Int64(Date().timeIntervalSince1970 * 1000)) }

    private func collect(_ files: FileStore, _ store: any Store, at moment: Instant) async throws -> Int {
        try await files.collect(at: moment) { some in
            try await store.read { tx in try LetterFileTable.referenced(some, tx) }
        }
    }

    @Test("a letter's files are listed in order and open under the letter's key, read back from the store")
    func roundTrip() async throws {
        let country = try await TestCountry.make()
        let files = try FileStore(directory: directory)
        let key = DataKey.random()
        let kept = try await kept(files, key)
        try await country.performer.perform(
            AttachFiles(letter: letter, key: key, kept: kept), by: .platform("test"))
        let vault = TestCountry.keys.vault
        let letter = letter
        let (opened, list) = try await country.store.read { tx in
            (try LetterKeyTable.open(letter, under: vault, tx), try LetterFileTable.all(of: letter, tx))
        }
        let back = try #require(opened)
        let attachments = try list.map { try $0.attachment(of: letter, under: back) }
        #expect(attachments.map(\.name.description) == ["Cống vỡ.jpg", "Đơn.pdf"])
        #expect(attachments.map(\.kind) == [.jpeg, .pdf])
        #expect(attachments.map(\.size) == kept.map(\.file.size))
        let content = try await files.open(list[0].address, under: back)
        #expect(try await content.whole() == jpegHead + sampleBytes(90_000))
        // One of them; not another letter's; and no name stands in the store.
        let other = LetterKey(letter.home, ID(78))
        let (one, none) = try await country.store.read { tx in
            (
                try LetterFileTable.find(list[1].id, of: letter, tx),
                try LetterFileTable.find(list[1].id, of: other, tx)
            )
        }
        #expect(one == list[1] && none == nil)
        #expect(try await country.store.read { tx in try LetterKeyTable.open(other, under: vault, tx) == nil })
        await #expect(throws: SealError.broken) {
            try await country.store.read { tx in try LetterKeyTable.open(letter, under: Secret(), tx) }
        }
        #expect(throws: SealError.broken) { try list[0].attachment(of: other, under: back) }
        let names = try await country.store.read { tx in
            try tx.all("select name from letter_file order by id") { row in try row(0) as [UInt8] }
        }
        #expect(names.allSatisfy { !String(decoding: $0, as: UTF8.self).contains("vỡ") })
    }

    @Test("an act that does not come to pass leaves only files that are collected a day later")
    func interrupted() async throws {
        let country = try await TestCountry.make()
        let files = try FileStore(directory: directory)
        let (lost, referred) = (DataKey.random(), DataKey.random())
        let rubbish = try await kept(files, lost)
        await #expect(throws: AttachFiles.Interrupted.self) {
            try await country.performer.perform(
                AttachFiles(letter: letter, key: lost, kept: rubbish, fails: true), by: .platform("test"))
        }
        let kept = try await kept(files, referred)
        try await country.performer.perform(
            AttachFiles(letter: letter, key: referred, kept: kept), by: .platform("test"))
        // A server killed while it wrote leaves this.
        try Data([1, 2, 3]).write(to: URL(fileURLWithPath: directory + "/incoming/half.new"))

        #expect(try await collect(files, country.store, at: now) == 0)
        #expect(try await collect(files, country.store, at: now.adding(seconds: 86_000)) == 0)
        for item in rubbish { _ = try await files.open(item.address, under: lost) }
        #expect(try await collect(files, country.store, at: now.adding(seconds: 87_000)) == 3)
        #expect(try await collect(files, country.store, at: now.adding(seconds: 87_000)) == 0)
        for item in kept { _ = try await files.open(item.address, under: referred) }
        for item in rubbish {
            await #expect(throws: FileError.self) { try await files.open(item.address, under: lost) }
        }
    }

    @Test("a file kept again while it is being collected stays")
    func keptAgain() async throws {
        let files = try FileStore(directory: directory)
        let key = DataKey.random()
        let bytes = sampleBytes(1_000)
        let address = try await files.keep(bytes, under: key)
        let path = directory + "/" + address.description.prefix(2) + "/" + address.description.dropFirst(2)
        let old = Date(timeIntervalSinceNow: -200_000)
        try FileManager.default.setAttributes([.modificationDate: old], ofItemAtPath: path)
        let removed = try await files.collect(at: now) { some in
            #expect(some == [address])
            // The collector has seen the old file; now the same content comes again, for an act on its way.
            _ = try await files.keep(bytes, under: key)
            return []
        }
        #expect(removed == 0)
        #expect(try await files.open(address, under: key).whole() == bytes)
    }

    @Test("the server's job collects what no letter refers to")
    func job() async throws {
        let country = try await TestCountry.make()
        let files = try FileStore(directory: directory)
        let key = DataKey.random()
        let address = try await files.keep([1, 2, 3], under: key)
        let path = directory + "/" + address.description.prefix(2) + "/" + address.description.dropFirst(2)
        let job = collectFiles(files)
        let context = JobContext(store: country.store, performer: country.performer)
        try await job.run(context)
        _ = try await files.open(address, under: key)
        try FileManager.default.setAttributes(
            [.modificationDate: Date(timeIntervalSinceNow: -90_000)], ofItemAtPath: path)
        try await job.run(context)
        await #expect(throws: FileError.self) { try await files.open(address, under: key) }
    }
}
