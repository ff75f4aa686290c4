import Vault

/// How a content lies in a file: a byte of version, 32 random bytes that name its key, then frames of 64 KiB, each
/// sealed; the last one may be shorter and says that it is the last.
enum SealedLayout {
    static let version: UInt8 = 1
    static let header = 33
    static let frame = 64 * 1024
    static let sealedFrame = frame + FrameSeal.overhead
}

/// Seals a content into a file as it comes; holds no more than one frame of it.
struct SealedWriter: Sendable {
    private let file: Descriptor
    private let seal: FrameSeal
    private let context: [UInt8]
    private var pending: [UInt8] = []
    private var number: UInt32 = 0
    /// Bytes of content so far.
    private(set) var size = 0

    /// Bytes that wait in memory.
    var buffered: Int { pending.count }

    init(_ file: Descriptor, under key: DataKey, for context: [UInt8]) async throws {
        let salt = Token().bytes + Token().bytes
        self.file = file
        self.context = context
        seal = key.frames(named: salt)
        try await FileWork.run { try file.append([SealedLayout.version] + salt) }
    }

    mutating func write(_ bytes: [UInt8]) async throws {
        size += bytes.count
        var rest = bytes[...]
        while !rest.isEmpty {
            // A full frame waits until it is known not to be the last.
            if pending.count == SealedLayout.frame { try await flush(isLast: false) }
            let room = SealedLayout.frame - pending.count
            pending.append(contentsOf: rest.prefix(room))
            rest = rest.dropFirst(room)
        }
    }

    /// The content is complete; on disk only after a sync.
    mutating func finish() async throws { try await flush(isLast: true) }

    private mutating func flush(isLast: Bool) async throws {
        let (frame, place) = (pending, number)
        pending = []
        number += 1
        let (file, seal, context) = (file, seal, context)
        try await FileWork.run {
            try file.append(try seal.seal(frame, number: place, isLast: isLast, for: context))
        }
    }
}

/// The content of a sealed file, in pieces of 64 KiB, each checked before it is handed out. Reading again is possible.
public struct SealedContent: AsyncSequence, Sendable {
    /// Bytes of content.
    public let size: Int
    private let file: Descriptor
    private let seal: FrameSeal
    private let context: [UInt8]
    private let frames: Int

    /// Throws `FileError.damaged` unless the file begins with a frame sealed under this key, in this context.
    init(_ file: Descriptor, under key: DataKey, for context: [UInt8]) async throws {
        let (header, length) = try await FileWork.run {
            (try file.bytes(at: 0, count: SealedLayout.header), try file.length())
        }
        let body = length - SealedLayout.header
        guard header.count == SealedLayout.header, header[0] == SealedLayout.version, body >= FrameSeal.overhead else {
            throw FileError.damaged("no sealed file: \(file.path)")
        }
        self.file = file
        self.context = context
        seal = key.frames(named: Array(header.dropFirst()))
        frames = (body + SealedLayout.sealedFrame - 1) / SealedLayout.sealedFrame
        size = body - frames * FrameSeal.overhead
        _ = try await frame(0)
    }

    public func makeAsyncIterator() -> Iterator { Iterator(content: self) }

    public struct Iterator: AsyncIteratorProtocol {
        fileprivate let content: SealedContent
        private var number = 0

        fileprivate init(content: SealedContent) { self.content = content }

        /// Throws `FileError.damaged` where the file was changed, or cut off.
        public mutating func next() async throws -> [UInt8]? {
            guard number < content.frames else { return nil }
            defer { number += 1 }
            return try await content.frame(number)
        }
    }

    /// The whole content, which the caller knows to be small.
    public func whole() async throws -> [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(size)
        for try await piece in self { result += piece }
        return result
    }

    private func frame(_ number: Int) async throws -> [UInt8] {
        let (file, seal, context, isLast) = (file, seal, context, number == frames - 1)
        return try await FileWork.run {
            let offset = SealedLayout.header + number * SealedLayout.sealedFrame
            let sealed = try file.bytes(at: offset, count: SealedLayout.sealedFrame)
            do {
                return try seal.open(sealed, number: UInt32(number), isLast: isLast, for: context)
            } catch {
                throw FileError.damaged("seal broken at frame \(number): \(file.path)")
            }
        }
    }
}
