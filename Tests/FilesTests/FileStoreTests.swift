import Files
import Foundation
import Kernel
import TestKit
import Testing
import Vault

/// Bytes that differ from place to place, so that a frame in a wrong place is noticed.
func sampleBytes(_ count: Int) -> [UInt8] { (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 31 &+ $0 >> 8) } }

/// What makes a content a JPEG.
let jpegHead: [UInt8] = [0xFF, 0xD8, 0xFF, 0xE0]

extension FileStore {
    /// A file as a request would bring it.
    func spooled(_ bytes: [UInt8], name: String = "anh.jpg") async throws -> SpooledFile {
        var intake = FileIntake(spool: spool, limit: .standard)
        try await intake.begin(FileName(name))
        try await intake.write(bytes)
        guard let file = try await intake.end() else { throw intake.refusal ?? .unavailable("test") }
        return file
    }
}

@Suite struct FileStoreTests {
    private let directory = TestStore.freshPath() + ".files"
    private let key = DataKey.random()

    /// The files of the store, from its directory, without the lock.
    private func kept() throws -> [String] {
        try FileManager.default.subpathsOfDirectory(atPath: directory)
            .filter { !$0.hasSuffix("lock") && !$0.hasSuffix("incoming") && $0.count > 2 }
    }

    @Test("a file comes back byte for byte, whatever its length", arguments: [0, 1, 65_535, 65_536, 65_537, 200_000])
    func roundTrip(count: Int) async throws {
        let files = try FileStore(directory: directory)
        let bytes = sampleBytes(count)
        let address = try await files.keep(bytes, under: key)
        let content = try await files.open(address, under: key)
        #expect(content.size == count)
        #expect(try await content.whole() == bytes)
        // Again, and in pieces.
        var sizes: [Int] = []
        for try await piece in content { sizes.append(piece.count) }
        #expect(sizes.reduce(0, +) == count && sizes.allSatisfy { $0 <= 65_536 })
        #expect(try await files.keep(bytes, under: key) == address)
        #expect(try kept().count == 1)
        try await files.delete(address)
        try await files.delete(address)
        #expect(try kept().isEmpty)
    }

