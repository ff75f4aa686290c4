import Kernel

/// The six digits that open one sender's letter, derived from its number and never stored.
public struct PIN: Hashable, Sendable, CustomStringConvertible {
    private let number: UInt32

    /// The PIN of a letter in its current version; re-issuing raises the version.
    public init(of letter: LetterID, version: Int, under key: Secret) {
        var message: [UInt8] = []
        withUnsafeBytes(of: letter.raw.bigEndian) { message.append(contentsOf: $0) }
        withUnsafeBytes(of: Int64(version).bigEndian) { message.append(contentsOf: $0) }
        let code = key.authenticate(message)
        // 64 bits modulo a million: the bias is below 10⁻¹³.
        let truncated = code.prefix(8).reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        number = UInt32(truncated % 1_000_000)
    }

    /// Nil unless the text has exactly six digits; spaces and dots between them are ignored.
    public init?(typed text: String) {
        let digits = text.unicodeScalars.filter { $0 != " " && $0 != "." && $0 != "-" && $0 != "\u{A0}" }
        guard digits.count == 6, let number = UInt32(String(String.UnicodeScalarView(digits))),
            digits.allSatisfy({ ("0"..."9").contains($0) })
        else { return nil }
        self.number = number
    }

    /// Six digits, leading zeros kept.
    public var description: String {
        let digits = String(number)
        return String(repeating: "0", count: 6 - digits.count) + digits
    }
}
