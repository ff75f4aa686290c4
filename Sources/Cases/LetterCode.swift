import Kernel

/// What a sender keeps: eleven characters of Crockford's base 32, written `012Y-K3M9-XQ7`.
///
/// Two say where the letter is at home, two the month it was registered, six are random, the last checks the others:
/// every single wrong character and every swap of neighbours is noticed.
public struct LetterCode: Hashable, Sendable, CustomStringConvertible {
    private let digits: [UInt8]

    /// `random` supplies 30 bits from its first four bytes.
    public init(home: Home, on day: Day, random: [UInt8]) {
        let month = max(0, (day.parts.year - 2020) * 12 + day.parts.month - 1) % 1024
        let chance = random.prefix(4).reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
        var digits = [home.slot >> 5, home.slot & 31, month >> 5, month & 31].map { UInt8($0) }
        for shift in stride(from: 25, through: 0, by: -5) { digits.append(UInt8(chance >> UInt32(shift) & 31)) }
        self.digits = digits + [Self.check(digits)]
    }

    /// Nil unless the text is a code: spaces and dashes are ignored, small letters are capitals, O is 0, I and L are 1.
    public init?(typed text: some StringProtocol) {
        var digits: [UInt8] = []
        for byte in text.utf8 where byte != UInt8(ascii: "-") && byte != UInt8(ascii: " ") {
            guard let digit = Self.values[Int(byte)], digits.count < 11 else { return nil }
            digits.append(digit)
        }
        guard digits.count == 11, digits[10] == Self.check(digits.dropLast()) else { return nil }
        self.digits = digits
    }

    /// The home slot the code names.
    public var home: Home { Home(slot: Int(digits[0]) << 5 | Int(digits[1])) ?? .central }

    /// As stored: eleven characters without dashes.
    public var compact: String { String(decoding: digits.map { Self.alphabet[Int($0)] }, as: UTF8.self) }

    public var description: String {
        let text = compact
        let first = text.index(text.startIndex, offsetBy: 4)
        let second = text.index(first, offsetBy: 4)
        return "\(text[..<first])-\(text[first..<second])-\(text[second...])"
    }

    private static let alphabet = Array("0123456789ABCDEFGHJKMNPQRSTVWXYZ".utf8)

    private static let values: [UInt8?] = {
        var values = [UInt8?](repeating: nil, count: 256)
        for (value, character) in alphabet.enumerated() {
            values[Int(character)] = UInt8(value)
            if character >= 65 { values[Int(character) + 32] = UInt8(value) }
        }
        for (alias, value) in [("Oo", UInt8(0)), ("IiLl", 1)] {
            for character in alias.utf8 { values[Int(character)] = value }
        }
        return values
    }()

    /// Σ αⁱ·dᵢ over GF(32) with x⁵+x²+1: distinct non-zero weights, so single errors and swaps of neighbours show.
    private static func check(_ digits: some Sequence<UInt8>) -> UInt8 {
        var sum: UInt8 = 0
        for digit in digits { sum = timesAlpha(sum ^ digit) }
        return sum
    }

    private static func timesAlpha(_ value: UInt8) -> UInt8 {
        let doubled = value << 1
        return doubled & 0b100000 != 0 ? (doubled ^ 0b100101) & 31 : doubled
    }
}
