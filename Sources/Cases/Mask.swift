import Identity
import Language

/// Finds the values a sender typed wherever they occur in a text, in any spelling, and covers them.
struct Mask {
    static let cover = "▇▇▇"

    /// Names and addresses, folded.
    private let words: [[UInt8]]
    /// Telephone numbers without zero or country code in front.
    private let numbers: [[UInt8]]
    /// An electronic address without marks, capitals and blanks.
    private let email: [UInt8]

    init(_ sender: Sender) {
        words = [sender.name, sender.address, sender.representative, sender.identityNumber, sender.taxCode].map {
            Array(Folding.fold($0).utf8)
        }.filter { $0.count >= 2 }
        numbers = [sender.phone, sender.identityNumber, sender.taxCode].map(Self.number).filter { $0.count >= 6 }
        email = Self.address(Array(sender.email.unicodeScalars)).map(\.byte)
    }

    /// The text with every occurrence covered.
    func applied(to text: String) -> String {
        let scalars = Array(text.unicodeScalars)
        var covered = [Bool](repeating: false, count: scalars.count)
        if !words.isEmpty {
            let folded = Folded(scalars)
            for word in words { folded.find(word) { covered.fill($0) } }
        }
        // Most texts have neither: they are not searched for what they cannot hold.
        if !numbers.isEmpty, text.utf8.reduce(0, { $0 + ((48...57).contains($1) ? 1 : 0) }) >= 6 {
            for number in numbers { Self.find(number, in: scalars) { covered.fill($0) } }
        }
        if email.count >= 3, text.utf8.contains(UInt8(ascii: "@")) {
            Self.find(email: email, in: scalars) { covered.fill($0) }
        }
        guard covered.contains(true) else { return text }

        var result = String.UnicodeScalarView()
        for (index, scalar) in scalars.enumerated() {
            if !covered[index] {
                result.append(scalar)
            } else if index == 0 || !covered[index - 1] {
                result.append(contentsOf: Self.cover.unicodeScalars)
            }
        }
        return String(result)
    }

    /// Digits only, without 0, 84 or +84 in front: one number however it is written.
    private static func number(_ text: String) -> [UInt8] {
        var digits = text.utf8.filter { (48...57).contains($0) }
        if digits.starts(with: "84".utf8) { digits.removeFirst(2) }
        while digits.first == 48 { digits.removeFirst() }
        return digits
    }

    private typealias Digit = (digit: UInt8, index: Int)

    /// What stands in front of a number: 0, 84, 084, 0084, 00 84.
    private static let prefixes: [[UInt8]] = ["0", "00", "84", "084", "0084"].map { Array($0.utf8) }

    private static func find(_ number: [UInt8], in scalars: [Unicode.Scalar], _ found: (Range<Int>) -> Void) {
        var digits: [Digit] = []
        func search() {
            var start = 0
            while start + number.count <= digits.count {
                guard zip(number, digits[start...]).allSatisfy({ $0 == $1.digit }) else {
                    start += 1
                    continue
                }
                let match = start..<(start + number.count)
                let (range, end) = whole(match, of: digits, in: scalars)
                found(range)
                // Only what could reach beyond what is covered: a text of one digit would else be covered at each again.
                start = max(start + 1, end - number.count + 1)
            }
        }
        for (index, scalar) in scalars.enumerated() {
            if let digit = UInt8(exactly: scalar.value), (48...57).contains(digit) {
                digits.append((digit, index))
            } else if !digits.isEmpty, !mayStandBetweenDigits(scalar) {
                search()
                digits = []
            }
        }
        search()
    }

