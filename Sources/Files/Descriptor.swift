import Dispatch
import Foundation

/// An open file; closed when nobody holds it any more. Its calls block: only `FileWork` makes them.
final class Descriptor: Sendable {
    private let number: Int32
    let path: String

    /// A new file that only its owner may read. Throws if there is one already.
    convenience init(creating path: String) throws(FileError) {
        try self.init(path, O_RDWR | O_CREAT | O_EXCL)
    }

    /// A file that is there. Throws `damaged` if it is not.
    convenience init(reading path: String) throws(FileError) {
        try self.init(path, O_RDONLY)
    }

    /// Held alone by one process and one caller until it goes.
    convenience init(locking path: String) throws(FileError) {
        try self.init(path, O_RDWR | O_CREAT)
        guard flock(number, LOCK_EX) == 0 else { throw .system("flock", path) }
    }

    private init(_ path: String, _ flags: Int32) throws(FileError) {
        self.path = path
        number = open(path, flags | O_CLOEXEC, 0o600)
        if number < 0 { throw errno == ENOENT ? .damaged("missing: \(path)") : .system("open", path) }
    }

    deinit { close(number) }

    /// Writes all of it at the end.
    func append(_ bytes: [UInt8]) throws(FileError) {
        var rest = bytes[...]
        while !rest.isEmpty {
            let written = rest.withUnsafeBytes { Foundation.write(number, $0.baseAddress, $0.count) }
            if written < 0 && errno == EINTR { continue }
            guard written > 0 else { throw .system("write", path) }
            rest = rest.dropFirst(written)
        }
    }

    /// So many bytes from there, fewer only at the end.
    func bytes(at offset: Int, count: Int) throws(FileError) -> [UInt8] {
        var result = [UInt8](repeating: 0, count: count)
        var filled = 0
        while filled < count {
            let read = result.withUnsafeMutableBytes {
                pread(number, $0.baseAddress.map { $0 + filled }, count - filled, off_t(offset + filled))
            }
            if read < 0 && errno == EINTR { continue }
            guard read >= 0 else { throw .system("read", path) }
            if read == 0 { break }
            filled += read
        }
        return Array(result.prefix(filled))
    }

    func length() throws(FileError) -> Int {
        var status = stat()
        guard fstat(number, &status) == 0 else { throw .system("stat", path) }
        return Int(status.st_size)
    }

    /// On disk when this returns.
    func sync() throws(FileError) {
        guard fsync(number) == 0 else { throw .system("fsync", path) }
    }
}

extension FileError {
    static func system(_ call: String, _ path: String) -> FileError {
        .unavailable("\(call) \(path): \(String(cString: strerror(errno)))")
    }
}

/// Where blocking work on files is done: never on the threads that answer requests.
enum FileWork {
    private static let queue = DispatchQueue(label: "hoidap.files", attributes: .concurrent)

    static func run<T: Sendable>(_ body: @escaping @Sendable () throws -> T) async throws -> T {
        try await withCheckedThrowingContinuation { continuation in
            queue.async { continuation.resume(with: Result { try body() }) }
        }
    }
}
