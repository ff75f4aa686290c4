import Acts
import Cases
import Foundation
import Kernel
import Registry
import Server
import Storage
import TestKit
import Testing
import Vault

@testable import App

/// Accounts at the command line, on a directory of their own.
@Suite struct UserTests {
    private struct Place {
        let data: String
        let database: String?

        init() async throws {
            database = try await TestStore.freshDatabase()
            data = NSTemporaryDirectory() + "hoidap-user-\(UInt64.random(in: 0...UInt64.max))"
            try await with { installation in
                _ = try await installation.performer.perform(DeclarePurpose(.demonstration), by: .platform("test"))
                _ = try await Founding.found(
                    province: "04", installation.performer, installation.store, ProjectFiles.gazetteer)
            }
        }

        func with<T>(_ body: (Installation) async throws -> T) async throws -> T {
            let installation = try await Installation.open(
                data: data, database: database, resources: ProjectFiles.resources)
            do {
                let result = try await body(installation)
                await installation.close()
                return result
            } catch {
                await installation.close()
                throw error
            }
        }

        func add(_ login: String, _ more: [String] = []) async throws {
            let person = more.contains("--same-person-as") ? [] : ["--name", "Nguyễn Thị \(login)"]
            let command = try UserAdd.parse(
                ["--data", data, "--organization", "ubnd-04", "--login", login] + person
                    + (more.contains("--role") ? more : more + ["--role", "head"]))
            try await with { try await command.perform($0, password: "a long password", isOneTime: true) }
        }

        func list(_ more: [String] = []) async throws -> [String] {
            let command = try UserList.parse(["--data", data] + more)
            return try await with { try await command.lines($0) }
        }

        func disable(_ login: String, _ more: [String] = []) async throws {
            let command = try UserDisable.parse(["--data", data, login] + more)
            try await with { try await command.perform($0) }
        }
    }

