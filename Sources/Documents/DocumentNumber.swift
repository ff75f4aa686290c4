import Kernel

/// A kind of document with numbers of its own in each body and year. `rawValue` is stored and never changes.
public enum DocumentKind: String, Sendable, CaseIterable {
    /// Công văn: a letter of the body.
    case letter
    /// Thông báo: a notice.
    case notice

    /// What stands before the body's letters in the symbol; empty for a letter, which has no name of its own.
    var abbreviation: String {
        switch self {
        case .letter: ""
        case .notice: "TB"
        }
    }
}

/// Number and symbol (số, ký hiệu) of a document that a body issued: counted from 1 in each year for each kind, without
/// gaps.
public struct DocumentNumber: Hashable, Sendable, CustomStringConvertible {
    public let kind: DocumentKind
    public let year: Int
    public let number: Int
    /// As it stands after the number: `TB-UBND`. It stays as it was on that day, whatever the body is called later.
    public let symbol: String

    public init(kind: DocumentKind, year: Int, number: Int, symbol: String) {
        self.kind = kind
        self.year = year
        self.number = number
        self.symbol = symbol
    }

    /// As it is written at the head of the document: numbers below 10 with a nought before them.
    public var description: String { "\(number < 10 ? "0" : "")\(number)/\(symbol)" }
}
