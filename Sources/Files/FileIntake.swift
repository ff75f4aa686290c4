/// The files of one hand-in as they come, within a limit. After the first one that cannot be taken, nothing more is
/// spooled, but the rest may still be read past: so the form around it comes back with everything typed.
public struct FileIntake: Sendable {
    private let spool: FileSpool
    private let limit: FileLimit
    private var current: SpoolWriter?
    private var count = 0
    private var total = 0
    /// Why files cannot be taken; the first reason.
    public private(set) var refusal: FileError?

    /// Bytes that wait in memory.
    public var buffered: Int { current?.buffered ?? 0 }

    public init(spool: FileSpool, limit: FileLimit) {
        self.spool = spool
        self.limit = limit
    }

    public mutating func begin(_ name: FileName) async throws {
        guard refusal == nil else { return }
        count += 1
        guard count <= limit.count else { return refuse(.tooMany(limit)) }
        current = try await SpoolWriter(name, in: spool)
    }

    public mutating func write(_ bytes: [UInt8]) async throws {
        guard var writer = current else { return }
        total += bytes.count
        guard writer.size + bytes.count <= limit.each else { return refuse(.tooLarge(writer.name, limit)) }
        guard total <= limit.total else { return refuse(.totalTooLarge(limit)) }
        current = nil
        try await writer.write(bytes)
        current = writer
    }

    /// The file is complete. Nil if it or one before it was refused.
    public mutating func end() async throws -> SpooledFile? {
        guard var writer = current else { return nil }
        current = nil
        do {
            return try await writer.finish()
        } catch let error as FileError where error.problem.status < 500 {
            refuse(error)
            return nil
        }
    }

    private mutating func refuse(_ reason: FileError) {
        refusal = reason
        current = nil
    }
}
