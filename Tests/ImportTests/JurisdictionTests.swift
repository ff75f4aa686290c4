import Acts
import Cases
import Kernel
import Registry
import TestKit
import Testing

@testable import Import

@Suite struct JurisdictionTests {
    @Test("a body of imports is founded once, in a test area, and keeps its zone")
    func founding() async throws {
        let register = try await TestRegister()
        let first = try await register.jurisdiction("sydney", zone: "Australia/Sydney")
        #expect(first.zone.name == "Australia/Sydney" && first.organization.body == .other)
        #expect(first.organization.area.level == .commune && first.organization.area.parent == "test")
        #expect(first.organization.parent != nil)
        let again = try await register.jurisdiction("sydney")
        #expect(again.organization.id == first.organization.id && again.zone.name == "Australia/Sydney")
        await #expect(throws: ImportError.otherZone("Australia/Sydney")) {
            try await register.jurisdiction("sydney", zone: "Asia/Tokyo")
        }
        let other = try await register.jurisdiction("nyc")
        #expect(other.zone.name == "America/New_York" && other.organization.parent == first.organization.parent)
        let directory = try await register.store.read(OrganizationTable.directory)
        #expect(directory.organizations.count == 3)
        await register.store.close()
    }

    @Test("two processes found one body")
    func race() async throws {
        let register = try await TestRegister()
        let other = try await register.beside(server: 1)
        async let one = register.jurisdiction("nyc")
        async let two = other.jurisdiction("nyc")
        let both = try await [one, two]
        #expect(both[0].organization.id == both[1].organization.id)
        await other.store.close()
        await register.store.close()
    }

    @Test("a body of the country takes no imports; codes and zones must be fit")
    func unfit() async throws {
        let register = try await TestRegister()
        for code in ["", "test", "ny c", "Hà-Nội", String(repeating: "x", count: 61)] {
            await #expect(throws: ImportError.codeUnfit(code)) { try await register.jurisdiction(code) }
        }
        await #expect(throws: ImportError.unknownZone("Mars/Olympus")) {
            try await register.jurisdiction("mars", zone: "Mars/Olympus")
        }
        #expect(try await register.store.read(OrganizationTable.directory).isEmpty)
        let country = try await TestCountry.make(modules: TestRegister.modules)
        await #expect(throws: ImportError.notJurisdiction("commune-ha")) {
            try await Jurisdiction.open(
                "commune-ha", name: nil, zone: nil, otherwise: "UTC", ProjectFiles.catalogue, country.store,
                country.performer)
        }
        await register.store.close()
    }

    @Test("days are the jurisdiction's: the same instant is another day in Sydney")
    func days() async throws {
        let register = try await TestRegister()
        _ = try await register.jurisdiction("sydney", zone: "Australia/Sydney")
        let row = "\n1,2024-05-01T20:00:00Z,2024-05-02T13:59:00Z,Closed,2024-05-01T20:30:00Z,Noise,x\n"
        _ = try await register.run(Excerpt.header + row, into: "sydney")
        let matter = try #require(try await register.files().first).matter
        #expect(matter.opened == Day("2024-05-02")! && matter.procedure.since == Day("2024-05-02")!)
        #expect(matter.clocks.map(\.deadline.due) == [Day("2024-05-02")!] && matter.clocks.map(\.state) == [.met])
        await register.store.close()
    }
}
