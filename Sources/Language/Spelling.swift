import Foundation

/// A text word by word, as Vietnamese spells it: its letters, then its tone. Two texts are equal if they differ in
/// case, composition, punctuation or the place of the tone mark only ("Hòa", "HOÀ"), and not if a mark differs
/// ("Ba Tơ", "Ba Tô"). The order is that of a Vietnamese dictionary, syllable by syllable.
public struct Spelling: Hashable, Comparable, Sendable {
    /// One byte for each letter, in the order of the alphabet, and after each word one byte for its tone, which is
    /// less than that of any letter. Digits come before letters; letters of other scripts stand in UTF-8.
    public let bytes: [UInt8]

    /// An apostrophe parts no word: "Ea M'Droh" has two.
    public init(_ text: String) {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.utf8.count)
        var tone = Self.level
        func add(_ entry: UInt16) {
            bytes.append(UInt8(entry >> 8))
            if UInt8(truncatingIfNeeded: entry) != Self.level { tone = UInt8(truncatingIfNeeded: entry) }
        }
        for scalar in text.unicodeScalars {
            let value = scalar.value
            if value < 0x1F00, Self.table[Int(value)] != 0 {
                add(Self.table[Int(value)])
            } else if (0x300...0x36F).contains(value) {
                guard let last = bytes.last, !Self.isTone(last) else { continue }
                if let typed = Self.tone(of: scalar) {
                    tone = typed
                } else if let marked = Self.letter(Self.characters[last] ?? " ", with: scalar) {
                    bytes[bytes.count - 1] = marked
                }
            } else if scalar == "'" || scalar == "\u{2019}" || scalar == "\u{2018}" || scalar == "\u{2BC}" {
                continue
            } else if scalar.properties.isAlphabetic || scalar.properties.numericType != nil {
                for small in scalar.properties.lowercaseMapping.unicodeScalars {
                    if small.value < 0x1F00, Self.table[Int(small.value)] != 0 {
                        add(Self.table[Int(small.value)])
                    } else {
                        bytes.append(contentsOf: String(small).utf8)
                    }
                }
            } else if let last = bytes.last, !Self.isTone(last) {
                bytes.append(tone)
                tone = Self.level
            }
        }
        if let last = bytes.last, !Self.isTone(last) { bytes.append(tone) }
        self.bytes = bytes
    }

    public var isEmpty: Bool { bytes.isEmpty }

    /// Whether a letter or a word bears a mark.
    public var isMarked: Bool { bytes.contains { Self.isMark($0) } }

    public static func < (left: Spelling, right: Spelling) -> Bool { left.bytes.lexicographicallyPrecedes(right.bytes) }

    /// The tone of a word without a tone mark.
    public static let level: UInt8 = 1

    /// Whether a byte is the tone that ends a word.
    @inline(__always)
    public static func isTone(_ byte: UInt8) -> Bool { byte < 16 }

    /// The letter without its mark; other letters and digits as they are.
    @inline(__always)
    public static func plain(_ byte: UInt8) -> UInt8 { plainTable[Int(byte)] }

    /// Whether a byte is a letter with a mark, or a tone that is written.
    public static func isMark(_ byte: UInt8) -> Bool { isTone(byte) ? byte != level : plain(byte) != byte }

    private static let alphabet = Array("0123456789aăâbcdđeêfghijklmnoôơpqrstuưvwxyz")

    private static let letters: [Character: UInt8] = Dictionary(
        uniqueKeysWithValues: alphabet.enumerated().map { ($1, UInt8(16 + $0)) })

    private static let characters: [UInt8: Character] = Dictionary(
        uniqueKeysWithValues: letters.map { ($1, $0) })

    private static let plainTable: [UInt8] = (0..<256).map { byte in
        let byte = UInt8(byte)
        guard let folded = characters[byte].map({ Folding.fold(String($0)) }) else { return byte }
        return letters[Character(folded)] ?? byte
    }

    /// In the order of dictionaries: no mark, huyền, hỏi, ngã, sắc, nặng.
    private static func tone(of mark: Unicode.Scalar) -> UInt8? {
        switch mark.value {
        case 0x300: 2
        case 0x309: 3
        case 0x303: 4
        case 0x301: 5
        case 0x323: 6
        default: nil
        }
    }

    /// The letter that a circumflex, breve or horn makes of another; nil if Vietnamese has none.
    private static func letter(_ base: Character, with mark: Unicode.Scalar) -> UInt8? {
        guard [0x302, 0x306, 0x31B].contains(mark.value) else { return nil }
        return letters[Character((String(base) + String(mark)).precomposedStringWithCanonicalMapping)]
    }

    /// Letter and tone of every Latin letter up to U+1EFF; 0 for what is none.
    private static let table: [UInt16] = (0..<0x1F00).map { code in
        guard code < 0x250 || code >= 0x1E00, let scalar = Unicode.Scalar(UInt32(code)),
            scalar.properties.isAlphabetic || (0x30...0x39).contains(code)
        else { return 0 }
        let parts = String(Character(scalar)).lowercased().decomposedStringWithCanonicalMapping.unicodeScalars
        guard let base = parts.first, var letter = letters[Character(base)] else { return 0 }
        var tone = level
        for mark in parts.dropFirst() {
            tone = Self.tone(of: mark) ?? tone
            letter = Self.letter(characters[letter] ?? " ", with: mark) ?? letter
        }
        return UInt16(letter) << 8 | UInt16(tone)
    }
}

extension String {
    /// The same text without the marks of its letters, for readers of other languages: "Đắk Lắk" as "Dak Lak".
    public var withoutMarks: String {
        var scalars = String.UnicodeScalarView()
        for scalar in decomposedStringWithCanonicalMapping.unicodeScalars {
            switch scalar.value {
            case 0x300...0x36F: continue
            case 0x110: scalars.append("D")
            case 0x111: scalars.append("d")
            default: scalars.append(scalar)
            }
        }
        return String(scalars)
    }
}
