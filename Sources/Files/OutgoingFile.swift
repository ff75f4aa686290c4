import Foundation
import Vault

/// A file that was made for one answer, on its way out. It has no name any more, and is gone when nobody refers to it.
public struct OutgoingFile: AsyncSequence, Sendable {
    public typealias Element = [UInt8]

    /// Bytes.
    public let size: Int
    private let file: Descriptor

    fileprivate init(_ file: Descriptor) throws {
        self.file = file
        size = try file.length()
    }

    public func makeAsyncIterator() -> Iterator { Iterator(file: file) }

    public struct Iterator: AsyncIteratorProtocol {
        fileprivate let file: Descriptor
        fileprivate var offset = 0

        public mutating func next() async throws -> [UInt8]? {
            let (file, offset) = (file, offset)
            let piece = try await FileWork.run { try file.bytes(at: offset, count: 65_536) }
            self.offset += piece.count
            return piece.isEmpty ? nil : piece
        }
    }
}

extension FileSpool {
    /// Lets a library that must be told a path make a file there, and takes its name away. What a crash leaves behind is
    /// collected a day later, like every leftover there. It is not sealed: nobody but the owner of the folder reads it.
    public func outgoing(_ make: (_ path: String) async throws -> Void) async throws -> OutgoingFile {
        let path = directory + "/" + Token().description + ".out"
        do {
            try await make(path)
            return try await FileWork.run {
                let file = try Descriptor(reading: path)
                unlink(path)
                return try OutgoingFile(file)
            }
        } catch {
            unlink(path)
            throw error
        }
    }
}
