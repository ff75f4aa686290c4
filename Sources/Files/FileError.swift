import Kernel

/// Why a file was not taken, or cannot be read.
public enum FileError: DomainError {
    case tooMany(FileLimit)
    case tooLarge(FileName, FileLimit)
    case totalTooLarge(FileLimit)
    /// Its content is none of the kinds we take, whatever its name says.
    case unknownKind(FileName)
    case empty(FileName)
    /// The directory of files cannot be written or read at the moment; the reason is for the log.
    case unavailable(String)
    /// A kept file is missing, was changed, or is not sealed under this key; the reason is for the log.
    case damaged(String)

    public var problem: Problem {
        switch self {
        case .tooMany(let limit):
            refused("files.tooMany", 413, FilesMessages.tooMany, ["count": String(limit.count)])
        case .tooLarge(let name, let limit):
            refused("files.tooLarge", 413, FilesMessages.tooLarge, ["name": name.quoted, "size": limit.each.megabytes])
        case .totalTooLarge(let limit):
            refused("files.totalTooLarge", 413, FilesMessages.totalTooLarge, ["size": limit.total.megabytes])
        case .unknownKind(let name):
            refused("files.unknownKind", 422, FilesMessages.unknownKind, ["name": name.quoted])
        case .empty(let name):
            refused("files.empty", 422, FilesMessages.empty, ["name": name.quoted])
        case .unavailable:
            Problem("files.unavailable", status: 503, FilesMessages.unavailable, retryAfter: 5)
        case .damaged:
            Problem("files.damaged", status: 500, FilesMessages.damaged)
        }
    }

    private func refused(_ code: String, _ status: Int, _ message: MessageKey, _ places: [String: String]) -> Problem {
        Problem(code, status: status, message, places, fields: [Problem.Field("files", message, places)])
    }
}

public enum FilesMessages {
    static let tooMany: MessageKey = "files.tooMany"
    static let tooLarge: MessageKey = "files.tooLarge"
    static let totalTooLarge: MessageKey = "files.totalTooLarge"
    static let unknownKind: MessageKey = "files.unknownKind"
    static let empty: MessageKey = "files.empty"
    static let unavailable: MessageKey = "files.unavailable"
    static let damaged: MessageKey = "files.damaged"
}