    /// What people write between the digits of one number, and what nobody sees there. A day or an amount of money beside
    /// the number is written with the same signs, so no more than the number is covered.
    private static func mayStandBetweenDigits(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case " ", ".", "-", "(", ")", "+", "/", ",", "_", "·": true
        case "\u{A0}", "\u{2009}", "\u{202F}", "\u{2010}"..."\u{2015}": true
        default: scalar.value > 0x7F && scalar.properties.generalCategory == .format
        }
    }

    /// The place of a number with the 0 or +84 in front of it, and with digits that touch it; and the first digit beyond.
    private static func whole(
        _ match: Range<Int>, of digits: [Digit], in scalars: [Unicode.Scalar]
    ) -> (place: Range<Int>, end: Int) {
        var (start, end) = (match.lowerBound, match.upperBound)
        while end < digits.count, digits[end].index == digits[end - 1].index + 1 { end += 1 }
        /// Where the digits begin that stand together up to that one.
        func group(_ last: Int) -> Int {
            var first = last
            while first > 0, digits[first - 1].index == digits[first].index - 1 { first -= 1 }
            return first
        }
        start = group(start)
        // At most three of them: 00 84 (0).
        for _ in 0..<3 where start > 0 {
            let before = group(start - 1)
            guard start - before <= 4, prefixes.contains(digits[before..<start].map(\.digit)) else { break }
            start = before
        }
        let first = digits[start].index
        let isOpened = first > 0 && (scalars[first - 1] == "+" || scalars[first - 1] == "(")
        return ((isOpened ? first - 1 : first)..<(digits[end - 1].index + 1), end)
    }

    private static func find(email: [UInt8], in scalars: [Unicode.Scalar], _ found: (Range<Int>) -> Void) {
        let bytes = address(scalars)
        guard bytes.count >= email.count else { return }
        for start in 0...(bytes.count - email.count) where bytes[start].byte == email[0] {
            let end = start + email.count
            if bytes[start..<end].lazy.map(\.byte).elementsEqual(email) {
                found(bytes[start].index..<(bytes[end - 1].index + 1))
            }
        }
    }

    /// A text as electronic addresses are compared: small letters without marks, no blanks around the sign in the middle,
    /// nothing that cannot be seen; with the place each byte came from.
    private static func address(_ scalars: [Unicode.Scalar]) -> [(byte: UInt8, index: Int)] {
        let (at, blank) = (UInt8(ascii: "@"), UInt8(ascii: " "))
        var bytes: [(byte: UInt8, index: Int)] = []
        for (index, scalar) in scalars.enumerated() {
            if scalar.properties.isWhitespace {
                if bytes.last?.byte != at { bytes.append((blank, index)) }
            } else if scalar.value < 128 {
                let byte = UInt8(scalar.value)
                if byte == at { while bytes.last?.byte == blank { bytes.removeLast() } }
                bytes.append(((65...90).contains(byte) ? byte + 32 : byte, index))
            } else if scalar.properties.generalCategory != .format {
                // A sign that folds to nothing but a blank is no part of an address.
                Folding.fold(scalar) { bytes.append(($0 == blank ? 0 : $0, index)) }
            }
        }
        return bytes
    }
}

/// A text folded letter by letter, with the place each folded byte came from.
private struct Folded {
    private var bytes: [UInt8] = []
    private var origins: [Int] = []

    init(_ scalars: [Unicode.Scalar]) {
        for (index, scalar) in scalars.enumerated() {
            Folding.fold(scalar) { byte in
                if byte == 32 && bytes.last == 32 { return }
                bytes.append(byte)
                origins.append(index)
            }
        }
    }

    /// Whole words only: "Nam" is not found in "Namibia".
    func find(_ word: [UInt8], _ found: (Range<Int>) -> Void) {
        guard bytes.count >= word.count else { return }
        for start in 0...(bytes.count - word.count) where bytes[start] == word[0] {
            let end = start + word.count
            guard bytes[start..<end].elementsEqual(word),
                start == 0 || bytes[start - 1] == 32, end == bytes.count || bytes[end] == 32
            else { continue }
            found(origins[start]..<(origins[end - 1] + 1))
        }
    }
}

extension [Bool] {
    fileprivate mutating func fill(_ range: Range<Int>) {
        for index in range { self[index] = true }
    }
}
