import Acts
import Foundation
import Kernel
import Registry
import Server
import Storage
import TestKit
import Testing
import Vault

/// `hoidap init`: the first day of an installation.
@Suite struct SetupTests {
    private let data = NSTemporaryDirectory() + "hoidap-setup-\(UInt64.random(in: 0...UInt64.max))"

    private func with<T>(_ body: (Installation) async throws -> T) async throws -> T {
        let installation = try await Installation.open(data: data, resources: ProjectFiles.resources)
        do {
            let result = try await body(installation)
            await installation.close()
            return result
        } catch {
            await installation.close()
            throw error
        }
    }

    private func setUp(_ provinces: [String], password: String? = nil) async throws -> Setup.Outcome {
        let setup = try Setup(provinces: provinces, resources: ProjectFiles.resources)
        return try await with { installation in
            try await setup.perform(
                installation, login: "quantri", name: "Lê Thị Mai", password: password, cost: .low)
        }
    }

    private func events() async throws -> Int {
        try await with { installation in
            try await installation.store.read { tx in
                try tx.first("select count(*) from event") { row in try row(0) } ?? 0
            }
        }
    }

    @Test(
        "a province has its usual bodies, vacant, and one administrator who must choose a password; again nothing changes"
    )
    func first() async throws {
        defer { try? FileManager.default.removeItem(atPath: data) }
        let first = try await setUp(["04"])
        // Cao Bằng has 56 communes.
        #expect(first.founded == 57 + 7 * 56 + 16 && first.bodies == first.founded)
        let password = try #require(first.password)
        let events = try await events()
        let again = try await setUp(["04"])
        #expect(again.founded == 0 && again.bodies == first.bodies && again.password == nil)
        #expect(try await self.events() == events)
        try await with { installation in
            let (store, today) = (installation.store, installation.performer.world.today)
            try await store.read { tx in
                let found = try #require(try AccountTable.find(login: "quantri", tx))
                #expect(found.account.mustRenewPassword)
                let province = try #require(try OrganizationTable.find(code: "ubnd-04", tx))
                let commune = try #require(try OrganizationTable.find(code: "ubnd-01273", tx))
                #expect(try Administration.may(.officer(found.account.id), over: commune.id, on: today, tx))
                // The usual posts are still vacant, the administrator's own one is a post more.
                let posts = try PostTable.posts(of: province.id, tx)
                #expect(posts.filter { $0.role == .administrator }.count == 2)
                #expect(try posts.filter { try !PostTable.holders(of: $0.id, on: today, tx).isEmpty }.count == 1)
                #expect(try OrganizationTable.directory(on: today, tx).reader(for: commune) == nil)
            }
            #expect(
                try await store.read { tx in try AccountTable.find(login: "quantri", tx) }!.password.matches(password))
        }
    }

    @Test("a later run adds provinces to the same administrator, but gives nothing back that was taken from it")
    func more() async throws {
        defer { try? FileManager.default.removeItem(atPath: data) }
        _ = try await setUp(["04"], password: "once and only")
        try await with { installation in
            let (store, performer) = (installation.store, installation.performer)
            let (account, post) = try await store.read { tx in
                let account = try #require(try AccountTable.find(login: "quantri", tx)).account
                return (
                    account, try #require(try Standing.of(account.id, on: performer.world.today, tx)?.posts.first).post
                )
            }
            // The province is handed over: it has an administrator of its own.
            _ = try await performer.perform(
                OpenAccount(
                    login: "caobang", for: .new(name: "Hoàng Thị An"),
                    password: try await PasswordHash.make("a long password", cost: .low),
                    organization: try #require(
                        try await store.read { tx in try OrganizationTable.find(post.organization, tx) }),
                    in: .new(title: ["vi": "Quản trị tài khoản"], role: .administrator)), by: .platform("test"))
            _ = try await performer.perform(
                EndAppointment(account.official, in: post, work: .ofMatters), by: .platform("test"))
        }
        let more = try await setUp(["04", "11"])
        #expect(more.founded > 100 && more.password == nil)
        try await with { installation in
            let today = installation.performer.world.today
            let bodies = try await installation.store.read { tx in
                let account = try #require(try AccountTable.find(login: "quantri", tx)).account
                return try Administration.bodies(of: account.id, on: today, tx)
                    .compactMap { try OrganizationTable.find($0, tx)?.code }
            }
            #expect(bodies == ["ubnd-11"])
        }
    }

    @Test("a closed account does not become the administrator of anything")
    func closed() async throws {
        defer { try? FileManager.default.removeItem(atPath: data) }
        let province = try #require(ProjectFiles.gazetteer.unit("04", .province))
        try await with { installation in
            let performer = installation.performer
            let body = try await performer.perform(
                EstablishOrganization(
                    code: "ubnd-04", name: ["vi": "UBND tỉnh Cao Bằng", "en": "PC of Cao Bằng"],
                    area: Area(code: "04", level: .province, name: ["vi": province.fullName], parent: nil),
                    home: try #require(province.home), under: nil, promise: nil, from: Gazetteer.reform),
                by: .platform("test")
            ).outcome
            let account = try await performer.perform(
                OpenAccount(
                    login: "quantri", for: .new(name: "Lê Thị Mai"),
                    password: try await PasswordHash.make("a long password", cost: .low), organization: body,
                    in: .none), by: .platform("test")
            ).outcome
            _ = try await performer.perform(CloseAccount(account, work: .none), by: .platform("test"))
        }
        let before = try await events()
        await #expect(throws: RegistryError.accountClosed) { _ = try await setUp(["04"]) }
        #expect(try await events() == before)
    }

    @Test("a founding that was cut short is finished, with the password then printed")
    func interrupted() async throws {
        defer { try? FileManager.default.removeItem(atPath: data) }
        try await with { installation in
            _ = try await Founding.found(
                province: "04", usual: try UsualBodies.load(from: ProjectFiles.resources), installation.performer,
                installation.store, ProjectFiles.gazetteer)
            let committee = try #require(
                try await installation.store.read { tx in try OrganizationTable.find(code: "ubnd-04", tx) })
            // Killed between the post and the account.
            _ = try await installation.performer.perform(
                EstablishPost(.administrator, title: ["vi": "Quản trị hệ thống", "en": "x"], in: committee),
                by: .platform("test"))
        }
        let finished = try await setUp(["04"])
        #expect(finished.founded == 0 && finished.password != nil)
        try await with { installation in
            let posts = try await installation.store.read { tx in
                try PostTable.posts(of: try #require(try OrganizationTable.find(code: "ubnd-04", tx)).id, tx)
            }
            #expect(posts.filter { $0.role == .administrator }.count == 2)
        }
    }

    @Test("what is not ours is refused by name before anything is made: other files, a demonstration, another country")
    func refused() async throws {
        defer { try? FileManager.default.removeItem(atPath: data) }
        try FileManager.default.createDirectory(atPath: data, withIntermediateDirectories: true)
        try Data().write(to: URL(fileURLWithPath: data + "/thesis.odt"))
        #expect { try Setup.check(data) } throws: { "\($0)".contains("thesis.odt") }
        try FileManager.default.removeItem(atPath: data + "/thesis.odt")
        try Setup.check(data)
        #expect { try Setup(provinces: ["00"], resources: ProjectFiles.resources) } throws: { "\($0)".contains("00") }
        try await with { installation in
            _ = try await installation.performer.perform(DeclarePurpose(.demonstration), by: .platform("test"))
        }
        await #expect { _ = try await setUp(["04"]) } throws: { "\($0)".contains("demonstration") }
        try FileManager.default.removeItem(atPath: data)
        try await with { installation in
            _ = try await installation.performer.perform(
                EstablishOrganization(
                    code: "nyc-311", body: .other, name: ["vi": "NYC", "en": "NYC"],
                    area: Area(code: "nyc", level: .commune, name: ["vi": "NYC"], parent: nil), home: .central,
                    under: nil, promise: nil, from: Day("2026-01-01")!), by: .platform("test"))
        }
        let before = try await events()
        await #expect { _ = try await setUp(["04"]) } throws: { "\($0)".contains("nyc-311") }
        #expect(try await events() == before)
        await #expect(throws: RegistryError.passwordShort) { _ = try await setUp(["04"], password: "short") }
    }
}
