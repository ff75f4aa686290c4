import Files
import HTTPTypes
import Hummingbird
import Kernel
import NIOCore

/// A file that came in a field of a form.
public struct FormFile: Sendable {
    public let field: String
    public let file: SpooledFile
}

/// The files of a form, or why they cannot be taken.
public struct FormFiles: Sendable {
    private let result: Result<[FormFile], FileError>
    /// The most bytes that waited in memory at one time while the form was read.
    package let largestBuffered: Int

    init(_ result: Result<[FormFile], FileError>, largestBuffered: Int) {
        self.result = result
        self.largestBuffered = largestBuffered
    }

    /// In the order of the form; a field without a chosen file brings none. Throws what is wrong with them.
    public func all() throws(FileError) -> [FormFile] { try result.get() }
}

extension Form {
    /// Reads a form in either encoding; its files wait in the spool and are gone when nobody refers to them.
    ///
    /// Files that cannot be taken do not throw here but from `FormFiles.all()`, so that the page comes back with
    /// everything typed. Throws 413, 415 or 400 for a body that is not a form or much too large.
    public static func withFiles(
        _ request: Request, spool: FileSpool, limit: FileLimit = .standard
    ) async throws -> (form: Form, files: FormFiles) {
        let type = request.headers[.contentType] ?? ""
        guard type.lowercased().hasPrefix("multipart/form-data") else {
            return (try await Form(request), FormFiles(.success([]), largestBuffered: 0))
        }
        // Far beyond the limit nothing is read any more.
        let ceiling = limit.total * 2 + Self.limit
        if let length = request.headers[.contentLength].flatMap({ Int($0) }), length > ceiling {
            throw FileError.totalTooLarge(limit)
        }
        var multipart = try Multipart(contentType: type)
        var reading = FormReading(FileIntake(spool: spool, limit: limit))
        var received = 0
        var body = request.body.makeAsyncIterator()
        while let piece = try await Self.next(&body) {
            received += piece.readableBytes
            guard received <= ceiling else { throw FileError.totalTooLarge(limit) }
            for event in try multipart.read(piece) { try await reading.take(event) }
            reading.note(multipart.buffered)
        }
        try multipart.finish()
        return (Form(fields: reading.fields), reading.files)
    }

    /// Throws 400 for a body that breaks off or cannot be read, whatever the reason.
    static func next(_ body: inout RequestBody.AsyncIterator) async throws -> ByteBuffer? {
        do { return try await body.next() } catch { throw WebProblem.unreadable }
    }
}

/// A form in parts, as far as it was read.
private struct FormReading {
    private enum Place { case nowhere, field(String), file(String) }

    private(set) var fields: [String: String] = [:]
    private var taken: [FormFile] = []
    private var intake: FileIntake
    private var place = Place.nowhere
    private var value: [UInt8] = []
    private var fieldBytes = 0
    private var largestBuffered = 0

    init(_ intake: FileIntake) { self.intake = intake }

    var files: FormFiles {
        FormFiles(intake.refusal.map { .failure($0) } ?? .success(taken), largestBuffered: largestBuffered)
    }

    mutating func note(_ buffered: Int) {
        largestBuffered = max(largestBuffered, buffered + fieldBytes + intake.buffered)
    }

    mutating func take(_ event: Multipart.Event) async throws {
        switch event {
        case .begin(let part): try await begin(part)
        case .bytes(let bytes):
            switch place {
            case .field:
                fieldBytes += bytes.count
                guard fieldBytes <= Form.limit else { throw WebProblem.bodyTooLarge }
                value += bytes
            case .file: try await intake.write(bytes)
            // Of a field in which no file was chosen; it has no content.
            case .nowhere: guard bytes.isEmpty else { throw WebProblem.unreadable }
            }
        case .end: try await end()
        }
    }

    private mutating func begin(_ part: MultipartPart) async throws {
        switch part.fileName {
        case nil: place = .field(part.name)
        case "": place = .nowhere
        case let name?:
            place = .file(part.name)
            try await intake.begin(FileName(name))
        }
    }

    private mutating func end() async throws {
        defer { place = .nowhere }
        switch place {
        case .nowhere: return
        case .file(let field):
            if let file = try await intake.end() { taken.append(FormFile(field: field, file: file)) }
        case .field(let name):
            guard let text = String(validating: value, as: UTF8.self) else { throw WebProblem.unreadable }
            value = []
            fields[name] = text.replacing("\r\n", with: "\n")
        }
    }
}