    @Test("accounts are opened with their posts, listed by given name, and closed; one officer holds several posts")
    func accounts() async throws {
        let place = try await Place()
        defer { try? FileManager.default.removeItem(atPath: place.data) }
        try await place.add("zung", ["--role", "head", "--role", "administrator", "--post", "Chủ tịch"])
        try await place.add("an", ["--role", "handler"])
        let lines = try await place.list(["--organization", "ubnd-04"])
        #expect(lines.count == 3 && lines[0].hasPrefix("LOGIN"))
        #expect(lines[1].hasPrefix("an ") && lines[2].hasPrefix("zung "), "\(lines)")
        #expect(lines[2].contains("Chủ tịch; Quản trị tài khoản") && lines[2].hasSuffix("open"))
        #expect(
            Set(
                lines.map {
                    $0.distance(from: $0.startIndex, to: $0.firstRange(of: "Nguyễn")?.lowerBound ?? $0.startIndex)
                }
            ).count <= 2)
        await #expect(throws: RegistryError.loginTaken("an")) { try await place.add("an") }
        await #expect(throws: RegistryError.organizationMissing) { _ = try await place.list(["--organization", "x"]) }
        try await place.disable("an")
        #expect(try await place.list().first { $0.hasPrefix("an ") }?.hasSuffix("closed") == true)
        await #expect(throws: RegistryError.accountClosed) { try await place.disable("an") }
        await #expect(throws: RegistryError.accountMissing) { try await place.disable("nobody") }
        // The post is vacant again: the next one takes it, no second one is made.
        try await place.add("binh", ["--role", "handler"])
        let posts = try await place.with { installation in
            try await installation.store.read { tx in
                let body = try OrganizationTable.find(code: "ubnd-04", tx)!
                return try PostTable.posts(of: body.id, tx).map(\.role)
            }
        }
        #expect(posts.count == 3)
        await #expect(throws: RegistryError.loginTaken("binh")) {
            try await place.add("binh", ["--role", "handler", "--same-person-as", "zung"])
        }
        try await place.add("zung2", ["--role", "supervisor", "--same-person-as", "zung"])
        let person = try await place.list().filter { $0.contains("Nguyễn Thị zung") }
        #expect(person.count == 2, "one person, two accounts, one name")
    }

    @Test("whoever has open matters is not disabled unless somebody takes them; the server sees it")
    func openMatters() async throws {
        let place = try await Place()
        defer { try? FileManager.default.removeItem(atPath: place.data) }
        try await place.add("an")
        try await place.add("binh", ["--role", "reception"])
        let matter = try await place.with { installation in
            let directory = try await installation.store.read(OrganizationTable.directory)
            let draft = try LetterDraft(
                LetterDraft.Typed(
                    kind: "feedback", area: "04", title: "Cống vỡ", body: "Nước tràn.",
                    sender: TestCountry.typed().sender),
                in: directory)
            let receipt = try await installation.performer.perform(
                ReceiveLetter(draft, to: draft.receiver(in: directory)!, by: .portal), by: .anyone
            ).outcome
            let an = try await installation.store.read { tx in try AccountTable.find(login: "an", tx) }!.account
            _ = try await installation.performer.perform(TakeMatter(receipt.matter, by: an.id), by: .officer(an.id))
            return receipt.matter
        }
        await #expect(throws: RegistryError.self) { try await place.disable("an") }
        await #expect(throws: RegistryError.accountMissing) { try await place.disable("an", ["--to", "nobody"]) }
        try await place.disable("an", ["--to", "binh"])
        try await place.with { installation in
            let binh = try await installation.store.read { tx in try AccountTable.find(login: "binh", tx) }!.account
            _ = try await installation.performer.perform(
                AnswerMatter(matter, by: binh.id, text: "Đã sửa."), by: .officer(binh.id))
        }
    }

    @Test("the last administrator's account is not closed; a login is of small letters, a name of something to be seen")
    func lastAdministrator() async throws {
        let place = try await Place()
        defer { try? FileManager.default.removeItem(atPath: place.data) }
        try await place.add("quantri", ["--role", "administrator"])
        try await place.add("binh", ["--role", "handler"])
        await #expect(throws: RegistryError.lastAdministrator("ubnd-04")) { try await place.disable("quantri") }
        try await place.disable("binh")
        await #expect(throws: RegistryError.loginUnfit) { try await place.add("Bình") }
        await #expect(throws: RegistryError.loginUnfit) { try await place.add(String(repeating: "a", count: 65)) }
        await #expect(throws: RegistryError.tooLong(.title, 201)) {
            try await place.add("c", ["--role", "head", "--post", String(repeating: "ệ", count: 201)])
        }
        // With another one the first may go.
        try await place.add("quantri2", ["--role", "administrator"])
        try await place.disable("quantri")
        await #expect(throws: RegistryError.lastAdministrator("ubnd-04")) { try await place.disable("quantri2") }
    }

    @Test("what is not said or not known is refused before anything is opened")
    func arguments() async throws {
        #expect(throws: (any Error).self) { try UserAdd.parse(["--data", "x", "--login", "a"]) }
        #expect(throws: (any Error).self) {
            try UserAdd.parse(["--data", "x", "--organization", "y", "--login", "a", "--name", "A", "--role", "king"])
        }
        #expect(throws: (any Error).self) { try UserDisable.parse(["--data", "x"]) }
        // A name beside another account's would be the name of nobody.
        let who = ["--data", "x", "--organization", "y", "--login", "a", "--role", "head"]
        #expect(throws: (any Error).self) { try UserAdd.parse(who) }
        #expect(throws: (any Error).self) { try UserAdd.parse(who + ["--name", "A", "--same-person-as", "b"]) }
        #expect(try UserAdd.parse(who + ["--same-person-as", "b"]).name == nil)
        let nowhere = try UserList.parse(["--data", "/nonexistent", "--resources", ProjectFiles.resources])
        await #expect(throws: InstallationError.self) { try await nowhere.run() }
    }
}
