/// 128 random bits in a form for addresses, cookies and hidden fields: 32 hexadecimal digits.
public struct Token: Hashable, Sendable, CustomStringConvertible {
    public let bytes: [UInt8]

    public init() {
        var generator = SystemRandomNumberGenerator()
        self.init(using: &generator)
    }

    public init(using generator: inout some RandomNumberGenerator) {
        bytes = (0..<16).map { _ in UInt8.random(in: 0...255, using: &generator) }
    }

    /// Nil unless the text is 32 hexadecimal digits.
    public init?(_ text: some StringProtocol) {
        guard let bytes = [UInt8](hexadecimal: text), bytes.count == 16 else { return nil }
        self.bytes = bytes
    }

    public var description: String { bytes.hexadecimal }
}

extension Sequence<UInt8> {
    /// Two lower-case digits a byte.
    public var hexadecimal: String {
        let digits: [UInt8] = Array("0123456789abcdef".utf8)
        var text: [UInt8] = []
        for byte in self {
            text.append(digits[Int(byte >> 4)])
            text.append(digits[Int(byte & 15)])
        }
        return String(decoding: text, as: UTF8.self)
    }
}

extension [UInt8] {
    /// Nil unless the text has an even number of hexadecimal digits and nothing else.
    public init?(hexadecimal text: some StringProtocol) {
        let digits = text.utf8.map { digit -> UInt8? in
            switch digit {
            case 48...57: digit - 48
            case 97...102: digit - 87
            case 65...70: digit - 55
            default: nil
            }
        }
        guard digits.count.isMultiple(of: 2) else { return nil }
        var bytes: [UInt8] = []
        for index in stride(from: 0, to: digits.count, by: 2) {
            guard let high = digits[index], let low = digits[index + 1] else { return nil }
            bytes.append(high << 4 | low)
        }
        self = bytes
    }
}
