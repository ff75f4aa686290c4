import Acts
import ArgumentParser
import Foundation
import Kernel
import Registry
import Server
import TestKit
import Testing

@testable import App

/// Officials of a list, at the command line.
@Suite struct UserImportTests {
    private let folder = NSTemporaryDirectory() + "hoidap-list-\(UInt64.random(in: 0...UInt64.max))"
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

    private func run(_ lines: String, _ more: [String] = []) async throws {
        let path = folder + "/list.csv"
        try Data("code,post,name,login\n\(lines)\n".utf8).write(to: URL(fileURLWithPath: path))
        let command = try UserImport.parse([path, "--data", data, "--resources", ProjectFiles.resources] + more)
        try await command.run()
    }

    private func account(_ login: String) async throws -> Account? {
        try await with { try await $0.store.read { tx in try AccountTable.find(login: login, tx)?.account } }
    }

    @Test("a list is tried, done with slips and told; a second run changes nothing; --by has that person's rights")
    func list() async throws {
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        try await with { installation in
            _ = try await installation.performer.perform(DeclarePurpose(.demonstration), by: .platform("test"))
            _ = try await Founding.found(
                province: "04", usual: try UsualBodies.load(from: ProjectFiles.resources), installation.performer,
                installation.store, ProjectFiles.gazetteer)
        }
        let lines = "04,Quản trị tài khoản,Nông Quản Trị,qt\nubnd-01273,Chủ tịch,Lý Văn An,\nnowhere,x,y,"
        let (slips, refused) = (folder + "/slips.html", folder + "/refused.csv")
        // One line is refused: the command says so to scripts too.
        await #expect(throws: ExitCode(2)) { try await run(lines, ["--dry-run"]) }
        #expect(try await account("qt") == nil)
        await #expect(throws: ExitCode(2)) {
            try await run(lines, ["--slips", slips, "--refused", refused, "--address", "https://hoidap.example/desk"])
        }
        #expect(try await account("qt")?.mustRenewPassword == true)
        let sheet = try String(contentsOfFile: slips, encoding: .utf8)
        #expect(sheet.matches(of: /<div class="pass">/).count == 2)
        #expect(sheet.contains("anlv.01273") && sheet.contains("https://hoidap.example/desk"))
        #expect(sheet.hasSuffix("</html>\n"))
        let mode = try FileManager.default.attributesOfItem(atPath: slips)[.posixPermissions] as? Int
        #expect(mode == 0o600)
        let rows = try String(contentsOfFile: refused, encoding: .utf8).split(separator: "\r\n")
        #expect(rows.count == 2 && rows[1].hasPrefix("nowhere,x,y,,4,"))
        // Slips that are there are not written over.
        await #expect(throws: (any Error).self) { try await run(lines, ["--slips", slips]) }
        await #expect(throws: ExitCode(2)) { try await run(lines, ["--slips", folder + "/none.html"]) }
        #expect(try String(contentsOfFile: folder + "/none.html", encoding: .utf8).contains("class=\"pass\"") == false)

        try await run("ubnd-01273,Quản trị tài khoản,Lò Thị Hoa,hoa", ["--by", "qt"])
        #expect(try await account("hoa") != nil)
        await #expect(throws: ExitCode(2)) { try await run("04,tiếp nhận,Lên Trên,tren", ["--by", "hoa"]) }
        #expect(try await account("tren") == nil)
        await #expect(throws: RegistryError.accountMissing) { try await run(lines, ["--by", "nobody"]) }
        #expect(throws: (any Error).self) { try UserImport.parse(["x", "--data", "y", "--dry-run", "--renew"]) }
    }
}
