import Acts
import ArgumentParser
import Cases
import Foundation
import Import
import Kernel
import Registry
import Server
import TestKit
import Testing

@testable import App

/// An old register, at the command line.
@Suite struct RegisterCommandTests {
    private let folder = NSTemporaryDirectory() + "hoidap-register-\(UInt64.random(in: 0...UInt64.max))"
    private var data: String { folder + "/data" }

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

    private func run(_ text: String, _ more: [String] = []) async throws {
        let path = folder + "/so.csv"
        try Data(text.utf8).write(to: URL(fileURLWithPath: path))
        let command = try ImportRegisterCommand.parse(
            [path, "--data", data, "--resources", ProjectFiles.resources, "--body", "ubnd-01273"] + more)
        try await command.run()
    }

    private func count(_ year: Int) async throws -> Int {
        try await with { installation in
            try await installation.store.read { tx in
                let body = try OrganizationTable.directory(tx).organization(code: "ubnd-01273")
                return try body.map { try OldEntryList.count(of: $0.id, year: year, tx) } ?? -1
            }
        }
    }

    @Test(
        "a register is tried, brought along with a mapping that is kept, and refused lines are written and told by the end"
    )
    func register() async throws {
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        try await with { installation in
            _ = try await installation.performer.perform(DeclarePurpose(.demonstration), by: .platform("test"))
            _ = try await Founding.found(
                province: "04", usual: try UsualBodies.load(from: ProjectFiles.resources), installation.performer,
                installation.store, ProjectFiles.gazetteer)
        }
        let text = "Mã;Hôm;Ai;Gì;Xong\n1;5/1/2024;An;Rác;9/1/2024\n2;6/1/2024;Ba;Chó;12/1/2024\n"
        // No heading tells what its column says.
        await #expect(throws: RegisterFileError.columnsMissing) { try await run(text) }
        let map = ["A=number", "hôm=arrived", "C=sender", "Gì=content", "E=settled"]
        await #expect(throws: (any Error).self) { try await run(text, ["--map", "Z=number"]) }
        let mapped = map.map { $0 == "hôm=arrived" ? "Hôm=arrived" : $0 }.flatMap { ["--map", $0] }
        // Nobody said what they are: none is taken for feedback that could be shown.
        await #expect(throws: ExitCode(2)) { try await run(text, mapped) }
        #expect(try await count(2024) == 0)
        let kind = ["--kind", "feedback"]
        try await run(text, mapped + kind + ["--dry-run"])
        #expect(try await count(2024) == 0)
        try await run(text, mapped + kind)
        #expect(try await count(2024) == 2)
        // The mapping is remembered, and what is there stays there.
        let refused = folder + "/refused.csv"
        await #expect(throws: (any Error).self) {
            try await run(
                text + "3;31/2/2024;Tư;Đường;12/3/2024\n4;8/1/2024;Tư;Đường;12/3/2024\n", ["--refused", refused])
        }
        #expect(try await count(2024) == 3)
        let rows = try String(contentsOfFile: refused, encoding: .utf8).split(separator: "\r\n")
        #expect(rows.count == 2 && rows[1].hasPrefix("3,31/2/2024,Tư,Đường,12/3/2024,4,"))
        await #expect(throws: (any Error).self) { try await run(text, ["--kind", "letter"]) }
        await #expect(throws: (any Error).self) { try await run(text, ["--year", "24"]) }
        await #expect(throws: (any Error).self) { try await run(text, ["--sheet", "Bìa"]) }
    }
}
