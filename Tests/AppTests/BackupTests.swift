import Acts
import Cases
import Files
import Foundation
import Identity
import Kernel
import Legislation
import Registry
import Storage
import TestKit
import Testing
import Vault

@testable import App
@testable import Server

/// An installation is lost, and restored from a backup and its keys.
@Suite struct BackupTests {
    private struct Place {
        let folder = NSTemporaryDirectory() + "hoidap-backup-\(UInt64.random(in: 0...UInt64.max))"
        let database: String?
        var data: String { folder + "/data" }
        var backups: String { folder + "/backups" }
        var keys: String { folder + "/keys" }

        init() async throws {
            database = try await TestStore.freshDatabase()
            try await with { installation in
                _ = try await installation.performer.perform(DeclarePurpose(.demonstration), by: .platform("test"))
                _ = try await Founding.found(
                    province: "04", installation.performer, installation.store, ProjectFiles.gazetteer)
                let found = try await installation.store.read { tx in try OrganizationTable.find(code: "ubnd-04", tx) }
                _ = try await installation.performer.perform(
                    OpenAccount(
                        login: "chu-tich", for: .new(name: "Nông Văn An"),
                        password: try await PasswordHash.make("a long password", cost: .low),
                        organization: try #require(found), in: .new(title: ["vi": "Chủ tịch"], role: .head)),
                    by: .platform("test"))
            }
        }

        func with<T: Sendable>(
            _ data: String? = nil, _ database: String? = nil, _ body: @Sendable (Installation) async throws -> T
        ) async throws -> T {
            let installation = try await Installation.open(
                data: data ?? self.data, database: database ?? self.database, resources: ProjectFiles.resources)
            do {
                let result = try await body(installation)
                await installation.close()
                return result
            } catch {
                await installation.close()
                throw error
            }
        }

        func back(_ keep: Int = 14) async throws -> Backup.Made {
            try await with { try await Backup(of: $0, to: backups, keep: keep).make() }
        }

        func restore(_ backup: String, to data: String, _ database: String?) async throws -> Restore.Outcome {
            try await Restore(
                backup, keys: keys, data: data, database: database, resources: ProjectFiles.resources
            ).perform()
        }

        func remove() { try? FileManager.default.removeItem(atPath: folder) }
    }

    /// A letter with a picture, as the portal hands it in.
    @Sendable private static func handIn(_ number: Int, _ installation: Installation) async throws -> Receipt {
        let today = installation.performer.world.today
        let directory = try await installation.store.read { tx in try OrganizationTable.directory(on: today, tx) }
        let draft = try LetterDraft(TestCountry.typed(area: "04", title: "Cống vỡ \(number)"), in: directory)
        let key = DataKey.random()
        let content = Array("picture \(number)".utf8)
        let kept = KeptFile(
            at: try await installation.files.keep(content, under: key), kind: .jpeg, size: content.count,
            name: FileName("Ảnh \(number).jpg"))
        let receiver = try #require(draft.receiver(in: directory))
        return try await installation.performer.perform(
            ReceiveLetter(draft, to: receiver, by: .portal, files: LetterFiles(under: key, [kept])), by: .anyone
        ).outcome
    }

    /// The sender comes with the slip: the PIN on it opens the letter, its words and its picture.
    @Sendable private static func follow(
        _ receipt: Receipt, pin: PIN, _ installation: Installation
    ) async throws {
        let keys = installation.performer.world.keys
        let (day, key) = (installation.performer.world.today, receipt.letter.key)
        let (followed, own) = try await installation.store.read { tx in
            let scope = try Scope.of(.petitioner(key.id), on: day, tx)
            return (
                try FollowedLetter.read(scope, home: key.home, tx),
                try OwnLetter.read(scope, home: key.home, under: keys.vault, tx)
            )
        }
        let letter = try #require(followed)
        #expect(letter.letter.code == receipt.letter.code)
        #expect(PIN(of: letter.letter.pinLetter, version: letter.letter.pinVersion, under: keys.pin) == pin)
        let picture = try #require(own?.files.first)
        let file = try await installation.store.read { tx in
            try OwnLetter.file(
                picture.id, Scope.of(.petitioner(key.id), on: day, tx), home: key.home, under: keys.vault, tx)
        }
        let content = try #require(file)
        _ = try await installation.files.open(content.address, under: content.key)
    }

