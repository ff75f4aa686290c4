import Foundation

/// The order of Vietnamese dictionaries, as a text that any engine sorts byte by byte.
///
/// Word by word: first the letters a ă â b c d đ e ê f g h i j k l m n o ô ơ p q r s t u ư v w x y z, then the tone
/// (ngang, huyền, hỏi, ngã, sắc, nặng). So all of *Hà* stands before *Hạ*, and *An Bình* before *Anh*. Numbers go
/// before letters and by their value, other scripts after them. Small and capital letters are alike, and so are
/// *Hòa* and *Hoà*, composed and decomposed.
public enum VietnameseOrder {
    /// The key of a text: printable ASCII, without spaces, about as long as the text. Compared byte by byte it stands
    /// where the text stands; texts that differ only in case, punctuation or the place of a tone have the same key.
    public static func key(_ text: String) -> String {
        var key = Key()
        for scalar in text.decomposedStringWithCanonicalMapping.lowercased().unicodeScalars { key.add(scalar) }
        key.endWord()
        return String(decoding: key.bytes, as: UTF8.self)
    }

    private struct Key {
        var bytes: [UInt8] = []
        private var letters: [UInt8] = []
        private var tones: [UInt8] = []
        private var digits: [UInt8] = []

        mutating func add(_ scalar: Unicode.Scalar) {
            if let digit = scalar.properties.numericType == .decimal ? scalar.properties.numericValue : nil {
                digits.append(UInt8(ascii: "0") + UInt8(digit))
            } else if let tone = VietnameseOrder.tones[scalar] {
                tones.append(tone)
            } else if (0x300...0x36F).contains(scalar.value) {
                if let base = letters.last, let marked = VietnameseOrder.marked[Marked(base: base, mark: scalar)] {
                    letters[letters.count - 1] = marked
                }
            } else if let letter = VietnameseOrder.letters[scalar] {
                endNumber()
                letters.append(letter)
            } else if VietnameseOrder.withinWords.contains(scalar) {
                return
            } else if scalar.properties.isAlphabetic {
                endNumber()
                addForeign(scalar)
            } else {
                endWord()
            }
        }

        /// A word ends with its tones and 0, which is below every letter: a shorter word goes first.
        mutating func endWord() {
            endNumber()
            guard !letters.isEmpty else { return }
            bytes += letters
            bytes += tones
            bytes.append(UInt8(ascii: "0"))
            letters.removeAll(keepingCapacity: true)
            tones.removeAll(keepingCapacity: true)
        }

        /// How many digits, then the digits, so that 2 stands before 10. Beyond 25 digits they are compared as text.
        private mutating func endNumber() {
            guard !digits.isEmpty else { return }
            let significant = digits.drop { $0 == UInt8(ascii: "0") }
            letters.append(VietnameseOrder.number)
            letters.append(UInt8(ascii: "A") + UInt8(min(significant.count, 25)))
            letters += significant
            digits.removeAll(keepingCapacity: true)
        }

        /// After z, in the order of Unicode: four digits to the base of 64.
        private mutating func addForeign(_ scalar: Unicode.Scalar) {
            letters.append(VietnameseOrder.foreign)
            for shift in [18, 12, 6, 0] {
                letters.append(UInt8(ascii: "0") + UInt8(scalar.value >> UInt32(shift) & 63))
            }
        }
    }

    private struct Marked: Hashable {
        let base: UInt8
        let mark: Unicode.Scalar
    }

    private static let number = UInt8(ascii: "A")
    private static let foreign = UInt8(ascii: "z")

    /// From B on, in the order of the alphabet.
    private static let letters: [Unicode.Scalar: UInt8] = {
        let alphabet = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz".unicodeScalars
        var letters = Dictionary(
            uniqueKeysWithValues: alphabet.enumerated().map { ($1, UInt8(ascii: "B") + UInt8($0)) })
        // The Icelandic letter looks the same and is often typed for it.
        letters["ð"] = letters["đ"]
        return letters
    }()

    /// What a mark makes of a letter; any other mark is nothing.
    private static let marked: [Marked: UInt8] = {
        var marked: [Marked: UInt8] = [:]
        for (scalar, byte) in letters {
            let parts = Array(String(scalar).decomposedStringWithCanonicalMapping.unicodeScalars)
            if parts.count == 2, let base = letters[parts[0]] { marked[Marked(base: base, mark: parts[1])] = byte }
        }
        return marked
    }()

    private static let tones: [Unicode.Scalar: UInt8] = [
        "\u{300}": UInt8(ascii: "1"), "\u{309}": UInt8(ascii: "2"), "\u{303}": UInt8(ascii: "3"),
        "\u{301}": UInt8(ascii: "4"), "\u{323}": UInt8(ascii: "5"),
    ]

    /// M'Gar is one word. The last is what parts of a word that are not to be broken are joined with.
    private static let withinWords: Set<Unicode.Scalar> = ["'", "’", "ʼ", "\u{2060}"]
}
