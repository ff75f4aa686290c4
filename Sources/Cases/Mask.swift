import Identity
import Language

/// Finds the values a sender typed wherever they occur in a text, in any spelling, and covers them. The time it takes
/// grows with the length of the text.
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
            Array(Folding.fold(String(String.UnicodeScalarView(Self.plain($0)))).utf8)
        }.filter { $0.count >= 2 }
        numbers = [sender.phone, sender.identityNumber, sender.taxCode].map(Self.number).filter { $0.count >= 6 }
        email = Self.address(Self.plain(sender.email)).map(\.byte)
    }

    /// The text with every occurrence covered.
    func applied(to text: String) -> String {
        let scalars = Self.plain(text)
        var covered = [Bool](repeating: false, count: scalars.count)
        if !words.isEmpty {
            let folded = Folded(scalars)
            for word in words { folded.find(word) { covered.fill($0) } }
        }
        // Most texts have neither: they are not searched for what they cannot hold.
        if !numbers.isEmpty, scalars.reduce(0, { $0 + ((48...57).contains($1.value) ? 1 : 0) }) >= 6 {
            for number in numbers { Self.find(number, in: scalars) { covered.fill($0) } }
        }
        if email.count >= 3, Self.mayHoldAddress(scalars) {
            let bytes = Self.address(scalars)
            Self.find(email: email, in: bytes) { covered.fill($0) }
            if let signs = Self.withSigns(bytes) { Self.find(email: email, in: signs) { covered.fill($0) } }
        }
        guard covered.contains(true) else { return text }

        var result = String.UnicodeScalarView()
        for (index, scalar) in text.unicodeScalars.enumerated() {
            if !covered[index] {
                result.append(scalar)
            } else if index == 0 || !covered[index - 1] {
                result.append(contentsOf: Self.cover.unicodeScalars)
            }
        }
        return String(result)
    }

    /// A text with the digits of all scripts, and the letters and signs of East Asian width, as ASCII has them; as many
    /// scalars as before.
    private static func plain(_ text: String) -> [Unicode.Scalar] {
        text.unicodeScalars.map { scalar -> Unicode.Scalar in
            switch scalar.value {
            // Latin and Vietnamese letters and their marks, and the usual signs.
            case 0..<0x660, 0x1E00..<0x2070: return scalar
            case 0xFF01...0xFF5E: return Unicode.Scalar(UInt8(scalar.value - 0xFEE0))
            case 0xFE6B: return "@"
            default:
                let properties = scalar.properties
                guard properties.numericType == .decimal || properties.numericType == .digit,
                    let value = properties.numericValue, (0...9).contains(value)
                else { return scalar }
                return Unicode.Scalar(48 + UInt8(value))
            }
        }
    }

    /// Digits only, without 0, 84 or +84 in front: one number however it is written.
    private static func number(_ text: String) -> [UInt8] {
        var digits = plain(text).compactMap { UInt8(exactly: $0.value) }.filter { (48...57).contains($0) }
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
        case "\u{A0}", "\u{2000}"..."\u{200A}", "\u{202F}", "\u{2010}"..."\u{2015}", "\u{3000}": true
        default: scalar.value > 0x7F && isUnseen(scalar)
        }
    }

    /// Also the two marks that make a digit a key.
    private static func isUnseen(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .format, .enclosingMark, .nonspacingMark: true
        default: false
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

    private typealias Place = (byte: UInt8, index: Int)

    /// Whether the sign in the middle of an electronic address is there, or a word for it: "at", "a còng".
    private static func mayHoldAddress(_ scalars: [Unicode.Scalar]) -> Bool {
        for (index, scalar) in scalars.enumerated() {
            switch scalar {
            case "@": return true
            case "t", "T":
                let isWord = index > 1 && index + 1 < scalars.count && "aA".unicodeScalars.contains(scalars[index - 1])
                if isWord, !isLetter(scalars[index - 2]), !isLetter(scalars[index + 1]) { return true }
            case "g", "G":
                // "còng" with its mark in the letter, behind it, or left out.
                var vowel = index - 2
                if vowel > 0, scalars[vowel] == "\u{300}" { vowel -= 1 }
                if vowel > 0, "nN".unicodeScalars.contains(scalars[index - 1]),
                    "oOòÒ".unicodeScalars.contains(scalars[vowel]),
                    "cC".unicodeScalars.contains(scalars[vowel - 1])
                {
                    return true
                }
            default: continue
            }
        }
        return false
    }

    private static func isLetter(_ scalar: Unicode.Scalar) -> Bool {
        scalar.value > 0x7F || (65...90).contains(scalar.value) || (97...122).contains(scalar.value)
    }

    /// What people write for the signs of an address so that machines do not read them.
    private static let signs: [(word: [UInt8], sign: UInt8)] = [
        (Array("at".utf8), UInt8(ascii: "@")), (Array("a cong".utf8), UInt8(ascii: "@")),
        (Array("dot".utf8), UInt8(ascii: ".")), (Array("cham".utf8), UInt8(ascii: ".")),
    ]

    /// Whether a byte stands around such a word and belongs to it: "(at)", " at ", "[at]", "-at-".
    private static func isAround(_ byte: UInt8) -> Bool { " ()[]{}<>-_*/|\"'".utf8.contains(byte) }

    /// The same text with the signs instead of the words for them; nil if it has no such word.
    private static func withSigns(_ bytes: [Place]) -> [Place]? {
        var result: [Place] = []
        var hasSign = false
        var position = 0
        while position < bytes.count {
            let isBegin = position > 0 && isAround(bytes[position - 1].byte)
            let spelled = signs.first { sign in
                let end = position + sign.word.count
                return isBegin && end < bytes.count && isAround(bytes[end].byte)
                    && bytes[position..<end].lazy.map(\.byte).elementsEqual(sign.word)
            }
            guard let found = spelled else {
                result.append(bytes[position])
                position += 1
                continue
            }
            while let last = result.last, isAround(last.byte) { result.removeLast() }
            result.append((found.sign, bytes[position].index))
            position += found.word.count
            while position < bytes.count, isAround(bytes[position].byte) { position += 1 }
            hasSign = true
        }
        return hasSign ? result : nil
    }

    private static func find(email: [UInt8], in bytes: [Place], _ found: (Range<Int>) -> Void) {
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
    private static func address(_ scalars: [Unicode.Scalar]) -> [Place] {
        let (at, blank) = (UInt8(ascii: "@"), UInt8(ascii: " "))
        var bytes: [Place] = []
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
