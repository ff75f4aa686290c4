import Identity
import Language

/// Finds the values a sender typed wherever they occur in a text, in any spelling, and covers them.
struct Mask {
    static let cover = "▇▇▇"

    /// Names and addresses, folded.
    private let words: [[UInt8]]
    /// Telephone numbers without zero or country code in front.
    private let numbers: [[UInt8]]
    private let email: [UInt8]

    init(_ sender: Sender) {
        words = [sender.name, sender.address, sender.representative, sender.identityNumber, sender.taxCode].map {
            Array(Folding.fold($0).utf8)
        }.filter { $0.count >= 2 }
        numbers = [sender.phone, sender.identityNumber, sender.taxCode].map(Self.number).filter { $0.count >= 6 }
        email = Array(sender.email.lowercased().utf8)
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

    private static func find(_ number: [UInt8], in scalars: [Unicode.Scalar], _ found: (Range<Int>) -> Void) {
        var digits: [(digit: UInt8, index: Int)] = []
        var run = 0..<0
        func search() {
            guard digits.count >= number.count else { return }
            for start in 0...(digits.count - number.count)
            where zip(number, digits[start...]).allSatisfy({ $0 == $1.digit }) {
                found(run)
                return
            }
        }
        // A number may be written with spaces, dots, dashes or brackets between its digits.
        for (index, scalar) in scalars.enumerated() {
            if let digit = UInt8(exactly: scalar.value), (48...57).contains(digit) {
                if digits.isEmpty {
                    // A plus or a bracket in front is part of the number.
                    run = index..<index
                    if index > 0, "+(".unicodeScalars.contains(scalars[index - 1]) { run = (index - 1)..<index }
                }
                digits.append((digit, index))
                run = run.lowerBound..<(index + 1)
            } else if digits.isEmpty || !" .-()+\u{A0}".unicodeScalars.contains(scalar) {
                search()
                digits = []
            }
        }
        search()
    }

    private static func find(email: [UInt8], in scalars: [Unicode.Scalar], _ found: (Range<Int>) -> Void) {
        guard scalars.count >= email.count else { return }
        let lower = scalars.map { scalar -> UInt8 in
            guard let byte = UInt8(exactly: scalar.value), byte < 128 else { return 0 }
            return (65...90).contains(byte) ? byte + 32 : byte
        }
        for start in 0...(lower.count - email.count) where lower[start] == email[0] {
            if lower[start..<(start + email.count)].elementsEqual(email) { found(start..<(start + email.count)) }
        }
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
