import Acts
import Foundation
import Kernel
import Language
import Registry
import TestKit
import Testing

@testable import Server

/// What the doctor finds in a directory that is sound, and in one with each fault.
@Suite struct DoctorTests {
    /// An installation that was opened and closed; removed afterwards.
    private func withInstallation(_ body: (String) async throws -> Void) async throws {
        let data = NSTemporaryDirectory() + "hoidap-doctor-\(UInt64.random(in: 0...UInt64.max))"
        defer { try? FileManager.default.removeItem(atPath: data) }
        await (try await Installation.open(data: data, resources: ProjectFiles.resources)).close()
        for file in try FileManager.default.subpathsOfDirectory(atPath: data) where !file.hasSuffix("keys") {
            try chmod(0o600, data + "/" + file)
        }
        try await body(data)
    }

    private func chmod(_ mode: Int, _ path: String) throws {
        try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: path)
    }

    private func examine(_ data: String, catalogue: Catalogue = ProjectFiles.catalogue) async throws -> [Doctor.Finding]
    {
        try await Doctor(data: data, resources: ProjectFiles.resources, catalogue: catalogue).examine()
    }

    /// The messages of what is wrong, apart from the disk of the machine the tests run on.
    private func wrong(_ findings: [Doctor.Finding]) -> [MessageKey] {
        findings.filter { $0.grade == .wrong && $0.message != DoctorMessages.diskLow }.map(\.message)
    }

    @Test("a sound installation has nothing wrong, and is left as it was")
    func sound() async throws {
        try await withInstallation { data in
            let before = try FileManager.default.subpathsOfDirectory(atPath: data).sorted()
            let findings = try await examine(data)
            #expect(wrong(findings) == [])
            let messages = findings.map(\.message)
            for expected in [
                DoctorMessages.modesFine, DoctorMessages.keysFine, DoctorMessages.schemaFine,
                DoctorMessages.storeSound, DoctorMessages.textsFine, DoctorMessages.leasesFine,
                DoctorMessages.serversNone, DoctorMessages.unsequenced,
            ] {
                #expect(messages.contains(expected), "\(expected.name)")
            }
            #expect(try FileManager.default.subpathsOfDirectory(atPath: data).sorted() == before)
            // Each sentence has all its places filled, in both languages.
            for locale in Language.Locale.allCases {
                let t = Translator(locale, ProjectFiles.catalogue, zone: .vietnam)
                for finding in findings { #expect(!t(finding.message, finding.places).contains { "{}[".contains($0) }) }
            }
        }
    }

    @Test("a running server is seen, and goes on")
    func running() async throws {
        try await withInstallation { data in
            let installation = try await Installation.open(data: data, resources: ProjectFiles.resources)
            let findings = try await examine(data)
            #expect(wrong(findings).allSatisfy { $0 == DoctorMessages.modesOpen })
            let running = try #require(findings.first { $0.message == DoctorMessages.serversRunning })
            #expect(running.places["names"] == "\(installation.serverNumber)")
            _ = try await installation.performer.perform(DeclarePurpose(.demonstration), by: .platform("test"))
            await installation.close()
        }
    }

    @Test("keys that are missing, damaged or another's are named, and none is made")
    func keys() async throws {
        try await withInstallation { data in
            let pin = data + "/keys/pin.key"
            let other = data + "/keys/cookie.key"
            let kept = try Data(contentsOf: URL(fileURLWithPath: pin))
            try FileManager.default.removeItem(atPath: pin)
            let missing = try await examine(data).filter { $0.grade == .wrong && $0.places["path"] == pin }
            #expect(missing.map(\.message) == [DoctorMessages.keyMissing])
            #expect(!FileManager.default.fileExists(atPath: pin))
            try kept.dropLast().write(to: URL(fileURLWithPath: pin))
            try chmod(0o600, pin)
            #expect(wrong(try await examine(data)) == [DoctorMessages.keyDamaged])
            try Data(contentsOf: URL(fileURLWithPath: other)).write(to: URL(fileURLWithPath: pin))
            try chmod(0o600, pin)
            #expect(wrong(try await examine(data)) == [DoctorMessages.keyWrong])
        }
    }

    @Test("what others on the machine can read is named with its mode")
    func modes() async throws {
        try await withInstallation { data in
            try chmod(0o755, data)
            try chmod(0o640, data + "/keys/lookup.key")
            let open = try await examine(data).filter { $0.message == DoctorMessages.modesOpen }
            #expect(
                open.map(\.places) == [
                    ["path": data, "mode": "755"], ["path": data + "/keys/lookup.key", "mode": "640"],
                ])
        }
    }

    @Test("a directory without installation, a file that is no store and a damaged one are told apart")
    func store() async throws {
        try await withInstallation { data in
            await #expect(throws: InstallationError.self) { try await examine(data + "-typo") }
            let path = data + "/hoidap.sqlite"
            let file = try #require(FileHandle(forUpdatingAtPath: path))
            let end = try file.seekToEnd()
            try file.seek(toOffset: 4096 * 8)
            try file.write(contentsOf: Data(repeating: 0x5A, count: Int(end) - 4096 * 8))
            try file.close()
            let found = Set(wrong(try await examine(data)))
            #expect(!found.isDisjoint(with: [DoctorMessages.storeDamaged, DoctorMessages.storeUnreadable]))
            try Data("this is no store, whatever its name says".utf8).write(to: URL(fileURLWithPath: path))
            try chmod(0o600, path)
            #expect(wrong(try await examine(data)) == [DoctorMessages.storeUnreadable])
        }
    }

    @Test("a text that one language lacks is named")
    func texts() async throws {
        try await withInstallation { data in
            let catalogue = Catalogue(texts: [
                .vi: ["a.one": "x", "a.n[other]": "x", "a.two": "y"],
                .en: ["a.one": "x", "a.n[one]": "x", "a.n[other]": "x"],
            ])
            #expect(catalogue.gaps(in: .vi) == [])
            let findings = try await examine(data, catalogue: catalogue)
            #expect(wrong(findings) == [DoctorMessages.textsMissing])
            #expect(findings.first { $0.grade == .wrong }?.places == ["language": "en", "n": "1", "names": "a.two"])
        }
    }

    @Test("calendars must cover this year and the next; provisional ones are noted")
    func calendars() throws {
        let known = ProjectFiles.law.calendars
        let first = try #require(known.first?.year)
        let last = try #require(known.last?.year)
        #expect(Doctor.calendars(known, in: last).map(\.message).contains(DoctorMessages.calendarMissing))
        #expect(Doctor.calendars(known, in: last).contains { $0.places["year"] == "\(last + 1)" && $0.grade == .wrong })
        #expect(Doctor.calendars(known, in: first).allSatisfy { $0.grade != .wrong })
        #expect(Doctor.calendars([], in: 2026).filter { $0.grade == .wrong }.count == 2)
        let provisional = known.filter(\.isProvisional).map { "\($0.year)" }
        for year in provisional {
            let notes = Doctor.calendars(known, in: Int(year)! - 1)
            #expect(notes.contains { $0.message == DoctorMessages.calendarProvisional && $0.places["year"] == year })
        }
    }

    @Test("leases held too long and jobs left undone are found, and nothing else is")
    func leases() {
        let now = Instant.epoch2020
        let jobs = [Job("a.sweep", everySeconds: 60) { _ in }]
        func wrong(_ leases: [String: Int]) -> [MessageKey] {
            Doctor.leases(leases.mapValues { now.adding(seconds: $0) }, jobs: jobs, at: now)
                .filter { $0.grade == .wrong }.map(\.message)
        }
        #expect(wrong([:]) == [])
        #expect(wrong(["server.3": 100, "job.a.sweep": 140]) == [])
        // Nobody serves: nothing is left undone. A server that began a moment ago has not come to it yet.
        #expect(wrong(["server.3": -100, "job.a.sweep": -5_000]) == [])
        #expect(wrong(["server.3": 100, "job.a.sweep": -100]) == [])
        #expect(wrong(["server.3": 100, "job.a.sweep": -130]) == [DoctorMessages.jobIdle])
        #expect(wrong(["server.3": 100, "job.a.sweep": 300]) == [DoctorMessages.leaseStuck])
        #expect(wrong(["server.3": 400]) == [DoctorMessages.leaseStuck])
    }

    @Test("little room on the disk is wrong")
    func disk() {
        #expect(Doctor.disk(free: Doctor.leastFree).grade == .fine)
        #expect(Doctor.disk(free: Doctor.leastFree - 1).grade == .wrong)
    }
}