    @Test(
        "a lost installation is restored while letters came in: what was acknowledged before is there, PINs and pictures"
    )
    func restored() async throws {
        let place = try await Place()
        defer { place.remove() }
        let (receipts, pins, made) = try await place.with { installation in
            var receipts: [Receipt] = []
            for number in 0..<5 { receipts.append(try await Self.handIn(number, installation)) }
            let backup = try Backup(of: installation, to: place.backups, keep: 14)
            try backup.copyKeys(to: place.keys)
            // Others go on handing in.
            async let later: [Receipt] = {
                var later: [Receipt] = []
                for number in 5..<15 { later.append(try await Self.handIn(number, installation)) }
                return later
            }()
            let made = try await backup.make()
            _ = try await later
            let last = try await installation.store.read(BackupTable.last)
            #expect(last.made?.place == made.place && last.failed == nil)
            let pins = receipts.map { $0.pin(under: installation.performer.world.keys) }
            return (receipts, pins, made)
        }
        let names = Set(try FileManager.default.contentsOfDirectory(atPath: made.place))
        #expect(names == ["backup.json", "files", "store"])
        let found = FileManager.default.enumerator(atPath: place.backups)?.allObjects as? [String] ?? []
        #expect(!found.contains { $0.hasSuffix(".key") })

        let again = place.folder + "/again"
        let database = try await TestStore.freshDatabase()
        // An empty directory, with a slash at its end as shells complete it.
        try FileManager.default.createDirectory(atPath: again, withIntermediateDirectories: false)
        let outcome = try await place.restore(made.place + "/", to: again + "/", database)
        #expect(outcome.missingFiles == 0 && outcome.events >= 5)
        try await place.with(again, database) { installation in
            for (receipt, pin) in zip(receipts, pins) { try await Self.follow(receipt, pin: pin, installation) }
            let counted = try await Recount.compareAll(installation.store, at: installation.performer.world.now())
            #expect(counted >= 5)
            // It goes on: a new letter has a number of its own.
            let fresh = try await Self.handIn(99, installation)
            #expect(!receipts.map(\.letter.code).contains(fresh.letter.code))
        }
        // A second time there is something already.
        await #expect(throws: BackupError.self) { _ = try await place.restore(made.place, to: again, database) }
    }

    @Test("wrong keys, no keys, a changed store and a place that is taken are refused, and nothing is made")
    func refused() async throws {
        let place = try await Place()
        defer { place.remove() }
        let made = try await place.back()
        let database = try await TestStore.freshDatabase()
        let target = place.folder + "/target"
        func refuses(_ part: String) async {
            do {
                _ = try await place.restore(made.place, to: target, database)
                Issue.record("\(part) was restored")
            } catch {
                #expect("\(error)".contains(part), "\(error)")
            }
            #expect(!FileManager.default.fileExists(atPath: target))
            #expect(!FileManager.default.fileExists(atPath: target + ".restoring"))
        }
        await refuses("no key")
        try await place.with { try Backup(of: $0, to: place.backups, keep: 14).copyKeys(to: place.keys) }
        let pin = place.keys + "/pin.key"
        let right = try #require(FileManager.default.contents(atPath: pin))
        try Data(right.reversed()).write(to: URL(fileURLWithPath: pin))
        await refuses("pin")
        // Keys of another installation are not written over.
        await #expect(throws: BackupError.self) {
            try await place.with { try Backup(of: $0, to: place.backups, keep: 14).copyKeys(to: place.keys) }
        }
        try right.write(to: URL(fileURLWithPath: pin))
        let store = made.place + "/store"
        var bytes = try #require(FileManager.default.contents(atPath: store))
        bytes[bytes.count / 2] ^= 1
        try bytes.write(to: URL(fileURLWithPath: store))
        await refuses("not as it was written")
        try FileManager.default.removeItem(atPath: made.place + "/backup.json")
        await refuses("no whole backup")
    }

