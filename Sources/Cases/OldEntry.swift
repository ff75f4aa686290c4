import Identity
import Kernel
import Registry
import Vault

/// What the register that a body kept before the platform says of a letter that was brought along from it: recorded as it
/// was written there, and answered for by nobody here.
public struct OldEntry: Hashable, Sendable {
    /// The year of the register.
    public let year: Int
    /// The number in it, as written; empty if it has none.
    public let number: String
    /// The day on which the matter was settled; nil if it still was open.
    public let settled: Day?
    /// Who handled it there.
    public let handler: String
    public let result: String
    /// Number and day of the document that answered it.
    public let answerNumber: String
    public let answerDay: Day?
    public let note: String

    /// The longest number that is one.
    public static let longestNumber = 40

    public init(
        year: Int, number: String, settled: Day?, handler: String = "", result: String = "", answerNumber: String = "",
        answerDay: Day? = nil, note: String = ""
    ) {
        self.year = year
        self.number = number
        self.settled = settled
        self.handler = handler
        self.result = result
        self.answerNumber = answerNumber
        self.answerDay = answerDay
        self.note = note
    }

    /// As it is cited: `12/2023`; of a line without a number the year alone.
    public var citation: String { Self.citation(number, year) }

    static func citation(_ number: String, _ year: Int) -> String { number.isEmpty ? "\(year)" : "\(number)/\(year)" }

    /// The same as officers work on it, every value by which the sender could be recognised covered.
    func masked(_ sender: Sender) -> OldEntry {
        let mask = Mask(sender)
        return OldEntry(
            year: year, number: number, settled: settled, handler: mask.applied(to: handler),
            result: mask.applied(to: result), answerNumber: answerNumber, answerDay: answerDay,
            note: mask.applied(to: note))
    }

    /// Without what somebody wrote about it: of a denunciation even that may show who reports.
    var bare: OldEntry {
        OldEntry(
            year: year, number: number, settled: settled, answerNumber: answerNumber, answerDay: answerDay)
    }

    /// What is committed to.
    private var content: [UInt8] {
        Array(
            [handler, result, answerNumber, answerDay.map(\.description) ?? "", note].joined(separator: "\u{0}").utf8)
    }

    func commitment(salt: [UInt8]) -> [UInt8] { Digest.commitment(of: content, salt: salt) }
}

/// That a letter came along from an old register, as its event says it.
public struct BroughtAlong: Hashable, Sendable {
    public let year: Int
    public let number: String
    public let settled: Day?
    /// Who brought it along; nil for the command line.
    public let official: OfficialID?
    /// Commits to what the register says of it.
    public let commitment: [UInt8]

    public var citation: String { OldEntry.citation(number, year) }
}
