/// The number of a paper by which a person or a business is known to the state, checked for its shape only.
///
/// The platform derives nothing from it: neither sex nor year nor place of birth can be asked of this type, and no
/// caller may read them out of the digits. Its description does not show the number, so that none gets into a log.
public enum IdentityNumber: Hashable, Sendable, CustomStringConvertible {
    /// Personal identification number, 12 digits.
    case personal(String)
    /// Identity card of the old kind, 9 digits.
    case oldCard(String)
    /// A letter with 7 or 8 letters and digits after it, at least one of them a digit; in capitals.
    case passport(String)
    /// Tax code: 10 digits, or `0123456789-001` for a dependent unit. The tenth digit proves the nine before it.
    case tax(String)

    /// Reads what a person types; spaces and dots are left out, and dashes in a tax code. Nil if it is no such number.
    /// A number of 12 digits is a personal one, also where it serves as a tax code.
    public init?(_ typed: String) {
        var characters: [UInt8] = []
        for scalar in typed.unicodeScalars {
            switch scalar {
            case "0"..."9", "A"..."Z", "-": characters.append(UInt8(scalar.value))
            case "a"..."z": characters.append(UInt8(scalar.value - 32))
            case ".": continue
            default: guard scalar.properties.isWhitespace else { return nil }
            }
        }
        let digits = characters.filter { $0 != UInt8(ascii: "-") }
        let text = String(decoding: characters, as: UTF8.self)
        guard digits.allSatisfy({ (48...57).contains($0) }) else {
            guard Self.isPassport(characters) else { return nil }
            self = .passport(text)
            return
        }
        switch (digits.count, characters.count - digits.count) {
        // The first three digits name a province or a country; codes change, so only the one that never was is refused.
        case (12, 0) where !text.hasPrefix("000"): self = .personal(text)
        case (9, 0): self = .oldCard(text)
        case (10, 0) where Self.isProved(digits): self = .tax(text)
        case (13, 0) where Self.isProved(digits) && !text.hasSuffix("000"):
            self = .tax("\(text.prefix(10))-\(text.suffix(3))")
        case (13, 1) where Self.isProved(digits) && characters[10] == UInt8(ascii: "-") && !text.hasSuffix("000"):
            self = .tax(text)
        default: return nil
        }
    }

    /// The number in the form to be stored.
    public var text: String {
        switch self {
        case .personal(let text), .oldCard(let text), .passport(let text), .tax(let text): text
        }
    }

    public var description: String { "an identity number" }

    private static func isPassport(_ characters: [UInt8]) -> Bool {
        (8...9).contains(characters.count) && (65...90).contains(characters[0])
            && !characters.contains(UInt8(ascii: "-")) && characters.contains { (48...57).contains($0) }
    }

    /// The tenth digit is ten less the weighted sum of the nine before it, modulo eleven.
    private static func isProved(_ digits: [UInt8]) -> Bool {
        let weights = [31, 29, 23, 19, 17, 13, 7, 5, 3]
        let sum = zip(weights, digits).reduce(0) { $0 + $1.0 * Int($1.1 - 48) }
        return Int(digits[9] - 48) == 10 - sum % 11
    }
}