    @Test(
        "the newest stay, pictures of the backup before are shared, what was broken off is removed, others' things stay"
    )
    func rotation() async throws {
        let place = try await Place()
        defer { place.remove() }
        _ = try await place.with { try await Self.handIn(1, $0) }
        let first = try await place.back(2)
        let strange = place.backups + "/notes.txt"
        try "mine".write(toFile: strange, atomically: true, encoding: .utf8)
        try FileManager.default.createDirectory(
            atPath: place.backups + "/hoidap-2026-01-01T00-00-00-000Z.unfinished/files",
            withIntermediateDirectories: true)
        let second = try await place.back(2)
        let third = try await place.back(2)
        let names = Set(try FileManager.default.contentsOfDirectory(atPath: place.backups))
        let kept = Set([second, third].map { URL(fileURLWithPath: $0.place).lastPathComponent })
        #expect(names == kept.union(["notes.txt", ".lock"]) && first.manifest.files == 1)
        func number(_ made: Backup.Made) throws -> Int {
            let files = made.place + "/files"
            let name = try #require(
                (FileManager.default.enumerator(atPath: files)?.allObjects as? [String])?.first { $0.count > 60 })
            return try #require(
                FileManager.default.attributesOfItem(atPath: files + "/" + name)[.systemFileNumber] as? Int)
        }
        #expect(try number(second) == number(third))
    }

    @Test("folders that would be lost with the installation, or would put keys and data together, are refused")
    func places() async throws {
        let place = try await Place()
        defer { place.remove() }
        try await place.with { installation in
            for inside in [place.data, place.data + "/files/backups", place.data + "/../data/x"] {
                #expect(throws: BackupError.self) { _ = try Backup(of: installation, to: inside, keep: 1) }
            }
            let link = place.folder + "/link"
            try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: place.data)
            #expect(throws: BackupError.self) { _ = try Backup(of: installation, to: link + "/new", keep: 1) }
            let backup = try Backup(of: installation, to: place.backups, keep: 1)
            for beside in [place.backups, place.backups + "/keys", place.folder, place.data + "/keys"] {
                #expect(throws: BackupError.self) { try backup.copyKeys(to: beside) }
            }
            // One at a time.
            let folder = try BackupFolder(place.backups)
            _ = try await folder.alone {
                await #expect(throws: BackupError.self) { _ = try await backup.make() }
            }
            let last = try await installation.store.read(BackupTable.last)
            #expect(last.made == nil && last.failed?.reason.contains("another process") == true)
            _ = try await backup.make()
            #expect(try await installation.store.read(BackupTable.last).failed == nil)
        }
    }

    @Test("the job makes one when the last is a day old, and none before")
    func job() async throws {
        let place = try await Place()
        defer { place.remove() }
        try await place.with { installation in
            let job = try Backup(of: installation, to: place.backups, keep: 3).job(everyHours: 24)
            let context = JobContext(store: installation.store, performer: installation.performer)
            try await job.run(context)
            let first = try #require(try await installation.store.read(BackupTable.last).made)
            try await job.run(context)
            #expect(try await installation.store.read(BackupTable.last).made == first)
            // One that was made elsewhere does not keep this folder without.
            let elsewhere = try await Backup(of: installation, to: place.folder + "/elsewhere", keep: 1).make()
            try FileManager.default.removeItem(atPath: first.place)
            try await job.run(context)
            let last = try #require(try await installation.store.read(BackupTable.last).made)
            #expect(last.place.hasPrefix(place.backups + "/") && last.place != elsewhere.place)
        }
    }
}
