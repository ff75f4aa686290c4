import Foundation
import Testing
import Vault

@Suite struct KeyFileTests {
    @Test("a key file tells its key's check value, and nothing is made where there is none")
    func look() throws {
        let folder = NSTemporaryDirectory() + "hoidap-keys-\(UInt64.random(in: 0...UInt64.max))"
        defer { try? FileManager.default.removeItem(atPath: folder) }
        #expect(!KeyFile("pin", in: folder).exists)
        #expect(KeyFile("pin", in: folder).check == nil)
        #expect(!FileManager.default.fileExists(atPath: folder))
        let keys = try KeyRing.open(directory: folder)
        for (name, check) in keys.checks { #expect(KeyFile(name, in: folder).check == check) }
        try Data("short".utf8).write(to: URL(fileURLWithPath: KeyFile("pin", in: folder).path))
        #expect(KeyFile("pin", in: folder).exists)
        #expect(KeyFile("pin", in: folder).check == nil)
    }
}
