import Kernel
import Sheets

/// Why a row was not taken. `rawValue` stands in reports and in the keys of its text.
public enum RefusalReason: String, Sendable, CaseIterable {
    // The table itself.
    case quoting, columns, notUTF8, rowTooLong
    // What every row needs.
    case keyMissing, titleMissing
    /// The same key with another content: in this file, or taken over before.
    case keyReused
    case fieldTooLong
    /// U+0000, which no store of ours holds.
    case characterUnreadable
    // Days.
    case createdMissing, createdUnreadable, closedUnreadable, dueUnreadable
    case createdInFuture, closedInFuture, createdTooEarly, closedBeforeCreated, dueBeforeCreated
    /// The procedure did not allow an act.
    case notAllowed
}

extension RefusalReason {
    init(_ fault: CSVReader.Fault) {
        self =
            switch fault {
            case .quoting: .quoting
            case .columns: .columns
            case .notUTF8: .notUTF8
            case .rowTooLong: .rowTooLong
            }
    }
}

/// What is worth knowing of a row that was taken. `rawValue` stands in reports and in the keys of its text.
public enum Remark: String, Sendable, CaseIterable {
    /// Its status is closed and it bears no day of closing: it was taken as open.
    case closedWithoutDate
    /// It bears a day of closing and its status is another: it was taken as open.
    case dateWithoutClosed
    /// The same row stood in the file before: it was taken once.
    case repeated
}

/// That a row was not taken, why, and what in it was wrong: a field, never a person's words.
struct Refusal: Error, Hashable {
    let reason: RefusalReason
    let detail: String

    init(_ reason: RefusalReason, _ detail: String = "") {
        self.reason = reason
        self.detail = detail
    }
}

/// One line of an import's report.
public struct ImportNote: Hashable, Sendable {
    public enum Finding: Hashable, Sendable {
        case refused(RefusalReason)
        case remark(Remark)
    }

    /// Of the file, from 1.
    public let line: Int
    /// As the row bears it; empty where it could not be read.
    public let key: String
    public let finding: Finding
    public let detail: String

    /// `line,key,outcome,reason,detail`.
    public static let header = "line,key,outcome,reason,detail\r\n"

    /// The note as a row of comma-separated values with its line end.
    public var row: String {
        let (outcome, reason) =
            switch finding {
            case .refused(let reason): ("refused", reason.rawValue)
            case .remark(let remark): ("remark", remark.rawValue)
            }
        return [String(line), key, outcome, reason, detail].map(Self.quoted).joined(separator: ",") + "\r\n"
    }

    private static func quoted(_ text: String) -> String {
        guard text.utf8.contains(where: { [0x22, 0x2C, 0x0A, 0x0D].contains($0) }) else { return text }
        return "\"" + text.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"") + "\""
    }
}