    @Test("a spooled file is kept under its letter's key, and tells nothing on disk")
    func spooled() async throws {
        let files = try FileStore(directory: directory)
        let bytes = jpegHead + Array(repeating: Array("Nguyễn Thị Hòa ".utf8), count: 9_000).flatMap { $0 }
        let file = try await files.spooled(bytes, name: "Đơn của Hòa.exe")
        #expect(file.kind == .jpeg && file.size == bytes.count && file.digest == Digest.sha256(bytes))
        // While it waits it has no name, so that a crash leaves nothing.
        #expect(try kept().isEmpty)
        let address = try await files.keep(file, under: key)
        #expect(try await files.keep(bytes, under: key) == address)
        #expect(try await files.open(address, under: key).whole() == bytes)
        let path = directory + "/" + (try #require(try kept().first))
        let raw = try #require(FileManager.default.contents(atPath: path))
        #expect(raw.range(of: Data("Hòa".utf8)) == nil)
        #expect(!path.contains("Hòa") && !path.contains(Digest.sha256(bytes).hexadecimal))
        #expect(try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int == 0o600)
        // The same picture in another letter lies elsewhere.
        let other = DataKey.random()
        #expect(try await files.keep(file, under: other) != address)
        #expect(try kept().count == 2)
    }

    @Test("another key opens nothing, nor does another address")
    func wrongKey() async throws {
        let files = try FileStore(directory: directory)
        let one = try await files.keep(sampleBytes(100), under: key)
        let other = try await files.keep(sampleBytes(101), under: key)
        await expectDamaged { try await files.open(one, under: DataKey.random()) }
        try FileManager.default.removeItem(atPath: path(other))
        try FileManager.default.copyItem(atPath: path(one), toPath: path(other))
        await expectDamaged { try await files.open(other, under: key) }
        try await files.delete(one)
        await expectDamaged { try await files.open(one, under: key) }
    }

    @Test("a file that was changed, cut, lengthened or put together anew is refused")
    func tampering() async throws {
        let files = try FileStore(directory: directory)
        let bytes = sampleBytes(150_000)
        let address = try await files.keep(bytes, under: key)
        let path = path(address)
        let raw = [UInt8](try #require(FileManager.default.contents(atPath: path)))
        let (header, frame) = (33, 65_552)
        #expect(raw.count == header + 150_000 + 3 * 16)
        func read() async throws -> [UInt8] { try await files.open(address, under: key).whole() }
        func put(_ changed: [UInt8]) throws { try Data(changed).write(to: URL(fileURLWithPath: path)) }
        for index in [0, 1, 32, 33, 40_000, header + frame, header + frame * 2, raw.count - 1] {
            var changed = raw
            changed[index] ^= 0x80
            try put(changed)
            await expectDamaged("byte \(index)") { try await read() }
        }
        let (first, second, third) = (
            raw[header..<(header + frame)], raw[(header + frame)..<(header + 2 * frame)], raw[(header + 2 * frame)...]
        )
        let top = Array(raw.prefix(header))
        let forgeries: [[UInt8]] = [
            [], Array(raw.prefix(20)), top, top + first, top + first + second, Array(raw.dropLast()), raw + [0],
            raw + first, top + second + first + third, top + first + third, top + first + first + third,
            top + third,
        ]
        for (index, forgery) in forgeries.enumerated() {
            try put(forgery)
            await expectDamaged("forgery \(index)") { try await read() }
        }
        try put(raw)
        #expect(try await read() == bytes)
    }

    @Test("forty hand-ins of one picture at once leave one whole file")
    func atOnce() async throws {
        let files = try FileStore(directory: directory)
        let bytes = jpegHead + sampleBytes(100_000)
        let addresses = try await withThrowingTaskGroup(of: FileAddress.self) { group in
            for _ in 0..<40 {
                group.addTask { try await files.keep(try await files.spooled(bytes), under: key) }
            }
            return try await group.reduce(into: Set<FileAddress>()) { $0.insert($1) }
        }
        #expect(addresses.count == 1)
        #expect(try kept().count == 1)
        let address = try #require(addresses.first)
        #expect(try await files.open(address, under: key).whole() == bytes)
    }

    @Test("more, larger or other files than we take are refused by what is wrong with them")
    func refusals() async throws {
        let files = try FileStore(directory: directory)
        func refusal(_ limit: FileLimit, _ contents: [[UInt8]]) async throws -> FileError? {
            var intake = FileIntake(spool: files.spool, limit: limit)
            for content in contents {
                try await intake.begin(FileName("a.jpg"))
                for start in stride(from: 0, to: content.count, by: 50) {
                    try await intake.write(Array(content[start..<min(start + 50, content.count)]))
                }
                let taken = try await intake.end()
                #expect((taken == nil) == (intake.refusal != nil))
            }
            return intake.refusal
        }
        let limit = FileLimit(count: 2, each: 100, total: 150)
        let file = jpegHead + sampleBytes(70)
        #expect(try await refusal(limit, [file, file]) == nil)
        #expect(try await refusal(limit, [file, [], file]) == .empty(FileName("a.jpg")))
        #expect(try await refusal(limit, [file, jpegHead, jpegHead]) == .tooMany(limit))
        #expect(try await refusal(limit, [file + file]) == .tooLarge(FileName("a.jpg"), limit))
        #expect(try await refusal(limit, [file, file + [1, 2, 3]]) == .totalTooLarge(limit))
        #expect(try await refusal(limit, [Array("<script>".utf8)]) == .unknownKind(FileName("a.jpg")))
        for error in [FileError.tooMany(limit), .totalTooLarge(limit), .tooLarge(FileName(""), limit)] {
            #expect(error.problem.status == 413 && error.problem.fields.map(\.name) == ["files"])
        }
        #expect(try kept().isEmpty)
    }

    private func path(_ address: FileAddress) -> String {
        let name = address.description
        return directory + "/" + name.prefix(2) + "/" + name.dropFirst(2)
    }

    private func expectDamaged<T>(_ comment: Comment? = nil, _ body: () async throws -> T) async {
        do {
            _ = try await body()
            Issue.record(comment ?? "opened")
        } catch {
            guard case FileError.damaged = error else {
                Issue.record("\(error)")
                return
            }
        }
    }
}
