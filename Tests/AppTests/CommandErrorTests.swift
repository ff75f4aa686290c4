import Foundation
import Kernel
import Registry
import Server
import TestKit
import Testing

@testable import App

/// What goes wrong in a command is one line that a person understands, and nothing is made for it.
@Suite struct CommandErrorTests {
    private func fresh() -> String { NSTemporaryDirectory() + "hoidap-error-\(UInt64.random(in: 0...UInt64.max))" }

    @Test("problems are said in words, in the resources that the command was given")
    func words() throws {
        #expect(try Resources.find(ProjectFiles.resources) == ProjectFiles.resources)
        let text = inWords(RegistryError.loginTaken("an"))
        #expect(!text.contains("loginTaken") && !text.contains("{"), "\(text)")
    }

    @Test("resources that are not there are one line, and no wrong command line")
    func resources() {
        let error = #expect(throws: ResourcesMissing.self) { try Resources.find("/nonexistent") }
        #expect(error.map { Hoidap.exitCode(for: $0) } == .failure)
        #expect(error.map { inWords($0) } == "/nonexistent has no law/vn and locales in it")
    }

    @Test("a port that is none is refused", arguments: ["-1", "65536", "99999"])
    func port(_ port: String) {
        #expect(throws: (any Error).self) { try ServeCommand.parse(["--data", "x", "--port=\(port)"]) }
        #expect(throws: (any Error).self) { try DemoCommand.parse(["--data", "x", "--port=\(port)"]) }
    }

    @Test("a taken port is named, and no directory is made")
    func taken() async throws {
        let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(listener) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = in_addr_t(0x7F00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let bound = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { raw in
                bind(listener, raw, length) == 0 && listen(listener, 1) == 0 && getsockname(listener, raw, &length) == 0
            }
        }
        try #require(bound)
        let port = Int(UInt16(bigEndian: address.sin_port))
        let data = fresh()
        let command = try ServeCommand.parse(
            ["--data", data, "--port", "\(port)", "--resources", ProjectFiles.resources])
        let error = await #expect(throws: ListeningError.self) { try await command.run() }
        #expect(error.map { "\($0)" }?.contains("port \(port) of 127.0.0.1 is taken") == true)
        #expect(!FileManager.default.fileExists(atPath: data))
    }

    @Test("a file that is no table of requests is refused before anything is made")
    func imported() async throws {
        let (data, file) = (fresh(), fresh())
        defer { try? FileManager.default.removeItem(atPath: file) }
        #expect(FileManager.default.createFile(atPath: file, contents: Data()))
        for path in ["/nonexistent.csv", NSTemporaryDirectory(), file] {
            let command = try ImportOpen311Command.parse(
                [path, "--data", data, "--organization", "nyc", "--resources", ProjectFiles.resources])
            await #expect(throws: (any Error).self) { try await command.run() }
            #expect(!FileManager.default.fileExists(atPath: data), "\(path)")
        }
    }

    @Test("a store that is damaged or cannot be opened is said in words")
    func store() async throws {
        for (isDirectory, says) in [(false, "is damaged, or no database"), (true, "cannot be written")] {
            let data = fresh()
            defer { try? FileManager.default.removeItem(atPath: data) }
            let files = FileManager.default
            try files.createDirectory(
                atPath: isDirectory ? data + "/hoidap.sqlite" : data, withIntermediateDirectories: true)
            if !isDirectory {
                let noise = Data(repeating: 0x5A, count: 8192)
                #expect(files.createFile(atPath: data + "/hoidap.sqlite", contents: noise))
            }
            let error = await #expect(throws: InstallationError.self) {
                try await Installation.open(data: data, resources: ProjectFiles.resources)
            }
            #expect(error.map { "\($0)" }?.contains(says) == true, "\(String(describing: error))")
        }
    }

    @Test("a directory that has something else called postgresql is not ours")
    func foreign() throws {
        let data = fresh()
        defer { try? FileManager.default.removeItem(atPath: data) }
        try FileManager.default.createDirectory(atPath: data + "/postgresql", withIntermediateDirectories: true)
        let error = #expect(throws: SetupError.self) { try Setup.check(data) }
        #expect(error.map { "\($0)" }?.contains("postgresql") == true)
    }
}
